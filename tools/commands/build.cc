// zhimai build PATH…: brings the graph in line with documents.
#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <set>

#include "extract/pipeline/pipeline.h"
#include "extract/pipeline/rule_profile.h"
#include "graph/base/hash.h"
#include "tools/cli/clock.h"
#include "tools/cli/format.h"
#include "tools/cli/json_writer.h"
#include "tools/cli/ordered_pool.h"
#include "tools/cli/progress.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/data_dirs.h"
#include "tools/commands/failures.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/ontology_message.h"
#include "tools/commands/source_files.h"
#include "tools/commands/threads.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    kWaitFlag,
    {"prune", "", "remove documents that are gone from the folders named"},
    {"warnings", "", "list the warnings instead of counting them"},
    {"profile", "", "tell what stages and rules cost"},
    kThreadsFlag,
    kDataFlag,
    kJsonFlag,
};

// What one extraction, or all of them, cost.
struct Profile {
  std::array<double, kStages> seconds = {};
  RuleProfile rules;
};

struct Outcome {
  Status status;
  std::unique_ptr<Profile> profile;          // where it was asked for
  std::optional<v1::Extraction> extraction;  // none: unchanged or failed
  uint64_t bytes = 0;
};

struct Report {
  BuildSummary summary;
  Failures failures;
  std::vector<std::string> warnings;
  uint64_t documents = 0;
  uint64_t skipped = 0;
  uint64_t bytes_read = 0;       // of all documents
  uint64_t bytes_extracted = 0;  // of new and changed ones
  size_t threads = 0;
  double seconds = 0;
  std::unique_ptr<Profile> profile;  // where it was asked for
};

class Build {
 public:
  Build(const Pipeline* pipeline, BuildSession* session, const SourceList* list,
        bool profile, Io* io)
      : pipeline_(pipeline),
        session_(session),
        list_(list),
        profile_(profile),
        io_(io) {}

  Status ReadAll(size_t threads, Report* report);
  Status Prune();

 private:
  Outcome ReadOne(const SourceRef& source) const;
  Status Take(const SourceRef& source, Outcome outcome, Report* report);

  const Pipeline* pipeline_;
  BuildSession* session_;
  const SourceList* list_;
  const bool profile_;
  Io* io_;
};

Outcome Build::ReadOne(const SourceRef& source) const {
  Outcome outcome;
  Result<std::string> bytes = ReadSource(source, *io_);
  if (!bytes.ok()) {
    outcome.status = bytes.status();
    return outcome;
  }
  outcome.bytes = bytes->size();
  const Result<bool> needed = session_->NeedsExtraction(
      source.logical, HashText(*bytes), pipeline_->extractor_hash());
  if (!needed.ok()) {
    outcome.status = needed.status();
    return outcome;
  }
  if (!*needed) return outcome;
  ExtractContext context;
  if (profile_) {
    outcome.profile = std::make_unique<Profile>();
    context.rule_observer = &outcome.profile->rules;
  }
  Result<v1::Extraction> extraction =
      pipeline_->Extract({source.logical, *std::move(bytes)}, &context);
  if (profile_) outcome.profile->seconds = context.seconds;
  if (extraction.ok()) {
    outcome.extraction = *std::move(extraction);
  } else {
    outcome.status = extraction.status();
  }
  return outcome;
}

// A document cannot fail for these reasons: the run must stop.
bool IsOfTheStore(const Status& status) {
  return status.code() == Code::kCorruption || status.code() == Code::kLocked;
}

Status Build::Take(const SourceRef& source, Outcome outcome, Report* report) {
  report->bytes_read += outcome.bytes;
  if (!outcome.status.ok()) {
    if (IsOfTheStore(outcome.status)) return outcome.status;
    report->failures.Add(source.logical, outcome.status);
    return Status();
  }
  if (!outcome.extraction.has_value()) return Status();
  report->bytes_extracted += outcome.bytes;
  if (outcome.profile != nullptr) {
    for (size_t i = 0; i < kStages; ++i) {
      report->profile->seconds[i] += outcome.profile->seconds[i];
    }
    report->profile->rules.Merge(outcome.profile->rules);
  }
  for (const std::string& warning : outcome.extraction->warning()) {
    report->warnings.push_back(source.logical + ": " + warning);
  }
  return session_->Put(*outcome.extraction, source.root);
}

Status Build::ReadAll(size_t threads, Report* report) {
  const std::vector<SourceRef>& sources = list_->sources;
  Progress progress(io_, "reading", sources.size());
  OrderedPool<Outcome> pool(sources.size(), threads, io_->cancel);
  return pool.Run([&](size_t i) { return ReadOne(sources[i]); },
                  [&](size_t i, Outcome outcome) {
                    progress.Update(i + 1, sources[i].logical);
                    return Take(sources[i], std::move(outcome), report);
                  });
}

Status Build::Prune() {
  std::set<std::pair<std::string, std::string>> present;
  for (const SourceRef& source : list_->sources) {
    present.emplace(source.root, source.logical);
  }
  for (const std::string& root : list_->roots) {
    ZM_TRY_ASSIGN(const std::vector<std::string> documents,
                  session_->DocumentsUnder(root));
    for (const std::string& document : documents) {
      if (present.count({root, document}) > 0) continue;
      ZM_TRY(session_->Remove(document));
    }
  }
  return Status();
}

void AddRow(TextTable* table, std::string name, std::string value,
            std::string detail = "") {
  table->AddRow({std::move(name), std::move(value), std::move(detail)});
}

std::string Speed(const Report& report) {
  std::string text = Fixed(report.seconds, 2) + " s";
  if (report.bytes_extracted == 0 || report.seconds <= 0) return text;
  const double megabytes = static_cast<double>(report.bytes_extracted) / 1e6;
  return text + ", " + Fixed(megabytes / report.seconds, 2) + " MB/s";
}

void PrintTable(const Report& report, const Io& io) {
  const BuildSummary& summary = report.summary;
  TextTable table({{"", TextTable::Align::kLeft, true},
                   {"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kLeft, false}});
  const uint64_t failed = report.failures.lines().size();
  AddRow(&table, "documents", WithCommas(report.documents),
         WithCommas(summary.documents_new) + " new, " +
             WithCommas(summary.documents_changed) + " changed, " +
             WithCommas(summary.documents_unchanged) + " unchanged, " +
             WithCommas(summary.documents_removed) + " removed, " +
             WithCommas(failed) + " failed");
  AddRow(&table, "entities", WithCommas(summary.entities),
         WithCommas(summary.entities_new) + " new, " +
             WithCommas(summary.entities_gone) + " gone");
  AddRow(&table, "statements", WithCommas(summary.statements),
         WithCommas(summary.statements_new) + " new, " +
             WithCommas(summary.statements_gone) + " gone");
  for (const auto& [modality, count] : summary.by_modality) {
    AddRow(&table, "  " + modality, WithCommas(count));
  }
  if (report.skipped > 0) {
    AddRow(&table, "other files", WithCommas(report.skipped),
           "of formats that are not read");
  }
  if (!report.warnings.empty()) {
    AddRow(&table, "warnings", WithCommas(report.warnings.size()),
           "--warnings lists them");
  }
  AddRow(&table, "read", HumanBytes(report.bytes_read), Speed(report));
  table.Print(io.out, io.width);
}

// The dearest rules; the others are summed up.
constexpr size_t kProfiledRules = 20;

void PrintProfile(const Profile& profile, const Io& io) {
  TextTable stages({{"stage", TextTable::Align::kLeft, true},
                    {"seconds", TextTable::Align::kRight, true}});
  for (size_t i = 0; i < kStages; ++i) {
    stages.AddRow({std::string(StageName(static_cast<Stage>(i))),
                   Fixed(profile.seconds[i], 3)});
  }
  stages.Print(io.out, io.width);
  TextTable rules({{"rule", TextTable::Align::kLeft, true},
                   {"tried in", TextTable::Align::kRight, true},
                   {"matches", TextTable::Align::kRight, true},
                   {"seconds", TextTable::Align::kRight, true}});
  RuleCost rest;
  const std::vector<RuleCost> costs = profile.rules.Costs();
  for (size_t i = 0; i < costs.size(); ++i) {
    const RuleCost& cost = costs[i];
    if (i < kProfiledRules) {
      rules.AddRow({cost.rule->id, WithCommas(cost.scopes),
                    WithCommas(cost.matches), Fixed(cost.seconds, 3)});
      continue;
    }
    rest.scopes += cost.scopes;
    rest.matches += cost.matches;
    rest.seconds += cost.seconds;
  }
  if (costs.size() > kProfiledRules) {
    rules.AddRow({WithCommas(costs.size() - kProfiledRules) + " others",
                  WithCommas(rest.scopes), WithCommas(rest.matches),
                  Fixed(rest.seconds, 3)});
  }
  *io.out << '\n';
  rules.Print(io.out, io.width);
}

void WriteProfile(const Profile& profile, JsonWriter* json) {
  json->Key("profile").BeginObject().Key("stages").BeginObject();
  for (size_t i = 0; i < kStages; ++i) {
    json->Key(StageName(static_cast<Stage>(i))).Double(profile.seconds[i]);
  }
  json->EndObject().Key("rules").BeginArray();
  for (const RuleCost& cost : profile.rules.Costs()) {
    json->BeginObject()
        .Field("rule", cost.rule->id)
        .Field("scopes", cost.scopes)
        .Field("matches", cost.matches)
        .Key("seconds")
        .Double(cost.seconds)
        .EndObject();
  }
  json->EndArray().EndObject();
}

void PrintJson(const Report& report, const Io& io) {
  const BuildSummary& summary = report.summary;
  std::string text;
  JsonWriter json(&text);
  json.BeginObject()
      .Field("documents_seen", report.documents)
      .Field("documents_new", summary.documents_new)
      .Field("documents_changed", summary.documents_changed)
      .Field("documents_unchanged", summary.documents_unchanged)
      .Field("documents_removed", summary.documents_removed)
      .Field("documents_failed", report.failures.lines().size())
      .Field("bytes_read", report.bytes_read)
      .Field("entities", summary.entities)
      .Field("statements", summary.statements)
      .Field("statements_new", summary.statements_new)
      .Field("statements_gone", summary.statements_gone)
      .Key("statements_by_status")
      .BeginObject();
  for (const auto& [modality, count] : summary.by_modality) {
    json.Field(modality, count);
  }
  json.EndObject().Key("seconds").Double(report.seconds);
  json.Key("failure").BeginArray();
  for (const std::string& line : report.failures.lines()) json.String(line);
  json.EndArray().Key("warning").BeginArray();
  for (const std::string& line : report.warnings) json.String(line);
  json.EndArray();
  if (report.profile != nullptr) WriteProfile(*report.profile, &json);
  json.EndObject().EndLine();
  *io.out << text;
}

bool ChangedNothing(const Report& report) {
  const BuildSummary& summary = report.summary;
  return summary.documents_new + summary.documents_changed +
             summary.documents_removed ==
         0;
}

Status Print(const Report& report, const Flags& flags, const Io& io) {
  if (flags.Has("warnings")) {
    for (const std::string& line : report.warnings) {
      *io.err << "warning: " << Printable(line) << '\n';
    }
  }
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(report, io);
  } else if (ChangedNothing(report) && report.failures.lines().empty()) {
    *io.out << "nothing to do: the graph is in line with "
            << Counted(report.documents, "document", "documents") << " ("
            << Fixed(report.seconds, 2) << " s)\n";
  } else {
    PrintTable(report, io);
    if (report.profile != nullptr) {
      *io.out << '\n';
      PrintProfile(*report.profile, io);
    }
  }
  return report.failures.Report(report.documents, io);
}

Status Fill(const Flags& flags, const Pipeline& pipeline, Graph* graph,
            const SourceList& list, Io* io, Report* report) {
  ZM_TRY_ASSIGN(const std::unique_ptr<BuildSession> session,
                graph->BeginBuild(UtcTime()));
  ZM_TRY(session->SetOntology(OntologyMessage(pipeline.ontology())));
  Build build(&pipeline, session.get(), &list, flags.Has("profile"), io);
  ZM_TRY(build.ReadAll(report->threads, report));
  if (flags.Has("prune")) ZM_TRY(build.Prune());
  ZM_TRY_ASSIGN(report->summary, session->Finish());
  return Status();
}

Status Run(const Flags& flags, Io& io) {
  const auto start = std::chrono::steady_clock::now();
  Report report;
  ZM_TRY_ASSIGN(report.threads, ThreadCount(flags));
  if (flags.Has("profile")) report.profile = std::make_unique<Profile>();
  ZM_TRY_ASSIGN(const SourceList list, ListSources(flags.arguments()));
  if (list.sources.empty() && !flags.Has("prune")) {
    return Status::NotFound("no .txt, .md or .html files there");
  }
  report.documents = list.sources.size();
  report.skipped = list.skipped;
  PipelineOptions options;
  ZM_TRY_ASSIGN(options.data_dirs, DataDirs(flags, io));
  ZM_TRY_ASSIGN(const Pipeline pipeline, Pipeline::Load(options));
  ZM_TRY_ASSIGN(Graph graph, OpenGraph(flags, io, GraphMode::kCreate));
  ZM_TRY(Fill(flags, pipeline, &graph, list, &io, &report));
  const std::chrono::duration<double> elapsed =
      std::chrono::steady_clock::now() - start;
  report.seconds = elapsed.count();
  return Print(report, flags, io);
}

}  // namespace

const Command kBuildCommand = {
    .name = "build",
    .summary = "read documents into the graph, new and changed ones only",
    .arguments = "PATH…",
    .min_arguments = 1,
    .max_arguments = Command::kAnyNumber,
    .flags = kFlags,
    .example =
        "zhimai build data/corpus\n"
        "zhimai build --db news.db --prune ~/news",
    .run = Run,
};

}  // namespace zhimai
