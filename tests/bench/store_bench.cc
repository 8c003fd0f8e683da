// Loads a made-up graph of news through commits and optimize, then scans it
// and looks things up. Argument: the number of quads (default 1,000,000).
#include <cstdlib>
#include <string>
#include <vector>

#include "graph/store/store.h"
#include "tests/bench/bench.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

constexpr std::string_view kBase = "https://w3id.org/zhimai/";

// Events with class, label, date, place and participants: the shape that
// extraction makes.
class News {
 public:
  explicit News(uint64_t quads) : entities_(quads / 20 + 100) {}

  Quad Next() {
    const uint64_t event = count_ / 8;
    const uint64_t part = count_++ % 8;
    Quad quad;
    quad.subject = Node("e/Meeting/" + std::to_string(event));
    quad.predicate = Node("o#p" + std::to_string(part));
    switch (part) {
      case 0:
        quad.object = Node("o#Class" + std::to_string(event % 30));
        break;
      case 1:
        quad.object = Term::LangString(
            "会议" + std::to_string(Mix(event) % (entities_ * 4)), "zh-Hans");
        break;
      case 2:
        quad.object =
            Term::Literal("20" + std::to_string(10 + Mix(event) % 16) + "-0" +
                              std::to_string(1 + event % 9) + "-1" +
                              std::to_string(event % 10),
                          std::string(kXsd) + "date");
        break;
      default:
        quad.object =
            Node("e/Person/" + std::to_string(Mix(count_) % entities_));
    }
    return quad;
  }

 private:
  static Term Node(const std::string& local) {
    return Term::Iri(std::string(kBase) + local);
  }
  static uint64_t Mix(uint64_t x) {
    x = (x ^ (x >> 31)) * 0x9E3779B97F4A7C15ULL;
    return (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9ULL >> 20;
  }

  uint64_t entities_;
  uint64_t count_ = 0;
};

void Load(Store* store, News* news, uint64_t quads, uint64_t batch_quads) {
  WriteBatch batch;
  for (uint64_t i = 0; i < quads; ++i) {
    batch.Add(news->Next());
    if (batch.quad_count() >= batch_quads) {
      ZM_CHECK(store->Commit(&batch, {.sync = false}).ok());
    }
  }
  ZM_CHECK(store->Commit(&batch).ok());
}

double ScanRate(const Snapshot& snapshot, Order order) {
  const Stopwatch watch;
  QuadScan scan = snapshot.Scan({}, order);
  uint64_t count = 0;
  uint64_t sum = 0;
  while (scan.Next()) {
    ++count;
    sum += scan.quad().object.bits;
  }
  ZM_CHECK(scan.status().ok() && sum != 0);
  return static_cast<double>(count) / watch.thread_cpu() / 1e6;
}

// Microseconds for all quads of a subject, ids known.
double LookUp(const Snapshot& snapshot, uint64_t quads) {
  std::vector<TermId> subjects;
  std::mt19937_64 random(1);
  for (int i = 0; i < 2000; ++i) {
    const Term term = Term::Iri(std::string(kBase) + "e/Meeting/" +
                                std::to_string(random() % (quads / 8)));
    const auto id = snapshot.Find(term).value();
    if (id) subjects.push_back(*id);
  }
  const Stopwatch watch;
  uint64_t rows = 0;
  for (TermId subject : subjects) {
    QuadScan scan = snapshot.Scan(
        {.subject = subject, .predicate = {}, .object = {}, .graph = {}});
    while (scan.Next()) ++rows;
  }
  ZM_CHECK(rows >= subjects.size());
  return watch.thread_cpu() / static_cast<double>(subjects.size()) * 1e6;
}

double DecodeCost(const Snapshot& snapshot) {
  std::vector<TermId> ids;
  QuadScan scan = snapshot.Scan({}, Order::kOsp);
  while (ids.size() < 200000 && scan.Next()) ids.push_back(scan.quad().subject);
  const Stopwatch watch;
  ZM_CHECK(snapshot.DecodeAll(ids).ok());
  return watch.thread_cpu() / static_cast<double>(ids.size()) * 1e6;
}

void Measure(const std::string& state, const Store& store, uint64_t quads) {
  const Snapshot snapshot = store.snapshot();
  JsonLine line("store");
  line.Add("state", state);
  line.Add("quads", static_cast<double>(quads));
  for (Order order : {Order::kPso, Order::kSpo, Order::kOsp}) {
    line.Add(std::string("scan_mq_s_") + std::string(OrderName(order)),
             ScanRate(snapshot, order));
  }
  line.Add("subject_us", LookUp(snapshot, quads));
  line.Add("decode_us", DecodeCost(snapshot));
  line.Print();
}

int Main(uint64_t quads) {
  TempDir dir;
  const std::string path = dir.File("db");
  StoreOptions options;
  options.mode = StoreMode::kCreate;
  auto store = Store::Open(path, options).value();
  News news(quads);
  {
    const Stopwatch watch;
    Load(store.get(), &news, quads, 100000);
    JsonLine("store")
        .Add("state", "committed")
        .Add("quads_cpu_s", static_cast<double>(quads) / watch.cpu())
        .Add("bytes_quad", static_cast<double>(FolderBytes(path)) /
                               static_cast<double>(quads))
        .Print();
  }
  Measure("delta only", *store, quads);
  {
    const Stopwatch watch;
    ZM_CHECK(store->Optimize().ok());
    const double cpu = watch.cpu();
    store = nullptr;
    options.mode = StoreMode::kReadWrite;
    store = Store::Open(path, options).value();
    JsonLine("store")
        .Add("state", "optimized")
        .Add("quads_cpu_s", static_cast<double>(quads) / cpu)
        .Add("bytes_quad", static_cast<double>(FolderBytes(path)) /
                               static_cast<double>(quads))
        .Print();
  }
  Measure("base only", *store, quads);
  Load(store.get(), &news, quads / 100, 10000);
  Measure("base and 1 % delta", *store, quads);
  Load(store.get(), &news, quads / 11, 100000);
  Measure("base and 10 % delta", *store, quads);
  return 0;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  return zhimai::Main(argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1000000);
}
