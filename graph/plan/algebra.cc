#include "graph/plan/algebra.h"

#include <algorithm>
#include <iterator>

namespace zhimai::sparql {
namespace {

using Set = std::vector<VarId>;

void Insert(VarId id, Set* set) {
  const auto place = std::lower_bound(set->begin(), set->end(), id);
  if (place == set->end() || *place != id) set->insert(place, id);
}

Set Union(const Set& a, const Set& b) {
  Set out;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(),
                 std::back_inserter(out));
  return out;
}

Set Intersection(const Set& a, const Set& b) {
  Set out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(out));
  return out;
}

void InsertSlots(const Node& node, Set* set) {
  for (const Slot* slot : {&node.subject, &node.predicate, &node.object}) {
    if (slot->variable) Insert(*slot->variable, set);
  }
  if (node.graph.kind == ActiveGraph::Kind::kVariable) {
    Insert(node.graph.variable, set);
  }
}

Bindings Both(Set set) {
  Bindings out;
  out.certain = set;
  out.possible = std::move(set);
  return out;
}

Bindings OfLeaf(const Node& node) {
  Set set;
  InsertSlots(node, &set);
  return Both(std::move(set));
}

Bindings OfValues(const Node& node) {
  Bindings out;
  for (size_t i = 0; i < node.variables.size(); ++i) {
    const auto filled = [&](const auto& row) { return row[i].has_value(); };
    if (std::any_of(node.rows.begin(), node.rows.end(), filled)) {
      Insert(node.variables[i], &out.possible);
    }
    if (std::all_of(node.rows.begin(), node.rows.end(), filled)) {
      Insert(node.variables[i], &out.certain);
    }
  }
  out.possible = Union(out.possible, out.certain);
  return out;
}

Bindings OfJoin(const Node& node) {
  Bindings out;
  for (const NodePtr& child : node.children) {
    const Bindings bindings = BindingsOf(*child);
    out.possible = Union(out.possible, bindings.possible);
    out.certain = Union(out.certain, bindings.certain);
  }
  return out;
}

Bindings OfUnion(const Node& node) {
  Bindings out;
  bool first = true;
  for (const NodePtr& child : node.children) {
    const Bindings bindings = BindingsOf(*child);
    out.possible = Union(out.possible, bindings.possible);
    out.certain =
        first ? bindings.certain : Intersection(out.certain, bindings.certain);
    first = false;
  }
  return out;
}

Bindings OfGroup(const Node& node) {
  const Bindings child = BindingsOf(*node.children[0]);
  Bindings out;
  for (const VarId key : node.variables) {
    if (child.MayBind(key)) Insert(key, &out.possible);
    if (child.Binds(key)) Insert(key, &out.certain);
  }
  for (const AggregateCall& call : node.aggregates) {
    Insert(call.result, &out.possible);
  }
  return out;
}

Bindings OfProject(const Node& node) {
  const Bindings child = BindingsOf(*node.children[0]);
  Bindings out;
  for (const VarId id : node.variables) {
    if (child.MayBind(id)) Insert(id, &out.possible);
    if (child.Binds(id)) Insert(id, &out.certain);
  }
  return out;
}

void Mentioned(const Node& node, Set* set);

void MentionedInExpr(const Expr& expr, Set* set) {
  for (const auto& [name, id] : expr.variables) Insert(id, set);
  for (const auto& [group, pattern] : expr.exists) Mentioned(*pattern, set);
}

void Mentioned(const Node& node, Set* set) {
  InsertSlots(node, set);
  for (const VarId id : node.variables) Insert(id, set);
  switch (node.kind) {
    case Node::Kind::kUnpack:
    case Node::Kind::kExtend:
    case Node::Kind::kRebind:
      Insert(node.variable, set);
      break;
    default:
      break;
  }
  for (const Expr& expr : node.filters) MentionedInExpr(expr, set);
  for (const AggregateCall& call : node.aggregates) {
    Insert(call.result, set);
    if (call.argument) MentionedInExpr(*call.argument, set);
  }
  for (const SortKey& key : node.sort_keys) Insert(key.variable, set);
  for (const NodePtr& child : node.children) Mentioned(*child, set);
}

}  // namespace

bool Bindings::MayBind(VarId id) const {
  return std::binary_search(possible.begin(), possible.end(), id);
}

bool Bindings::Binds(VarId id) const {
  return std::binary_search(certain.begin(), certain.end(), id);
}

NodePtr MakeNode(Node::Kind kind) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  return node;
}

NodePtr MakeNode(Node::Kind kind, NodePtr child) {
  NodePtr node = MakeNode(kind);
  node->children.push_back(std::move(child));
  return node;
}

NodePtr MakeNode(Node::Kind kind, NodePtr left, NodePtr right) {
  NodePtr node = MakeNode(kind, std::move(left));
  node->children.push_back(std::move(right));
  return node;
}

Bindings BindingsOf(const Node& node) {
  Bindings out;
  switch (node.kind) {
    case Node::Kind::kUnit:
    case Node::Kind::kNothing:
      return out;
    case Node::Kind::kTriple:
    case Node::Kind::kPath:
    case Node::Kind::kGraphNames:
      return OfLeaf(node);
    case Node::Kind::kValues:
      return OfValues(node);
    case Node::Kind::kJoin:
      return OfJoin(node);
    case Node::Kind::kUnion:
      return OfUnion(node);
    case Node::Kind::kGroup:
      return OfGroup(node);
    case Node::Kind::kProject:
      return OfProject(node);
    default:
      break;
  }
  out = BindingsOf(*node.children[0]);
  switch (node.kind) {
    case Node::Kind::kUnpack: {
      const Bindings parts = OfLeaf(node);
      out.possible = Union(out.possible, parts.possible);
      out.certain = Union(out.certain, parts.certain);
      break;
    }
    case Node::Kind::kLeftJoin:
      out.possible =
          Union(out.possible, BindingsOf(*node.children[1]).possible);
      break;
    case Node::Kind::kExtend:
      Insert(node.variable, &out.possible);
      break;
    case Node::Kind::kRebind:
      Insert(node.variable, &out.possible);
      Insert(node.variable, &out.certain);
      break;
    case Node::Kind::kGraphLoop:
      Insert(node.graph.variable, &out.possible);
      Insert(node.graph.variable, &out.certain);
      break;
    default:
      break;
  }
  return out;
}

std::vector<VarId> VariablesOf(const Expr& expr) {
  Set set;
  MentionedInExpr(expr, &set);
  return set;
}

std::vector<VarId> MentionedIn(const Node& node) {
  Set set;
  Mentioned(node, &set);
  return set;
}

}  // namespace zhimai::sparql
