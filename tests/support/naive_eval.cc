#include "tests/support/naive_eval.h"

#include <algorithm>
#include <functional>

#include "graph/exec/aggregate.h"
#include "graph/exec/eval_context.h"
#include "graph/exec/expression.h"
#include "graph/sparql/visible.h"
#include "tests/support/naive_graph.h"

namespace zhimai::testing {
namespace {

using sparql::Element;
using sparql::Expression;
using sparql::Group;
using sparql::Op;
using sparql::Query;

class Evaluator {
 public:
  explicit Evaluator(const std::vector<Quad>& quads) : quads_(quads) {
    for (const Quad& quad : quads) {
      if (!quad.in_default_graph()) graphs_.insert(quad.graph);
    }
  }

  // Rows as mappings, and their columns in `*columns`.
  Bag Select(const Query& query, const Term& graph,
             std::vector<std::string>* columns);

  void SetDataset(const sparql::Dataset& dataset);

 private:
  NaiveGraph GraphOf(const Term& name) const;

  // --- Groups ---
  Bag EvalGroup(const Group& group, const Term& graph,
                std::vector<Expression>* filters);
  Bag EvalGroup(const Group& group, const Term& graph);
  Bag EvalElement(const Element& element, const Term& graph);
  Bag EvalGraph(const Element& element);
  Bag LeftJoin(const Bag& left, const Element& element, const Term& graph);
  static Bag Values(const sparql::InlineData& data);

  // --- Expressions ---
  std::optional<Term> Evaluate(const Expression& expression,
                               const Mapping& mapping, const Term& graph);
  bool Holds(const Expression& expression, const Mapping& mapping,
             const Term& graph);
  bool Exists(const Expression& part, const Mapping& mapping,
              const Term& graph);

  // --- Modifiers ---
  Bag GroupBy(Query* query, Bag solutions, const Term& graph);
  void Aggregate(Expression* expression, const Bag& members, const Term& graph,
                 Mapping* result);
  void Order(const Query& query, const Term& graph, Bag* solutions);

  std::vector<Quad> quads_;
  Nodes graphs_;
  std::optional<std::vector<std::string>> from_;
  sparql::EvalContext context_;
  // What EXISTS puts in for variables [18.6].
  Mapping outside_;
};

void Evaluator::SetDataset(const sparql::Dataset& dataset) {
  if (dataset.empty()) return;
  from_ = dataset.from;
  graphs_.clear();
  for (const std::string& iri : dataset.from_named) {
    graphs_.insert(Term::Iri(iri));
  }
}

// Term() is the default graph.
NaiveGraph Evaluator::GraphOf(const Term& name) const {
  std::set<Triple> out;
  const auto in = [&](const Term& graph) {
    if (!(name == Term()) || !from_) return graph == name;
    return std::any_of(from_->begin(), from_->end(), [&](const auto& iri) {
      return graph == Term::Iri(iri);
    });
  };
  for (const Quad& quad : quads_) {
    if (in(quad.graph)) out.insert({quad.subject, quad.predicate, quad.object});
  }
  return {std::move(out), outside_};
}

// --- Groups [18.2.2] ---

Bag Evaluator::EvalGroup(const Group& group, const Term& graph) {
  std::vector<Expression> filters;
  Bag out;
  for (const Mapping& mapping : EvalGroup(group, graph, &filters)) {
    const bool keep = std::all_of(
        filters.begin(), filters.end(),
        [&](const Expression& each) { return Holds(each, mapping, graph); });
    if (keep) out.push_back(mapping);
  }
  return out;
}

Bag Evaluator::EvalGroup(const Group& group, const Term& graph,
                         std::vector<Expression>* filters) {
  Bag out = {{}};
  for (const Element& element : group.elements) {
    switch (element.kind) {
      case Element::Kind::kFilter:
        filters->push_back(element.expression);
        break;
      case Element::Kind::kOptional:
        out = LeftJoin(out, element, graph);
        break;
      case Element::Kind::kMinus:
        out = Minus(out, EvalGroup(element.groups[0], graph));
        break;
      case Element::Kind::kBind:
        for (Mapping& mapping : out) {
          context_.NewSolution();
          const auto value = Evaluate(element.expression, mapping, graph);
          if (value) mapping.emplace(element.variable, *value);
        }
        break;
      default:
        out = Join(out, EvalElement(element, graph));
    }
  }
  return out;
}

Bag Evaluator::LeftJoin(const Bag& left, const Element& element,
                        const Term& graph) {
  std::vector<Expression> condition;
  const Bag right = EvalGroup(element.groups[0], graph, &condition);
  Bag out;
  for (const Mapping& a : left) {
    bool found = false;
    for (const Mapping& b : right) {
      if (!Compatible(a, b)) continue;
      const Mapping both = Merge(a, b);
      const bool holds = std::all_of(
          condition.begin(), condition.end(),
          [&](const Expression& each) { return Holds(each, both, graph); });
      if (!holds) continue;
      found = true;
      out.push_back(both);
    }
    if (!found) out.push_back(a);
  }
  return out;
}

Bag Evaluator::EvalElement(const Element& element, const Term& graph) {
  Bag out;
  switch (element.kind) {
    case Element::Kind::kTriples:
      out = {{}};
      for (const sparql::TriplePattern& triple : element.triples) {
        out = Join(out, GraphOf(graph).Match(triple));
      }
      return out;
    case Element::Kind::kUnion:
      for (const Group& group : element.groups) {
        const Bag one = EvalGroup(group, graph);
        out.insert(out.end(), one.begin(), one.end());
      }
      return out;
    case Element::Kind::kGraph:
      return EvalGraph(element);
    case Element::Kind::kValues:
      return Values(element.values);
    case Element::Kind::kSubquery: {
      // Inside, another variable of the same name is another variable.
      const Mapping before = outside_;
      std::vector<std::string> columns = VisibleVariables(*element.query);
      Mapping inside;
      for (const std::string& name : columns) {
        const auto found = outside_.find(name);
        if (found != outside_.end()) inside.insert(*found);
      }
      outside_ = inside;
      out = Select(*element.query, graph, &columns);
      outside_ = before;
      return out;
    }
    default:
      return EvalGroup(element.groups[0], graph);
  }
}

Bag Evaluator::EvalGraph(const Element& element) {
  Bag out;
  for (const Term& name : graphs_) {
    Mapping mapping = outside_;
    if (!MatchTerm(element.name, name, &mapping)) continue;
    for (const auto& [variable, term] : outside_) mapping.erase(variable);
    const Bag one = Join(EvalGroup(element.groups[0], name), {mapping});
    out.insert(out.end(), one.begin(), one.end());
  }
  return out;
}

Bag Evaluator::Values(const sparql::InlineData& data) {
  Bag out;
  for (const auto& row : data.rows) {
    Mapping mapping;
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i]) mapping.emplace(data.variables[i], *row[i]);
    }
    out.push_back(std::move(mapping));
  }
  return out;
}

// --- Expressions ---

bool Evaluator::Exists(const Expression& part, const Mapping& mapping,
                       const Term& graph) {
  const Mapping before = outside_;
  for (const auto& [name, term] : mapping) outside_[name] = term;
  const Bag all = EvalGroup(*part.pattern, graph);
  const bool found = std::any_of(
      all.begin(), all.end(),
      [&](const Mapping& each) { return Compatible(each, outside_); });
  outside_ = before;
  return found;
}

std::optional<Term> Evaluator::Evaluate(const Expression& expression,
                                        const Mapping& mapping,
                                        const Term& graph) {
  Mapping all = outside_;
  for (const auto& [name, term] : mapping) all[name] = term;
  std::vector<std::optional<Term>> row;
  std::map<std::string, size_t, std::less<>> places;
  for (const auto& [name, term] : all) {
    places.emplace(name, row.size());
    row.emplace_back(term);
  }
  std::vector<const Expression*> patterns;
  sparql::BindOptions options;
  options.column = [&](std::string_view name) -> std::optional<size_t> {
    const auto found = places.find(name);
    if (found == places.end()) return std::nullopt;
    return found->second;
  };
  options.exists = [&](const Expression& part) -> Result<size_t> {
    patterns.push_back(&part);
    return patterns.size() - 1;
  };
  const auto compiled =
      sparql::CompiledExpression::Compile(expression, options);
  ZM_CHECK(compiled.ok());
  const auto before = context_.exists;
  context_.exists = [&](size_t pattern, const sparql::Row&) {
    return std::optional<bool>(Exists(*patterns[pattern], all, graph));
  };
  std::optional<Term> out = compiled->Evaluate(sparql::TermRow(row), context_);
  context_.exists = before;
  return out;
}

bool Evaluator::Holds(const Expression& expression, const Mapping& mapping,
                      const Term& graph) {
  const std::optional<Term> value = Evaluate(expression, mapping, graph);
  if (!value) return false;
  return sparql::EffectiveBoolean(sparql::Value::Of(*value)).value_or(false);
}

// --- Modifiers [18.2.4, 18.2.5] ---

void Evaluator::Aggregate(Expression* expression, const Bag& members,
                          const Term& graph, Mapping* result) {
  if (expression->op != Op::kAggregate) {
    for (Expression& argument : expression->arguments) {
      Aggregate(&argument, members, graph, result);
    }
    return;
  }
  const auto accumulator = sparql::MakeAccumulator(*expression);
  const bool rows = expression->arguments.empty();
  std::set<Mapping> seen;
  for (Mapping member : members) {
    // Blank nodes of patterns are no part of a solution.
    std::erase_if(member, [](const auto& entry) {
      return entry.first.rfind("_:", 0) == 0;
    });
    if (rows && expression->distinct && !seen.insert(member).second) continue;
    std::optional<Term> value;
    if (!rows) value = Evaluate(expression->arguments[0], member, graph);
    accumulator->Add(value ? std::optional(sparql::Value::Of(*value))
                           : std::nullopt);
  }
  const std::string name = "#" + std::to_string(result->size());
  const std::optional<Term> value = accumulator->Finish();
  *expression = Expression();
  expression->op = Op::kVariable;
  expression->name = value ? name : "#error";
  if (value) result->emplace(name, *value);
}

// Puts variables for aggregates into the query, whose values are in each
// solution; HAVING and SELECT are done here, as each group has its own.
Bag Evaluator::GroupBy(Query* query, Bag solutions, const Term& graph) {
  std::map<std::vector<std::optional<Term>>, Bag> groups;
  for (Mapping& mapping : solutions) {
    std::vector<std::optional<Term>> key;
    for (const auto& condition : query->group_by) {
      key.push_back(Evaluate(condition.expression, mapping, graph));
      if (!condition.variable.empty() && key.back()) {
        mapping.emplace(condition.variable, *key.back());
      }
    }
    groups[key].push_back(mapping);
  }
  if (query->group_by.empty() && groups.empty()) groups[{}] = {};
  Bag out;
  for (const auto& [key, members] : groups) {
    Mapping result;
    for (size_t i = 0; i < key.size(); ++i) {
      const auto& condition = query->group_by[i];
      const std::string name = !condition.variable.empty()
                                   ? condition.variable
                                   : condition.expression.name;
      if (key[i] && !name.empty()) result.emplace(name, *key[i]);
    }
    bool keep = true;
    for (Expression condition : query->having) {
      Aggregate(&condition, members, graph, &result);
      keep = keep && Holds(condition, result, graph);
    }
    if (!keep) continue;
    for (sparql::SelectItem item : query->select) {
      if (!item.expression) continue;
      Aggregate(&*item.expression, members, graph, &result);
      const auto value = Evaluate(*item.expression, result, graph);
      if (value) result.emplace(item.variable, *value);
    }
    for (size_t i = 0; i < query->order_by.size(); ++i) {
      Expression key_expression = query->order_by[i].expression;
      Aggregate(&key_expression, members, graph, &result);
      const auto value = Evaluate(key_expression, result, graph);
      if (value) result.emplace("#order" + std::to_string(i), *value);
    }
    out.push_back(std::move(result));
  }
  return out;
}

void Evaluator::Order(const Query& query, const Term& graph, Bag* solutions) {
  using Keyed = std::pair<std::vector<std::optional<Term>>, Mapping>;
  std::vector<Keyed> keyed;
  for (const Mapping& mapping : *solutions) {
    Keyed each{{}, mapping};
    for (size_t i = 0; i < query.order_by.size(); ++i) {
      const auto made = mapping.find("#order" + std::to_string(i));
      each.first.push_back(
          made != mapping.end()
              ? std::optional(made->second)
              : Evaluate(query.order_by[i].expression, mapping, graph));
    }
    keyed.push_back(std::move(each));
  }
  std::stable_sort(
      keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
        for (size_t i = 0; i < query.order_by.size(); ++i) {
          const auto order =
              sparql::CompareForOrder(a.first[i] ? &*a.first[i] : nullptr,
                                      b.first[i] ? &*b.first[i] : nullptr);
          if (order == 0) continue;
          return query.order_by[i].descending ? order > 0 : order < 0;
        }
        return false;
      });
  solutions->clear();
  for (Keyed& each : keyed) solutions->push_back(std::move(each.second));
}

Bag Evaluator::Select(const Query& query, const Term& graph,
                      std::vector<std::string>* columns) {
  Bag solutions = EvalGroup(query.where, graph);
  Query rest = query;
  const bool grouped = query.has_aggregates || !query.group_by.empty();
  if (grouped) solutions = GroupBy(&rest, std::move(solutions), graph);
  if (query.values) solutions = Join(solutions, Values(*query.values));
  for (Mapping& mapping : solutions) {
    context_.NewSolution();
    for (const sparql::SelectItem& item : query.select) {
      if (!item.expression || grouped) continue;
      const auto value = Evaluate(*item.expression, mapping, graph);
      if (value) mapping.emplace(item.variable, *value);
    }
  }
  Order(query, graph, &solutions);
  *columns = VisibleVariables(query);
  Bag projected;
  for (const Mapping& mapping : solutions) {
    Mapping row;
    for (const std::string& name : *columns) {
      const auto found = mapping.find(name);
      if (found != mapping.end()) row.insert(*found);
    }
    const bool repeated =
        query.distinct &&
        std::find(projected.begin(), projected.end(), row) != projected.end();
    if (!repeated) projected.push_back(std::move(row));
  }
  const size_t offset =
      std::min<size_t>(query.offset.value_or(0), projected.size());
  projected.erase(projected.begin(),
                  projected.begin() + static_cast<std::ptrdiff_t>(offset));
  if (query.limit && *query.limit < projected.size()) {
    projected.resize(*query.limit);
  }
  return projected;
}

}  // namespace

NaiveResult NaiveEvaluate(const std::vector<Quad>& quads, const Query& query) {
  Evaluator evaluator(quads);
  evaluator.SetDataset(query.dataset);
  NaiveResult out;
  const Bag rows = evaluator.Select(query, Term(), &out.columns);
  out.boolean = !rows.empty();
  for (const Mapping& mapping : rows) {
    sparql::Solution row;
    for (const std::string& name : out.columns) {
      const auto found = mapping.find(name);
      row.push_back(found == mapping.end() ? std::nullopt
                                           : std::optional(found->second));
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

}  // namespace zhimai::testing
