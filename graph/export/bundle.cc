#include "graph/export/bundle.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace zhimai {
namespace {

constexpr size_t kManyEdges = 100;
constexpr size_t kMostEvidence = 12;
constexpr size_t kMostDetails = 8;

}  // namespace

bool IsDense(const Drawing& drawing) {
  return drawing.edges.size() > kManyEdges &&
         2 * drawing.edges.size() > 3 * drawing.nodes.size();
}

Drawing Bundled(Drawing drawing) {
  struct Bundle {
    size_t edge = 0;  // of the result
    std::vector<std::string> details;
    size_t statements = 0;
  };
  using Key = std::tuple<uint32_t, uint32_t, std::string, Modality>;
  std::map<Key, Bundle> bundles;
  std::vector<DrawingEdge> edges;
  for (DrawingEdge& edge : drawing.edges) {
    Bundle& bundle =
        bundles[{edge.from, edge.to, edge.relation, edge.modality}];
    ++bundle.statements;
    const bool known = std::find(bundle.details.begin(), bundle.details.end(),
                                 edge.detail) != bundle.details.end();
    if (!known && !edge.detail.empty()) bundle.details.push_back(edge.detail);
    if (bundle.statements == 1) {
      bundle.edge = edges.size();
      edges.push_back(std::move(edge));
      continue;
    }
    DrawingEdge& whole = edges[bundle.edge];
    whole.confidence = std::max(whole.confidence, edge.confidence);
    whole.documents = std::max(whole.documents, edge.documents);
    for (DrawingEvidence& evidence : edge.evidence) {
      if (whole.evidence.size() == kMostEvidence) break;
      whole.evidence.push_back(std::move(evidence));
    }
  }
  for (const auto& [key, bundle] : bundles) {
    if (bundle.statements == 1) continue;
    DrawingEdge& whole = edges[bundle.edge];
    whole.label += " ×" + std::to_string(bundle.statements);
    whole.detail.clear();
    for (size_t i = 0; i < bundle.details.size(); ++i) {
      if (i > 0) whole.detail += " / ";
      whole.detail += i == kMostDetails ? "…" : bundle.details[i];
      if (i == kMostDetails) break;
    }
  }
  drawing.edges = std::move(edges);
  return drawing;
}

}  // namespace zhimai
