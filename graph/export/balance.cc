#include "graph/export/balance.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

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

}  // namespace zhimai
