// Look-ups that stand behind predicates (docs/sparql.md: zm:search, zm:named):
// triples that nobody stores, found by the object of the pattern.
#pragma once

#include <functional>
#include <optional>

#include "graph/base/result.h"
#include "graph/model/term.h"
#include "graph/plan/planner.h"

namespace zhimai::sparql {

// One thread at a time.
class Lookups {
 public:
  virtual ~Lookups() = default;

  // Nothing when the pattern `?x predicate object` is no look-up.
  virtual Result<std::optional<LookupEstimate>> Estimate(
      const Term& predicate, const Term& object) = 0;
  // The subjects, in any sequence, some perhaps twice. An error of the visitor
  // ends the walk and is returned. REQUIRES: it is a look-up.
  using Visitor = std::function<Status(const Term& subject)>;
  virtual Status Find(const Term& predicate, const Term& object,
                      const Visitor& visit) = 0;
};

}  // namespace zhimai::sparql
