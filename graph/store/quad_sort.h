// Sorts quads by their bits. Not a public header.
#pragma once

#include <vector>

#include "graph/store/order.h"

namespace zhimai {

// As std::sort with QuadLess; in place, and two to three times as fast where
// ids are those of a dictionary: by the bits in which they differ.
void SortQuads(std::vector<OrderedQuad>* quads);

}  // namespace zhimai
