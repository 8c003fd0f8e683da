// OPTIONAL, MINUS, FILTER and EXISTS.
#include <algorithm>

#include "graph/plan/planner_impl.h"

namespace zhimai::sparql {
namespace {

std::vector<VarId> SafeOf(const Node& node, const std::vector<VarId>& ids) {
  std::vector<VarId> out;
  for (const VarId id : ids) {
    if (SafeToInject(node, id)) out.push_back(id);
  }
  return out;
}

struct TwoSided {
  PlanPtr hash;   // the right side as a whole
  PlanPtr probe;  // the right side for given `keys`; may be absent
  std::vector<VarId> keys;
};

double HashCost(const Plan& left, const Plan& right) {
  return right.cost + right.rows * kCostBuildRow + left.rows * kCostHashRow;
}

double ProbeCost(const Plan& left, const Plan& right) {
  return left.rows * (right.cost + kCostOutRow * right.rows + 1);
}

// Takes the cheaper one. What hash and probe are called for this operator is
// said by `kinds`.
PlanPtr Choose(PlanPtr left, TwoSided right, Plan::Kind hash_kind,
               Plan::Kind probe_kind) {
  const double hash_cost = HashCost(*left, *right.hash);
  const bool probe =
      right.probe != nullptr && ProbeCost(*left, *right.probe) < hash_cost;
  const double cost =
      left->cost + (probe ? ProbeCost(*left, *right.probe) : hash_cost);
  std::vector<VarId> shared = Intersect(left->certain, right.hash->certain);
  PlanPtr plan = Over(probe ? probe_kind : hash_kind, std::move(left));
  plan->keys = probe ? std::move(right.keys) : std::move(shared);
  plan->children.push_back(probe ? std::move(right.probe)
                                 : std::move(right.hash));
  plan->cost = cost;
  return plan;
}

bool IsExists(const Expr& expr) {
  return (expr.ast.op == Op::kExists || expr.ast.op == Op::kNotExists) &&
         expr.exists.size() == 1;
}

}  // namespace

Result<PlanPtr> Planner::BuildOuter(const Node& node, const Given& given) {
  const bool minus = node.kind == Node::Kind::kMinus;
  const Node& right_node = *node.children[1];
  ZM_TRY_ASSIGN(PlanPtr left, Build(*node.children[0], given));
  TwoSided right;
  ZM_TRY_ASSIGN(right.hash, Build(right_node, given));
  const std::vector<VarId> left_set = ColumnSet(*left);
  std::vector<VarId> shared = Intersect(left_set, ColumnSet(*right.hash));
  const bool by_graph = node.graph.kind == ActiveGraph::Kind::kVariable;
  const auto counts = [&](VarId id) {
    return !by_graph || id != node.graph.variable;
  };
  if (minus && std::none_of(shared.begin(), shared.end(), counts)) return left;
  std::vector<VarId> keys = Intersect(shared, left->certain);
  if (minus) keys = Intersect(keys, right.hash->certain);
  keys = SafeOf(right_node, keys);
  // Without a key in the domain of both, MINUS would have to look at rows.
  const bool probe = options_->probe_joins && !keys.empty() &&
                     (!minus || std::any_of(keys.begin(), keys.end(), counts));
  if (probe) {
    right.keys = keys;
    ZM_TRY_ASSIGN(right.probe, Build(right_node, Unite(given, keys)));
  }
  const double matches =
      JoinRows(*left, *right.hash, Intersect(shared, left->certain));
  if (minus) {
    PlanPtr plan = Choose(std::move(left), std::move(right),
                          Plan::Kind::kSemiHash, Plan::Kind::kSemiProbe);
    plan->anti = plan->minus = true;
    if (by_graph) {
      plan->graph.kind = GraphChoice::Kind::kNamed;
      plan->graph.variable = node.graph.variable;
    }
    plan->rows *= 0.7;
    return plan;
  }
  const std::vector<VarId> right_columns = right.hash->columns;
  PlanPtr plan = Choose(std::move(left), std::move(right),
                        Plan::Kind::kLeftHash, Plan::Kind::kLeftProbe);
  for (const VarId id : right_columns) {
    if (!plan->ColumnOf(id)) plan->columns.push_back(id);
  }
  plan->rows = std::max(plan->rows, matches);
  for (const Expr& expr : node.filters) {
    plan->filters.push_back(expr);
    ZM_TRY(PlanExists(expr, given, plan.get()));
    plan->cost += plan->rows * kCostExpression;
  }
  return plan;
}

// EXISTS as a semi-join, where that means the same; else nothing is returned
// and `*left` is untouched.
Result<PlanPtr> Planner::BuildSemiJoin(PlanPtr* left, const Expr& filter,
                                       const Given& given) {
  const Node& pattern = *filter.exists.begin()->second;
  const std::vector<VarId> mentioned = MentionedIn(pattern);
  const std::vector<VarId> shared = Intersect(ColumnSet(**left), mentioned);
  // What comes from outside is put in by whoever gives it.
  const std::vector<VarId> outside = Intersect(given, mentioned);
  const bool same = Intersect(shared, (*left)->certain) == shared &&
                    Intersect(outside, shared) == outside &&
                    Intersect(shared, BindingsOf(pattern).certain) == shared &&
                    SafeOf(pattern, shared) == shared &&
                    ReadsOnlyWhatItBinds(pattern, shared);
  if (!same) return PlanPtr();
  TwoSided right;
  ZM_TRY_ASSIGN(right.hash, Build(pattern, Intersect(given, shared)));
  if (options_->probe_joins) {
    right.keys = shared;
    ZM_TRY_ASSIGN(right.probe, Build(pattern, shared));
    // One row is enough.
    right.probe->rows = std::min(right.probe->rows, 1.0);
  }
  PlanPtr plan = Choose(std::move(*left), std::move(right),
                        Plan::Kind::kSemiHash, Plan::Kind::kSemiProbe);
  plan->anti = filter.ast.op == Op::kNotExists;
  plan->rows *= 0.5;
  return plan;
}

Result<PlanPtr> Planner::ApplyFilters(PlanPtr plan,
                                      const std::vector<const Expr*>& filters,
                                      const Given& given) {
  std::vector<const Expr*> plain;
  std::vector<const Expr*> exists;
  for (const Expr* filter : filters) {
    (IsExists(*filter) ? exists : plain).push_back(filter);
  }
  const auto add = [&](const std::vector<const Expr*>& which) -> Status {
    if (which.empty()) return {};
    plan = Over(Plan::Kind::kFilter, std::move(plan));
    for (const Expr* filter : which) {
      plan->cost += plan->rows * kCostExpression;
      plan->rows *= Selectivity(filter->ast);
      plan->filters.push_back(*filter);
      ZM_TRY(PlanExists(*filter, given, plan.get()));
    }
    return {};
  };
  ZM_TRY(add(plain));
  for (const Expr* filter : exists) {
    ZM_TRY_ASSIGN(PlanPtr joined, BuildSemiJoin(&plan, *filter, given));
    if (joined != nullptr) {
      plan = std::move(joined);
    } else {
      ZM_TRY(add({filter}));
    }
  }
  CapDistinct(plan.get());
  return plan;
}

Result<PlanPtr> Planner::BuildFilter(const Node& node, const Given& given) {
  std::vector<const Expr*> filters;
  for (const Expr& filter : node.filters) filters.push_back(&filter);
  std::vector<const Node*> inputs;
  const Node& child = *node.children[0];
  if (child.kind == Node::Kind::kJoin) {
    for (const NodePtr& input : child.children) inputs.push_back(input.get());
  } else {
    inputs.push_back(&child);
  }
  return BuildJoin(inputs, filters, given);
}

}  // namespace zhimai::sparql
