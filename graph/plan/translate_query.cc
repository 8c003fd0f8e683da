// Grouping, aggregates and solution modifiers [18.2.4, 18.2.5].
#include <algorithm>

#include "graph/plan/mentions.h"
#include "graph/plan/translate.h"
#include "graph/plan/translator.h"
#include "graph/sparql/visible.h"

namespace zhimai::sparql {
namespace {

bool IsGrouped(const Query& query) {
  if (query.has_aggregates || !query.group_by.empty()) return true;
  const auto aggregates = [](const OrderCondition& condition) {
    return HasAggregate(condition.expression);
  };
  return std::any_of(query.having.begin(), query.having.end(), HasAggregate) ||
         std::any_of(query.order_by.begin(), query.order_by.end(), aggregates);
}

std::string KeyName(const GroupCondition& condition) {
  if (!condition.variable.empty()) return condition.variable;
  return condition.expression.op == Op::kVariable ? condition.expression.name
                                                  : std::string();
}

// Whether SELECT's expressions make a variable of the data.
bool BindsOneOf(const Query& query, const InlineData& data) {
  const auto made = [&](const SelectItem& item) {
    return item.expression &&
           std::find(data.variables.begin(), data.variables.end(),
                     item.variable) != data.variables.end();
  };
  return std::any_of(query.select.begin(), query.select.end(), made);
}

}  // namespace

Status Translator::AddKeys(const Query& query, const Scopes& scopes,
                           NodePtr* node, std::vector<VarId>* keys) {
  for (const GroupCondition& condition : query.group_by) {
    const std::string name = KeyName(condition);
    const VarId key =
        name.empty() ? table_->Add(".key") : scopes.pattern->Lookup(name);
    if (condition.expression.op != Op::kVariable ||
        !condition.variable.empty()) {
      ZM_TRY(Deeper());
      ZM_TRY_ASSIGN(Expr expr,
                    TranslateExpression(condition.expression, scopes.pattern));
      *node = MakeNode(Node::Kind::kExtend, std::move(*node));
      (*node)->variable = key;
      (*node)->filters.push_back(std::move(expr));
    }
    if (std::find(keys->begin(), keys->end(), key) == keys->end()) {
      keys->push_back(key);
    }
  }
  return {};
}

// No recursion: chains of || are as deep as they are long.
Status Translator::TakeAggregates(const Group& where, Expression* expression,
                                  const Scopes& scopes,
                                  std::vector<AggregateCall>* out) {
  std::vector<Expression*> stack = {expression};
  while (!stack.empty()) {
    Expression* part = stack.back();
    stack.pop_back();
    if (part->op != Op::kAggregate) {
      for (Expression& argument : part->arguments) stack.push_back(&argument);
      continue;
    }
    AggregateCall call;
    call.ast = *part;
    if (!part->arguments.empty()) {
      ZM_TRY_ASSIGN(call.argument,
                    TranslateExpression(part->arguments[0], scopes.pattern));
    }
    if (part->arguments.empty() && part->distinct) {
      for (const std::string& name : VisibleVariables(where)) {
        call.counted.push_back(scopes.pattern->Lookup(name));
      }
    }
    // No user can write this name.
    const std::string name = ".aggregate " + std::to_string(table_->size());
    call.result = scopes.result->Lookup(name);
    out->push_back(std::move(call));
    *part = Expression();
    part->op = Op::kVariable;
    part->name = name;
  }
  return {};
}

Result<NodePtr> Translator::AddGrouping(const Query& query,
                                        const Scopes& scopes, NodePtr node,
                                        Query* rewritten) {
  std::vector<VarId> keys;
  ZM_TRY(AddKeys(query, scopes, &node, &keys));
  NodePtr out = MakeNode(Node::Kind::kGroup, std::move(node));
  out->variables = std::move(keys);
  for (SelectItem& item : rewritten->select) {
    if (!item.expression) continue;
    ZM_TRY(TakeAggregates(query.where, &*item.expression, scopes,
                          &out->aggregates));
  }
  for (Expression& condition : rewritten->having) {
    ZM_TRY(TakeAggregates(query.where, &condition, scopes, &out->aggregates));
  }
  for (OrderCondition& condition : rewritten->order_by) {
    ZM_TRY(TakeAggregates(query.where, &condition.expression, scopes,
                          &out->aggregates));
  }
  return out;
}

Status Translator::AddExtends(const Query& query, NameScope* scope,
                              NodePtr* node) {
  for (const SelectItem& item : query.select) {
    if (!item.expression) continue;
    ZM_TRY(Deeper());
    ZM_TRY_ASSIGN(Expr expr, TranslateExpression(*item.expression, scope));
    *node = MakeNode(Node::Kind::kExtend, std::move(*node));
    (*node)->variable = scope->Lookup(item.variable);
    (*node)->filters.push_back(std::move(expr));
  }
  return {};
}

Status Translator::AddOrder(const Query& query, NameScope* scope,
                            NodePtr* node) {
  std::vector<SortKey> keys;
  for (const OrderCondition& condition : query.order_by) {
    SortKey key;
    key.descending = condition.descending;
    if (condition.expression.op == Op::kVariable) {
      key.variable = scope->Lookup(condition.expression.name);
    } else {
      ZM_TRY(Deeper());
      ZM_TRY_ASSIGN(Expr expr,
                    TranslateExpression(condition.expression, scope));
      key.variable = table_->Add(".sort");
      *node = MakeNode(Node::Kind::kExtend, std::move(*node));
      (*node)->variable = key.variable;
      (*node)->filters.push_back(std::move(expr));
    }
    keys.push_back(key);
  }
  if (keys.empty()) return {};
  *node = MakeNode(Node::Kind::kOrder, std::move(*node));
  (*node)->sort_keys = std::move(keys);
  return {};
}

Result<NodePtr> Translator::TranslateQuery(const Query& query, NameScope* outer,
                                           bool is_subquery) {
  const int depth = depth_;
  ZM_TRY(Deeper());
  const bool select = query.form == Query::Form::kSelect;
  const std::vector<std::string> names = VisibleVariables(query);
  NameScope own(table_);
  NameScope inner(table_);
  Scopes scopes{outer, outer};
  if (is_subquery) {
    for (const std::string& name : names) own.Set(name, outer->Lookup(name));
    scopes = {&own, &own};
  }
  const bool grouped = IsGrouped(query);
  if (grouped) {
    scopes.pattern = &inner;
    for (const GroupCondition& condition : query.group_by) {
      const std::string name = KeyName(condition);
      if (!name.empty()) inner.Set(name, scopes.result->Lookup(name));
    }
  }
  Query rewritten = query;
  ZM_TRY_ASSIGN(NodePtr node, TranslateGroup(query.where, scopes.pattern));
  if (grouped) {
    ZM_TRY_ASSIGN(node,
                  AddGrouping(query, scopes, std::move(node), &rewritten));
  }
  if (!rewritten.having.empty()) {
    node = MakeNode(Node::Kind::kFilter, std::move(node));
    for (const Expression& condition : rewritten.having) {
      ZM_TRY_ASSIGN(Expr expr, TranslateExpression(condition, scopes.result));
      node->filters.push_back(std::move(expr));
    }
  }
  const auto join_values = [&] {
    node = Join(std::move(node), TranslateValues(*query.values, scopes.result));
  };
  // Before SELECT's expressions [18.2.4.3], but that an expression cannot bind
  // what is bound already: then VALUES chooses among what it gives.
  const bool chooses = query.values && BindsOneOf(query, *query.values);
  if (query.values && !chooses) join_values();
  ZM_TRY(AddExtends(rewritten, scopes.result, &node));
  if (chooses) join_values();
  ZM_TRY(AddOrder(rewritten, scopes.result, &node));
  if (select) {
    node = MakeNode(Node::Kind::kProject, std::move(node));
    for (const std::string& name : names) {
      node->variables.push_back(scopes.result->Lookup(name));
    }
  }
  if (query.distinct) node = MakeNode(Node::Kind::kDistinct, std::move(node));
  if (query.reduced) node = MakeNode(Node::Kind::kReduced, std::move(node));
  if (query.limit || query.offset.value_or(0) > 0) {
    node = MakeNode(Node::Kind::kSlice, std::move(node));
    node->limit = query.limit;
    node->offset = query.offset.value_or(0);
  }
  depth_ = depth;
  return node;
}

Result<Algebra> Translate(const Query& query) {
  Algebra out;
  out.form = query.form;
  NameScope scope(&out.variables);
  Translator translator(&out.variables);
  ZM_TRY_ASSIGN(out.root, translator.TranslateQuery(query, &scope,
                                                    /*is_subquery=*/false));
  out.construct = query.construct;
  out.describe = query.describe;
  std::set<std::string> names;
  if (query.form == Query::Form::kSelect ||
      (query.form == Query::Form::kDescribe && query.star)) {
    out.column_names = VisibleVariables(query);
  } else {
    for (const TriplePattern& triple : query.construct) {
      NamesIn(triple.subject, &names);
      NamesIn(triple.predicate, &names);
      NamesIn(triple.object, &names);
    }
    for (const TermPattern& term : query.describe) NamesIn(term, &names);
    out.column_names.assign(names.begin(), names.end());
  }
  for (const std::string& name : out.column_names) {
    out.columns.push_back(scope.Lookup(name));
  }
  return out;
}

}  // namespace zhimai::sparql
