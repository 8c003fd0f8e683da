// In what order and direction a layout from left to right is given a drawing.
#pragma once

#include <cstdint>
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

// Indices in the order in which a layout is to meet them, which it keeps where
// no lines cross.
struct LayoutOrder {
  std::vector<uint32_t> nodes;
  std::vector<uint32_t> edges;
  std::vector<bool> turned;  // of each edge of the drawing
  // Neighbours of the focus in the longer of the columns beside it.
  size_t column = 0;
};

// As the drawing has them but cluster by cluster, turned by EdgesToTurn(). But
// where parts are numbered it becomes an outline: the whole to the left of its
// parts, these in the order of their numbers.
LayoutOrder OrderForLayout(const Drawing& drawing);

}  // namespace zhimai
