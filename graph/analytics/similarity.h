// Which nodes have the same neighbours as one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/analytics/csr.h"

namespace zhimai {

enum class NodeLikeness {
  kJaccard,     // common neighbours / neighbours of either
  kAdamicAdar,  // common neighbours, rare ones counting more: 1 / ln(degree)
  kOverlap,     // common neighbours / neighbours of the one with fewer
  kCommon,      // common neighbours
};

struct SimilarNode {
  uint32_t node = 0;
  uint32_t common = 0;
  double score = 0;
};

// The nodes that share a neighbour with `node`, best first, then by number;
// at most `limit`, 0 for all.
std::vector<SimilarNode> SimilarTo(const Csr& undirected, uint32_t node,
                                   NodeLikeness likeness, size_t limit);

}  // namespace zhimai
