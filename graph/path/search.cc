#include "graph/path/search.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace zhimai {
namespace {

Status CheckCancelled(const WalkLimits& limits) {
  if (limits.cancelled && limits.cancelled()) {
    return {Code::kCancelled, "the walk was cancelled"};
  }
  return {};
}

// Sorts by Before and removes repetitions.
void SortUnique(const Adjacency& graph, std::vector<NodeId>* nodes) {
  std::sort(nodes->begin(), nodes->end(),
            [&](NodeId a, NodeId b) { return graph.Before(a, b); });
  nodes->erase(std::unique(nodes->begin(), nodes->end()), nodes->end());
}

// One end of the search: a breadth-first tree with every shortest way back.
class Side {
 public:
  Side(NodeId root, WalkDirection direction) : direction_(direction) {
    met_[root] = {};
    frontier_ = {root};
  }

  int depth() const { return depth_; }
  const std::vector<NodeId>& frontier() const { return frontier_; }
  size_t size() const { return met_.size(); }
  bool Met(NodeId node) const { return met_.contains(node); }
  // Neighbours one step nearer to the root.
  const std::vector<NodeId>& NearerTo(NodeId node) const {
    return met_.at(node).nearer;
  }

  // Meets the nodes of the next depth. Stops early when `room` new nodes were
  // met; returns whether it did.
  Result<bool> Expand(Adjacency& graph, const WalkLimits& limits, size_t room);

 private:
  struct Entry {
    int depth = 0;
    std::vector<NodeId> nearer;
  };
  WalkDirection direction_;
  int depth_ = 0;
  std::vector<NodeId> frontier_;
  std::unordered_map<NodeId, Entry> met_;
};

Result<bool> Side::Expand(Adjacency& graph, const WalkLimits& limits,
                          size_t room) {
  std::vector<NodeId> next;
  std::vector<NodeId> around;
  for (NodeId node : frontier_) {
    ZM_TRY(CheckCancelled(limits));
    around.clear();
    ZM_TRY(graph.Neighbors(node, direction_, &around));
    SortUnique(graph, &around);
    for (NodeId other : around) {
      auto it = met_.find(other);
      if (it == met_.end()) {
        if (next.size() == room) return true;
        it = met_.emplace(other, Entry{depth_ + 1, {}}).first;
        next.push_back(other);
      }
      if (it->second.depth == depth_ + 1) it->second.nearer.push_back(node);
    }
  }
  ++depth_;
  frontier_ = std::move(next);
  return false;
}

// The union of all shortest paths: for each node on one, what may follow.
using Successors = std::unordered_map<NodeId, std::vector<NodeId>>;

// Walks from the meeting nodes back to a side's root and records the steps in
// path order.
void CollectSteps(const Side& side, bool reversed,
                  const std::vector<NodeId>& meeting, Successors* steps) {
  std::vector<NodeId> level = meeting;
  std::unordered_map<NodeId, bool> done;
  while (!level.empty()) {
    std::vector<NodeId> nearer_level;
    for (NodeId node : level) {
      for (NodeId nearer : side.NearerTo(node)) {
        const auto [from, to] =
            reversed ? std::pair(node, nearer) : std::pair(nearer, node);
        (*steps)[from].push_back(to);
        if (!done[nearer]) {
          done[nearer] = true;
          nearer_level.push_back(nearer);
        }
      }
    }
    level = std::move(nearer_level);
  }
}

// Paths through `steps` in order, depth first with an explicit stack. Every
// step leads on to the goal, so no branch is walked in vain.
void ListPaths(const Successors& steps, NodeId start, NodeId goal,
               size_t max_paths, ShortestPathsResult* result) {
  struct Place {
    NodeId node;
    size_t next;
  };
  std::vector<Place> stack = {{start, 0}};
  while (!stack.empty()) {
    Place& top = stack.back();
    if (top.node == goal) {
      if (result->paths.size() == max_paths) {
        result->truncated = true;
        return;
      }
      std::vector<NodeId>& path = result->paths.emplace_back();
      for (const Place& place : stack) path.push_back(place.node);
      stack.pop_back();
      continue;
    }
    const std::vector<NodeId>& after = steps.at(top.node);
    if (top.next == after.size()) {
      stack.pop_back();
    } else {
      const NodeId next = after[top.next++];
      stack.push_back({next, 0});
    }
  }
}

std::vector<NodeId> Meeting(const Side& a, const Side& b) {
  std::vector<NodeId> meeting;
  for (NodeId node : a.frontier()) {
    if (b.Met(node)) meeting.push_back(node);
  }
  return meeting;
}

}  // namespace

Result<Reach> ReachableWithin(Adjacency& graph, NodeId start, int depth,
                              const WalkLimits& limits) {
  Reach reach;
  std::unordered_map<NodeId, bool> met = {{start, true}};
  std::vector<NodeId> frontier = {start};
  reach.nodes.push_back({start, 0});
  std::vector<NodeId> next;
  for (int distance = 1; distance <= depth && !frontier.empty(); ++distance) {
    next.clear();
    for (NodeId node : frontier) {
      ZM_TRY(CheckCancelled(limits));
      ZM_TRY(graph.Neighbors(node, WalkDirection::kForward, &next));
    }
    SortUnique(graph, &next);
    frontier.clear();
    for (NodeId node : next) {
      if (met.contains(node)) continue;
      if (reach.nodes.size() >= limits.max_nodes) {
        reach.truncated = true;
        return reach;
      }
      met[node] = true;
      frontier.push_back(node);
      reach.nodes.push_back({node, distance});
    }
  }
  return reach;
}

// Levels are expanded whole, so before a level is added no path of up to
// forward.depth() + backward.depth() edges exists; the nodes that meet after
// it lie on paths of exactly that many edges, and each such path has one node
// at forward.depth(): the meeting nodes give every shortest path.
Result<ShortestPathsResult> FindShortestPaths(Adjacency& graph, NodeId start,
                                              NodeId goal, int max_hops,
                                              size_t max_paths,
                                              const WalkLimits& limits) {
  ZM_CHECK(max_paths > 0);
  ShortestPathsResult result;
  if (start == goal) {
    result.paths.push_back({start});
    return result;
  }
  Side forward(start, WalkDirection::kForward);
  Side backward(goal, WalkDirection::kBackward);
  while (forward.depth() + backward.depth() < max_hops) {
    if (forward.frontier().empty() || backward.frontier().empty()) break;
    const bool go_forward =
        forward.frontier().size() <= backward.frontier().size();
    Side& side = go_forward ? forward : backward;
    const size_t met = forward.size() + backward.size();
    const size_t room = limits.max_nodes > met ? limits.max_nodes - met : 0;
    ZM_TRY_ASSIGN(const bool full, side.Expand(graph, limits, room));
    if (full) {
      result.truncated = true;
      return result;
    }
    const std::vector<NodeId> meeting =
        go_forward ? Meeting(forward, backward) : Meeting(backward, forward);
    if (meeting.empty()) continue;
    Successors steps;
    CollectSteps(forward, false, meeting, &steps);
    CollectSteps(backward, true, meeting, &steps);
    for (auto& [node, after] : steps) SortUnique(graph, &after);
    ListPaths(steps, start, goal, max_paths, &result);
    return result;
  }
  return result;
}

}  // namespace zhimai
