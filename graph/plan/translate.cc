#include "graph/plan/translate.h"

#include <algorithm>
#include <set>

#include "graph/plan/mentions.h"
#include "graph/plan/translator.h"
#include "graph/sparql/visible.h"

namespace zhimai::sparql {

VarId NameScope::Lookup(const std::string& name) {
  const auto found = ids_.find(name);
  if (found != ids_.end()) return found->second;
  const VarId id = table_->Add(name);
  ids_.emplace(name, id);
  return id;
}

NodePtr Join(NodePtr left, NodePtr right) {
  if (left->kind == Node::Kind::kUnit) return right;
  if (right->kind == Node::Kind::kUnit) return left;
  if (left->kind == Node::Kind::kJoin) {
    left->children.push_back(std::move(right));
    return left;
  }
  return MakeNode(Node::Kind::kJoin, std::move(left), std::move(right));
}

NodePtr Translator::Leaf(Node::Kind kind) const {
  NodePtr node = MakeNode(kind);
  node->graph = graph_;
  return node;
}

NodePtr Translator::WithGraph(NodePtr node) const {
  if (graph_.kind != ActiveGraph::Kind::kVariable) return node;
  if (BindingsOf(*node).Binds(graph_.variable)) return node;
  return Join(std::move(node), Leaf(Node::Kind::kGraphNames));
}

Slot Translator::FreshSlot(const std::string& name) {
  return Slot::Var(table_->Add(name));
}

Status Translator::Deeper() {
  if (++depth_ <= kMaxAlgebraDepth) return {};
  return Status::InvalidInput(
      "the query has more than " + std::to_string(kMaxAlgebraDepth) +
      " patterns inside each other (OPTIONAL, MINUS and BIND count)");
}

Result<NodePtr> Translator::TranslateGroup(const Group& group,
                                           NameScope* scope) {
  std::vector<Expr> filters;
  ZM_TRY_ASSIGN(NodePtr out, TranslateGroup(group, scope, &filters));
  if (filters.empty()) return out;
  out = MakeNode(Node::Kind::kFilter, std::move(out));
  out->filters = std::move(filters);
  return out;
}

Result<NodePtr> Translator::TranslateGroup(const Group& group, NameScope* scope,
                                           std::vector<Expr>* filters) {
  const int depth = depth_;
  ZM_TRY(Deeper());
  NodePtr out = MakeNode(Node::Kind::kUnit);
  for (const Element& element : group.elements) {
    if (element.kind == Element::Kind::kFilter) {
      ZM_TRY_ASSIGN(Expr filter,
                    TranslateExpression(element.expression, scope));
      filters->push_back(std::move(filter));
      continue;
    }
    ZM_TRY(AddElement(element, scope, &out));
  }
  depth_ = depth;
  return WithGraph(std::move(out));
}

Status Translator::AddElement(const Element& element, NameScope* scope,
                              NodePtr* out) {
  switch (element.kind) {
    case Element::Kind::kOptional: {
      ZM_TRY(Deeper());
      // The filters of the group itself, not those of a group inside, are the
      // condition of the left join [18.2.2.6].
      std::vector<Expr> condition;
      ZM_TRY_ASSIGN(NodePtr right,
                    TranslateGroup(element.groups[0], scope, &condition));
      *out = MakeNode(Node::Kind::kLeftJoin, WithGraph(std::move(*out)),
                      std::move(right));
      (*out)->filters = std::move(condition);
      return {};
    }
    case Element::Kind::kMinus: {
      ZM_TRY(Deeper());
      ZM_TRY_ASSIGN(NodePtr right, TranslateGroup(element.groups[0], scope));
      *out = MakeNode(Node::Kind::kMinus, WithGraph(std::move(*out)),
                      std::move(right));
      (*out)->graph = graph_;
      return {};
    }
    case Element::Kind::kBind: {
      ZM_TRY(Deeper());
      ZM_TRY_ASSIGN(Expr expr, TranslateExpression(element.expression, scope));
      *out = MakeNode(Node::Kind::kExtend, WithGraph(std::move(*out)));
      (*out)->variable = scope->Lookup(element.variable);
      (*out)->filters.push_back(std::move(expr));
      return {};
    }
    default: {
      ZM_TRY_ASSIGN(NodePtr right, TranslateOperand(element, scope));
      *out = Join(std::move(*out), std::move(right));
      return {};
    }
  }
}

Result<NodePtr> Translator::TranslateOperand(const Element& element,
                                             NameScope* scope) {
  switch (element.kind) {
    case Element::Kind::kTriples:
      return TranslateTriples(element.triples, scope);
    case Element::Kind::kUnion:
      return TranslateUnion(element, scope);
    case Element::Kind::kGraph:
      return TranslateGraph(element, scope);
    case Element::Kind::kService:
      if (element.silent) return MakeNode(Node::Kind::kUnit);
      return Status(Code::kUnsupported, "SERVICE is not supported");
    case Element::Kind::kValues:
      return TranslateValues(element.values, scope);
    case Element::Kind::kSubquery:
      return TranslateQuery(*element.query, scope, /*is_subquery=*/true);
    default:
      return TranslateGroup(element.groups[0], scope);
  }
}

Result<NodePtr> Translator::TranslateUnion(const Element& element,
                                           NameScope* scope) {
  NodePtr out = MakeNode(Node::Kind::kUnion);
  for (const Group& group : element.groups) {
    ZM_TRY_ASSIGN(NodePtr child, TranslateGroup(group, scope));
    out->children.push_back(std::move(child));
  }
  return out;
}

Result<NodePtr> Translator::TranslateGraph(const Element& element,
                                           NameScope* scope) {
  const ActiveGraph outer = graph_;
  const Group& group = element.groups[0];
  if (!element.name.is_variable()) {
    graph_ = {ActiveGraph::Kind::kNamed, element.name.term, 0};
    ZM_TRY_ASSIGN(NodePtr out, TranslateGroup(group, scope));
    // GRAPH <g> {} matches only where there is a graph <g>.
    if (out->kind == Node::Kind::kUnit) out = Leaf(Node::Kind::kGraphNames);
    graph_ = outer;
    return out;
  }
  const VarId name = scope->Lookup(element.name.variable);
  // A pattern inside that uses ?g itself does not see what GRAPH ?g binds.
  const bool used = Mentions(group, element.name.variable);
  const VarId hidden = used ? table_->Add(element.name.variable) : name;
  graph_ = {ActiveGraph::Kind::kVariable, Term(), hidden};
  // The modifiers of a subquery work graph by graph.
  const bool loop = HasSubquery(group);
  ZM_TRY_ASSIGN(NodePtr out, TranslateGroup(group, scope));
  if (loop) {
    out = MakeNode(Node::Kind::kGraphLoop, std::move(out));
    out->graph = graph_;
  }
  if (used) {
    out = MakeNode(Node::Kind::kRebind, std::move(out));
    out->graph = graph_;
    out->variable = name;
  }
  graph_ = outer;
  return out;
}

NodePtr Translator::TranslateValues(const InlineData& data, NameScope* scope) {
  NodePtr out = MakeNode(Node::Kind::kValues);
  for (const std::string& name : data.variables) {
    out->variables.push_back(scope->Lookup(name));
  }
  out->rows = data.rows;
  return out;
}

Result<Expr> Translator::TranslateExpression(const Expression& expression,
                                             NameScope* scope) {
  Expr out;
  out.ast = expression;
  ZM_TRY(BindNames(out.ast, scope, &out));
  return out;
}

// No recursion: chains of || are as deep as they are long.
Status Translator::BindNames(const Expression& expression, NameScope* scope,
                             Expr* out) {
  std::vector<const Expression*> stack = {&expression};
  while (!stack.empty()) {
    const Expression& part = *stack.back();
    stack.pop_back();
    if (part.op == Op::kVariable) {
      out->variables[part.name] = scope->Lookup(part.name);
    }
    if (part.triple != nullptr) {
      std::set<std::string> names;
      NamesIn(TermPattern::OfTriple(*part.triple), &names);
      for (const std::string& name : names) {
        out->variables[name] = scope->Lookup(name);
      }
    }
    if (part.pattern != nullptr) {
      ZM_TRY_ASSIGN(NodePtr pattern, TranslateGroup(*part.pattern, scope));
      out->exists[part.pattern.get()] = std::move(pattern);
    }
    for (const Expression& argument : part.arguments) {
      stack.push_back(&argument);
    }
  }
  return {};
}

}  // namespace zhimai::sparql
