// How often rules were tried and matched, and how long that took.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "extract/rules/trace.h"

namespace zhimai {

struct RuleCost {
  const Rule* rule = nullptr;
  uint64_t scopes = 0;   // in which it was tried
  uint64_t matches = 0;  // that stood
  double seconds = 0;
};

// One thread at a time; give each extraction its own and merge them. Valid as
// long as the pipeline whose rules it saw.
class RuleProfile : public RuleObserver {
 public:
  bool WantsAttempts(Span) override { return false; }
  void OnAttempt(const RuleAttempt& attempt) override;
  void OnScope(const Rule& rule, double seconds) override;

  void Merge(const RuleProfile& other);
  // The dearest first; of equal cost by id.
  std::vector<RuleCost> Costs() const;
  uint64_t MatchesOf(const Rule& rule) const;

 private:
  std::unordered_map<const Rule*, RuleCost> costs_;
};

}  // namespace zhimai
