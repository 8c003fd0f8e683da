#include "graph/exec/graph_names.h"

#include <algorithm>
#include <set>

namespace zhimai::sparql {
namespace {

Status LoadNames(ExecContext* context) {
  if (context->graph_names) return {};
  std::set<TermId> names;
  SourceScan scan = context->source.NewScan();
  scan.Open({}, Order::kPso);
  while (scan.Next()) {
    ZM_TRY(context->PollOften());
    if (!scan.quad().graph.is_none()) names.insert(scan.quad().graph);
  }
  ZM_TRY(scan.status());
  context->graph_names.emplace(names.begin(), names.end());
  return {};
}

}  // namespace

Result<std::vector<TermId>> NamedGraphs(const GraphChoice& choice,
                                        ExecContext* context) {
  std::vector<TermId> graphs;
  if (choice.listed) {
    graphs = choice.ids;
    std::sort(graphs.begin(), graphs.end());
  } else {
    ZM_TRY(LoadNames(context));
    graphs = *context->graph_names;
  }
  TermId only;
  if (choice.kind == GraphChoice::Kind::kOne) only = choice.ids[0];
  if (choice.kind == GraphChoice::Kind::kNamed) {
    only = context->parameters[choice.variable];
  }
  if (only.is_none()) return graphs;
  const bool there = std::binary_search(graphs.begin(), graphs.end(), only);
  return there ? std::vector<TermId>{only} : std::vector<TermId>{};
}

}  // namespace zhimai::sparql
