#include "extract/link/evaluator.h"

#include <algorithm>
#include <cstdlib>

namespace zhimai {
namespace {

// What a value costs when it comes from outside the sentence, or is guessed
// from the topic.
constexpr float kOutsideFactor = 0.9F;
constexpr float kTopicFactor = 0.85F;

std::string KeyOf(const LinkedValue& value) {
  return value.kind == LinkedValue::Kind::kEntity
             ? "#" + std::to_string(value.entity)
             : value.literal.value;
}

double NumberOf(const LinkedValues& values) {
  if (values.empty()) return 0;
  const LiteralValue& literal = values.front().literal;
  return std::atof(
      (literal.number.empty() ? literal.value : literal.number).c_str());
}

}  // namespace

Evaluator::Evaluator(ArticleState* state, const RuleMatch& match)
    : state_(state), match_(match) {
  const Program& program = match.rule->match;
  for (const CapturedSpan& capture : match.match.captures) {
    LinkedValues values = ValueOf(capture);
    LinkedValues& slot = bindings_[program.captures[capture.name]];
    slot.insert(slot.end(), values.begin(), values.end());
  }
  bindings_["0"] = Text(std::string(match.match.span.In(state->article->text)),
                        match.match.span);
}

LinkedValues Evaluator::Text(std::string text, Span span) const {
  LinkedValue value;
  value.literal.value = std::move(text);
  value.span = span;
  return {value};
}

LinkedValues Evaluator::FromArc(const Annotation& arc, float factor) const {
  LinkedValue value;
  value.span = arc.span;
  value.factor = factor * arc.score;
  if (arc.entity >= 0) {
    value.kind = LinkedValue::Kind::kEntity;
    value.entity = state_->world->Resolve(arc.entity);
    return {value};
  }
  if (arc.literal >= 0) {
    value.literal = state_->lattice.literal(arc.literal);
    return {value};
  }
  std::string_view text = arc.span.In(state_->article->text);
  const std::string& type = state_->types->name(arc.type);
  if (type == "Quote" || type == "TitleMark") {
    // The marks are three bytes each, or one for ASCII quotes.
    const size_t mark = static_cast<unsigned char>(text[0]) < 0x80 ? 1 : 3;
    if (text.size() > 2 * mark) {
      text = text.substr(mark, text.size() - 2 * mark);
    }
  }
  value.literal.value = text;
  return {value};
}

LinkedValues Evaluator::ValueOf(const CapturedSpan& capture) const {
  const auto arcs = state_->lattice.all();
  LinkedValues inner;
  for (int32_t index : capture.arcs) {
    const Annotation& arc = arcs[static_cast<size_t>(index)];
    const bool valued = arc.entity >= 0 || arc.literal >= 0;
    const std::string& type = state_->types->name(arc.type);
    if (arc.span == capture.span && (valued || type[0] != '@')) {
      return FromArc(arc, 1);
    }
    if (arc.entity >= 0) {
      LinkedValues values = FromArc(arc, 1);
      inner.insert(inner.end(), values.begin(), values.end());
    }
  }
  if (inner.size() > 1) return inner;
  return Text(std::string(capture.span.In(state_->article->text)),
              capture.span);
}

std::optional<Span> Evaluator::CaptureSpan(const std::string& name) const {
  if (name == "0") return match_.match.span;
  const Program& program = match_.rule->match;
  std::optional<Span> out;
  for (const CapturedSpan& capture : match_.match.captures) {
    if (program.captures[capture.name] == name) out = capture.span;
  }
  return out;
}

Span Evaluator::VerbSpan() const {
  return CaptureSpan("v").value_or(match_.match.span);
}

bool Evaluator::Accept(const Rule& rule) {
  for (const LetClause& let : rule.lets) {
    LinkedValues values = Evaluate(let.expression);
    if (values.empty() && let.required) return false;
    if (!values.empty()) bindings_[let.variable] = std::move(values);
  }
  for (const Condition& condition : rule.where) {
    if (!Holds(condition)) return false;
  }
  return true;
}

LinkedValues Evaluator::Evaluate(const Expression& expression) const {
  for (const Term& term : expression.terms) {
    LinkedValues values = ValueOfTerm(term);
    if (!values.empty()) return values;
  }
  return {};
}

LinkedValues Evaluator::ValueOfTerm(const Term& term) const {
  if (term.kind == Term::Kind::kText) return Text(term.name, {});
  if (term.kind == Term::Kind::kCall) return Call(term);
  const auto bound = bindings_.find(term.name);
  if (bound == bindings_.end()) return {};
  LinkedValues values = bound->second;
  if (term.parallel && index_ != SIZE_MAX && !values.empty()) {
    values = {values[std::min(index_, values.size() - 1)]};
  }
  for (const std::string& attribute : term.attributes) {
    LinkedValues next;
    for (const LinkedValue& value : values) {
      LinkedValues part = Attribute(value, attribute);
      next.insert(next.end(), part.begin(), part.end());
    }
    values = std::move(next);
  }
  return values;
}

LinkedValues Evaluator::Attribute(const LinkedValue& value,
                                  const std::string& name) const {
  if (name == "text") {
    return Text(std::string(value.span.In(state_->article->text)), value.span);
  }
  if (value.kind == LinkedValue::Kind::kLiteral) {
    if (name == "number") return Text(value.literal.number, value.span);
    if (name == "unit") return Text(value.literal.unit, value.span);
    if (name == "value") return Text(value.literal.value, value.span);
    return {};
  }
  const EntityInfo& info = state_->world->table.at(value.entity);
  if (name == "label") return Text(info.label, value.span);
  const auto known = state_->world->features.find(value.entity);
  if (known != state_->world->features.end()) {
    const auto found = known->second.find(name);
    if (found != known->second.end()) {
      LinkedValue out = found->second;
      out.span = value.span;
      return {out};
    }
  }
  const int32_t entity = name == "country"   ? info.country
                         : name == "part_of" ? info.part_of
                                             : -1;
  if (entity >= 0) {
    LinkedValue out;
    out.kind = LinkedValue::Kind::kEntity;
    out.entity = entity;
    out.span = value.span;
    return {out};
  }
  const auto feature = info.features.find(name);
  if (feature == info.features.end()) return {};
  return Text(feature->second, value.span);
}

LinkedValues Evaluator::Argument0(const Term& term) const {
  if (term.arguments.empty() || !term.arguments[0].expression) return {};
  return Evaluate(*term.arguments[0].expression);
}

LinkedValues Evaluator::Call(const Term& term) const {
  const std::string& name = term.name;
  const auto types = [&] { return term.arguments[0].types; };
  const Span match = match_.match.span;
  const auto text_end = static_cast<uint32_t>(state_->article->text.size());
  if (name == "topic") return Topic(types());
  if (name == "subject") return Subject(types());
  if (name == "previous") {
    return Nearest(types(), {0, match.begin}, true, kOutsideFactor);
  }
  if (name == "left" || name == "right") {
    RuleScope scope = RuleScope::kSentence;
    if (term.arguments.size() > 1) {
      const std::string& word = term.arguments[1].word;
      scope = word == "CLAUSE"      ? RuleScope::kClause
              : word == "PARAGRAPH" ? RuleScope::kParagraph
              : word == "ARTICLE"   ? RuleScope::kArticle
                                    : RuleScope::kSentence;
    }
    const Span span = ScopeOf(scope);
    return name == "left"
               ? Nearest(types(), {span.begin, match.begin}, true, 1)
               : Nearest(types(), {match.end, std::min(span.end, text_end)},
                         false, 1);
  }
  if (name == "speaker") return Speaker();
  if (name == "date") return DateNearby();
  if (name == "docdate") {
    if (state_->article->published.empty()) return {};
    LinkedValue value;
    value.literal.type = LiteralValue::Type::kDate;
    value.literal.value = state_->article->published;
    return {value};
  }
  const LinkedValues values = Argument0(term);
  if (values.empty() || name == "timex") return values;
  const LinkedValue& first = values.front();
  if (name == "attribute") return Attribute(first, term.arguments[1].word);
  if (name == "name_part") return NamePart(first, term.arguments[1].word);
  if (name == "text") {
    return first.span.empty() ? values : Attribute(first, "text");
  }
  if (name == "count") return Text(std::to_string(values.size()), first.span);
  if (name == "value") return {first};
  if (first.kind != LinkedValue::Kind::kEntity) return {};
  const EntityInfo& info = state_->world->table.at(first.entity);
  if (name == "class") return Text(info.class_name, first.span);
  if (name == "country") {
    return info.class_name == "Country" ? values : Attribute(first, "country");
  }
  if (name == "position") return OfficeOf(first.entity);
  return {};
}

bool Evaluator::Matches(const Annotation& arc,
                        const std::vector<std::string>& types) const {
  return arc.entity >= 0 &&
         std::any_of(types.begin(), types.end(), [&](const std::string& type) {
           return state_->TypeIs(arc.type, type);
         });
}

Span Evaluator::ScopeOf(RuleScope scope) const {
  const size_t index = state_->scopes.Find(scope, match_.match.span.begin);
  return index == ScopeSpans::kNone ? match_.scope
                                    : state_->scopes.of(scope)[index];
}

LinkedValues Evaluator::Nearest(const std::vector<std::string>& types,
                                Span within, bool last, float factor) const {
  if (within.begin >= within.end) return {};
  const auto arcs = state_->lattice.StartingIn(within);
  const Annotation* best = nullptr;
  for (const Annotation& arc : arcs) {
    const auto index = static_cast<size_t>(&arc - state_->lattice.all().data());
    if (!state_->Visible(index) || !Matches(arc, types)) continue;
    if (arc.span.end > within.end) continue;
    if (best != nullptr && !last) break;
    if (best == nullptr || arc.span.begin > best->span.begin) best = &arc;
  }
  if (best == nullptr) return {};
  return FromArc(*best, factor);
}

LinkedValues Evaluator::Topic(const std::vector<std::string>& types) const {
  if (!state_->topic.empty()) {
    for (const std::string& type : types) {
      const int32_t entity = state_->world->FindNamed(
          *state_->lexicon, *state_->ontology, state_->topic, type);
      if (entity < 0) continue;
      LinkedValue value;
      value.kind = LinkedValue::Kind::kEntity;
      value.entity = entity;
      value.factor = kTopicFactor;
      return {value};
    }
  }
  struct Score {
    int count = 0;
    Annotation last;
  };
  std::map<int32_t, Score> scores;
  const auto arcs = state_->lattice.all();
  const uint32_t here = match_.match.span.end;
  for (size_t i = 0; i < arcs.size(); ++i) {
    if (!state_->Visible(i) || !Matches(arcs[i], types)) continue;
    const bool before = arcs[i].span.begin < here;
    Score& score = scores[state_->world->Resolve(arcs[i].entity)];
    score.count += before ? 2 : 1;
    if (before || score.last.span.empty()) score.last = arcs[i];
  }
  const Score* best = nullptr;
  for (const auto& [entity, score] : scores) {
    if (best == nullptr || score.count > best->count) best = &score;
  }
  if (best == nullptr) return {};
  return FromArc(best->last, kTopicFactor);
}

LinkedValues Evaluator::Subject(const std::vector<std::string>& types) const {
  const Span sentence = ScopeOf(RuleScope::kSentence);
  const auto& clauses = state_->scopes.of(RuleScope::kClause);
  for (size_t i = clauses.size(); i-- > 0;) {
    const Span clause = clauses[i];
    if (clause.begin >= match_.match.span.begin ||
        clause.end <= sentence.begin) {
      continue;
    }
    if (clause.begin < sentence.begin) break;
    LinkedValues found = Nearest(
        types, {clause.begin, std::min(clause.end, match_.match.span.begin)},
        false, 1);
    if (!found.empty()) return found;
  }
  return {};
}

LinkedValues Evaluator::Speaker() const {
  const TypeId quote = state_->types->Find("Quote");
  const Span block = ScopeOf(RuleScope::kParagraph);
  for (const Annotation& arc : state_->lattice.StartingIn(block)) {
    if (arc.type != quote || !arc.span.Contains(match_.match.span)) continue;
    const uint32_t after = std::min(block.end, arc.span.end + 120);
    LinkedValues right = Nearest({"Person"}, {arc.span.end, after}, false, 1);
    if (!right.empty()) return right;
    const uint32_t before = arc.span.begin > 120 ? arc.span.begin - 120 : 0;
    return Nearest({"Person"}, {std::max(block.begin, before), arc.span.begin},
                   true, 1);
  }
  return {};
}

LinkedValues Evaluator::DateNearby() const {
  const TypeId date = state_->types->Find("Date");
  const Span sentence = ScopeOf(RuleScope::kSentence);
  const Span match = match_.match.span;
  const Annotation* best = nullptr;
  for (const Annotation& arc : state_->lattice.StartingIn(
           {sentence.begin, std::min(sentence.end, match.end)})) {
    if (arc.type == date) best = &arc;
  }
  if (best == nullptr) return {};
  return FromArc(*best, 1);
}

LinkedValues Evaluator::OfficeOf(int32_t person) const {
  const EntityInfo& info = state_->world->table.at(person);
  const std::string& date = state_->article->published;
  for (const OfficeHeld& office : info.offices) {
    const bool begun =
        office.since.empty() || date.empty() || office.since <= date;
    const bool over =
        !office.until.empty() && (date.empty() || office.until < date);
    if (!begun || over || office.position < 0) continue;
    LinkedValue value;
    value.kind = LinkedValue::Kind::kEntity;
    value.entity = office.position;
    value.factor = kOutsideFactor;
    return {value};
  }
  return {};
}

LinkedValues Evaluator::NamePart(const LinkedValue& value,
                                 const std::string& type) const {
  for (const Annotation& arc : state_->lattice.StartingIn(value.span)) {
    if (arc.entity < 0 || arc.span == value.span) continue;
    if (!value.span.Contains(arc.span)) continue;
    if (state_->TypeIs(arc.type, type)) return FromArc(arc, 1);
  }
  return {};
}

bool Evaluator::CheckHolds(const Check& condition) const {
  const LinkedValues left = Evaluate(condition.left);
  bool result = false;
  if (condition.kind == Check::Kind::kDefined) {
    result = !left.empty();
    // defined(expression) is a call whose argument decides.
    if (condition.left.terms.size() == 1 &&
        condition.left.terms[0].kind == Term::Kind::kCall &&
        condition.left.terms[0].name == "defined") {
      result = !Argument0(condition.left.terms[0]).empty();
    }
  } else if (condition.kind == Check::Kind::kIn) {
    result = !left.empty() &&
             state_->lexicon->ListContains(condition.list.substr(1),
                                           left.front().literal.value);
  } else {
    const LinkedValues right = Evaluate(condition.right);
    if (!left.empty() && !right.empty()) {
      const bool equal = KeyOf(left.front()) == KeyOf(right.front());
      const double a = NumberOf(left);
      const double b = NumberOf(right);
      const bool numbers = a != 0 && b != 0;
      switch (condition.compare) {
        case Check::Compare::kEqual:
          result = numbers ? a == b : equal;
          break;
        case Check::Compare::kNotEqual:
          result = numbers ? a != b : !equal;
          break;
        case Check::Compare::kLess:
          result = a < b;
          break;
        case Check::Compare::kLessEqual:
          result = a <= b;
          break;
        case Check::Compare::kMore:
          result = a > b;
          break;
        case Check::Compare::kMoreEqual:
          result = a >= b;
          break;
      }
    } else {
      result = condition.compare == Check::Compare::kNotEqual;
    }
  }
  return result != condition.negated;
}

// An alternative of checks that all hold.
bool Evaluator::Holds(const Condition& condition) const {
  return std::any_of(
      condition.alternatives.begin(), condition.alternatives.end(),
      [&](const std::vector<Check>& checks) {
        return std::all_of(
            checks.begin(), checks.end(),
            [&](const Check& check) { return CheckHolds(check); });
      });
}

std::string Evaluator::Name(const NameTemplate& name) const {
  std::string out;
  for (const TemplatePart& part : name) {
    if (part.variable.empty()) {
      out += part.text;
      continue;
    }
    const auto bound = bindings_.find(part.variable);
    if (bound == bindings_.end() || bound->second.empty()) continue;
    LinkedValue value = bound->second.front();
    for (const std::string& attribute : part.attributes) {
      LinkedValues next = Attribute(value, attribute);
      if (next.empty()) break;
      value = next.front();
    }
    out += value.kind == LinkedValue::Kind::kEntity
               ? state_->world->table.at(value.entity).label
               : value.literal.value;
  }
  return out;
}

}  // namespace zhimai
