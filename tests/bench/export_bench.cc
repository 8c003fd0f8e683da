// A generated graph of a million statements to Parquet, Arrow, CSV: rows a
// second and the memory that the export added. The graph stays in the folder
// that is named, so that the program can be tried on it.
#include <filesystem>
#include <fstream>

#include "graph/analytics/random.h"
#include "graph/engine/export_source.h"
#include "graph/engine/graph.h"
#include "tests/bench/bench.h"
#include "tests/support/extraction_builder.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

constexpr int kDocuments = 5000;
constexpr int kStatements = 200;  // of each
constexpr uint64_t kEntities = 100000;

// Field VmHWM or VmRSS of /proc/self/status, in MB.
double MemoryMb(const std::string& field) {
  std::ifstream status("/proc/self/status");
  std::string word;
  double kilobytes = 0;
  while (status >> word) {
    if (word == field + ":") status >> kilobytes;
  }
  return kilobytes / 1024;
}

v1::Extraction MakeDocument(int number, Random* random) {
  ExtractionBuilder builder("doc/" + std::to_string(number) + ".txt");
  for (int i = 0; i < kStatements; ++i) {
    const std::string subject =
        "e/Person/p" + std::to_string(random->Below(kEntities));
    const std::string object =
        "e/Person/p" + std::to_string(random->Below(kEntities));
    builder.Entity(subject, "Person", {"zh:人物" + subject.substr(10)});
    builder.Entity(object, "Person", {"zh:人物" + object.substr(10)});
    builder.State(subject, i % 3 == 0 ? "met_with" : "supports", object)
        .With("point_in_time", "2025-0" + std::to_string(1 + i % 9) + "-11")
        .Quote("某人物当日会见另一人物，双方就合作交换意见。");
  }
  return builder.Build();
}

void MakeGraph(const std::string& path) {
  auto graph = Graph::Open(path, GraphMode::kCreate);
  if (!graph.ok()) std::abort();
  auto session = graph->BeginBuild();
  if (!session.ok()) std::abort();
  Random random(3);
  const Stopwatch watch;
  for (int i = 0; i < kDocuments; ++i) {
    if (!(*session)->Put(MakeDocument(i, &random)).ok()) std::abort();
  }
  const auto summary = (*session)->Finish();
  if (!summary.ok()) std::abort();
  JsonLine("export")
      .Add("made", static_cast<double>(summary->statements))
      .Add("s", watch.wall())
      .Print();
}

void Export(const std::string& path, const char* format, ExportTable table) {
  const auto graph = Graph::Open(path, GraphMode::kRead);
  if (!graph.ok()) std::abort();
  auto source = graph->OpenExport({});
  if (!source.ok()) std::abort();
  const std::string file = path + "." + format;
  std::ofstream out(file, std::ios::binary);
  const TextSink sink = [&](std::string_view text) {
    out << text;
    return Status();
  };
  const TableSchema& schema = (*source)->schema(table);
  const std::string name = format;
  const auto writer = name == "parquet" ? MakeParquetWriter(schema, {}, sink)
                      : name == "arrow" ? MakeArrowWriter(schema, {}, sink)
                                        : MakeCsvWriter(schema, {}, sink);
  const double before = MemoryMb("VmRSS");
  double most = before;
  double rows = 0;
  const Stopwatch watch;
  const Status status =
      (*source)->Rows(table, [&](std::span<const Cell> row) -> Status {
        if (static_cast<int64_t>(++rows) % 50000 == 0) {
          most = std::max(most, MemoryMb("VmRSS"));
        }
        return writer->Add(row);
      });
  if (!status.ok() || !writer->Finish().ok()) std::abort();
  out.close();
  JsonLine("export")
      .Add("format", name)
      .Add("table", schema.name)
      .Add("rows", rows)
      .Add("s", watch.wall())
      .Add("rows_per_s", rows / watch.wall())
      .Add("rows_per_cpu_s", rows / watch.cpu())
      .Add("added_MB", most - before)
      .Add("file_MB",
           static_cast<double>(std::filesystem::file_size(file)) / 1e6)
      .Print();
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  const zhimai::TempDir dir;
  const std::string path = argc > 1 ? argv[1] : dir.File("graph");
  if (!std::filesystem::exists(path)) zhimai::MakeGraph(path);
  for (const char* format : {"parquet", "arrow", "csv"}) {
    zhimai::Export(path, format, zhimai::ExportTable::kStatements);
  }
  zhimai::Export(path, "parquet", zhimai::ExportTable::kEvidence);
}
