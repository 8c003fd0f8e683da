// Closures of property paths [9.3, 18.4]: breadth first, a frontier at a
// time.
#pragma once

#include <map>
#include <string>
#include <unordered_set>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/exec_context.h"
#include "graph/plan/plan.h"

namespace zhimai::sparql {

// Of one set of graphs. One thread at a time.
class PathEngine {
 public:
  explicit PathEngine(ExecContext* context)
      : context_(*context), scan_(context->source.NewScan()) {}

  // The graphs whose triples are followed, as one graph.
  void SetGraphs(std::vector<TermId> graphs) { graphs_ = std::move(graphs); }

  // The ends of the path from `start`, each once; against the arrows if not
  // `forward`.
  Status Reach(const Path& path, TermId start, bool forward,
               std::vector<TermId>* out);
  // Subjects and objects of the graphs, each once.
  Status Nodes(std::vector<TermId>* out);
  Result<bool> IsNode(TermId id);

 private:
  Status Step(const Path& path, const std::vector<TermId>& from, bool forward,
              std::vector<TermId>* out);
  Status Closure(const Path& path, const std::vector<TermId>& from,
                 bool forward, std::vector<TermId>* out);
  Status Follow(const IdPattern& pattern, bool forward,
                const std::vector<TermId>& excluded, std::vector<TermId>* out);
  Status FollowNegated(const Path& path, TermId node, bool forward,
                       std::vector<TermId>* out);
  Result<std::optional<TermId>> Predicate(const std::string& iri);
  bool InGraphs(TermId graph) const;

  ExecContext& context_;
  SourceScan scan_;
  std::vector<TermId> graphs_;
  std::map<std::string, std::optional<TermId>> predicates_;
};

}  // namespace zhimai::sparql
