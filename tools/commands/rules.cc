// zhimai rules test|list|lint: the rules, and whether they do what they say.
#include "extract/pipeline/rule_tests.h"
#include "tools/cli/format.h"
#include "tools/cli/json_writer.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/data_dirs.h"
#include "tools/commands/rules_lint.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    {"filter", "TEXT", "only rules whose id contains it"},
    {"strict", "", "fail for rules without a positive and a negative test"},
    {"corpus", "PATH", "lint: also tell which rules never match in it", '\0',
     true},
    kThreadsFlag,
    kDataFlag,
    kJsonFlag,
};

void PrintFailure(const RuleTestFailure& failure, const Io& io) {
  *io.out << Printable(failure.file) << ": " << Printable(failure.rule)
          << ", test " << failure.test << "\n  text    "
          << Printable(failure.text) << "\n  " << Printable(failure.wanted)
          << '\n';
  if (!failure.mistake.empty()) {
    *io.out << "  mistake " << Printable(failure.mistake) << '\n';
    return;
  }
  if (failure.found.empty()) *io.out << "  found   nothing\n";
  for (const std::string& line : failure.found) {
    *io.out << "  found   " << Printable(line) << '\n';
  }
  for (const std::string& line : failure.dropped) {
    *io.out << "  dropped " << Printable(line) << '\n';
  }
}

void PrintReportJson(const RuleTestReport& report, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("rules").Int(report.rules);
  json.Key("tests").Int(report.tests).Key("failures").BeginArray();
  for (const RuleTestFailure& failure : report.failures) {
    json.BeginObject()
        .Field("rule", failure.rule)
        .Field("file", failure.file)
        .Key("test")
        .Int(failure.test)
        .Field("text", failure.text)
        .Field("wanted", failure.wanted)
        .Key("found")
        .BeginArray();
    for (const std::string& line : failure.found) json.String(line);
    json.EndArray().Key("dropped").BeginArray();
    for (const std::string& line : failure.dropped) json.String(line);
    json.EndArray().Field("mistake", failure.mistake).EndObject();
  }
  json.EndArray().Key("untested").BeginArray();
  for (const std::string& rule : report.untested) json.String(rule);
  json.EndArray().EndObject().EndLine();
  *io.out << text;
}

Status RunTests(const Pipeline& pipeline, const Flags& flags, const Io& io) {
  const RuleTestReport report = RunRuleTests(pipeline, flags.Get("filter"));
  if (report.rules == 0) {
    return Status::NotFound("no rule has an id with '" + flags.Get("filter") +
                            "' in it; 'zhimai rules list' shows them");
  }
  if (flags.Has(kJsonFlag.name)) {
    PrintReportJson(report, io);
  } else {
    for (const RuleTestFailure& failure : report.failures) {
      PrintFailure(failure, io);
    }
    for (const std::string& rule : report.untested) {
      *io.out << Printable(rule) << ": lacks a positive or a negative test\n";
    }
    const auto rules = static_cast<uint64_t>(report.rules);
    const auto tests = static_cast<uint64_t>(report.tests);
    *io.out << Counted(rules, "rule", "rules") << ", "
            << Counted(tests, "test", "tests") << ", "
            << WithCommas(report.failures.size()) << " failed, "
            << WithCommas(report.untested.size())
            << " rules without both kinds\n";
  }
  if (!report.failures.empty()) {
    return Status::InvalidInput(
        Counted(report.failures.size(), "expectation", "expectations") +
        " of rules not met");
  }
  if (flags.Has("strict") && !report.untested.empty()) {
    return Status::InvalidInput(
        Counted(report.untested.size(), "rule", "rules") +
        " without a positive and a negative test");
  }
  return Status();
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

Status List(const Pipeline& pipeline, const Flags& flags, const Io& io) {
  const std::string filter = flags.Get("filter");
  std::string text;
  JsonWriter json(&text);
  json.BeginArray();
  TextTable table({{"rule", TextTable::Align::kLeft, true},
                   {"phase", TextTable::Align::kRight, true},
                   {"priority", TextTable::Align::kRight, true},
                   {"prior", TextTable::Align::kRight, true},
                   {"tests", TextTable::Align::kRight, true},
                   {"gives", TextTable::Align::kLeft, false},
                   {"file", TextTable::Align::kLeft, false}});
  for (const RuleListing& rule : ListRules(pipeline)) {
    if (rule.id.find(filter) == std::string::npos) continue;
    table.AddRow({rule.id, std::to_string(rule.phase),
                  std::to_string(rule.priority), Fixed(rule.prior, 2),
                  std::to_string(rule.tests), Joined(rule.relations),
                  rule.file});
    json.BeginObject()
        .Field("id", rule.id)
        .Field("module", rule.module)
        .Field("file", rule.file)
        .Field("version", rule.version)
        .Key("phase")
        .Int(rule.phase)
        .Key("priority")
        .Int(rule.priority)
        .Key("prior")
        .Double(rule.prior)
        .Key("tests")
        .Int(rule.tests)
        .Key("relations")
        .BeginArray();
    for (const std::string& relation : rule.relations) json.String(relation);
    json.EndArray().EndObject();
  }
  json.EndArray().EndLine();
  if (table.size() == 0) return Status::NotFound("no rule has such an id");
  if (flags.Has(kJsonFlag.name)) {
    *io.out << text;
  } else {
    table.Print(io.out, io.width);
  }
  return Status();
}

Status Run(const Flags& flags, Io& io) {
  const std::string& what = flags.arguments().front();
  if (what != "test" && what != "list" && what != "lint") {
    return Status::Usage("rules takes test, list or lint, not '" + what + "'");
  }
  PipelineOptions options;
  ZM_TRY_ASSIGN(options.data_dirs, DataDirs(flags, io));
  ZM_TRY_ASSIGN(const Pipeline pipeline, Pipeline::Load(options));
  if (what == "lint") return LintCommand(pipeline, flags, io);
  return what == "test" ? RunTests(pipeline, flags, io)
                        : List(pipeline, flags, io);
}

}  // namespace

const Command kRulesCommand = {
    .name = "rules",
    .summary = "run the tests that rules carry, list rules, find doubtful ones",
    .arguments = "test|list|lint",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "zhimai rules test\n"
        "zhimai rules list --filter member\n"
        "zhimai rules lint --corpus data/corpus",
    .run = Run,
};

}  // namespace zhimai
