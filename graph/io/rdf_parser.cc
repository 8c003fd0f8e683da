#include "graph/io/rdf_parser.h"

#include "graph/base/utf8.h"
#include "graph/io/nquads_parser.h"
#include "graph/io/rdf_xml_parser.h"
#include "graph/io/turtle_parser.h"

namespace zhimai {

Status ParseRdf(std::string_view text, const RdfParseOptions& options,
                const QuadSink& sink) {
  if (options.format == RdfFormat::kRdfXml) {
    RdfXmlParser parser(options, sink);
    ZM_TRY(parser.Feed(text));
    return parser.Finish();
  }
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const size_t bad = FindInvalidUtf8(text);
  if (bad != std::string_view::npos) {
    return TurtleLexer(text).ErrorAt(bad, "ill-formed UTF-8");
  }
  ZM_TRY_ASSIGN(const std::unique_ptr<RdfGrammar> grammar,
                MakeRdfGrammar(options));
  grammar->SetWindow(text);
  for (bool more = true; more;) {
    ZM_TRY_ASSIGN(more, grammar->Next());
    ZM_TRY(grammar->HandOn(sink));
  }
  return grammar->CheckEnd();
}

Result<std::unique_ptr<RdfGrammar>> MakeRdfGrammar(
    const RdfParseOptions& options) {
  switch (options.format) {
    case RdfFormat::kNTriples:
    case RdfFormat::kNQuads:
      return std::unique_ptr<RdfGrammar>(
          std::make_unique<NQuadsParser>(options));
    case RdfFormat::kTurtle:
    case RdfFormat::kTriG:
      return std::unique_ptr<RdfGrammar>(
          std::make_unique<TurtleParser>(options));
    case RdfFormat::kRdfXml:
      break;
    case RdfFormat::kJsonLd:
      return Status(Code::kUnsupported, "JSON-LD is written, but not read");
  }
  return Status(Code::kUnsupported,
                "RDF/XML is no format of the Turtle family");
}

Result<RdfFormat> RdfFormatOf(std::string_view path) {
  std::string_view name = path;
  if (name.ends_with(".gz")) name.remove_suffix(3);
  if (name.ends_with(".zst")) name.remove_suffix(4);
  const size_t dot = name.rfind('.');
  const std::string_view extension =
      dot == std::string_view::npos ? "" : name.substr(dot);
  if (extension == ".nt") return RdfFormat::kNTriples;
  if (extension == ".nq") return RdfFormat::kNQuads;
  if (extension == ".ttl") return RdfFormat::kTurtle;
  if (extension == ".trig") return RdfFormat::kTriG;
  if (extension == ".rdf" || extension == ".owl" || extension == ".xml") {
    return RdfFormat::kRdfXml;
  }
  if (extension == ".jsonld") return RdfFormat::kJsonLd;
  return Status(Code::kUnsupported,
                "cannot tell the RDF format of '" + std::string(path) +
                    "' (known: .nt .nq .ttl .trig .rdf .jsonld)");
}

}  // namespace zhimai
