// How fast RDF is parsed: one thread, the quads counted and dropped, and serd
// beside it on N-Triples where it was found at build time.
//
// rdf_bench [FILE.nt | TRIPLES]; without a file a made-up dataset. Each reading
// is done kRounds times, ours and serd's in turn, and the fastest counts: on a
// shared machine the others are a matter of the neighbours.
#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

#include "graph/base/status.h"
#include "graph/io/quad_writer.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/rdf_reader.h"
#include "tests/bench/bench.h"

#ifdef ZM_HAVE_SERD
#include <serd/serd.h>
#endif

namespace zhimai {
namespace {

constexpr int kRounds = 5;

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

// Seconds of one reading; `quads` gets how many there were.
using Reading = std::function<double(uint64_t* quads)>;

Reading Ours(const std::string& text, RdfFormat format) {
  return [&text, format](uint64_t* quads) {
    *quads = 0;
    RdfParseOptions options;
    options.format = format;
    const Stopwatch watch;
    const Status status = ReadRdf(InPieces(text), options, [&](const Quad&) {
      ++*quads;
      return Status();
    });
    ZM_CHECK(status.ok());
    return watch.thread_cpu();
  };
}

#ifdef ZM_HAVE_SERD
SerdStatus CountStatement(void* handle, SerdStatementFlags, const SerdNode*,
                          const SerdNode*, const SerdNode*, const SerdNode*,
                          const SerdNode*, const SerdNode*) {
  ++*static_cast<uint64_t*>(handle);
  return SERD_SUCCESS;
}

Reading Serds(const std::string& text) {
  return [&text](uint64_t* quads) {
    *quads = 0;
    SerdReader* reader = serd_reader_new(SERD_NTRIPLES, quads, nullptr, nullptr,
                                         nullptr, CountStatement, nullptr);
    const Stopwatch watch;
    const SerdStatus status = serd_reader_read_string(
        reader, reinterpret_cast<const uint8_t*>(text.c_str()));
    const double seconds = watch.thread_cpu();
    serd_reader_free(reader);
    ZM_CHECK(status == SERD_SUCCESS);
    return seconds;
  };
}
#endif

void Print(std::string_view reader, std::string_view format, uint64_t quads,
           size_t bytes, double seconds) {
  JsonLine("rdf")
      .Add("reader", reader)
      .Add("format", format)
      .Add("triples", static_cast<double>(quads))
      .Add("bytes", static_cast<double>(bytes))
      .Add("million_triples_per_s", static_cast<double>(quads) / seconds / 1e6)
      .Add("mb_per_s", static_cast<double>(bytes) / seconds / 1e6)
      .Print();
}

double Fastest(const Reading& reading, uint64_t* quads) {
  double best = reading(quads);
  for (int i = 1; i < kRounds; ++i) best = std::min(best, reading(quads));
  return best;
}

void Measure(std::string_view format, const std::string& text,
             const Reading& reading) {
  uint64_t quads = 0;
  const double seconds = Fastest(reading, &quads);
  Print("zhimai", format, quads, text.size(), seconds);
}

void MeasureNTriples(const std::string& text) {
  const Reading ours = Ours(text, RdfFormat::kNTriples);
#ifdef ZM_HAVE_SERD
  const Reading serds = Serds(text);
  uint64_t quads = 0;
  uint64_t serd_quads = 0;
  double best = ours(&quads);
  double serd_best = serds(&serd_quads);
  for (int i = 1; i < kRounds; ++i) {
    best = std::min(best, ours(&quads));
    serd_best = std::min(serd_best, serds(&serd_quads));
  }
  ZM_CHECK(quads == serd_quads);
  Print("zhimai", "nt", quads, text.size(), best);
  Print("serd", "nt", quads, text.size(), serd_best);
  JsonLine("rdf").Add("nt_times_serd", serd_best / best).Print();
#else
  Measure("nt", text, ours);
#endif
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
      triples, parse, [&](const Quad& quad) { return writer->Write(quad); });
  ZM_CHECK(status.ok() && writer->Finish().ok());
  return out;
}

std::string ReadFile(const char* file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  const char* what = argc > 1 ? argv[1] : "1000000";
  const uint64_t count = std::strtoull(what, nullptr, 10);
  const std::string triples =
      count > 0 ? zhimai::MakeTriples(count) : zhimai::ReadFile(what);
  zhimai::MeasureNTriples(triples);
  zhimai::Measure("nq", triples,
                  zhimai::Ours(triples, zhimai::RdfFormat::kNQuads));
  const std::string turtle = zhimai::AsTurtle(triples);
  zhimai::Measure("ttl", turtle,
                  zhimai::Ours(turtle, zhimai::RdfFormat::kTurtle));
  return 0;
}
