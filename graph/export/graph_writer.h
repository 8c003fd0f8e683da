// Nodes and edges for programs that draw and analyse graphs.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "graph/export/table.h"

namespace zhimai {

// The first columns of nodes are id and label, those of edges id, source and
// target; all others become attributes of the same name.
struct GraphSchema {
  TableSchema nodes;
  TableSchema edges;
};

enum class GraphFormat {
  kGraphMl,    // yEd, Gephi, NetworkX, igraph
  kGexf,       // Gephi; version 1.3, `begin` and `end` become an interval
  kCytoscape,  // Cytoscape, cytoscape.js
  kNodeLink,   // NetworkX node_link_graph(…, edges="edges"), D3
};

// One thread at a time. Every node comes before the first edge; Finish() is
// the end. A directed graph in which edges may be parallel.
class GraphWriter {
 public:
  virtual ~GraphWriter() = default;
  virtual Status Node(std::span<const Cell> row) = 0;
  virtual Status Edge(std::span<const Cell> row) = 0;
  virtual Status Finish() = 0;
};

std::unique_ptr<GraphWriter> MakeGraphWriter(GraphFormat format,
                                             const GraphSchema& schema,
                                             TextSink sink);

// The two files of `neo4j-admin database import`. `labels_of` gives the labels
// of a class, separated by ';'; the type of a relationship is its relation.
std::unique_ptr<GraphWriter> MakeNeo4jWriter(
    const GraphSchema& schema,
    std::function<std::string(std::string_view)> labels_of, TextSink nodes,
    TextSink relationships);

}  // namespace zhimai
