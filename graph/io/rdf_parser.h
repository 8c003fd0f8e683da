// Reads N-Triples, N-Quads, Turtle and TriG, 1.1 and 1.2 (triple terms,
// reified triples, annotations, base direction, VERSION), and RDF/XML 1.1.
//
// Strict: what the grammars do not allow is kInvalidInput with line and column
// (code points) and what was expected. Blank node labels of one call get
// `blank_prefix` before them, so that two files never share a node. Nesting is
// limited to kMaxNesting. Thread-safe: a call shares nothing.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/model/term.h"

namespace zhimai {

enum class RdfFormat {
  kNTriples,
  kNQuads,
  kTurtle,
  kTriG,
  kRdfXml,
  kJsonLd,  // written only
};

// Whether a document of this format can hold named graphs.
constexpr bool HasNamedGraphs(RdfFormat format) {
  return format == RdfFormat::kNQuads || format == RdfFormat::kTriG ||
         format == RdfFormat::kJsonLd;
}
// Whether a writer of this format knows prefixes.
constexpr bool HasPrefixes(RdfFormat format) {
  return format == RdfFormat::kTurtle || format == RdfFormat::kTriG ||
         format == RdfFormat::kRdfXml;
}

struct RdfParseOptions {
  RdfFormat format = RdfFormat::kTurtle;
  std::string base;
  std::string blank_prefix;
  // Told each prefix that the document declares, with its namespace.
  std::function<void(std::string_view prefix, std::string_view iri)> on_prefix =
      {};
  // Where there is one, readers of pieces (rdf_reader.h) tell it of each
  // statement that is wrong, and skip to the next one: in N-Triples and N-Quads
  // to the next line, in Turtle and TriG behind the next line that ends in '.'
  // (a graph whose name is wrong is skipped to its '}'). RDF/XML has no such
  // places: its first error stays the last.
  std::function<void(const Status&)> on_skip = {};
};

// Called for each quad, in the order of the file; an error ends the parse. The
// sink may move the quad away.
using QuadSink = std::function<Status(Quad&&)>;

Status ParseRdf(std::string_view text, const RdfParseOptions& options,
                const QuadSink& sink);

// By extension (.nt .nq .ttl .trig .rdf .owl .xml .jsonld, each with or without
// .gz or .zst behind it); kUnsupported otherwise.
Result<RdfFormat> RdfFormatOf(std::string_view path);

}  // namespace zhimai
