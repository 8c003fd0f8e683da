#include "tools/commands/rules_lint.h"

#include <map>
#include <memory>
#include <optional>

#include "extract/pipeline/rule_lint.h"
#include "extract/pipeline/rule_profile.h"
#include "extract/rules/rule_set.h"
#include "tools/cli/format.h"
#include "tools/cli/json_writer.h"
#include "tools/cli/ordered_pool.h"
#include "tools/cli/progress.h"
#include "tools/cli/text_table.h"
#include "tools/commands/failures.h"
#include "tools/commands/source_files.h"
#include "tools/commands/threads.h"

namespace zhimai {
namespace {

struct Read {
  Status status;
  RuleProfile profile;
};

// What the rules did on the documents.
Status ReadCorpus(const Pipeline& pipeline, const Flags& flags, const Io& io,
                  RuleProfile* profile) {
  ZM_TRY_ASSIGN(const SourceList list, ListSources(flags.GetAll("corpus")));
  const std::vector<SourceRef>& sources = list.sources;
  if (sources.empty()) {
    return Status::NotFound("no .txt, .md or .html files in the corpus");
  }
  ZM_TRY_ASSIGN(const size_t threads, ThreadCount(flags));
  Failures failures;
  Io talk = io;
  Progress progress(&talk, "reading", sources.size());
  OrderedPool<std::unique_ptr<Read>> pool(sources.size(), threads, io.cancel);
  ZM_TRY(pool.Run(
      [&](size_t i) {
        auto read = std::make_unique<Read>();
        Result<std::string> bytes = ReadSource(sources[i], io);
        if (!bytes.ok()) {
          read->status = bytes.status();
          return read;
        }
        ExtractContext context;
        context.rule_observer = &read->profile;
        read->status =
            pipeline.Extract({sources[i].logical, *std::move(bytes)}, &context)
                .status();
        return read;
      },
      [&](size_t i, const std::unique_ptr<Read>& read) {
        progress.Update(i + 1, sources[i].logical);
        if (!read->status.ok()) {
          failures.Add(sources[i].logical, read->status);
        }
        profile->Merge(read->profile);
        return Status();
      }));
  return failures.Report(sources.size(), io);
}

uint64_t CountRules(const Pipeline& pipeline, const std::string& filter) {
  uint64_t count = 0;
  for (const RulePack& pack : pipeline.rules().packs()) {
    for (const Rule& rule : pack.rules) {
      if (rule.id.find(filter) != std::string::npos) ++count;
    }
  }
  return count;
}

void PrintJson(const std::vector<LintFinding>& findings, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginArray();
  for (const LintFinding& finding : findings) {
    json.BeginObject()
        .Field("finding", LintName(finding.kind))
        .Field("rule", finding.rule)
        .Field("file", finding.file)
        .Field("detail", finding.detail)
        .EndObject();
  }
  json.EndArray().EndLine();
  *io.out << text;
}

}  // namespace

Status LintCommand(const Pipeline& pipeline, const Flags& flags, const Io& io) {
  std::optional<RuleProfile> profile;
  if (flags.Has("corpus")) {
    ZM_TRY(ReadCorpus(pipeline, flags, io, &profile.emplace()));
  }
  const std::string filter = flags.Get("filter");
  std::vector<LintFinding> findings =
      LintRules(pipeline, profile ? &*profile : nullptr);
  std::erase_if(findings, [&](const LintFinding& finding) {
    return finding.rule.find(filter) == std::string::npos;
  });
  std::map<LintFinding::Kind, uint64_t> counts;
  TextTable table({{"", TextTable::Align::kLeft, true},
                   {"", TextTable::Align::kLeft, true},
                   {"", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kLeft, false}});
  for (const LintFinding& finding : findings) {
    ++counts[finding.kind];
    table.AddRow({std::string(LintName(finding.kind)), finding.rule,
                  finding.detail, finding.file});
  }
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(findings, io);
  } else {
    table.Print(io.out, io.width);
    *io.out << Counted(CountRules(pipeline, filter), "rule", "rules");
    for (const auto& [kind, count] : counts) {
      *io.out << ", " << WithCommas(count) << ' ' << LintName(kind);
    }
    *io.out << (findings.empty() ? ", nothing to mend\n" : "\n");
  }
  const uint64_t bad = findings.size() - counts[LintFinding::Kind::kNeverFired];
  if (bad == 0) return Status();
  return Status::InvalidInput(Counted(bad, "finding", "findings"));
}

}  // namespace zhimai
