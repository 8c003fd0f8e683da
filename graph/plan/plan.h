// A physical plan: how a query is computed. Made by planner.h, run by
// graph/exec.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/plan/algebra.h"
#include "graph/store/order.h"
#include "graph/store/term_id.h"

namespace zhimai::sparql {

struct Plan;
using PlanPtr = std::unique_ptr<Plan>;

// A place of a pattern with its constant looked up.
struct IdSlot {
  std::optional<VarId> variable;
  TermId id;
};

// The quads that a leaf reads.
struct GraphChoice {
  enum class Kind {
    kOne,    // ids[0]; TermId{} is the default graph of the store
    kMerge,  // the triples of all `ids`, each once
    kNamed,  // any named graph of the dataset, bound to `variable`
  };
  Kind kind = Kind::kOne;
  std::vector<TermId> ids;  // kNamed: the graphs there may be, if `listed`
  bool listed = false;
  VarId variable = 0;
};

// A pattern whose matches are found by its object (graph/exec/lookup.h).
struct LookupCall {
  Term predicate;
  Term object;
  bool indexed = false;  // else all texts are read
};

struct Plan {
  enum class Kind {
    kUnit,
    kNothing,
    kScan,
    kLookup,  // subject, lookup; sorted by the subject
    kPath,
    kGraphNames,
    kValues,
    kUnpack,
    kHashJoin,   // children: probed, built
    kMergeJoin,  // on `keys`, by which both children are sorted
    kProbeJoin,  // the right child anew for each row of the left: `keys`
    kLeftHash,   // OPTIONAL; the right child is built
    kLeftProbe,
    kSemiHash,  // EXISTS, MINUS and their negations; the right is built
    kSemiProbe,
    kUnion,
    kFilter,
    kExtend,
    kRebind,
    kGraphLoop,
    kGroup,
    kProject,
    kDistinct,
    kReduced,
    kOrder,
    kSlice,
  };
  Kind kind = Kind::kUnit;
  std::vector<PlanPtr> children;

  // What each row holds, in this sequence; each variable once.
  std::vector<VarId> columns;
  // Those that are bound in every row; sorted.
  std::vector<VarId> certain;
  // Rows ascend by the ids of these variables; all are certain.
  std::vector<VarId> sorted;
  // Whether somebody above relies on the sequence of the rows.
  bool keep_order = true;
  // Expected: rows, and work in units of about one scanned row.
  double rows = 0;
  double cost = 0;
  // Distinct values expected of a variable; what is absent may have as many
  // as there are rows.
  std::map<VarId, double> distinct;

  IdSlot subject;
  IdSlot predicate;
  IdSlot object;
  GraphChoice graph;
  Order order = Order::kSpo;
  std::vector<TermId> excluded;
  std::shared_ptr<const Path> path;
  std::shared_ptr<const LookupCall> lookup;

  // Join: what both sides share and is certain. Probe: what the right side
  // gets from the left.
  std::vector<VarId> keys;
  // kSemi…: keep the rows without a partner. kMinus: rows are partners only
  // if they have a bound variable in common, `graph.variable` not counted
  // when `graph` is kNamed.
  bool anti = false;
  bool minus = false;

  VarId variable = 0;
  std::vector<VarId> variables;
  std::vector<std::vector<std::optional<Term>>> rows_of_values;
  std::vector<Expr> filters;
  std::vector<AggregateCall> aggregates;
  std::vector<SortKey> sort_keys;
  uint64_t offset = 0;
  // kOrder: no more than these first rows are wanted.
  std::optional<uint64_t> limit;
  // kExtend: `variables` get the values of `filters`, one after the other.

  // The patterns of EXISTS in `filters` and aggregates, by the group that
  // they were.
  std::map<const Group*, PlanPtr> exists;

  bool Binds(VarId id) const;
  std::optional<size_t> ColumnOf(VarId id) const;
};

// What a plan alone does not know of itself.
class PlanNotes {
 public:
  virtual ~PlanNotes() = default;
  // To be added to the line of an operator: actual rows and time.
  virtual std::string NoteOn(const Plan& plan) const = 0;
  virtual std::string NameOf(TermId id) const = 0;
};
// One operator a line, indented, with estimates. `notes` may be null.
std::string PlanText(const Plan& plan, const VariableTable& variables,
                     const PlanNotes* notes);

}  // namespace zhimai::sparql
