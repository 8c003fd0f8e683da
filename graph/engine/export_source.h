// The graph as rows of tables, one after the other: what graph/export's
// writers take. Memory does not grow with the statements: only the ids of
// entities are remembered where a selection leaves some out, and measures.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "graph/engine/analyze.h"
#include "graph/engine/graph.h"
#include "graph/export/table.h"

namespace zhimai {

enum class ExportTable {
  kNodes,       // entities with their names
  kStatements,  // everything said of one in a row
  kEvidence,    // where statements were read
  kDocuments,
  // For graph formats: entities and the literals of statements as nodes;
  // statements as edges.
  kGraphNodes,
  kGraphEdges,
};

struct ExportRequest {
  Selection selection = {};
  std::string language = "zh";  // of labels
  // Names of ComputeMeasure: columns of nodes.
  std::vector<std::string> measures = {};
  MeasureOptions measure_options = {};
};

// A selection as triples: streamed in the order of ids, so unlike Dump() not
// sorted; a plain triple that several statements stand for comes once for each.
// Measures become properties of the entities: zm:pagerank. Triples that were
// loaded and not read in documents are no part of it. kCancelled when
// measure_options.run says so.
struct RdfExportRequest {
  RdfFormat format = RdfFormat::kNQuads;
  // RDF/XML and JSON-LD have no triple terms: theirs is always so.
  bool rdf11 = false;
  bool no_provenance = false;
  std::string base = "https://w3id.org/zhimai/";
};

struct RdfExportSummary {
  uint64_t triples = 0;
  uint64_t entities = 0;
  uint64_t statements = 0;
  uint64_t statements_left_out = 0;
};

class ExportSource {
 public:
  using Take = std::function<Status(std::span<const Cell> row)>;

  virtual ~ExportSource() = default;
  virtual const TableSchema& schema(ExportTable table) const = 0;
  // Rows in the order of ids. Cells are valid until `take` returns.
  virtual Status Rows(ExportTable table, const Take& take) = 0;
  // Statements of the graph that the selection left out, after a pass.
  virtual uint64_t statements_left_out() const = 0;
};

}  // namespace zhimai
