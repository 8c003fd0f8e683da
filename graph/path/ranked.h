// Paths without repeated nodes in the order of their cost: the cheapest first.
//
// Every result is a function of the graph alone. Memory is bounded by
// WalkLimits::max_nodes and by the number of half-made paths that are kept;
// nothing recurses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/base/result.h"
#include "graph/path/adjacency.h"
#include "graph/path/search.h"

namespace zhimai {

struct RankedEdge {
  NodeId to = 0;
  uint32_t cost = 1;  // at least 1
};

// Edges are walked both ways at the same cost. One thread at a time.
class WeightedAdjacency {
 public:
  virtual ~WeightedAdjacency() = default;

  // Appends the edges of a node; of several to one node the cheapest counts.
  virtual Status Edges(NodeId node, std::vector<RankedEdge>* out) = 0;

  // As in Adjacency.
  virtual bool Before(NodeId a, NodeId b) const { return a < b; }
};

struct RankedPathsRequest {
  NodeId start = 0;
  NodeId goal = 0;
  // Nodes to pass, in this order.
  std::vector<NodeId> via;
  int max_hops = 6;
  size_t max_paths = 1;
  // Half-made paths that are looked at before the search gives up.
  size_t max_steps = 2000000;
  WalkLimits limits;
};

struct RankedPath {
  std::vector<NodeId> nodes;  // from start to goal
  uint64_t cost = 0;
};

struct RankedPathsResult {
  // By cost, then hops, then Before, node by node.
  std::vector<RankedPath> paths;
  // There may be more paths: max_paths, max_steps or max_nodes was met.
  bool truncated = false;
};

// REQUIRES: max_paths > 0; start, goal and via are all different.
Result<RankedPathsResult> FindRankedPaths(WeightedAdjacency& graph,
                                          const RankedPathsRequest& request);

}  // namespace zhimai
