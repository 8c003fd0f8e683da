// Puts a row of the left and one of the right child of a join together.
#pragma once

#include <utility>
#include <vector>

#include "graph/plan/plan.h"

namespace zhimai::sparql {

class RowCombiner {
 public:
  // `out` has the columns of both.
  RowCombiner(const std::vector<VarId>& left, const std::vector<VarId>& right,
              const std::vector<VarId>& out);

  // False if a variable has two values. `right` null: nothing is joined.
  bool Combine(const TermId* left, const TermId* right, TermId* out) const;
  // Columns (left, right) of the shared variables.
  const std::vector<std::pair<size_t, size_t>>& shared() const {
    return shared_;
  }

 private:
  static constexpr size_t kAbsent = ~size_t{0};
  std::vector<std::pair<size_t, size_t>> sources_;  // of each column of `out`
  std::vector<std::pair<size_t, size_t>> shared_;
};

}  // namespace zhimai::sparql
