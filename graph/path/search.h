// k-hop neighbourhoods and shortest paths.
//
// Every result is a function of the graph and Adjacency::Before alone. Memory
// is bounded by WalkLimits::max_nodes; nothing recurses.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "graph/base/result.h"
#include "graph/path/adjacency.h"

namespace zhimai {

struct WalkLimits {
  size_t max_nodes = 1000000;       // nodes met, the start included
  std::function<bool()> cancelled;  // polled; true ends with kCancelled
};

struct ReachedNode {
  NodeId node = 0;
  int distance = 0;
  bool operator==(const ReachedNode&) const = default;
};

struct Reach {
  std::vector<ReachedNode> nodes;  // by distance, then Before
  // The limit was met: of the last distance only the first nodes are there.
  bool truncated = false;
};

// Nodes at most `depth` steps away, walking forward.
Result<Reach> ReachableWithin(Adjacency& graph, NodeId start, int depth,
                              const WalkLimits& limits);

struct ShortestPathsResult {
  // Each from start to goal, in the order of Before, node by node. Empty when
  // there is no path within max_hops.
  std::vector<std::vector<NodeId>> paths;
  // There are more shortest paths than max_paths; or, when `paths` is empty,
  // the search met max_nodes before it could decide.
  bool truncated = false;
};

// The first max_paths shortest paths. Searches from both ends, level by level
// on the smaller frontier. start == goal gives one path of one node.
// REQUIRES: max_paths > 0.
Result<ShortestPathsResult> FindShortestPaths(Adjacency& graph, NodeId start,
                                              NodeId goal, int max_hops,
                                              size_t max_paths,
                                              const WalkLimits& limits);

}  // namespace zhimai
