// A graph as analytics see it: nodes 0 … n-1, and the neighbours of each in
// one array. Analytics know neither the store nor statements, so they are
// tested without a database.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace zhimai {

struct WeightedEdge {
  uint32_t from = 0;
  uint32_t to = 0;
  double weight = 1;
};

// Immutable; thread-safe. Neighbours are sorted and occur once: parallel edges
// are united and their weights added, in the order in which they were given.
class Csr {
 public:
  Csr() = default;

  // Loops stay. REQUIRES: the ends of every edge are below `nodes`.
  static Csr Directed(uint32_t nodes, const std::vector<WeightedEdge>& edges);
  // Every edge is in the lists of both its ends, whichever way it was given.
  // Loops are left out: none of the measures on undirected graphs has a use
  // for what ties a thing to itself.
  static Csr Undirected(uint32_t nodes, const std::vector<WeightedEdge>& edges);

  uint32_t nodes() const {
    return offsets_.empty() ? 0 : static_cast<uint32_t>(offsets_.size() - 1);
  }
  // Entries of all lists: of an undirected graph, twice its edges.
  uint64_t entries() const { return targets_.size(); }
  uint32_t Degree(uint32_t node) const {
    return static_cast<uint32_t>(offsets_[node + 1] - offsets_[node]);
  }
  std::span<const uint32_t> Neighbors(uint32_t node) const {
    return {targets_.data() + offsets_[node], Degree(node)};
  }
  // Beside Neighbors(), in the same order.
  std::span<const double> Weights(uint32_t node) const {
    return {weights_.data() + offsets_[node], Degree(node)};
  }
  // Every edge turned round.
  Csr Reversed() const;

 private:
  static Csr Build(uint32_t nodes, const std::vector<WeightedEdge>& edges,
                   bool both_ways);

  std::vector<uint64_t> offsets_;
  std::vector<uint32_t> targets_;
  std::vector<double> weights_;
};

}  // namespace zhimai
