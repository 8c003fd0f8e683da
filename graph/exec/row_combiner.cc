#include "graph/exec/row_combiner.h"

#include <algorithm>

namespace zhimai::sparql {

RowCombiner::RowCombiner(const std::vector<VarId>& left,
                         const std::vector<VarId>& right,
                         const std::vector<VarId>& out) {
  const auto find = [](const std::vector<VarId>& columns, VarId id) {
    const auto place = std::find(columns.begin(), columns.end(), id);
    return place == columns.end()
               ? kAbsent
               : static_cast<size_t>(place - columns.begin());
  };
  for (const VarId id : out) {
    sources_.emplace_back(find(left, id), find(right, id));
  }
  for (size_t i = 0; i < left.size(); ++i) {
    const size_t j = find(right, left[i]);
    if (j != kAbsent) shared_.emplace_back(i, j);
  }
}

bool RowCombiner::Combine(const TermId* left, const TermId* right,
                          TermId* out) const {
  if (right != nullptr) {
    for (const auto& [l, r] : shared_) {
      if (left[l] != right[r] && !left[l].is_none() && !right[r].is_none()) {
        return false;
      }
    }
  }
  for (size_t i = 0; i < sources_.size(); ++i) {
    const auto& [l, r] = sources_[i];
    TermId id;
    if (l != kAbsent) id = left[l];
    if (id.is_none() && right != nullptr && r != kAbsent) id = right[r];
    out[i] = id;
  }
  return true;
}

}  // namespace zhimai::sparql
