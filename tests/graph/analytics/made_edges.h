// Random graphs of tests and benchmarks; make_expected.py makes the same. Few
// nodes have many edges, as with people and countries.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analytics/csr.h"
#include "graph/analytics/random.h"

namespace zhimai {

inline std::vector<WeightedEdge> MadeEdges(uint32_t nodes, size_t count,
                                           uint64_t seed) {
  Random random(seed);
  std::vector<WeightedEdge> edges;
  for (size_t i = 0; i < count; ++i) {
    const auto from = static_cast<uint32_t>(random.Below(nodes));
    const uint64_t bound = 1 + random.Below(nodes);
    edges.push_back({from, static_cast<uint32_t>(random.Below(bound)), 1});
  }
  return edges;
}

}  // namespace zhimai
