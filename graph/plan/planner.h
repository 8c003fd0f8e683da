// Algebra to plan: chooses orders, joins and their sequence by cost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/plan/algebra.h"
#include "graph/plan/passes.h"
#include "graph/plan/plan.h"
#include "graph/store/order.h"

namespace zhimai::sparql {

// What is expected of a look-up (graph/exec/lookup.h).
struct LookupEstimate {
  double rows = 0;
  bool indexed = false;  // else all texts are read
};

// What a plan needs to know of the data.
class PlanSource {
 public:
  struct Predicate {
    double rows = 0;
    double subjects = 0;
    double objects = 0;
  };

  virtual ~PlanSource() = default;
  // The id that the query uses for a term; nothing when no quad has it.
  virtual Result<std::optional<TermId>> Find(const Term& term) = 0;
  // The same, making an id where there is none.
  virtual Result<TermId> Intern(const Term& term) = 0;
  // About how many quads match in all graphs together.
  virtual Result<double> Estimate(const IdPattern& pattern) = 0;
  virtual Result<Predicate> Statistics(TermId predicate) = 0;
  // Nothing when the pattern `?x predicate object` is no look-up.
  virtual Result<std::optional<LookupEstimate>> EstimateLookup(
      const Term& predicate, const Term& object) {
    static_cast<void>(predicate);
    static_cast<void>(object);
    return std::optional<LookupEstimate>();
  }
};

// The graphs of a query with their ids; what the store does not know is left
// out.
struct PlanDataset {
  // Of the default graph.
  std::vector<TermId> default_graphs = {TermId{}};
  // Unset: all of the store.
  std::optional<std::vector<TermId>> named_graphs;
};

Result<PlanPtr> MakePlan(const Algebra& algebra, const PlanDataset& dataset,
                         const Passes& passes, PlanSource* source);

}  // namespace zhimai::sparql
