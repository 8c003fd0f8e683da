// PATHS: the chains of triples between two sets of nodes (docs/sparql.md).
#pragma once

#include <functional>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/exec_context.h"
#include "graph/sparql/ast.h"

namespace zhimai::sparql {

struct PathStep {
  TermId from;
  TermId predicate;
  TermId to;
  bool backwards = false;  // the triple says: to predicate from
};

// Finds simple paths: no node comes twice. One thread at a time.
class PathFinder {
 public:
  // False ends the search.
  using Visit = std::function<Result<bool>(const std::vector<PathStep>& path)>;

  // `graphs`: whose triples are followed, as one graph.
  PathFinder(const PathsClause& clause, std::vector<TermId> graphs,
             ExecContext* context)
      : clause_(clause), graphs_(std::move(graphs)), context_(*context) {}

  // The paths from each of `starts` to each of `ends`: pair by pair, the
  // shorter first, then by ids. None leads from a node to itself.
  Status Run(const std::vector<TermId>& starts, const std::vector<TermId>& ends,
             const Visit& visit);

 private:
  struct Distances;
  // A node on the path at hand, and where it may go on.
  struct Frame {
    std::vector<PathStep> steps;
    size_t next = 0;
  };

  Status FindSteps();
  Status Neighbours(TermId node, bool reverse, std::vector<PathStep>* out);
  Status Follow(TermId node, const std::optional<TermId>& predicate,
                bool inverse, bool reverse, std::vector<PathStep>* out);
  Status Measure(TermId end, const std::vector<TermId>& starts,
                 Distances* distances);
  Result<bool> Walk(TermId start, uint64_t length, const Distances& distances,
                    const Visit& visit);
  Status Open(TermId node, uint64_t left, const Distances& distances,
              const std::vector<PathStep>& path, TermId start, Frame* frame);

  const PathsClause& clause_;
  std::vector<TermId> graphs_;
  ExecContext& context_;
  // The predicates to follow that the store knows; with whether backwards.
  std::vector<std::pair<TermId, bool>> via_;
  std::optional<TermId> type_;
};

}  // namespace zhimai::sparql
