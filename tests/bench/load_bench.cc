// RDF files into a new store and into one that has as much already, by batches
// through the delta and in bulk; each result is verified.
//
// load_bench [FILE | TRIPLES]; without a file a made-up graph of news in
// N-Triples (default 1,000,000).
#include <cstdlib>
#include <memory>
#include <string>

#include "graph/exec/load.h"
#include "graph/io/compression.h"
#include "graph/store/store.h"
#include "tests/bench/bench.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

constexpr size_t kNever = size_t{1} << 50;

std::string MakeNews(uint64_t triples) {
  std::mt19937_64 random(7);
  const std::string base = "https://w3id.org/zhimai/";
  const std::string xsd = "http://www.w3.org/2001/XMLSchema#";
  std::string text;
  for (uint64_t i = 0; i < triples; ++i) {
    const std::string event = std::to_string(i / 8);
    text.append("<").append(base).append("e/Meeting/").append(event);
    text.append("> <").append(base).append("o#p");
    text.append(std::to_string(i % 8)).append("> ");
    switch (i % 8) {
      case 0:
        text += "<" + base + "o#Class" + std::to_string(random() % 30) + ">";
        break;
      case 1:
        text += "\"会议" + event + "\"@zh-Hans";
        break;
      case 2:
        text += "\"20" + std::to_string(10 + random() % 16) + "-0" +
                std::to_string(1 + random() % 9) + "-1" +
                std::to_string(random() % 10) + "\"^^<" + xsd + "date>";
        break;
      default:
        text += "<" + base + "e/Person/" +
                std::to_string(random() % (triples / 20 + 100)) + ">";
    }
    text += " .\n";
  }
  return text;
}

void Measure(const char* what, Store* store, const TextSource& source,
             const LoadOptions& options) {
  const Stopwatch watch;
  const Result<LoadResult> loaded = LoadRdf(store, source, options);
  ZM_CHECK(loaded.ok() && store->Sync().ok());
  const double wall = watch.wall();
  const double cpu = watch.cpu();
  const Result<VerifyReport> report = store->Verify();
  ZM_CHECK(report.ok() && report->problems.empty());
  JsonLine("load")
      .Add("way", what)
      .Add("triples", static_cast<double>(loaded->quads_read))
      .Add("wall_s", wall)
      .Add("cpu_s", cpu)
      .Add("k_triples_per_s",
           static_cast<double>(loaded->quads_read) / wall / 1e3)
      .Add("k_triples_per_cpu_s",
           static_cast<double>(loaded->quads_read) / cpu / 1e3)
      .Print();
}

std::unique_ptr<Store> NewStore(const std::string& dir) {
  StoreOptions options;
  options.mode = StoreMode::kCreate;
  auto store = Store::Open(dir, options);
  ZM_CHECK(store.ok());
  return *std::move(store);
}

int Run(const std::string& argument) {
  LoadOptions options;
  TextSource source;
  std::string text;
  const uint64_t count = std::strtoull(argument.c_str(), nullptr, 10);
  if (count > 0) {
    options.format = RdfFormat::kNTriples;
    text = MakeNews(count);
    source = [&text](const TextSink& sink) { return sink(text); };
  } else {
    const Result<RdfFormat> format = RdfFormatOf(argument);
    ZM_CHECK(format.ok());
    options.format = *format;
    source = Decompressed(FileText(argument));
  }
  TempDir dir;
  {
    const auto store = NewStore(dir.File("bulk"));
    Measure("bulk, new store", store.get(), source, options);
    // Other graph, so that all is new but the terms.
    options.graph = Term::Iri("https://example.org/again");
    Measure("bulk, as much before", store.get(), source, options);
    options.graph = Term();
  }
  options.memory_bytes = size_t{64} << 20;
  {
    const auto store = NewStore(dir.File("spilled"));
    Measure("bulk, new store, 64 MiB", store.get(), source, options);
  }
  options.bulk_from_bytes = kNever;
  options.memory_bytes = kNever;
  options.batch_bytes = kNever;
  const auto store = NewStore(dir.File("batches"));
  Measure("one batch, new store", store.get(), source, options);
  return 0;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  return zhimai::Run(argc > 1 ? argv[1] : "1000000");
}
