// The algebra of a query [SPARQL 1.2, 18.2]: what is to be computed, before
// anything is said about how.
//
// Names are gone: a variable is a number, and the same name in two scopes
// (inside and outside of a subquery that does not project it) has two.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/model/term.h"
#include "graph/sparql/ast.h"

namespace zhimai::sparql {

using VarId = uint32_t;

// The names of variables, for messages and plans. Two ids may share a name.
class VariableTable {
 public:
  VarId Add(std::string name) {
    names_.push_back(std::move(name));
    return static_cast<VarId>(names_.size() - 1);
  }
  const std::string& name(VarId id) const { return names_[id]; }
  size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
};

struct Node;
using NodePtr = std::unique_ptr<Node>;

// Subject, predicate or object of a pattern.
struct Slot {
  std::optional<VarId> variable;
  Term term;  // where there is no variable

  static Slot Var(VarId id) { return {id, Term()}; }
  static Slot Of(Term term) { return {std::nullopt, std::move(term)}; }
};

// The graph that a leaf reads.
struct ActiveGraph {
  enum class Kind { kDefault, kNamed, kVariable };
  Kind kind = Kind::kDefault;
  Term name;
  VarId variable = 0;
};

// An expression bound to variables. What it does not mention in `variables`
// is unbound for ever. The patterns of EXISTS are keyed by their place in the
// syntax tree, which the expression keeps alive.
struct Expr {
  Expression ast;
  std::map<std::string, VarId> variables;
  std::map<const Group*, std::shared_ptr<Node>> exists;
};

struct AggregateCall {
  // Of Op::kAggregate; its argument, if it has one, is also in `argument`,
  // bound to variables. COUNT(*) has none.
  Expression ast;
  std::optional<Expr> argument;
  VarId result = 0;
};

struct SortKey {
  VarId variable = 0;
  bool descending = false;
};

struct Node {
  enum class Kind {
    kUnit,        // one solution that binds nothing
    kNothing,     // no solution
    kTriple,      // subject, predicate, object, graph, excluded
    kPath,        // subject, path, object, graph: closures only
    kUnpack,      // child; `variable` is a triple term of subject, …
    kGraphNames,  // binds graph.variable to each named graph
    kValues,      // variables, rows
    kJoin,        // any number of children
    kLeftJoin,    // two children, filters
    kMinus,       // two children
    kUnion,       // any number of children
    kFilter,      // child, filters
    kExtend,      // child, variable, filters[0]
    kRebind,      // child; joins graph.variable into `variable`
    kGraphLoop,   // child, once for each named graph: graph.variable
    kGroup,       // child, variables (keys), aggregates
    kProject,     // child, variables
    kDistinct,    // child
    kReduced,     // child
    kOrder,       // child, sort_keys
    kSlice,       // child, offset, limit
  };
  Kind kind = Kind::kUnit;
  std::vector<NodePtr> children;

  Slot subject;
  Slot predicate;
  Slot object;
  ActiveGraph graph;  // kMinus: a variable here is no part of the domain
  std::vector<Term> excluded;  // predicates that do not match
  std::shared_ptr<const Path> path;

  VarId variable = 0;
  std::vector<VarId> variables;
  std::vector<std::vector<std::optional<Term>>> rows;
  std::vector<Expr> filters;
  std::vector<AggregateCall> aggregates;
  std::vector<SortKey> sort_keys;
  uint64_t offset = 0;
  std::optional<uint64_t> limit;
};

NodePtr MakeNode(Node::Kind kind);
NodePtr MakeNode(Node::Kind kind, NodePtr child);
NodePtr MakeNode(Node::Kind kind, NodePtr left, NodePtr right);

// Which variables the solutions of a node bind; both sorted.
struct Bindings {
  std::vector<VarId> possible;
  std::vector<VarId> certain;  // bound in every solution

  bool MayBind(VarId id) const;
  bool Binds(VarId id) const;
};
Bindings BindingsOf(const Node& node);

// Every variable of an expression, inside EXISTS too; sorted.
std::vector<VarId> VariablesOf(const Expr& expr);
// Every variable that a tree mentions anywhere; sorted.
std::vector<VarId> MentionedIn(const Node& node);

struct Algebra {
  Query::Form form = Query::Form::kSelect;
  VariableTable variables;
  NodePtr root;
  // SELECT: the columns. CONSTRUCT, DESCRIBE: what their templates use.
  std::vector<VarId> columns;
  std::vector<std::string> column_names;
  // Of the outermost scope: for templates.
  std::map<std::string, VarId> scope;
  std::vector<TriplePattern> construct;
  std::vector<TermPattern> describe;
};

}  // namespace zhimai::sparql
