// Why no rule said what somebody expected at a place of a document: which
// rules came near, and what stopped them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pipeline/pipeline.h"
#include "extract/rules/trace.h"

namespace zhimai {

struct NearRule {
  std::string id;
  std::string file;
  RuleAttempt::Outcome outcome = RuleAttempt::Outcome::kNoMatch;
  std::string matched;  // the text that the pattern took
  // kNoMatch: the element of the pattern; kUnless, kWhere: the clause;
  // kRequired: "$org = topic([Organization])"; kLost: the rule that won.
  std::string stopper;
  std::string rest;  // kNoMatch: the text that stands there instead
  // How much of the pattern was passed, 0 to 1.
  double passed = 0;
};

// What patterns can step on there.
struct SeenArc {
  std::string text;
  std::string type;
  std::string value;  // the entity's id, the literal's value
};

struct WhyNotReport {
  std::string sentence;  // of the place, as the rules read it
  uint32_t article = 0;
  std::vector<std::string> found;  // statements with evidence in it
  // What rules said of it and the ontology forbids, with the reason.
  std::vector<std::string> dropped;
  std::vector<SeenArc> arcs;
  // Rules that were tried in it: those that matched, then the nearest first.
  std::vector<NearRule> rules;
};

// `offset` counts bytes of the file. kNotFound where no sentence is there.
Result<WhyNotReport> WhyNot(const Pipeline& pipeline, const SourceFile& file,
                            uint64_t offset);

// "failed", "refused by unless", …
std::string_view OutcomeName(RuleAttempt::Outcome outcome);

}  // namespace zhimai
