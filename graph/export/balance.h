// Puts the neighbours of a drawing's focus on both sides of it.
#pragma once

#include <vector>

#include "graph/export/drawing.h"

namespace zhimai {

// Layout from left to right sends all that points to the focus to its left, so
// that forty who met one stand in a single column. For each edge: whether it
// is to be laid out the other way round (and its arrow drawn at its tail), so
// that neighbours that are tied to nothing else stand on both sides, those of
// a cluster on the same. All false without a focus, and where the sides are
// in balance or few.
std::vector<bool> EdgesToTurn(const Drawing& drawing);

}  // namespace zhimai
