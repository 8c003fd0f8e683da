// Exports for programs: tables and graph formats, as `export` writes them.
#pragma once

#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/engine/export_source.h"
#include "tools/cli/command.h"

namespace zhimai {

// csv, excel, parquet, arrow, sqlite: tables. graphml, gexf, cytoscape, json
// (node-link), neo4j: nodes and edges.
bool IsDataFormat(std::string_view format);

inline constexpr FlagSpec kTableFlag = {
    "table",
    "T",
    "nodes, statements (default), evidence or documents; a folder gets all",
    '\0',
    false,
    "nodes|statements|evidence|documents"};

// Writes to the file or folder of -o, else to stdout. A folder is one that
// exists or whose name ends with '/'. kUsage where a format needs a name.
Status ExportData(const std::string& format, const Flags& flags,
                  const Graph& graph, const ExportRequest& request,
                  const OntologyView& ontology, const Io& io);

}  // namespace zhimai
