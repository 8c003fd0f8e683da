// Runs the tests that rules carry.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/pipeline/pipeline.h"

namespace zhimai {

struct RuleTestFailure {
  std::string rule;
  std::string file;
  int test = 0;  // from 1, in the order of the rule's definition
  std::string text;
  // What was wanted: "expect A|r|B" or "reject A|r|B".
  std::string wanted;
  // What the whole pipeline found in the text, as "S|rel|O|key=value;…",
  // statements of the same relation only if there are any.
  std::vector<std::string> found;
  // What rules said and the ontology forbids, with the reason.
  std::vector<std::string> dropped;
  // What is wrong with `wanted` itself: an unknown relation. Then nothing was
  // compared.
  std::string mistake;
};

struct RuleTestReport {
  int rules = 0;
  int tests = 0;
  std::vector<RuleTestFailure> failures;
  // Rules without a positive, or without a negative test.
  std::vector<std::string> untested;
};

// Runs the tests of all rules whose id contains `filter` (empty: of all).
// Deterministic, in the order of the rule files.
RuleTestReport RunRuleTests(const Pipeline& pipeline, std::string_view filter);

struct RuleListing {
  std::string id;
  std::string module;
  std::string file;
  std::string version;
  int phase = 0;
  int priority = 0;
  double prior = 0;
  int tests = 0;
  std::vector<std::string> relations;  // that it emits, sorted
};

// In running order.
std::vector<RuleListing> ListRules(const Pipeline& pipeline);

}  // namespace zhimai
