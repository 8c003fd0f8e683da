// What rules cost that are never triggered, and the speed of the pipeline.
//
//   rules_bench [FOLDER [COUNT]]
//
// Reads FOLDER (default: the news corpus of ZM_SHARED, else ../shared) with
// the project's data alone and with a pack of COUNT (5,000) rules more, whose
// triggers do not occur, turn about, on one thread. Each figure is the best of
// the rounds, in CPU time: the machine is shared. Exits with 1 when the rules
// cost more than 5 %.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <unistd.h>
#include <vector>

#include "extract/pipeline/pipeline.h"
#include "extract/rules/rule_set.h"
#include "tests/bench/bench.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

constexpr int kRounds = 5;
constexpr double kMaxCost = 1.05;

// A rule as people write them: it begins with words that are frequent, so
// that the index of triggers is entered everywhere, and ends with a character
// that no news has.
std::string MakeRule(int number) {
  constexpr std::string_view kWords[] = {"会见", "签署", "发展", "合作",
                                         "中国", "国际", "举行", "表示",
                                         "建设", "经济"};
  constexpr std::string_view kDigits[] = {"甲", "乙", "丙", "丁", "戊",
                                          "己", "庚", "辛", "壬", "癸"};
  const auto digit = [&](int place) {
    return std::string(kDigits[static_cast<size_t>(number / place % 10)]);
  };
  const std::string trigger =
      std::string(kWords[static_cast<size_t>(number % 10)]) + digit(1) +
      digit(10) + digit(100) + digit(1000) + "龘";
  const std::string id = std::to_string(number);
  return "rule {\n  id: \"bench." + id +
         "\"\n  scope: SENTENCE\n  trigger: \"" + trigger +
         "\"\n  match: \"(?<who>[Country|Organization|Person]) .{0,10}? "
         "(?<v>\\\"" +
         trigger +
         "\\\") (?<org>[Organization]) ( \\\"、\\\" [Organization] )*\"\n"
         "  unless: \"\\\"不\\\" .{0,2} $v\"\n"
         "  let { var: \"t\" resolve: \"date()\" }\n"
         "  status: STATUS_INHERIT\n  emit { subject: \"$who\" relation: "
         "\"member_of\" object: \"$org\" qualifier { key: \"since\" value: "
         "\"$t\" } }\n}\n";
}

fs::path WritePack(int count) {
  fs::path folder = fs::temp_directory_path() /
                    ("zhimai-rules-bench-" + std::to_string(::getpid()));
  fs::create_directories(folder / "rules");
  std::ofstream out(folder / "rules/bench.txtpb", std::ios::binary);
  out << "module: \"bench\"\nlang: \"zh\"\nphase: 45\n";
  for (int i = 0; i < count; ++i) out << MakeRule(i);
  return folder;
}

std::vector<SourceFile> ReadFolder(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.is_regular_file()) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<SourceFile> files;
  for (const fs::path& path : paths) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    files.push_back({path.filename().string(), bytes.str()});
  }
  return files;
}

struct Subject {
  std::optional<Pipeline> pipeline;
  double load = 0;     // seconds
  double seconds = 0;  // of the best round
  size_t statements = 0;
  std::array<double, kStages> stages = {};
};

bool Load(const std::vector<std::string>& dirs, Subject* out) {
  const Stopwatch watch;
  Result<Pipeline> pipeline = Pipeline::Load({dirs});
  if (!pipeline.ok()) {
    std::fprintf(stderr, "%s\n", pipeline.status().ToString().c_str());
    return false;
  }
  out->load = watch.cpu();
  out->pipeline.emplace(*std::move(pipeline));
  return true;
}

void ReadAll(const std::vector<SourceFile>& files, Subject* subject) {
  ExtractContext context;
  size_t statements = 0;
  const Stopwatch watch;
  for (const SourceFile& file : files) {
    const auto extraction = subject->pipeline->Extract(file, &context);
    if (extraction.ok()) {
      statements += static_cast<size_t>(extraction->statement_size());
    }
  }
  const double seconds = watch.thread_cpu();
  subject->statements = statements;
  if (subject->seconds > 0 && seconds >= subject->seconds) return;
  subject->seconds = seconds;
  subject->stages = context.seconds;
}

int Run(int argc, char** argv) {
  const char* given = std::getenv("ZM_SHARED");
  const fs::path folder =
      argc > 1
          ? fs::path(argv[1])
          : fs::path(given != nullptr ? given : "../shared") / "corpus/cctv";
  const int count = argc > 2 ? std::atoi(argv[2]) : 5000;
  const std::vector<SourceFile> files = ReadFolder(folder);
  if (files.empty()) {
    std::fprintf(stderr, "no files in %s\n", folder.c_str());
    return 2;
  }
  double megabytes = 0;
  for (const SourceFile& file : files) {
    megabytes += static_cast<double>(file.bytes.size()) / 1e6;
  }
  const fs::path pack = WritePack(count);
  Subject plain;
  Subject more;
  const bool loaded =
      Load({"data"}, &plain) && Load({"data", pack.string()}, &more);
  fs::remove_all(pack);
  if (!loaded) return 2;
  for (int round = 0; round < kRounds; ++round) {
    ReadAll(files, &plain);
    ReadAll(files, &more);
  }
  const double ratio = more.seconds / plain.seconds;
  JsonLine line("rules");
  line.Add("mb", megabytes)
      .Add("rules", static_cast<double>(plain.pipeline->rules().rule_count()))
      .Add("statements", static_cast<double>(plain.statements))
      .Add("load_s", plain.load)
      .Add("mb_s", megabytes / plain.seconds);
  for (size_t i = 0; i < kStages; ++i) {
    line.Add(std::string(StageName(static_cast<Stage>(i))) + "_s",
             plain.stages[i]);
  }
  line.Print();
  JsonLine("rules_untriggered")
      .Add("rules", static_cast<double>(more.pipeline->rules().rule_count()))
      .Add("statements", static_cast<double>(more.statements))
      .Add("load_s", more.load)
      .Add("mb_s", megabytes / more.seconds)
      .Add("ratio", ratio)
      .Print();
  return ratio <= kMaxCost ? 0 : 1;
}

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) { return zhimai::Run(argc, argv); }
