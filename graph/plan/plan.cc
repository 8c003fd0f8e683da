#include "graph/plan/plan.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "graph/plan/planner_impl.h"

namespace zhimai::sparql {

bool Plan::Binds(VarId id) const { return Contains(certain, id); }

std::optional<size_t> Plan::ColumnOf(VarId id) const {
  const auto found = std::find(columns.begin(), columns.end(), id);
  if (found == columns.end()) return std::nullopt;
  return static_cast<size_t>(found - columns.begin());
}

PlanPtr MakePlanNode(Plan::Kind kind) {
  auto plan = std::make_unique<Plan>();
  plan->kind = kind;
  return plan;
}

std::vector<VarId> ColumnSet(const Plan& plan) {
  std::vector<VarId> set = plan.columns;
  std::sort(set.begin(), set.end());
  return set;
}

PlanPtr NothingFor(const Node& node) {
  PlanPtr plan = MakePlanNode(Plan::Kind::kNothing);
  const Bindings bindings = BindingsOf(node);
  plan->columns = bindings.possible;
  // No row contradicts it.
  plan->certain = bindings.possible;
  return plan;
}

PlanPtr Over(Plan::Kind kind, PlanPtr child) {
  PlanPtr plan = MakePlanNode(kind);
  plan->columns = child->columns;
  plan->certain = child->certain;
  plan->sorted = child->sorted;
  plan->rows = child->rows;
  plan->cost = child->cost;
  plan->distinct = child->distinct;
  plan->children.push_back(std::move(child));
  return plan;
}

double DistinctOf(const Plan& plan, VarId id) {
  const auto found = plan.distinct.find(id);
  const double most = std::max(1.0, plan.rows);
  return found == plan.distinct.end() ? most : std::min(found->second, most);
}

void CapDistinct(Plan* plan) {
  for (auto& [id, distinct] : plan->distinct) {
    distinct = std::max(1.0, std::min(distinct, plan->rows));
  }
}

double JoinRows(const Plan& left, const Plan& right,
                const std::vector<VarId>& shared) {
  std::vector<double> factors;
  for (const VarId id : shared) {
    factors.push_back(std::max(DistinctOf(left, id), DistinctOf(right, id)));
  }
  std::sort(factors.rbegin(), factors.rend());
  double rows = left.rows * right.rows;
  // Variables of one pattern depend on each other: the second one tells less.
  double weight = 1;
  for (const double factor : factors) {
    rows /= std::pow(factor, weight);
    weight /= 2;
  }
  return rows;
}

void CombineColumns(const Plan& left, const Plan& right, Plan* out) {
  out->columns = left.columns;
  for (const VarId id : right.columns) {
    if (!out->ColumnOf(id)) out->columns.push_back(id);
  }
  out->certain = Unite(left.certain, right.certain);
  out->distinct = left.distinct;
  for (const auto& [id, distinct] : right.distinct) {
    const auto [entry, fresh] = out->distinct.try_emplace(id, distinct);
    if (!fresh) entry->second = std::min(entry->second, distinct);
  }
  CapDistinct(out);
}

double Selectivity(const Expression& expression) {
  switch (expression.op) {
    case Op::kEqual:
      return 0.05;
    case Op::kAnd:
      return Selectivity(expression.arguments[0]) *
             Selectivity(expression.arguments[1]);
    case Op::kIn:
      return 0.1;
    case Op::kNotEqual:
    case Op::kNotIn:
      return 0.9;
    case Op::kCall:
      return expression.name == "REGEX" || expression.name == "CONTAINS" ? 0.1
                                                                         : 0.5;
    default:
      return 0.4;
  }
}

}  // namespace zhimai::sparql
