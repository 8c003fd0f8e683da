#include "graph/plan/inject.h"

#include <algorithm>
#include <iterator>

namespace zhimai::sparql {
namespace {

bool MentionedInExists(const std::vector<Expr>& filters, VarId id) {
  for (const Expr& expr : filters) {
    for (const auto& [group, pattern] : expr.exists) {
      if (IsMentioned(*pattern, id)) return true;
    }
  }
  return false;
}

// An expression's EXISTS must not take for its own what comes from outside.
bool SafeExpressions(const Node& node, VarId id) {
  return !MentionedInExists(node.filters, id) ||
         BindingsOf(*node.children[0]).Binds(id);
}

bool SafeBoth(const Node& node, VarId id) {
  if (!SafeToInject(*node.children[0], id)) return false;
  const bool in_right = IsMentioned(*node.children[1], id);
  if (!in_right && !MentionedInExists(node.filters, id)) return true;
  return BindingsOf(*node.children[0]).Binds(id) &&
         SafeToInject(*node.children[1], id);
}

bool SafeEverywhere(const Node& node, VarId id) {
  return std::all_of(
      node.children.begin(), node.children.end(),
      [&](const NodePtr& child) { return SafeToInject(*child, id); });
}

bool In(const std::vector<VarId>& list, VarId id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

std::vector<VarId> Intersect(const std::vector<VarId>& a,
                             const std::vector<VarId>& b) {
  std::vector<VarId> out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(out));
  return out;
}

std::vector<VarId> Unite(const std::vector<VarId>& a,
                         const std::vector<VarId>& b) {
  std::vector<VarId> out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(),
                 std::back_inserter(out));
  return out;
}

bool Contains(const std::vector<VarId>& set, VarId id) {
  return std::binary_search(set.begin(), set.end(), id);
}

bool IsMentioned(const Node& node, VarId id) {
  return Contains(MentionedIn(node), id);
}

bool SafeToInject(const Node& node, VarId id) {
  switch (node.kind) {
    case Node::Kind::kUnit:
    case Node::Kind::kNothing:
    case Node::Kind::kTriple:
    case Node::Kind::kPath:
    case Node::Kind::kGraphNames:
    case Node::Kind::kValues:
      return true;
    case Node::Kind::kJoin:
    case Node::Kind::kUnion:
    case Node::Kind::kUnpack:
    case Node::Kind::kDistinct:
    case Node::Kind::kReduced:
    case Node::Kind::kOrder:
      return SafeEverywhere(node, id);
    case Node::Kind::kLeftJoin:
    case Node::Kind::kMinus:
      return SafeBoth(node, id);
    case Node::Kind::kFilter:
      return SafeExpressions(node, id) && SafeEverywhere(node, id);
    case Node::Kind::kExtend:
      return node.variable != id && SafeExpressions(node, id) &&
             SafeEverywhere(node, id);
    case Node::Kind::kRebind:
      return node.variable != id && SafeEverywhere(node, id);
    case Node::Kind::kGraphLoop:
      return node.graph.variable == id || SafeEverywhere(node, id);
    case Node::Kind::kProject:
      return In(node.variables, id) ? SafeEverywhere(node, id)
                                    : !IsMentioned(*node.children[0], id);
    case Node::Kind::kGroup:
      return In(node.variables, id) ? SafeEverywhere(node, id)
                                    : !IsMentioned(node, id);
    case Node::Kind::kSlice:
      return !IsMentioned(node, id);
  }
  return false;
}

bool ReadsOnlyWhatItBinds(const Node& node, const std::vector<VarId>& ids) {
  std::vector<VarId> read;
  for (const Expr& expr : node.filters) {
    read = Unite(read, Intersect(VariablesOf(expr), ids));
  }
  for (const AggregateCall& call : node.aggregates) {
    if (call.argument) {
      read = Unite(read, Intersect(VariablesOf(*call.argument), ids));
    }
  }
  if (!read.empty()) {
    std::vector<VarId> bound;
    for (const NodePtr& child : node.children) {
      bound = Unite(bound, BindingsOf(*child).certain);
    }
    if (Intersect(read, bound) != read) return false;
  }
  return std::all_of(
      node.children.begin(), node.children.end(),
      [&](const NodePtr& child) { return ReadsOnlyWhatItBinds(*child, ids); });
}

}  // namespace zhimai::sparql
