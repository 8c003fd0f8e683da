#include "graph/export/balance.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>

#include "graph/base/status.h"

namespace zhimai {
namespace {

// Below this many leaves a single column is easy to read.
constexpr size_t kFew = 8;

// Neighbours of the focus that no edge ties to anything else.
std::set<uint32_t> Leaves(const Drawing& drawing, uint32_t focus) {
  std::set<uint32_t> leaves;
  std::set<uint32_t> others;
  for (const DrawingEdge& edge : drawing.edges) {
    if (edge.from == edge.to) continue;
    if (edge.from == focus) {
      leaves.insert(edge.to);
    } else if (edge.to == focus) {
      leaves.insert(edge.from);
    } else {
      others.insert({edge.from, edge.to});
    }
  }
  for (uint32_t node : others) leaves.erase(node);
  return leaves;
}

}  // namespace

std::vector<bool> EdgesToTurn(const Drawing& drawing) {
  std::vector<bool> turned(drawing.edges.size(), false);
  uint32_t focus = 0;
  while (focus < drawing.nodes.size() && !drawing.nodes[focus].focus) ++focus;
  if (focus == drawing.nodes.size()) return turned;
  const std::set<uint32_t> leaves = Leaves(drawing, focus);
  if (leaves.size() < kFew) return turned;
  // Which side each leaf is on when nothing is turned.
  std::map<uint32_t, bool> left;
  for (const DrawingEdge& edge : drawing.edges) {
    if (edge.to == focus && leaves.contains(edge.from)) left[edge.from] = true;
    if (edge.from == focus && leaves.contains(edge.to)) {
      left.emplace(edge.to, false);
    }
  }
  const auto on_left = static_cast<size_t>(std::count_if(
      left.begin(), left.end(), [](const auto& side) { return side.second; }));
  const size_t most = std::max(on_left, leaves.size() - on_left);
  if (most * 3 < leaves.size() * 2) return turned;
  // Group by group in order: the first half to the left.
  std::map<std::string, std::vector<uint32_t>> groups;
  for (uint32_t node : leaves) {
    const DrawingNode& leaf = drawing.nodes[node];
    groups[leaf.cluster.empty() ? "~" + leaf.id : leaf.cluster].push_back(node);
  }
  size_t placed = 0;
  for (const auto& [key, nodes] : groups) {
    const bool side = (placed + nodes.size() / 2) * 2 < leaves.size();
    placed += nodes.size();
    for (uint32_t node : nodes) left[node] = side;
  }
  for (size_t i = 0; i < drawing.edges.size(); ++i) {
    const DrawingEdge& edge = drawing.edges[i];
    if (edge.to == focus && leaves.contains(edge.from)) {
      turned[i] = !left[edge.from];
    } else if (edge.from == focus && leaves.contains(edge.to)) {
      turned[i] = left[edge.to];
    }
  }
  return turned;
}

namespace {

// Everything behind a node before its next neighbour.
std::vector<uint32_t> DepthFirst(
    const Drawing& drawing, const std::vector<std::vector<uint32_t>>& next) {
  std::vector<uint32_t> starts;
  for (uint32_t i = 0; i < drawing.nodes.size(); ++i) starts.push_back(i);
  std::stable_partition(starts.begin(), starts.end(),
                        [&](uint32_t i) { return drawing.nodes[i].focus; });
  std::vector<bool> seen(drawing.nodes.size(), false);
  std::vector<uint32_t> order;
  std::vector<uint32_t> open;
  for (const uint32_t start : starts) {
    open.push_back(start);
    while (!open.empty()) {
      const uint32_t node = open.back();
      open.pop_back();
      if (seen[node]) continue;
      seen[node] = true;
      order.push_back(node);
      open.insert(open.end(), next[node].rbegin(), next[node].rend());
    }
  }
  return order;
}

void MakeOutline(const Drawing& drawing, LayoutOrder* layout) {
  const auto rank = [&](uint32_t edge) {
    const int64_t ordinal = drawing.edges[edge].ordinal;
    return ordinal > 0 ? ordinal : std::numeric_limits<int64_t>::max();
  };
  std::stable_sort(layout->edges.begin(), layout->edges.end(),
                   [&](uint32_t a, uint32_t b) { return rank(a) < rank(b); });
  std::vector<std::vector<uint32_t>> next(drawing.nodes.size());
  for (const uint32_t i : layout->edges) {
    const DrawingEdge& edge = drawing.edges[i];
    layout->turned[i] = edge.ordinal > 0;
    const bool back = layout->turned[i];
    next[back ? edge.to : edge.from].push_back(back ? edge.from : edge.to);
  }
  layout->nodes = DepthFirst(drawing, next);
  std::vector<size_t> place(drawing.nodes.size());
  for (size_t i = 0; i < layout->nodes.size(); ++i) {
    place[layout->nodes[i]] = i;
  }
  const auto left = [&](uint32_t i) {
    const DrawingEdge& edge = drawing.edges[i];
    return place[layout->turned[i] ? edge.to : edge.from];
  };
  std::stable_sort(layout->edges.begin(), layout->edges.end(),
                   [&](uint32_t a, uint32_t b) { return left(a) < left(b); });
}

// Boxes of months come in the order of the year.
void ByCluster(const Drawing& drawing, LayoutOrder* layout) {
  const auto cluster = [&](uint32_t node) -> const std::string& {
    return drawing.nodes[node].cluster;
  };
  const auto later = [&](uint32_t edge) -> const std::string& {
    return std::max(cluster(drawing.edges[edge].from),
                    cluster(drawing.edges[edge].to));
  };
  std::stable_sort(
      layout->nodes.begin(), layout->nodes.end(),
      [&](uint32_t a, uint32_t b) { return cluster(a) < cluster(b); });
  std::stable_sort(layout->edges.begin(), layout->edges.end(),
                   [&](uint32_t a, uint32_t b) { return later(a) < later(b); });
}

size_t LongerColumn(const Drawing& drawing, const std::vector<bool>& turned) {
  std::set<uint32_t> left;
  std::set<uint32_t> right;
  for (size_t i = 0; i < drawing.edges.size(); ++i) {
    const DrawingEdge& edge = drawing.edges[i];
    const uint32_t first = turned[i] ? edge.to : edge.from;
    const uint32_t second = turned[i] ? edge.from : edge.to;
    if (drawing.nodes[second].focus) left.insert(first);
    if (drawing.nodes[first].focus) right.insert(second);
  }
  return std::max(left.size(), right.size());
}

}  // namespace

LayoutOrder OrderForLayout(const Drawing& drawing) {
  LayoutOrder layout;
  bool numbered = false;
  for (uint32_t i = 0; i < drawing.nodes.size(); ++i) layout.nodes.push_back(i);
  for (uint32_t i = 0; i < drawing.edges.size(); ++i) {
    ZM_CHECK(drawing.edges[i].from < drawing.nodes.size());
    ZM_CHECK(drawing.edges[i].to < drawing.nodes.size());
    layout.edges.push_back(i);
    numbered = numbered || drawing.edges[i].ordinal > 0;
  }
  layout.turned.assign(drawing.edges.size(), false);
  if (numbered) {
    MakeOutline(drawing, &layout);
  } else {
    layout.turned = EdgesToTurn(drawing);
    ByCluster(drawing, &layout);
  }
  layout.column = LongerColumn(drawing, layout.turned);
  return layout;
}

}  // namespace zhimai
