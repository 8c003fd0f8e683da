#include "extract/link/evaluator.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

Value One(Item item) {
  Value value;
  value.items.push_back(std::move(item));
  return value;
}

Value TextValue(std::string text) {
  if (text.empty()) return {};
  Item item;
  item.text = std::move(text);
  return One(std::move(item));
}

RuleScope ScopeOf(const std::string& word) {
  if (word == "CLAUSE") return RuleScope::kClause;
  if (word == "SENTENCE") return RuleScope::kSentence;
  if (word == "PARAGRAPH") return RuleScope::kParagraph;
  return RuleScope::kArticle;
}

std::optional<double> NumberOf(const std::string& text) {
  if (text.empty() || text.size() > 40) return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string_view WithoutMarks(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6>
      kMarks = {{{"《", "》"},
                 {"“", "”"},
                 {"‘", "’"},
                 {"「", "」"},
                 {"〈", "〉"},
                 {"\"", "\""}}};
  for (const auto& [open, close] : kMarks) {
    if (text.size() > open.size() + close.size() &&
        text.substr(0, open.size()) == open &&
        text.substr(text.size() - close.size()) == close) {
      text.remove_prefix(open.size());
      text.remove_suffix(close.size());
      return text;
    }
  }
  return text;
}

Bindings BindCaptures(ArticleState* state, const RuleMatch& match) {
  Bindings out;
  const Resolvers resolvers(state, match.match.span);
  const auto arcs = state->lattice.all();
  const auto bind = [&](std::string_view name, Span span,
                        const std::vector<int32_t>& path) {
    std::vector<Item> entities;
    std::vector<Item> literals;
    Item whole;
    whole.span = span;
    whole.text = state->Text(span);
    for (int32_t index : path) {
      const Annotation& arc = arcs[static_cast<size_t>(index)];
      whole.steps.push_back(arc.span);
      whole.score = std::min(whole.score, arc.score);
      if (arc.entity >= 0) entities.push_back(resolvers.FromArc(arc));
      if (arc.literal >= 0) literals.push_back(resolvers.FromArc(arc));
      const TypeId quote = state->document.knowledge.quote;
      const TypeId title = state->document.knowledge.title_mark;
      if ((arc.type == quote || arc.type == title) && arc.span == span) {
        whole.text = WithoutMarks(whole.text);
      }
    }
    std::vector<Item>& items = !entities.empty() ? entities : literals;
    if (items.empty()) items.push_back(std::move(whole));
    const Value* old = out.Find(name);
    Value value = old == nullptr ? Value{} : *old;
    for (Item& item : items) value.items.push_back(std::move(item));
    out.Set(name, std::move(value));
  };
  bind("0", match.match.span, match.match.arcs);
  for (const CapturedSpan& capture : match.match.captures) {
    bind(match.rule->match.captures[capture.name], capture.span, capture.arcs);
  }
  return out;
}

std::string Evaluator::PrintedText(const Item& item) const {
  if (item.kind == Item::Kind::kText) return item.text;
  if (item.span) return std::string(WithoutMarks(state_.Text(*item.span)));
  return TextOf(item);
}

std::string Evaluator::TextOf(const Item& item) const {
  switch (item.kind) {
    case Item::Kind::kEntity:
      return state_.document.info(item.entity).label;
    case Item::Kind::kLiteral:
      return item.literal.value;
    case Item::Kind::kText:
      return item.text;
  }
  return {};
}

Value Evaluator::Evaluate(const Expression& expression) const {
  for (const ExpressionTerm& term : expression.terms) {
    Value value = EvaluateTerm(term);
    if (!value.empty()) return value;
  }
  return {};
}

Value Evaluator::EvaluateTerm(const ExpressionTerm& term) const {
  Value value;
  switch (term.kind) {
    case ExpressionTerm::Kind::kText:
      return TextValue(term.name);
    case ExpressionTerm::Kind::kVariable:
      value = EvaluateVariable(term);
      break;
    case ExpressionTerm::Kind::kCall:
      value = EvaluateCall(term);
      if (!value.empty()) value.trace = term.name;
      break;
  }
  for (const std::string& name : term.attributes) {
    value = Attribute(value, name);
  }
  return value;
}

Value Evaluator::EvaluateVariable(const ExpressionTerm& term) const {
  if (term.name == "each") {
    return bindings_.each == nullptr ? Value{} : One(*bindings_.each);
  }
  const Value* value = bindings_.Find(term.name);
  if (value == nullptr) return {};
  return term.parallel ? Parallel(*value) : *value;
}

// The element at the place of $each; where the lists are not equally long
// (签署A、B，批准C), the last one before it.
Value Evaluator::Parallel(const Value& list) const {
  if (list.items.size() == bindings_.each_count &&
      bindings_.each_index < list.items.size()) {
    return One(list.items[bindings_.each_index]);
  }
  if (list.items.size() <= 1 || bindings_.each == nullptr ||
      !bindings_.each->span) {
    return list;
  }
  const Item* found = &list.items[0];
  for (const Item& item : list.items) {
    if (item.span && item.span->begin <= bindings_.each->span->begin) {
      found = &item;
    }
  }
  return One(*found);
}

Value Evaluator::EvaluateCall(const ExpressionTerm& term) const {
  const auto types = [&]() -> const TypeSet& {
    return term.arguments[0].type_set;
  };
  if (term.name == "topic") return resolvers_.Topic(types());
  if (term.name == "subject") return resolvers_.Subject(types());
  if (term.name == "previous") return resolvers_.Previous(types());
  if (term.name == "left") {
    return resolvers_.Left(types(), ScopeOf(term.arguments[1].word));
  }
  if (term.name == "right") {
    return resolvers_.Right(types(), ScopeOf(term.arguments[1].word));
  }
  if (term.name == "speaker") return resolvers_.Speaker();
  if (term.name == "part") return resolvers_.Part();
  if (term.name == "date") return resolvers_.NearestDate();
  if (term.name == "docdate") return resolvers_.DocumentDate();
  if (term.name == "document") {
    return One(resolvers_.FromEntity(state_.DocumentEntity()));
  }
  return EvaluateItemCall(term);
}

// The functions of an expression.
Value Evaluator::EvaluateItemCall(const ExpressionTerm& term) const {
  Value argument = Evaluate(*term.arguments[0].expression);
  if (term.name == "timex") return argument;
  if (term.name == "count") {
    return TextValue(std::to_string(argument.items.size()));
  }
  if (term.name == "defined") return TextValue(argument.empty() ? "" : "true");
  if (argument.empty()) return {};
  Value out;
  out.factor = argument.factor;
  for (const Item& item : argument.items) {
    Value one;
    if (term.name == "text") {
      one = TextValue(PrintedText(item));
      if (!one.empty()) one.items[0].span = item.span;
      if (!one.empty()) one.items[0].steps = item.steps;
    } else if (term.name == "value") {
      one = AttributeOf(item, "number");
    } else if (term.name == "class") {
      one = AttributeOf(item, "class");
    } else if (term.name == "country") {
      one = AttributeOf(item, "country");
    } else if (term.name == "attribute") {
      one = AttributeOf(item, term.arguments[1].word);
    } else if (term.name == "name_part") {
      one = resolvers_.NamePart(item, term.arguments[1].type_set);
    } else if (term.name == "position") {
      one = resolvers_.Position(item);
    }
    for (Item& found : one.items) out.items.push_back(std::move(found));
  }
  return out;
}

Value Evaluator::Attribute(const Value& value, const std::string& name) const {
  Value out;
  out.factor = value.factor;
  out.trace = value.trace;
  for (const Item& item : value.items) {
    Value one = AttributeOf(item, name);
    for (Item& found : one.items) out.items.push_back(std::move(found));
  }
  return out;
}

Value Evaluator::AttributeOf(const Item& item, const std::string& name) const {
  if (name == "text") return TextValue(PrintedText(item));
  if (name == "label") return TextValue(TextOf(item));
  if (item.kind == Item::Kind::kEntity) {
    return EntityAttribute(item.entity, name);
  }
  if (item.kind == Item::Kind::kLiteral) {
    if (name == "value") return TextValue(item.literal.value);
    if (name == "number") return TextValue(item.literal.number);
    if (name == "unit") return TextValue(item.literal.unit);
    return {};
  }
  if (name == "number" && NumberOf(item.text)) return TextValue(item.text);
  return {};
}

Value Evaluator::EntityAttribute(int32_t entity,
                                 const std::string& name) const {
  const auto of = [&](int32_t other) {
    return other < 0 ? Value{} : One(resolvers_.FromEntity(other));
  };
  const EntityInfo& info = state_.document.info(entity);
  if (name == "class") return TextValue(info.class_name);
  if (name == "country") return of(state_.document.CountryOf(entity));
  if (name == "part_of" && info.part_of >= 0) return of(info.part_of);
  const std::string* feature = state_.Feature(entity, name);
  if (feature == nullptr) return {};
  if (feature->rfind("e/", 0) == 0) {
    const int32_t other = state_.document.entities.Find(*feature);
    if (other >= 0) return of(other);
  }
  return TextValue(*feature);
}

bool Evaluator::Holds(const Condition& condition) const {
  return std::any_of(
      condition.alternatives.begin(), condition.alternatives.end(),
      [&](const std::vector<Check>& checks) {
        return std::all_of(checks.begin(), checks.end(),
                           [&](const Check& c) { return HoldsCheck(c); });
      });
}

bool Evaluator::HoldsCheck(const Check& check) const {
  bool holds = false;
  switch (check.kind) {
    case Check::Kind::kDefined:
      holds = !Evaluate(check.left).empty();
      break;
    case Check::Kind::kIn: {
      const Value value = Evaluate(check.left);
      holds = std::any_of(
          value.items.begin(), value.items.end(),
          [&](const Item& item) { return InList(item, check.list_type); });
      break;
    }
    case Check::Kind::kCompare:
      holds = Compare(check);
      break;
  }
  return holds != check.negated;
}

// Exactly a phrase of the list, or with one on the way through it.
bool Evaluator::InList(const Item& item, TypeId list) const {
  const auto is_phrase = [&](Span span) {
    const auto arcs = state_.lattice.StartingAt(span.begin);
    return std::any_of(arcs.begin(), arcs.end(), [&](const Annotation& arc) {
      return arc.type == list && arc.span == span;
    });
  };
  if (item.span && is_phrase(*item.span)) return true;
  return std::any_of(item.steps.begin(), item.steps.end(), is_phrase);
}

bool Evaluator::Equal(const Item& a, const Item& b) const {
  if (a.kind == Item::Kind::kEntity && b.kind == Item::Kind::kEntity) {
    return a.entity == b.entity;
  }
  return TextOf(a) == TextOf(b);
}

// A missing side satisfies nothing, not even !=.
bool Evaluator::Compare(const Check& check) const {
  using Op = Check::Compare;
  const Value left = Evaluate(check.left);
  const Value right = Evaluate(check.right);
  if (left.empty() || right.empty()) return false;
  const std::string a = TextOf(left.items[0]);
  const std::string b = TextOf(right.items[0]);
  const std::optional<double> x = NumberOf(a);
  const std::optional<double> y = NumberOf(b);
  const bool numbers = x.has_value() && y.has_value();
  const ExpressionTerm& term = check.left.terms[0];
  const bool classes =
      term.kind == ExpressionTerm::Kind::kCall && term.name == "class";
  bool equal = numbers ? *x == *y : Equal(left.items[0], right.items[0]);
  if (classes) equal = state_.document.knowledge.ontology.IsA(a, b);
  const bool less = numbers ? *x < *y : a < b;
  switch (check.compare) {
    case Op::kEqual:
      return equal;
    case Op::kNotEqual:
      return !equal;
    case Op::kLess:
      return less;
    case Op::kLessEqual:
      return less || equal;
    case Op::kMore:
      return !less && !equal;
    case Op::kMoreEqual:
      return !less;
  }
  return false;
}

std::string Evaluator::Expand(const NameTemplate& name) const {
  std::string out;
  for (const TemplatePart& part : name) {
    if (part.variable.empty()) {
      out += part.text;
      continue;
    }
    ExpressionTerm term;
    term.kind = ExpressionTerm::Kind::kVariable;
    term.name = part.variable;
    term.attributes = part.attributes;
    const Value value = EvaluateTerm(term);
    for (size_t i = 0; i < value.items.size(); ++i) {
      if (i > 0) out += "、";
      const Item& item = value.items[i];
      out +=
          item.kind == Item::Kind::kEntity ? TextOf(item) : PrintedText(item);
    }
  }
  return out;
}

}  // namespace zhimai
