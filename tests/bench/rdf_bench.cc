// How fast RDF is parsed: a made-up dataset in memory, one thread, the quads
// counted and dropped. rdf_bench [TRIPLES].
#include <string>

#include "graph/base/status.h"
#include "graph/io/quad_writer.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/rdf_reader.h"
#include "tests/bench/bench.h"

namespace zhimai {
namespace {

std::string MakeTriples(uint64_t count) {
  std::mt19937_64 random(7);
  std::string text;
  for (uint64_t i = 0; i < count; ++i) {
    text += "<http://example.org/resource/" + std::to_string(i / 6) +
            "> <http://example.org/vocabulary#property" +
            std::to_string(random() % 40) + "> ";
    switch (random() % 4) {
      case 0:
        text += "\"A label of thing " + std::to_string(i) + "\"@en";
        break;
      case 1:
        text += "\"" + std::to_string(random() % 100000) +
                "\"^^<http://www.w3.org/2001/XMLSchema#integer>";
        break;
      default:
        text += "<http://example.org/resource/" +
                std::to_string(random() % count) + ">";
    }
    text += " .\n";
  }
  return text;
}

// As a file is read.
TextSource InPieces(std::string_view text) {
  return [text](const TextSink& sink) -> Status {
    constexpr size_t kPiece = size_t{1} << 20;
    for (size_t at = 0; at < text.size(); at += kPiece) {
      ZM_TRY(sink(text.substr(at, kPiece)));
    }
    return {};
  };
}

void Measure(std::string_view name, const std::string& text, RdfFormat format) {
  uint64_t quads = 0;
  RdfParseOptions options;
  options.format = format;
  const Stopwatch watch;
  const Status status = ReadRdf(InPieces(text), options, [&](const Quad&) {
    ++quads;
    return Status();
  });
  ZM_CHECK(status.ok());
  const double seconds = watch.thread_cpu();
  JsonLine("rdf")
      .Add("format", name)
      .Add("triples", static_cast<double>(quads))
      .Add("bytes", static_cast<double>(text.size()))
      .Add("million_triples_per_s", static_cast<double>(quads) / seconds / 1e6)
      .Add("mb_per_s", static_cast<double>(text.size()) / seconds / 1e6)
      .Print();
}

std::string AsTurtle(const std::string& triples) {
  std::string out;
  QuadWriterOptions options;
  options.format = RdfFormat::kTurtle;
  options.prefixes = {{"r", "http://example.org/resource/"},
                      {"v", "http://example.org/vocabulary#"}};
  auto writer = QuadWriter::Create(options, [&](std::string_view text) {
    out += text;
    return Status();
  });
  RdfParseOptions parse;
  parse.format = RdfFormat::kNTriples;
  const Status status = ParseRdf(
      triples, parse, [&](const Quad& quad) { return (*writer)->Write(quad); });
  ZM_CHECK(status.ok() && (*writer)->Finish().ok());
  return out;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  const uint64_t count =
      argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000;
  const std::string triples = zhimai::MakeTriples(count);
  zhimai::Measure("nt", triples, zhimai::RdfFormat::kNTriples);
  zhimai::Measure("nq", triples, zhimai::RdfFormat::kNQuads);
  zhimai::Measure("ttl", zhimai::AsTurtle(triples), zhimai::RdfFormat::kTurtle);
  return 0;
}
