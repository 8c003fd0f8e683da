#include "extract/pipeline/rule_profile.h"

#include <algorithm>

namespace zhimai {

void RuleProfile::OnAttempt(const RuleAttempt& attempt) {
  if (attempt.outcome != RuleAttempt::Outcome::kMatched) return;
  ++costs_[attempt.rule].matches;
}

void RuleProfile::OnScope(const Rule& rule, double seconds) {
  RuleCost& cost = costs_[&rule];
  ++cost.scopes;
  cost.seconds += seconds;
}

void RuleProfile::Merge(const RuleProfile& other) {
  for (const auto& [rule, cost] : other.costs_) {
    RuleCost& sum = costs_[rule];
    sum.scopes += cost.scopes;
    sum.matches += cost.matches;
    sum.seconds += cost.seconds;
  }
}

std::vector<RuleCost> RuleProfile::Costs() const {
  std::vector<RuleCost> out;
  for (const auto& [rule, cost] : costs_) {
    out.push_back(cost);
    out.back().rule = rule;
  }
  std::sort(out.begin(), out.end(), [](const RuleCost& a, const RuleCost& b) {
    if (a.seconds != b.seconds) return a.seconds > b.seconds;
    return a.rule->id < b.rule->id;
  });
  return out;
}

uint64_t RuleProfile::MatchesOf(const Rule& rule) const {
  const auto it = costs_.find(&rule);
  return it == costs_.end() ? 0 : it->second.matches;
}

}  // namespace zhimai
