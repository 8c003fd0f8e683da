// What rules do while they run, for those who write them: why-not, lint and
// profiles listen here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "extract/rules/rule_set.h"
#include "graph/base/span.h"

namespace zhimai {

// One try of a rule at one place.
struct RuleAttempt {
  enum class Outcome {
    kNoMatch,   // the pattern failed; `index`: at this instruction
    kUnless,    // refused by this `unless`
    kRequired,  // this `let` has no value
    kWhere,     // this `where` does not hold
    kLost,      // another match took its place: `winner`
    kMatched,
  };
  const Rule* rule = nullptr;
  Outcome outcome = Outcome::kNoMatch;
  Span scope;  // of Article::text
  // The match; of kNoMatch from the start to where the element failed.
  Span span;
  size_t index = 0;
  const Rule* winner = nullptr;
  // kNoMatch: all instructions that failed there, `index` the last of them.
  // Valid during the call.
  std::span<const uint32_t> elements = {};
};

// Called from the thread of the extraction it is given to.
class RuleObserver {
 public:
  RuleObserver() = default;
  RuleObserver(const RuleObserver&) = delete;
  RuleObserver& operator=(const RuleObserver&) = delete;
  virtual ~RuleObserver() = default;

  // Whether the tries in this scope are told; matches always are.
  virtual bool WantsAttempts(Span scope) = 0;
  virtual void OnAttempt(const RuleAttempt& attempt) = 0;
  // A rule was tried in a scope, from all its starts, in this time.
  virtual void OnScope(const Rule& rule, double seconds) = 0;
};

}  // namespace zhimai
