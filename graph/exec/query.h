// Runs a SPARQL query over a snapshot.
//
// Answers are streamed to a ResultSink as they are found. Errors:
// kInvalidInput (the query breaks a rule that only planning finds),
// kUnsupported (SERVICE), kCancelled (the deadline, the cancel flag or the
// memory cap; the message says which), kIo and kCorruption of the store.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/term.h"
#include "graph/sparql/ast.h"
#include "graph/store/snapshot.h"

namespace zhimai::sparql {

class Lookups;
class Overlay;

// Which graphs a query sees. What is unset is the store's own: its default
// graph, and all its named graphs.
struct ActiveDataset {
  // The default graph is the merge of these; Term() is the store's default
  // graph. An empty list is an empty graph.
  std::optional<std::vector<Term>> default_graphs;
  std::optional<std::vector<Term>> named_graphs;
};

struct QueryOptions {
  // Zero: no limit.
  std::chrono::milliseconds timeout{0};
  // When the time began; unset: when the query is run.
  std::optional<std::chrono::steady_clock::time_point> start;
  // Set from another thread or a signal handler to stop the query. Borrowed.
  const std::atomic<bool>* cancel = nullptr;
  // What the operators may hold at one time; 0: no limit.
  size_t memory_bytes = size_t{2} << 30;
  // Overrides FROM and FROM NAMED of the query (protocol, USING, WITH).
  std::optional<ActiveDataset> dataset;
  // Rewriting passes that are left out, by name (plan/passes.h): for tests
  // and for tracing a fault.
  std::vector<std::string> disabled_passes;
  // Check what the planner makes; a fault of it ends the program. For tests.
  bool verify_plan = false;
  // Changes that are not committed and yet seen. Borrowed, not changed.
  const Overlay* overlay = nullptr;
  // Look-ups that stand behind predicates. Borrowed; may be null.
  Lookups* lookups = nullptr;
  // Fill QueryResult::plan with estimated and actual rows.
  bool explain = false;
  // Plan only; nothing is sent to the sink.
  bool dry_run = false;
};

// A solution: one entry for each column, nothing where unbound.
using Solution = std::vector<std::optional<Term>>;

// Takes what a query finds. An error stops the query and is returned.
class ResultSink {
 public:
  virtual ~ResultSink() = default;
  // SELECT and PATHS: once, before the first solution. Names have no '?'.
  virtual Status OnColumns(const std::vector<std::string>& names) = 0;
  virtual Status OnSolution(const Solution& solution) = 0;
  // CONSTRUCT and DESCRIBE: no triple comes twice.
  virtual Status OnTriple(const Triple& triple) = 0;
  // ASK: once.
  virtual Status OnBoolean(bool answer) = 0;
};

struct QueryResult {
  Query::Form form = Query::Form::kSelect;
  // Solutions or triples sent to the sink.
  uint64_t rows = 0;
  // The most that the operators held at one time.
  size_t peak_bytes = 0;
  // With explain: the plan, one operator a line, indented.
  std::string plan;
};

// kCancelled when the time is up or somebody asked to stop: for what is done
// before a query is run. REQUIRES: options.start.
Status CheckStopped(const QueryOptions& options);

Result<QueryResult> RunQuery(const Snapshot& snapshot, const Query& query,
                             const QueryOptions& options, ResultSink* sink);

}  // namespace zhimai::sparql
