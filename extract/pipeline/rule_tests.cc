#include "extract/pipeline/rule_tests.h"

#include <algorithm>
#include <set>

#include "extract/fact/builder.h"
#include "extract/lexicon/ontology.h"
#include "extract/pipeline/expectation.h"
#include "extract/rules/rule_set.h"

namespace zhimai {
namespace {

class TestRunner {
 public:
  TestRunner(const Pipeline& pipeline, RuleTestReport* report)
      : pipeline_(pipeline), report_(*report) {
    for (const RelationInfo& relation : pipeline.ontology().relations()) {
      if (relation.symmetric) symmetric_.push_back(relation.name);
    }
  }

  void RunRule(const Rule& rule) {
    ++report_.rules;
    bool positive = false;
    bool negative = false;
    int number = 0;
    for (const RuleTest& test : rule.tests) {
      ++report_.tests;
      RunTest(rule, test, ++number);
      positive |= !test.expect.empty();
      negative |= !test.reject.empty();
    }
    if (!positive || !negative) report_.untested.push_back(rule.id);
  }

 private:
  void RunTest(const Rule& rule, const RuleTest& test, int number) {
    RuleTestFailure failure;
    failure.rule = rule.id;
    failure.file = rule.file;
    failure.test = number;
    failure.text = test.text;
    ExtractContext context;
    context.document_date = test.doc_date;
    context.topic = test.topic;
    std::vector<DroppedFact> dropped;
    context.dropped = &dropped;
    const Result<v1::Extraction> result =
        pipeline_.Extract({"test.txt", test.text}, &context);
    if (!result.ok()) {
      failure.wanted = "text that can be read";
      failure.found.push_back(result.status().ToString());
      report_.failures.push_back(std::move(failure));
      return;
    }
    for (const DroppedFact& fact : dropped) {
      failure.dropped.push_back(DescribeDropped(fact));
    }
    for (const std::string& wanted : test.expect) {
      Check(*result, wanted, true, failure);
    }
    failure.dropped.clear();
    for (const std::string& wanted : test.reject) {
      Check(*result, wanted, false, failure);
    }
  }

  void Check(const v1::Extraction& found, const std::string& wanted,
             bool expected, RuleTestFailure failure) {
    failure.wanted = (expected ? "expect " : "reject ") + wanted;
    const Result<Expectation> parsed = Expectation::Parse(wanted);
    const Status names = parsed.ok() ? parsed->CheckNames(pipeline_.ontology())
                                     : parsed.status();
    if (!names.ok()) {
      failure.mistake = names.message();
      failure.dropped.clear();
      report_.failures.push_back(std::move(failure));
      return;
    }
    if (parsed->FoundIn(found, symmetric_) == expected) return;
    failure.found = Describe(found, parsed->relation());
    report_.failures.push_back(std::move(failure));
  }

  static std::vector<std::string> Describe(const v1::Extraction& found,
                                           const std::string& relation) {
    std::vector<std::string> same;
    std::vector<std::string> all;
    for (const v1::Statement& s : found.statement()) {
      all.push_back(DescribeStatement(found, s));
      if (s.predicate() == relation) same.push_back(all.back());
    }
    if (!same.empty()) return same;
    for (const v1::Entity& entity : found.entity()) {
      all.push_back(entity.label() + "|instance_of|" + entity.class_());
    }
    return all;
  }

  const Pipeline& pipeline_;
  RuleTestReport& report_;
  std::vector<std::string> symmetric_;
};

}  // namespace

RuleTestReport RunRuleTests(const Pipeline& pipeline, std::string_view filter) {
  RuleTestReport report;
  TestRunner runner(pipeline, &report);
  for (const RulePack& pack : pipeline.rules().packs()) {
    for (const Rule& rule : pack.rules) {
      if (rule.id.find(filter) != std::string::npos) runner.RunRule(rule);
    }
  }
  return report;
}

std::vector<RuleListing> ListRules(const Pipeline& pipeline) {
  std::vector<RuleListing> out;
  for (const RulePack& pack : pipeline.rules().packs()) {
    for (const Rule& rule : pack.rules) {
      RuleListing& listing = out.emplace_back();
      listing.id = rule.id;
      listing.module = pack.module;
      listing.file = rule.file;
      listing.version = rule.version;
      listing.phase = pack.phase;
      listing.priority = rule.priority;
      listing.prior = rule.prior;
      listing.tests = static_cast<int>(rule.tests.size());
      std::set<std::string> relations;
      for (const EmitClause& emit : rule.emits) relations.insert(emit.relation);
      listing.relations.assign(relations.begin(), relations.end());
    }
  }
  return out;
}

}  // namespace zhimai
