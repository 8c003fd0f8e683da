#include <algorithm>
#include <numeric>

#include "graph/analytics/measures.h"

namespace zhimai {
namespace {

constexpr uint32_t kNone = 0xFFFFFFFFU;

}  // namespace

Grouping MakeGrouping(const std::vector<uint32_t>& labels) {
  // Numbered by the smallest node first; the stable sort keeps that order
  // among groups of one size.
  uint32_t most = 0;
  for (uint32_t label : labels) most = std::max(most, label);
  std::vector<uint32_t> number(labels.empty() ? 0 : size_t{most} + 1, kNone);
  std::vector<uint32_t> sizes;
  for (uint32_t label : labels) {
    if (number[label] == kNone) {
      number[label] = static_cast<uint32_t>(sizes.size());
      sizes.push_back(0);
    }
    ++sizes[number[label]];
  }
  std::vector<uint32_t> order(sizes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return sizes[a] > sizes[b]; });
  std::vector<uint32_t> place(sizes.size());
  Grouping grouping;
  for (uint32_t i = 0; i < order.size(); ++i) {
    place[order[i]] = i;
    grouping.sizes.push_back(sizes[order[i]]);
  }
  grouping.group_of.reserve(labels.size());
  for (uint32_t label : labels) {
    grouping.group_of.push_back(place[number[label]]);
  }
  return grouping;
}

Grouping ConnectedComponents(const Csr& undirected) {
  std::vector<uint32_t> labels(undirected.nodes(), kNone);
  std::vector<uint32_t> todo;
  uint32_t count = 0;
  for (uint32_t start = 0; start < undirected.nodes(); ++start) {
    if (labels[start] != kNone) continue;
    labels[start] = count;
    todo.assign(1, start);
    while (!todo.empty()) {
      const uint32_t node = todo.back();
      todo.pop_back();
      for (uint32_t other : undirected.Neighbors(node)) {
        if (labels[other] != kNone) continue;
        labels[other] = count;
        todo.push_back(other);
      }
    }
    ++count;
  }
  return MakeGrouping(labels);
}

// V. Batagelj, M. Zaversnik, "An O(m) algorithm for cores decomposition of
// networks" (2003): nodes in order of what is left of their degree.
std::vector<uint32_t> CoreNumbers(const Csr& undirected) {
  const uint32_t nodes = undirected.nodes();
  std::vector<uint32_t> left(nodes);
  uint32_t most = 0;
  for (uint32_t node = 0; node < nodes; ++node) {
    left[node] = undirected.Degree(node);
    most = std::max(most, left[node]);
  }
  // bucket[d]: where the nodes with d left begin in `order`.
  std::vector<uint32_t> bucket(size_t{most} + 2, 0);
  for (uint32_t degree : left) ++bucket[degree + 1];
  for (size_t i = 1; i < bucket.size(); ++i) bucket[i] += bucket[i - 1];
  std::vector<uint32_t> order(nodes);
  std::vector<uint32_t> place(nodes);
  std::vector<uint32_t> next(bucket.begin(), bucket.end() - 1);
  for (uint32_t node = 0; node < nodes; ++node) {
    place[node] = next[left[node]]++;
    order[place[node]] = node;
  }
  for (uint32_t i = 0; i < nodes; ++i) {
    const uint32_t node = order[i];
    for (uint32_t other : undirected.Neighbors(node)) {
      if (left[other] <= left[node]) continue;
      // To the front of its bucket, which then begins one later.
      const uint32_t front = bucket[left[other]]++;
      const uint32_t moved = order[front];
      std::swap(order[front], order[place[other]]);
      place[moved] = place[other];
      place[other] = front;
      --left[other];
    }
  }
  return left;
}

}  // namespace zhimai
