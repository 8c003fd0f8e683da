// Internal to graph/plan: the planner of one query.
#pragma once

#include <map>
#include <vector>

#include "graph/plan/inject.h"
#include "graph/plan/planner.h"

namespace zhimai::sparql {

// Work of an operator for a row, in units of a scanned row. Ratios measured
// roughly; what matters is their order of magnitude.
inline constexpr double kCostProbe = 60;     // opening a scan somewhere
inline constexpr double kCostNearProbe = 4;  // moving it forward a little
inline constexpr double kCostBuildRow = 4;
inline constexpr double kCostHashRow = 2;
inline constexpr double kCostOutRow = 0.5;
inline constexpr double kCostExpression = 10;
inline constexpr double kCostSortRow = 20;

// Variables that the plan gets from outside; sorted.
using Given = std::vector<VarId>;

class Planner {
 public:
  Planner(const VariableTable* variables, const PlanDataset* dataset,
          const Passes* passes, PlanSource* source)
      : variables_(variables),
        dataset_(dataset),
        passes_(passes),
        source_(source) {}

  Result<PlanPtr> Build(const Node& node, const Given& given);
  // The node in every order that costs no more than the best by far.
  Result<std::vector<PlanPtr>> Variants(const Node& node, const Given& given);

  Result<PlanPtr> ApplyFilters(PlanPtr plan,
                               const std::vector<const Expr*>& filters,
                               const Given& given);

 private:
  friend class JoinPlanner;

  // planner.cc
  Result<PlanPtr> BuildValues(const Node& node, const Given& given);
  Result<PlanPtr> BuildUnion(const Node& node, const Given& given);
  Result<PlanPtr> BuildExtend(const Node& node, const Given& given);
  Result<PlanPtr> BuildGroup(const Node& node, const Given& given);
  Result<PlanPtr> BuildProject(const Node& node, const Given& given);
  Result<PlanPtr> BuildModifier(const Node& node, const Given& given);
  Result<PlanPtr> BuildGraph(const Node& node, const Given& given);
  Status PlanExists(const Expr& expr, const Given& given, Plan* plan);

  // plan_leaf.cc
  Result<std::vector<PlanPtr>> Scans(const Node& node, const Given& given);
  // Null when the pattern is none.
  Result<PlanPtr> BuildLookup(const Node& node, const Given& given);
  Result<PlanPtr> BuildPath(const Node& node, const Given& given);
  Result<PlanPtr> BuildUnpack(PlanPtr child, const Node& node,
                              const Given& given);
  Result<bool> ChooseGraph(const ActiveGraph& graph, GraphChoice* out);
  Result<bool> Resolve(const Slot& slot, IdSlot* out);
  Status Estimate(const Given& given, Plan* plan);

  // plan_outer.cc
  Result<PlanPtr> BuildFilter(const Node& node, const Given& given);
  Result<PlanPtr> BuildOuter(const Node& node, const Given& given);
  Result<PlanPtr> BuildSemiJoin(PlanPtr* left, const Expr& filter,
                                const Given& given);

  // plan_join.cc
  Result<PlanPtr> BuildJoin(const std::vector<const Node*>& inputs,
                            const std::vector<const Expr*>& filters,
                            const Given& given);

  const VariableTable* variables_;
  const PlanDataset* dataset_;
  const Passes* passes_;
  PlanSource* source_;
};

PlanPtr MakePlanNode(Plan::Kind kind);
// No rows, with the columns of `node`.
PlanPtr NothingFor(const Node& node);
// Takes columns, order and expectations from the child.
PlanPtr Over(Plan::Kind kind, PlanPtr child);
double DistinctOf(const Plan& plan, VarId id);
// Rows of a join on variables that both bind for certain.
double JoinRows(const Plan& left, const Plan& right,
                const std::vector<VarId>& shared);
double Selectivity(const Expression& expression);
// The columns and what is known of them after a join.
void CombineColumns(const Plan& left, const Plan& right, Plan* out);
void CapDistinct(Plan* plan);
std::vector<VarId> ColumnSet(const Plan& plan);
// Whether the rows come out as an ORDER BY below has put them.
bool HasOrder(const Plan& plan);
// Sets keep_order, here and below.
void MarkOrder(bool needed, Plan* plan);

}  // namespace zhimai::sparql
