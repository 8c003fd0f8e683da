#include "graph/analytics/csr.h"

#include <algorithm>
#include <utility>

namespace zhimai {

Csr Csr::Directed(uint32_t nodes, const std::vector<WeightedEdge>& edges) {
  return Build(nodes, edges, false);
}

Csr Csr::Undirected(uint32_t nodes, const std::vector<WeightedEdge>& edges) {
  return Build(nodes, edges, true);
}

Csr Csr::Build(uint32_t nodes, const std::vector<WeightedEdge>& edges,
               bool both_ways) {
  const auto for_each_entry = [&](auto take) {
    for (const WeightedEdge& edge : edges) {
      if (both_ways && edge.from == edge.to) continue;
      take(edge.from, edge.to, edge.weight);
      if (both_ways) take(edge.to, edge.from, edge.weight);
    }
  };
  std::vector<uint64_t> begins(size_t{nodes} + 1, 0);
  for_each_entry([&](uint32_t from, uint32_t, double) { ++begins[from + 1]; });
  for (size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  std::vector<std::pair<uint32_t, double>> entries(begins.back());
  std::vector<uint64_t> next(begins.begin(), begins.end() - 1);
  for_each_entry([&](uint32_t from, uint32_t to, double weight) {
    entries[next[from]++] = {to, weight};
  });

  Csr csr;
  csr.offsets_.reserve(size_t{nodes} + 1);
  csr.offsets_.push_back(0);
  csr.targets_.reserve(entries.size());
  csr.weights_.reserve(entries.size());
  for (uint32_t node = 0; node < nodes; ++node) {
    const auto begin = entries.begin() + static_cast<int64_t>(begins[node]);
    const auto end = entries.begin() + static_cast<int64_t>(begins[node + 1]);
    std::stable_sort(begin, end, [](const auto& a, const auto& b) {
      return a.first < b.first;
    });
    for (auto it = begin; it != end; ++it) {
      const bool again = csr.targets_.size() > csr.offsets_.back() &&
                         csr.targets_.back() == it->first;
      if (again) {
        csr.weights_.back() += it->second;
      } else {
        csr.targets_.push_back(it->first);
        csr.weights_.push_back(it->second);
      }
    }
    csr.offsets_.push_back(csr.targets_.size());
  }
  return csr;
}

Csr Csr::Reversed() const {
  std::vector<WeightedEdge> edges;
  edges.reserve(targets_.size());
  for (uint32_t node = 0; node < nodes(); ++node) {
    for (uint64_t i = offsets_[node]; i < offsets_[node + 1]; ++i) {
      edges.push_back({targets_[i], node, weights_[i]});
    }
  }
  return Directed(nodes(), edges);
}

}  // namespace zhimai
