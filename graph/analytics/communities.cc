#include "graph/analytics/communities.h"

#include <algorithm>
#include <deque>
#include <numeric>

#include "graph/analytics/random.h"

namespace zhimai {
namespace {

// A level of the algorithm: at first the graph itself, then its groups as
// nodes. `inner` is the weight of edges inside a node, both ways.
struct Level {
  Csr graph;
  std::vector<double> inner;
  std::vector<double> strength;  // weight of all edge ends of the node
  double total = 0;              // of all strengths

  uint32_t nodes() const { return graph.nodes(); }
};

Level MakeLevel(Csr graph, std::vector<double> inner) {
  Level level{std::move(graph), std::move(inner), {}, 0};
  level.strength = level.inner;
  for (uint32_t node = 0; node < level.nodes(); ++node) {
    for (double weight : level.graph.Weights(node)) {
      level.strength[node] += weight;
    }
    level.total += level.strength[node];
  }
  return level;
}

// Weights from one node to the groups around it; cheap to clear.
class Around {
 public:
  explicit Around(uint32_t groups) : weight_(groups, 0), met_(groups, false) {}

  void Clear() {
    for (uint32_t group : groups_) {
      weight_[group] = 0;
      met_[group] = false;
    }
    groups_.clear();
  }
  void Add(uint32_t group, double weight) {
    if (!met_[group]) {
      met_[group] = true;
      groups_.push_back(group);
    }
    weight_[group] += weight;
  }
  double operator[](uint32_t group) const { return weight_[group]; }
  const std::vector<uint32_t>& groups() const { return groups_; }

 private:
  std::vector<double> weight_;
  std::vector<bool> met_;
  std::vector<uint32_t> groups_;  // in the order of meeting
};

std::vector<uint32_t> ShuffledNodes(uint32_t nodes, Random* random) {
  std::vector<uint32_t> order(nodes);
  std::iota(order.begin(), order.end(), 0);
  random->Shuffle(&order);
  return order;
}

std::vector<double> GroupStrengths(const Level& level,
                                   const std::vector<uint32_t>& group_of) {
  std::vector<double> strengths(level.nodes(), 0);
  for (uint32_t node = 0; node < level.nodes(); ++node) {
    strengths[group_of[node]] += level.strength[node];
  }
  return strengths;
}

// Of the modularity, in one round.
constexpr double kWorthwhile = 5e-3;

class Leiden {
 public:
  Leiden(const CommunityOptions& community, const AnalyticsOptions& options)
      : resolution_(community.resolution),
        options_(options),
        random_(community.seed) {}

  // Improves `group_of` (numbers below the nodes of the graph) in place.
  Status Round(const Csr& graph, std::vector<uint32_t>* group_of) {
    Level level = MakeLevel(graph, std::vector<double>(graph.nodes(), 0));
    std::vector<uint32_t> groups = *group_of;
    // Which node of the level each node of the graph is in.
    std::vector<uint32_t> inside(graph.nodes());
    std::iota(inside.begin(), inside.end(), 0);
    while (true) {
      ZM_TRY(Move(level, &groups));
      for (uint32_t node = 0; node < inside.size(); ++node) {
        (*group_of)[node] = groups[inside[node]];
      }
      const std::vector<uint32_t> parts = Refine(level, groups);
      const uint32_t count = Number(parts);
      if (count == level.nodes()) return {};
      std::vector<uint32_t> above(count);
      for (uint32_t node = 0; node < level.nodes(); ++node) {
        above[number_[parts[node]]] = groups[node];
      }
      for (uint32_t& node : inside) node = number_[parts[node]];
      Level next = Shrink(level, parts, count);
      // Groups keep their division but need numbers below `count`.
      Number(above);
      for (uint32_t& group : above) group = number_[group];
      groups = std::move(above);
      level = std::move(next);
    }
  }

 private:
  double Expected(const Level& level, double a, double b) const {
    return resolution_ * a * b / level.total;
  }

  // Numbers labels by first occurrence, into number_; returns how many.
  uint32_t Number(const std::vector<uint32_t>& labels) {
    constexpr uint32_t kNone = 0xFFFFFFFFU;
    uint32_t most = 0;
    for (uint32_t label : labels) most = std::max(most, label);
    number_.assign(size_t{most} + 1, kNone);
    uint32_t count = 0;
    for (uint32_t label : labels) {
      if (number_[label] == kNone) number_[label] = count++;
    }
    return count;
  }

  // Moves nodes to the neighbouring group that gains most until none gains.
  Status Move(const Level& level, std::vector<uint32_t>* group_of) {
    std::vector<double> strengths = GroupStrengths(level, *group_of);
    Around around(level.nodes());
    const std::vector<uint32_t> order = ShuffledNodes(level.nodes(), &random_);
    std::deque<uint32_t> queue(order.begin(), order.end());
    std::vector<bool> queued(level.nodes(), true);
    size_t steps = 0;
    while (!queue.empty()) {
      if (++steps % 65536 == 0 && options_.cancelled && options_.cancelled()) {
        return {Code::kCancelled, "interrupted"};
      }
      const uint32_t node = queue.front();
      queue.pop_front();
      queued[node] = false;
      const uint32_t from = (*group_of)[node];
      strengths[from] -= level.strength[node];
      Collect(level, node, *group_of, &around);
      const uint32_t best = BestGroup(level, node, from, around, strengths);
      strengths[best] += level.strength[node];
      if (best == from) continue;
      (*group_of)[node] = best;
      for (uint32_t other : level.graph.Neighbors(node)) {
        if (queued[other] || (*group_of)[other] == best) continue;
        queued[other] = true;
        queue.push_back(other);
      }
    }
    return {};
  }

  static void Collect(const Level& level, uint32_t node,
                      const std::vector<uint32_t>& group_of, Around* around) {
    around->Clear();
    const auto neighbors = level.graph.Neighbors(node);
    const auto weights = level.graph.Weights(node);
    for (size_t i = 0; i < neighbors.size(); ++i) {
      around->Add(group_of[neighbors[i]], weights[i]);
    }
  }

  uint32_t BestGroup(const Level& level, uint32_t node, uint32_t from,
                     const Around& around,
                     const std::vector<double>& strengths) const {
    const double strength = level.strength[node];
    const auto gain = [&](uint32_t group) {
      return around[group] - Expected(level, strength, strengths[group]);
    };
    uint32_t best = from;
    double most = gain(from);
    for (uint32_t group : around.groups()) {
      const double here = gain(group);
      // What rounding makes of equal gains must not move anything.
      if (here > most + 1e-12 * level.total) {
        most = here;
        best = group;
      }
    }
    return best;
  }

  // Splits each group into parts that are connected and tied well to the rest
  // of it; each node joins at most once.
  std::vector<uint32_t> Refine(const Level& level,
                               const std::vector<uint32_t>& group_of) {
    const std::vector<double> whole = GroupStrengths(level, group_of);
    std::vector<uint32_t> part_of(level.nodes());
    std::iota(part_of.begin(), part_of.end(), 0);
    std::vector<double> strengths = level.strength;  // of parts
    std::vector<bool> alone(level.nodes(), true);
    // Weight from each part to the rest of its group.
    std::vector<double> outward(level.nodes(), 0);
    for (uint32_t node = 0; node < level.nodes(); ++node) {
      outward[node] = Inside(level, node, group_of);
    }
    Around around(level.nodes());
    for (uint32_t node : ShuffledNodes(level.nodes(), &random_)) {
      const double all = whole[group_of[node]];
      const double strength = level.strength[node];
      if (!alone[node]) continue;
      if (outward[node] < Expected(level, strength, all - strength)) continue;
      CollectParts(level, node, group_of, part_of, &around);
      uint32_t best = node;
      double most = 0;
      for (uint32_t part : around.groups()) {
        const double rest = all - strengths[part];
        if (outward[part] < Expected(level, strengths[part], rest)) continue;
        const double gain =
            around[part] - Expected(level, strength, strengths[part]);
        if (gain > most) {
          most = gain;
          best = part;
        }
      }
      if (best == node) continue;
      outward[best] += outward[node] - 2 * around[best];
      strengths[best] += strength;
      part_of[node] = best;
      alone[node] = false;
      alone[best] = false;
    }
    return part_of;
  }

  static double Inside(const Level& level, uint32_t node,
                       const std::vector<uint32_t>& group_of) {
    const auto neighbors = level.graph.Neighbors(node);
    const auto weights = level.graph.Weights(node);
    double inside = 0;
    for (size_t i = 0; i < neighbors.size(); ++i) {
      if (group_of[neighbors[i]] == group_of[node]) inside += weights[i];
    }
    return inside;
  }

  static void CollectParts(const Level& level, uint32_t node,
                           const std::vector<uint32_t>& group_of,
                           const std::vector<uint32_t>& part_of,
                           Around* around) {
    around->Clear();
    const auto neighbors = level.graph.Neighbors(node);
    const auto weights = level.graph.Weights(node);
    for (size_t i = 0; i < neighbors.size(); ++i) {
      if (group_of[neighbors[i]] != group_of[node]) continue;
      around->Add(part_of[neighbors[i]], weights[i]);
    }
  }

  // The parts, numbered by number_, as nodes.
  Level Shrink(const Level& level, const std::vector<uint32_t>& parts,
               uint32_t count) const {
    std::vector<double> inner(count, 0);
    std::vector<WeightedEdge> edges;
    for (uint32_t node = 0; node < level.nodes(); ++node) {
      const uint32_t from = number_[parts[node]];
      inner[from] += level.inner[node];
      const auto neighbors = level.graph.Neighbors(node);
      const auto weights = level.graph.Weights(node);
      for (size_t i = 0; i < neighbors.size(); ++i) {
        const uint32_t to = number_[parts[neighbors[i]]];
        if (to == from) {
          inner[from] += weights[i];
        } else {
          edges.push_back({from, to, weights[i]});
        }
      }
    }
    // Both directions are there already.
    return MakeLevel(Csr::Directed(count, edges), std::move(inner));
  }

  double resolution_;
  const AnalyticsOptions& options_;
  Random random_;
  std::vector<uint32_t> number_;
};

}  // namespace

double Modularity(const Csr& undirected, const std::vector<uint32_t>& group_of,
                  double resolution) {
  std::vector<double> strengths;
  double total = 0;
  double inside = 0;
  for (uint32_t node = 0; node < undirected.nodes(); ++node) {
    const auto neighbors = undirected.Neighbors(node);
    const auto weights = undirected.Weights(node);
    const uint32_t group = group_of[node];
    if (group >= strengths.size()) strengths.resize(size_t{group} + 1, 0);
    for (size_t i = 0; i < neighbors.size(); ++i) {
      strengths[group] += weights[i];
      total += weights[i];
      if (group_of[neighbors[i]] == group) inside += weights[i];
    }
  }
  if (total == 0) return 0;
  double chance = 0;
  for (double strength : strengths) chance += strength * strength;
  return inside / total - resolution * chance / (total * total);
}

Result<Grouping> FindCommunities(const Csr& undirected,
                                 const CommunityOptions& community,
                                 const AnalyticsOptions& options) {
  std::vector<uint32_t> best(undirected.nodes());
  std::iota(best.begin(), best.end(), 0);
  if (undirected.entries() == 0) return MakeGrouping(best);
  Leiden leiden(community, options);
  double most = Modularity(undirected, best, community.resolution);
  for (int round = 0; round < community.max_rounds; ++round) {
    std::vector<uint32_t> next = best;
    ZM_TRY(leiden.Round(undirected, &next));
    const double here = Modularity(undirected, next, community.resolution);
    const double gain = here - most;
    if (gain <= 1e-9) break;
    most = here;
    best = std::move(next);
    // What further rounds would find is not worth theirs: each gains less.
    if (gain < kWorthwhile * here) break;
  }
  return MakeGrouping(best);
}

}  // namespace zhimai
