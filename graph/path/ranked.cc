// A best-first search over half-made paths. What a half-made path still costs
// is known exactly but for the rule that no node comes twice, from one search
// backwards from each node that must be passed; so paths come out in order and
// hardly any half-made path is in vain.
#include "graph/path/ranked.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>
#include <unordered_map>

namespace zhimai {
namespace {

constexpr size_t kPollEvery = 1024;

// The edges of each node, sorted and the cheapest of equals only; read once.
class Edges {
 public:
  explicit Edges(WeightedAdjacency* graph) : graph_(graph) {}

  // The pointer is good for as long as this object.
  Result<const std::vector<RankedEdge>*> Of(NodeId node) {
    const auto known = edges_.find(node);
    if (known != edges_.end()) return &known->second;
    std::vector<RankedEdge> edges;
    ZM_TRY(graph_->Edges(node, &edges));
    std::sort(edges.begin(), edges.end(),
              [this](const RankedEdge& a, const RankedEdge& b) {
                if (a.to != b.to) return graph_->Before(a.to, b.to);
                return a.cost < b.cost;
              });
    edges.erase(std::unique(edges.begin(), edges.end(),
                            [](const RankedEdge& a, const RankedEdge& b) {
                              return a.to == b.to;
                            }),
                edges.end());
    return &edges_.emplace(node, std::move(edges)).first->second;
  }

 private:
  WeightedAdjacency* graph_;
  std::unordered_map<NodeId, std::vector<RankedEdge>> edges_;
};

// How far it is to one node, from each that is near enough.
class Distances {
 public:
  struct Left {
    int hops = 0;
    uint64_t cost = 0;
  };

  static Result<Distances> To(NodeId goal, int max_hops, Edges* edges,
                              const WalkLimits& limits) {
    Distances distances;
    ZM_TRY(distances.CountHops(goal, max_hops, edges, limits));
    ZM_TRY(distances.AddCosts(goal, edges, limits));
    return distances;
  }

  const Left* From(NodeId node) const {
    const auto found = left_.find(node);
    return found == left_.end() ? nullptr : &found->second;
  }
  bool truncated() const { return truncated_; }

 private:
  Status CountHops(NodeId goal, int max_hops, Edges* edges,
                   const WalkLimits& limits) {
    std::vector<NodeId> frontier = {goal};
    left_[goal] = {};
    for (int hops = 1; hops <= max_hops && !frontier.empty(); ++hops) {
      std::vector<NodeId> next;
      for (const NodeId node : frontier) {
        if (limits.cancelled && limits.cancelled()) {
          return {Code::kCancelled, "the walk was cancelled"};
        }
        ZM_TRY_ASSIGN(const std::vector<RankedEdge>* around, edges->Of(node));
        for (const RankedEdge& edge : *around) {
          if (left_.contains(edge.to)) continue;
          if (left_.size() >= limits.max_nodes) {
            truncated_ = true;
            return {};
          }
          left_[edge.to] = {hops, kFar};
          next.push_back(edge.to);
        }
      }
      frontier = std::move(next);
    }
    return {};
  }

  // Dijkstra's search among the nodes that were met.
  Status AddCosts(NodeId goal, Edges* edges, const WalkLimits& limits) {
    using Entry = std::pair<uint64_t, NodeId>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    left_[goal].cost = 0;
    queue.emplace(0, goal);
    size_t steps = 0;
    while (!queue.empty()) {
      const auto [cost, node] = queue.top();
      queue.pop();
      if (cost > left_[node].cost) continue;
      if (++steps % kPollEvery == 0 && limits.cancelled && limits.cancelled()) {
        return {Code::kCancelled, "the walk was cancelled"};
      }
      ZM_TRY_ASSIGN(const std::vector<RankedEdge>* around, edges->Of(node));
      for (const RankedEdge& edge : *around) {
        const auto found = left_.find(edge.to);
        if (found == left_.end()) continue;
        if (cost + edge.cost >= found->second.cost) continue;
        found->second.cost = cost + edge.cost;
        queue.emplace(found->second.cost, edge.to);
      }
    }
    return {};
  }

  static constexpr uint64_t kFar = ~uint64_t{0};

  std::unordered_map<NodeId, Left> left_;
  bool truncated_ = false;
};

class Search {
 public:
  Search(WeightedAdjacency* graph, const RankedPathsRequest& request)
      : graph_(graph), request_(request), edges_(graph) {}

  Result<RankedPathsResult> Run() {
    ZM_TRY(Prepare());
    const Half first{0, request_.start, kNone, 0, 0};
    if (Possible(first)) Push(first);
    size_t steps = 0;
    while (!queue_.empty()) {
      if (result_.paths.size() == request_.max_paths ||
          ++steps > request_.max_steps) {
        result_.truncated = true;
        break;
      }
      if (steps % kPollEvery == 0 && request_.limits.cancelled &&
          request_.limits.cancelled()) {
        return Status(Code::kCancelled, "the walk was cancelled");
      }
      const size_t number = queue_.top().half;
      queue_.pop();
      ZM_TRY(Extend(number));
    }
    SortEqual();
    return std::move(result_);
  }

 private:
  static constexpr size_t kNone = static_cast<size_t>(-1);

  struct Half {
    uint64_t cost = 0;
    NodeId node = 0;
    size_t before = kNone;  // the half that it goes on from
    int hops = 0;
    size_t passed = 0;  // of targets_
  };
  struct Waiting {
    uint64_t total = 0;  // at least
    int hops = 0;        // the longer one of equals is nearer to its end
    size_t half = 0;
    bool operator<(const Waiting& other) const {
      return std::tuple(other.total, hops, other.half) <
             std::tuple(total, other.hops, half);
    }
  };

  Status Prepare() {
    targets_ = request_.via;
    targets_.push_back(request_.goal);
    for (const NodeId target : targets_) {
      ZM_TRY_ASSIGN(
          Distances distances,
          Distances::To(target, request_.max_hops, &edges_, request_.limits));
      result_.truncated = result_.truncated || distances.truncated();
      to_.push_back(std::move(distances));
    }
    // From each target over those that follow it.
    rest_.resize(targets_.size());
    for (size_t i = targets_.size(); i-- > 1;) {
      const Distances::Left* step = to_[i].From(targets_[i - 1]);
      if (step == nullptr) {
        impossible_ = true;
        return {};
      }
      rest_[i - 1] = {rest_[i].hops + step->hops, rest_[i].cost + step->cost};
    }
    return {};
  }

  // What is left from here to the goal, at least.
  const Distances::Left* Left(const Half& half, Distances::Left* sum) const {
    if (half.passed == targets_.size()) return sum;
    const Distances::Left* next = to_[half.passed].From(half.node);
    if (next == nullptr) return nullptr;
    sum->hops = next->hops + rest_[half.passed].hops;
    sum->cost = next->cost + rest_[half.passed].cost;
    return sum;
  }

  bool Possible(const Half& half) const {
    if (impossible_) return false;
    Distances::Left sum;
    const Distances::Left* left = Left(half, &sum);
    return left != nullptr && half.hops + left->hops <= request_.max_hops;
  }

  void Push(const Half& half) {
    Distances::Left sum;
    Left(half, &sum);
    halves_.push_back(half);
    queue_.push({half.cost + sum.cost, half.hops, halves_.size() - 1});
  }

  bool Holds(size_t number, NodeId node) const {
    for (size_t i = number; i != kNone; i = halves_[i].before) {
      if (halves_[i].node == node) return true;
    }
    return false;
  }

  Status Extend(size_t number) {
    const Half half = halves_[number];
    if (half.passed == targets_.size()) {
      Emit(number);
      return {};
    }
    ZM_TRY_ASSIGN(const std::vector<RankedEdge>* around, edges_.Of(half.node));
    for (const RankedEdge& edge : *around) {
      Half next{half.cost + edge.cost, edge.to, number, half.hops + 1,
                half.passed};
      if (edge.to == targets_[half.passed]) {
        ++next.passed;
      } else if (std::find(targets_.begin(), targets_.end(), edge.to) !=
                 targets_.end()) {
        continue;  // out of turn
      }
      if (Possible(next) && !Holds(number, edge.to)) Push(next);
    }
    return {};
  }

  void Emit(size_t number) {
    RankedPath path;
    path.cost = halves_[number].cost;
    for (size_t i = number; i != kNone; i = halves_[i].before) {
      path.nodes.push_back(halves_[i].node);
    }
    std::reverse(path.nodes.begin(), path.nodes.end());
    result_.paths.push_back(std::move(path));
  }

  void SortEqual() {
    std::sort(
        result_.paths.begin(), result_.paths.end(),
        [this](const RankedPath& a, const RankedPath& b) {
          if (a.cost != b.cost) return a.cost < b.cost;
          if (a.nodes.size() != b.nodes.size()) {
            return a.nodes.size() < b.nodes.size();
          }
          return std::lexicographical_compare(
              a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(),
              [this](NodeId x, NodeId y) { return graph_->Before(x, y); });
        });
  }

  WeightedAdjacency* graph_;
  const RankedPathsRequest& request_;
  Edges edges_;
  std::vector<NodeId> targets_;        // via, then the goal
  std::vector<Distances> to_;          // each of them
  std::vector<Distances::Left> rest_;  // from each to the goal
  bool impossible_ = false;
  std::vector<Half> halves_;
  std::priority_queue<Waiting> queue_;
  RankedPathsResult result_;
};

}  // namespace

Result<RankedPathsResult> FindRankedPaths(WeightedAdjacency& graph,
                                          const RankedPathsRequest& request) {
  return Search(&graph, request).Run();
}

}  // namespace zhimai
