// Query forms, datasets and solution modifiers [15, 16].
#include <algorithm>

#include "graph/io/iri.h"
#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {

Status Parser::Prologue() {
  for (;;) {
    if (IsWord("BASE")) {
      ZM_TRY(Advance());
      if (token_.token != Token::kIri) return Unexpected("an IRI");
      ZM_TRY_ASSIGN(base_, ResolveIri(token_.value));
    } else if (IsWord("PREFIX")) {
      ZM_TRY(Advance());
      if (token_.token != Token::kPrefixedName || !token_.local.empty()) {
        return Unexpected("a prefix such as 'ex:'");
      }
      const std::string prefix = token_.value;
      ZM_TRY(Advance());
      if (token_.token != Token::kIri) return Unexpected("an IRI");
      ZM_TRY_ASSIGN(prefixes_[prefix], ResolveIri(token_.value));
    } else if (IsWord("VERSION")) {
      const size_t begin = Ahead().begin;
      ZM_TRY(Advance());
      if (token_.token != Token::kString) return Unexpected("a version string");
      // A long string is none of the two that the grammar allows here.
      if (token_.end - begin >= 6 &&
          token_.end - begin - 6 >= token_.value.size()) {
        return Unexpected("a version in simple quotes");
      }
    } else {
      return {};
    }
    ZM_TRY(Advance());
  }
}

Result<Query> Parser::QueryUnit() {
  ZM_TRY(Advance());
  Query query;
  ZM_TRY(Prologue());
  query.base = base_;
  query.prefixes = prefixes_;
  if (IsWord("SELECT")) {
    ZM_TRY(SelectQuery(&query, /*sub=*/false));
  } else if (IsWord("CONSTRUCT")) {
    ZM_TRY(ConstructQuery(&query));
  } else if (IsWord("DESCRIBE")) {
    ZM_TRY(DescribeQuery(&query));
  } else if (IsWord("ASK")) {
    ZM_TRY(AskQuery(&query));
  } else if (IsWord("PATHS")) {
    ZM_TRY(PathsQuery(&query));
  } else {
    return Unexpected("SELECT, CONSTRUCT, DESCRIBE, ASK or PATHS");
  }
  if (query.form != Query::Form::kSelect && query.form != Query::Form::kPaths) {
    ZM_TRY(ValuesClause(&query.values));
  }
  if (token_.token != Token::kEnd) return Unexpected("the end of the query");
  return query;
}

Status Parser::SelectQuery(Query* query, bool sub) {
  const bool saw_aggregate = saw_aggregate_;
  saw_aggregate_ = false;
  ZM_TRY(SelectClause(query));
  if (!sub) ZM_TRY(DatasetClauses(&query->dataset, "FROM"));
  ZM_TRY(WhereClause(query));
  ZM_TRY(SolutionModifier(query));
  ZM_TRY(ValuesClause(&query->values));
  query->has_aggregates = saw_aggregate_;
  saw_aggregate_ = saw_aggregate;
  return CheckProjection(*query);
}

Status Parser::SelectClause(Query* query) {
  ZM_TRY(ExpectWord("SELECT"));
  ZM_TRY_ASSIGN(query->distinct, AcceptWord("DISTINCT"));
  if (!query->distinct) {
    ZM_TRY_ASSIGN(query->reduced, AcceptWord("REDUCED"));
  }
  ZM_TRY_ASSIGN(query->star, Accept("*"));
  if (query->star) return {};
  while (token_.token == Token::kVariable || Is("(")) {
    SelectItem item;
    item.offset = token_.begin;
    if (Is("(")) {
      ZM_TRY(Advance());
      aggregates_allowed_ = true;
      ZM_TRY_ASSIGN(item.expression, ConditionalOr());
      aggregates_allowed_ = false;
      ZM_TRY(ExpectWord("AS"));
    }
    const bool repeated =
        std::any_of(query->select.begin(), query->select.end(),
                    [&](const SelectItem& other) {
                      return other.variable == token_.value &&
                             (other.expression || item.expression);
                    });
    if (repeated) return Error("?" + token_.value + " is selected twice");
    const bool bracketed = item.expression.has_value();
    ZM_TRY_ASSIGN(item.variable, Variable());
    if (bracketed) ZM_TRY(Expect(")"));
    query->select.push_back(std::move(item));
  }
  if (query->select.empty()) return Unexpected("'*' or what to select");
  return {};
}

// What may be projected [18.2.4.4, 19.8 notes 12 to 14].
Status Parser::CheckProjection(const Query& query) const {
  const bool grouped = query.has_aggregates || !query.group_by.empty();
  if (query.star) {
    return grouped ? Error("SELECT * cannot stand with GROUP BY") : Status();
  }
  // Grouping hides all but its keys. VALUES comes after the projection of
  // expressions and may share names.
  std::vector<std::string> visible;
  if (!grouped) visible = VisibleVariables(query.where);
  std::set<std::string> keys;
  for (const GroupCondition& condition : query.group_by) {
    if (!condition.variable.empty()) {
      keys.insert(condition.variable);
    } else if (condition.expression.op == Op::kVariable) {
      keys.insert(condition.expression.name);
    }
  }
  for (const SelectItem& item : query.select) {
    if (!item.expression) {
      if (grouped && keys.count(item.variable) == 0) {
        return ErrorAt(
            item.offset,
            "?" + item.variable + " is neither grouped by nor aggregated");
      }
      continue;
    }
    if (std::find(visible.begin(), visible.end(), item.variable) !=
            visible.end() ||
        (grouped && keys.count(item.variable) != 0)) {
      return ErrorAt(item.offset,
                     "?" + item.variable + " is bound in the pattern already");
    }
    if (!grouped) continue;
    std::set<std::string> free;
    FreeVariables(*item.expression, &free);
    for (const std::string& name : free) {
      if (keys.count(name) == 0) {
        return ErrorAt(item.offset,
                       "?" + name + " is neither grouped by nor aggregated");
      }
    }
    keys.insert(item.variable);
  }
  return {};
}

Status Parser::ConstructQuery(Query* query) {
  query->form = Query::Form::kConstruct;
  ZM_TRY(ExpectWord("CONSTRUCT"));
  if (!Is("{")) {
    ZM_TRY(DatasetClauses(&query->dataset, "FROM"));
    ZM_TRY(ExpectWord("WHERE"));
    ZM_TRY(Expect("{"));
    // Template and pattern in one: parsed as a template, because paths and
    // filters are not allowed, and its blank nodes are read as variables.
    mode_ = Mode::kTemplate;
    ZM_TRY(TriplesBlock(&query->construct));
    mode_ = Mode::kPattern;
    ZM_TRY(Expect("}"));
    Element element;
    element.triples = query->construct;
    std::vector<QuadPattern> quads;
    for (TriplePattern& triple : element.triples) {
      quads.push_back({std::move(triple), std::nullopt});
    }
    query->where = WhereOf(quads);
    return SolutionModifier(query);
  }
  ZM_TRY(Expect("{"));
  mode_ = Mode::kTemplate;
  ZM_TRY(TriplesBlock(&query->construct));
  mode_ = Mode::kPattern;
  ZM_TRY(Expect("}"));
  labels_here_.clear();
  ZM_TRY(DatasetClauses(&query->dataset, "FROM"));
  ZM_TRY(WhereClause(query));
  return SolutionModifier(query);
}

Status Parser::DescribeQuery(Query* query) {
  query->form = Query::Form::kDescribe;
  ZM_TRY(ExpectWord("DESCRIBE"));
  ZM_TRY_ASSIGN(query->star, Accept("*"));
  while (!query->star && (token_.token == Token::kVariable || AtIri())) {
    ZM_TRY_ASSIGN(TermPattern item, VarOrIri());
    query->describe.push_back(std::move(item));
  }
  if (!query->star && query->describe.empty()) {
    return Unexpected("'*', a variable or an IRI");
  }
  ZM_TRY(DatasetClauses(&query->dataset, "FROM"));
  if (IsWord("WHERE") || Is("{")) ZM_TRY(WhereClause(query));
  return SolutionModifier(query);
}

Status Parser::AskQuery(Query* query) {
  query->form = Query::Form::kAsk;
  ZM_TRY(ExpectWord("ASK"));
  ZM_TRY(DatasetClauses(&query->dataset, "FROM"));
  ZM_TRY(WhereClause(query));
  return SolutionModifier(query);
}

Status Parser::DatasetClauses(Dataset* dataset, std::string_view keyword) {
  while (IsWord(keyword)) {
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(const bool named, AcceptWord("NAMED"));
    ZM_TRY_ASSIGN(std::string iri, Iri());
    (named ? dataset->from_named : dataset->from).push_back(std::move(iri));
  }
  return {};
}

Status Parser::WhereClause(Query* query) {
  ZM_TRY_ASSIGN([[maybe_unused]] const bool where, AcceptWord("WHERE"));
  if (!Is("{")) return Unexpected("'{'");
  ZM_TRY_ASSIGN(query->where, GroupGraphPattern());
  return {};
}

Status Parser::SolutionModifier(Query* query) {
  ZM_TRY(GroupClause(query));
  ZM_TRY(HavingClause(query));
  ZM_TRY(OrderClause(query));
  return LimitOffsetClauses(query);
}

Status Parser::GroupClause(Query* query) {
  if (!IsWord("GROUP")) return {};
  ZM_TRY(Advance());
  ZM_TRY(ExpectWord("BY"));
  for (;;) {
    GroupCondition condition;
    if (token_.token == Token::kVariable) {
      condition.expression.op = Op::kVariable;
      ZM_TRY_ASSIGN(condition.expression.name, Variable());
    } else if (Is("(")) {
      ZM_TRY(Advance());
      ZM_TRY_ASSIGN(condition.expression, ConditionalOr());
      ZM_TRY_ASSIGN(const bool as, AcceptWord("AS"));
      if (as) {
        ZM_TRY_ASSIGN(condition.variable, Variable());
      }
      ZM_TRY(Expect(")"));
    } else if (AtIri()) {
      ZM_TRY_ASSIGN(condition.expression, IriOrFunction());
      if (condition.expression.op != Op::kCall) {
        return Unexpected("the arguments of a function");
      }
    } else if (token_.token == Token::kWord && !IsWord("HAVING") &&
               !IsWord("ORDER") && !IsWord("LIMIT") && !IsWord("OFFSET") &&
               !IsWord("VALUES")) {
      ZM_TRY_ASSIGN(condition.expression, BuiltInCall());
    } else {
      break;
    }
    query->group_by.push_back(std::move(condition));
  }
  if (query->group_by.empty()) return Unexpected("what to group by");
  return {};
}

Result<Expression> Parser::Constraint() {
  if (Is("(")) return BrackettedExpression();
  if (AtIri()) {
    ZM_TRY_ASSIGN(Expression call, IriOrFunction());
    if (call.op != Op::kCall) return Unexpected("the arguments of a function");
    return call;
  }
  if (token_.token == Token::kWord) return BuiltInCall();
  return Unexpected("a condition");
}

Status Parser::HavingClause(Query* query) {
  if (!IsWord("HAVING")) return {};
  ZM_TRY(Advance());
  aggregates_allowed_ = true;
  do {
    ZM_TRY_ASSIGN(Expression condition, Constraint());
    query->having.push_back(std::move(condition));
  } while (Is("(") || AtIri() ||
           (token_.token == Token::kWord && !IsWord("ORDER") &&
            !IsWord("LIMIT") && !IsWord("OFFSET") && !IsWord("VALUES")));
  aggregates_allowed_ = false;
  return {};
}

Status Parser::OrderClause(Query* query) {
  if (!IsWord("ORDER")) return {};
  ZM_TRY(Advance());
  ZM_TRY(ExpectWord("BY"));
  aggregates_allowed_ = true;
  for (;;) {
    OrderCondition condition;
    if (IsWord("ASC") || IsWord("DESC")) {
      condition.descending = IsWord("DESC");
      ZM_TRY(Advance());
      ZM_TRY_ASSIGN(condition.expression, BrackettedExpression());
    } else if (token_.token == Token::kVariable) {
      condition.expression.op = Op::kVariable;
      ZM_TRY_ASSIGN(condition.expression.name, Variable());
    } else if (Is("(") || AtIri() ||
               (token_.token == Token::kWord && !IsWord("LIMIT") &&
                !IsWord("OFFSET") && !IsWord("VALUES"))) {
      ZM_TRY_ASSIGN(condition.expression, Constraint());
    } else {
      break;
    }
    query->order_by.push_back(std::move(condition));
  }
  aggregates_allowed_ = false;
  if (query->order_by.empty()) return Unexpected("what to order by");
  return {};
}

Status Parser::LimitOffsetClauses(Query* query) {
  while (IsWord("LIMIT") || IsWord("OFFSET")) {
    std::optional<uint64_t>& slot =
        IsWord("LIMIT") ? query->limit : query->offset;
    if (slot) return Error("'" + token_.value + "' stands twice");
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(slot, WholeNumber());
  }
  return {};
}

Result<uint64_t> Parser::WholeNumber() {
  if (token_.token != Token::kInteger) return Unexpected("a whole number");
  // No answer has more rows than this, and two such numbers can be added.
  constexpr uint64_t kMost = INT64_MAX;
  uint64_t value = 0;
  for (char c : token_.value) {
    if (value > (kMost - 9) / 10) {
      value = kMost;
      break;
    }
    value = value * 10 + static_cast<uint64_t>(c - '0');
  }
  ZM_TRY(Advance());
  return value;
}

Status Parser::ValuesClause(std::optional<InlineData>* values) {
  if (!IsWord("VALUES")) return {};
  ZM_TRY(Advance());
  ZM_TRY_ASSIGN(*values, DataBlock());
  return {};
}

}  // namespace zhimai::sparql
