// When a value known from outside may be put into a tree instead of a
// variable, so that it is evaluated anew for each value and not as a whole.
#pragma once

#include <vector>

#include "graph/plan/algebra.h"

namespace zhimai::sparql {

bool IsMentioned(const Node& node, VarId id);

// Whether the leaves of `node` may take a value v for `id`: they must then
// give exactly those solutions of `node` that bind `id` to v or not at all.
bool SafeToInject(const Node& node, VarId id);

// Whether no expression inside reads one of `ids` (sorted) where the solutions
// that it is evaluated on do not bind it: it would see the value from outside
// in EXISTS, and nothing in a join.
bool ReadsOnlyWhatItBinds(const Node& node, const std::vector<VarId>& ids);

// Sorted sets.
std::vector<VarId> Intersect(const std::vector<VarId>& a,
                             const std::vector<VarId>& b);
std::vector<VarId> Unite(const std::vector<VarId>& a,
                         const std::vector<VarId>& b);
bool Contains(const std::vector<VarId>& set, VarId id);

}  // namespace zhimai::sparql
