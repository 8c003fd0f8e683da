#include "graph/plan/planner.h"

#include <algorithm>
#include <cmath>

#include "graph/plan/planner_impl.h"

namespace zhimai::sparql {

Result<PlanPtr> Planner::Build(const Node& node, const Given& given) {
  switch (node.kind) {
    case Node::Kind::kUnit: {
      PlanPtr unit = MakePlanNode(Plan::Kind::kUnit);
      unit->rows = 1;
      return unit;
    }
    case Node::Kind::kNothing:
      return NothingFor(node);
    case Node::Kind::kTriple: {
      ZM_TRY_ASSIGN(std::vector<PlanPtr> scans, Scans(node, given));
      return std::move(scans.front());
    }
    case Node::Kind::kPath:
      return BuildPath(node, given);
    case Node::Kind::kUnpack: {
      ZM_TRY_ASSIGN(PlanPtr child, Build(*node.children[0], given));
      return BuildUnpack(std::move(child), node, given);
    }
    case Node::Kind::kGraphNames:
    case Node::Kind::kGraphLoop:
    case Node::Kind::kRebind:
      return BuildGraph(node, given);
    case Node::Kind::kValues:
      return BuildValues(node, given);
    case Node::Kind::kJoin: {
      std::vector<const Node*> inputs;
      for (const NodePtr& child : node.children) inputs.push_back(child.get());
      return BuildJoin(inputs, {}, given);
    }
    case Node::Kind::kLeftJoin:
    case Node::Kind::kMinus:
      return BuildOuter(node, given);
    case Node::Kind::kUnion:
      return BuildUnion(node, given);
    case Node::Kind::kFilter:
      return BuildFilter(node, given);
    case Node::Kind::kExtend:
      return BuildExtend(node, given);
    case Node::Kind::kGroup:
      return BuildGroup(node, given);
    case Node::Kind::kProject:
      return BuildProject(node, given);
    default:
      return BuildModifier(node, given);
  }
}

Result<std::vector<PlanPtr>> Planner::Variants(const Node& node,
                                               const Given& given) {
  if (node.kind == Node::Kind::kTriple) return Scans(node, given);
  std::vector<PlanPtr> out;
  ZM_TRY_ASSIGN(PlanPtr plan, Build(node, given));
  out.push_back(std::move(plan));
  return out;
}

Result<PlanPtr> Planner::BuildValues(const Node& node, const Given&) {
  PlanPtr plan = MakePlanNode(Plan::Kind::kValues);
  plan->columns = node.variables;
  plan->rows_of_values = node.rows;
  plan->certain = BindingsOf(node).certain;
  plan->certain = Intersect(plan->certain, ColumnSet(*plan));
  plan->rows = plan->cost = static_cast<double>(node.rows.size());
  return plan;
}

Result<PlanPtr> Planner::BuildUnion(const Node& node, const Given& given) {
  PlanPtr plan = MakePlanNode(Plan::Kind::kUnion);
  bool first = true;
  for (const NodePtr& child : node.children) {
    ZM_TRY_ASSIGN(PlanPtr branch, Build(*child, given));
    plan->rows += branch->rows;
    plan->cost += branch->cost + kCostOutRow * branch->rows;
    for (const VarId id : branch->columns) {
      if (!plan->ColumnOf(id)) plan->columns.push_back(id);
      plan->distinct[id] += DistinctOf(*branch, id);
    }
    plan->certain =
        first ? branch->certain : Intersect(plan->certain, branch->certain);
    first = false;
    plan->children.push_back(std::move(branch));
  }
  return plan;
}

Status Planner::PlanExists(const Expr& expr, const Given& given, Plan* plan) {
  for (const auto& [group, pattern] : expr.exists) {
    // Whatever the row or the surroundings bind is put in.
    Given inner = Unite(given, plan->children[0]->certain);
    inner = Intersect(inner, MentionedIn(*pattern));
    ZM_TRY_ASSIGN(plan->exists[group], Build(*pattern, inner));
  }
  return {};
}

Result<PlanPtr> Planner::BuildExtend(const Node& node, const Given& given) {
  // A chain is one operator: BNODE("x") is one node in all of a solution.
  std::vector<const Node*> chain;
  const Node* bottom = &node;
  while (bottom->kind == Node::Kind::kExtend) {
    chain.push_back(bottom);
    bottom = bottom->children[0].get();
  }
  ZM_TRY_ASSIGN(PlanPtr child, Build(*bottom, given));
  PlanPtr plan = Over(Plan::Kind::kExtend, std::move(child));
  for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
    const VarId id = (*link)->variable;
    if (!plan->ColumnOf(id)) plan->columns.push_back(id);
    plan->variables.push_back(id);
    plan->filters.push_back((*link)->filters[0]);
    ZM_TRY(PlanExists(plan->filters.back(), given, plan.get()));
  }
  plan->cost +=
      plan->rows * kCostExpression * static_cast<double>(chain.size());
  return plan;
}

Result<PlanPtr> Planner::BuildGroup(const Node& node, const Given& given) {
  ZM_TRY_ASSIGN(PlanPtr child, Build(*node.children[0], given));
  PlanPtr plan = Over(Plan::Kind::kGroup, std::move(child));
  const Plan& input = *plan->children[0];
  plan->variables = node.variables;
  plan->aggregates = node.aggregates;
  plan->columns = node.variables;
  plan->certain.clear();
  plan->sorted.clear();
  double groups = 1;
  for (const VarId key : node.variables) {
    if (input.Binds(key)) plan->certain.push_back(key);
    groups *= DistinctOf(input, key);
  }
  std::sort(plan->certain.begin(), plan->certain.end());
  for (const AggregateCall& call : node.aggregates) {
    plan->columns.push_back(call.result);
    if (call.argument) {
      ZM_TRY(PlanExists(*call.argument, given, plan.get()));
    }
  }
  plan->rows = std::max(1.0, std::min(groups, input.rows));
  plan->cost += input.rows * kCostBuildRow;
  return plan;
}

Result<PlanPtr> Planner::BuildProject(const Node& node, const Given& given) {
  ZM_TRY_ASSIGN(PlanPtr child, Build(*node.children[0], given));
  PlanPtr plan = Over(Plan::Kind::kProject, std::move(child));
  plan->columns = node.variables;
  plan->certain = Intersect(plan->certain, ColumnSet(*plan));
  for (size_t i = 0; i < plan->sorted.size(); ++i) {
    if (!plan->ColumnOf(plan->sorted[i])) plan->sorted.resize(i);
  }
  return plan;
}

// DISTINCT, REDUCED, ORDER BY, LIMIT.
Result<PlanPtr> Planner::BuildModifier(const Node& node, const Given& given) {
  ZM_TRY_ASSIGN(PlanPtr child, Build(*node.children[0], given));
  const double rows = child->rows;
  switch (node.kind) {
    case Node::Kind::kDistinct: {
      PlanPtr plan = Over(Plan::Kind::kDistinct, std::move(child));
      plan->cost += rows * kCostBuildRow;
      return plan;
    }
    case Node::Kind::kReduced:
      return Over(Plan::Kind::kReduced, std::move(child));
    case Node::Kind::kOrder: {
      PlanPtr plan = Over(Plan::Kind::kOrder, std::move(child));
      plan->sort_keys = node.sort_keys;
      plan->sorted.clear();
      plan->cost += rows * kCostSortRow;
      return plan;
    }
    default:
      break;
  }
  ZM_CHECK(node.kind == Node::Kind::kSlice);
  PlanPtr plan = Over(Plan::Kind::kSlice, std::move(child));
  plan->offset = node.offset;
  plan->limit = node.limit;
  if (!plan->limit) return plan;
  plan->rows = std::min(rows, static_cast<double>(*plan->limit));
  Plan* below = plan->children[0].get();
  if (below->kind == Plan::Kind::kProject) below = below->children[0].get();
  if (below->kind == Plan::Kind::kOrder &&
      *plan->limit <= UINT64_MAX - plan->offset) {
    below->limit = *plan->limit + plan->offset;
  }
  return plan;
}

Result<PlanPtr> Planner::BuildGraph(const Node& node, const Given& given) {
  if (node.kind == Node::Kind::kGraphNames) {
    PlanPtr plan = MakePlanNode(Plan::Kind::kGraphNames);
    ZM_TRY_ASSIGN(const bool found, ChooseGraph(node.graph, &plan->graph));
    if (!found) return NothingFor(node);
    if (plan->graph.kind == GraphChoice::Kind::kNamed) {
      plan->columns = plan->certain = {plan->graph.variable};
    }
    plan->rows = 10;
    plan->cost = 1000;
    return plan;
  }
  Given inner = given;
  if (node.kind == Node::Kind::kGraphLoop) {
    inner = Unite(inner, {node.graph.variable});
  }
  ZM_TRY_ASSIGN(PlanPtr child, Build(*node.children[0], inner));
  const bool loop = node.kind == Node::Kind::kGraphLoop;
  PlanPtr plan = Over(loop ? Plan::Kind::kGraphLoop : Plan::Kind::kRebind,
                      std::move(child));
  ZM_TRY(ChooseGraph(node.graph, &plan->graph).status());
  plan->variable = loop ? node.graph.variable : node.variable;
  if (!plan->ColumnOf(plan->variable)) {
    plan->columns.push_back(plan->variable);
  }
  plan->certain = Unite(plan->certain, {plan->variable});
  plan->sorted.clear();
  if (loop) {
    plan->rows *= 10;
    plan->cost *= 10;
  }
  return plan;
}

Result<PlanPtr> MakePlan(const Algebra& algebra, const PlanDataset& dataset,
                         const PlannerOptions& options, PlanSource* source) {
  Planner planner(&algebra.variables, &dataset, &options, source);
  return planner.Build(*algebra.root, {});
}

}  // namespace zhimai::sparql
