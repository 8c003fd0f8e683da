// Measures of entities by name, for tables and as columns of exports.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/analytics/communities.h"
#include "graph/analytics/csr.h"
#include "graph/analytics/measures.h"
#include "graph/base/result.h"

namespace zhimai {

// The entities that statements tie together. Statements of an entity about
// itself and of literals are not in it; nor are entities without any.
struct EntityGraph {
  std::vector<std::string> ids;     // sorted; a node is its place here
  std::vector<WeightedEdge> edges;  // a statement each, subject to object

  uint32_t nodes() const { return static_cast<uint32_t>(ids.size()); }
  Csr Directed() const { return Csr::Directed(nodes(), edges); }
  Csr Undirected() const { return Csr::Undirected(nodes(), edges); }
  // nodes() when it is not in the graph.
  uint32_t Find(std::string_view id) const;
};

struct MeasureOptions {
  PageRankOptions pagerank;
  BetweennessOptions betweenness;
  CommunityOptions community;
  AnalyticsOptions run;
};

struct Measure {
  std::vector<double> values;  // of each node
  bool whole = false;          // whole numbers
};

// pagerank, degree, in_degree, out_degree (statements), betweenness, core,
// component, community (numbers from 1, the largest first).
std::vector<std::string> MeasureNames();

// kUsage for another name; kCancelled.
Result<Measure> ComputeMeasure(const EntityGraph& graph, std::string_view name,
                               const MeasureOptions& options);

}  // namespace zhimai
