// How central each node is, and what hangs together. All results are a
// function of the graph alone, whatever the number of threads.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analytics/csr.h"
#include "graph/analytics/parallel.h"
#include "graph/base/result.h"

namespace zhimai {

struct PageRankOptions {
  double damping = 0.85;
  // Stops when the sum of changes of one round is below.
  double tolerance = 1e-12;
  int max_rounds = 200;
};

// Weighted: a walker leaves along an edge in proportion to its weight, and
// from a node without one to anywhere. Sums to 1.
Result<std::vector<double>> PageRank(const Csr& directed,
                                     const PageRankOptions& rank,
                                     const AnalyticsOptions& options);

// Which share of all shortest paths between two others leads through a node;
// edges are unweighted. Exact (Brandes) when `sources` is 0 or not below the
// number of nodes, else estimated from that many sources drawn by `seed`.
// Divided by the number of pairs of others, so that 1 is the most.
struct BetweennessOptions {
  uint32_t sources = 0;
  uint64_t seed = 1;
};
Result<std::vector<double>> Betweenness(const Csr& undirected,
                                        const BetweennessOptions& between,
                                        const AnalyticsOptions& options);
// From these sources; the sum is scaled by nodes / sources.
Result<std::vector<double>> BetweennessFrom(
    const Csr& undirected, const std::vector<uint32_t>& sources,
    const AnalyticsOptions& options);

// For each node the number of its group. Groups are numbered by size, the
// largest first, then by their smallest node.
struct Grouping {
  std::vector<uint32_t> group_of;
  std::vector<uint32_t> sizes;
};
// Renumbers any labels so.
Grouping MakeGrouping(const std::vector<uint32_t>& labels);

Grouping ConnectedComponents(const Csr& undirected);

// The largest k for which the node is in a subgraph where each has at least k
// neighbours.
std::vector<uint32_t> CoreNumbers(const Csr& undirected);

}  // namespace zhimai
