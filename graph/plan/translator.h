// Internal to graph/plan: the translation of one query.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/plan/algebra.h"

namespace zhimai::sparql {

// Names of one scope: those of a query, without its subqueries.
class NameScope {
 public:
  explicit NameScope(VariableTable* table) : table_(table) {}

  VarId Lookup(const std::string& name);
  void Set(const std::string& name, VarId id) { ids_[name] = id; }
  const std::map<std::string, VarId>& ids() const { return ids_; }

 private:
  VariableTable* table_;
  std::map<std::string, VarId> ids_;
};

class Translator {
 public:
  explicit Translator(VariableTable* table) : table_(table) {}

  // The graph pattern of a query with all its modifiers. `outer` learns the
  // variables that it binds.
  Result<NodePtr> TranslateQuery(const Query& query, NameScope* outer,
                                 bool is_subquery);

 private:
  // What grouping takes away and gives.
  struct Scopes {
    NameScope* pattern;  // WHERE, and arguments of aggregates
    NameScope* result;   // SELECT, HAVING, ORDER BY
  };

  Result<NodePtr> AddGrouping(const Query& query, const Scopes& scopes,
                              NodePtr node, Query* rewritten);
  Status AddKeys(const Query& query, const Scopes& scopes, NodePtr* node,
                 std::vector<VarId>* keys);
  Status TakeAggregates(Expression* expression, const Scopes& scopes,
                        std::vector<AggregateCall>* out);
  Status AddExtends(const Query& query, NameScope* scope, NodePtr* node);
  Status AddOrder(const Query& query, NameScope* scope, NodePtr* node);
  Result<NodePtr> TranslateGroup(const Group& group, NameScope* scope);
  // The same with the filters of the group set apart.
  Result<NodePtr> TranslateGroup(const Group& group, NameScope* scope,
                                 std::vector<Expr>* filters);
  Status AddElement(const Element& element, NameScope* scope, NodePtr* out);
  Result<NodePtr> TranslateOperand(const Element& element, NameScope* scope);
  Result<NodePtr> TranslateGraph(const Element& element, NameScope* scope);
  Result<NodePtr> TranslateUnion(const Element& element, NameScope* scope);
  Result<NodePtr> TranslateTriples(const std::vector<TriplePattern>& triples,
                                   NameScope* scope);
  Result<NodePtr> TranslateTriple(const TriplePattern& triple,
                                  NameScope* scope);
  // Triple terms with variables become a variable, and a node that takes it
  // apart.
  Result<Slot> TranslateTerm(const TermPattern& term, NameScope* scope,
                             std::vector<NodePtr>* unpacks);
  NodePtr TranslatePath(const Slot& subject, const Path& path,
                        const Slot& object);
  NodePtr TranslateNegated(const Slot& subject, const Path& path,
                           const Slot& object);
  NodePtr TranslateValues(const InlineData& data, NameScope* scope);
  Result<Expr> TranslateExpression(const Expression& expression,
                                   NameScope* scope);
  Status BindNames(const Expression& expression, NameScope* scope, Expr* out);

  NodePtr Leaf(Node::Kind kind) const;
  // Inside GRAPH ?g every solution must say which graph it is of.
  NodePtr WithGraph(NodePtr node) const;
  Slot FreshSlot(const std::string& name);
  Status Deeper();

  VariableTable* table_;
  ActiveGraph graph_;
  int depth_ = 0;
};

// Joins, leaving out what is known to be the unit.
NodePtr Join(NodePtr left, NodePtr right);

}  // namespace zhimai::sparql
