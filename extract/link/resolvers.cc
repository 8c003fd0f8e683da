#include "extract/link/resolvers.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "extract/link/parts.h"

namespace zhimai {
namespace {

// How far back salience and previous() look, in arcs.
constexpr size_t kWindow = 512;
// A title weighs as many mentions of the body.
constexpr double kTitleWeight = 4;
constexpr double kHeadingWeight = 2;
constexpr double kRecencyWeight = 3;
// Bytes: how far from the start of an earlier clause its subject may stand.
constexpr uint32_t kSubjectReach = 60;
// Bytes between a quotation and the verb that introduces or follows it.
constexpr uint32_t kVerbGap = 9;
constexpr uint32_t kSpeakerReach = 120;
// Bytes: the longest name looked for in a list.
constexpr uint32_t kNameReach = 90;

double WeightOf(const Article& article, uint32_t offset) {
  const auto block = std::upper_bound(
      article.blocks.begin(), article.blocks.end(), offset,
      [](uint32_t value, const Block& b) { return value < b.span.begin; });
  if (block == article.blocks.begin()) return 1;
  switch (std::prev(block)->kind) {
    case BlockKind::kTitle:
      return kTitleWeight;
    case BlockKind::kHeading:
      return kHeadingWeight;
    default:
      return 1;
  }
}

}  // namespace

Item Resolvers::FromArc(const Annotation& arc) const {
  Item item;
  item.span = arc.span;
  item.score = arc.score;
  if (arc.entity >= 0) {
    item.kind = Item::Kind::kEntity;
    item.entity = state_.document.Canonical(arc.entity);
  } else if (arc.literal >= 0) {
    item.kind = Item::Kind::kLiteral;
    item.literal = state_.lattice.literal(arc.literal);
  } else {
    item.text = state_.Text(arc.span);
  }
  return item;
}

Item Resolvers::FromEntity(int32_t entity) const {
  Item item;
  item.kind = Item::Kind::kEntity;
  item.entity = state_.document.Canonical(entity);
  return item;
}

Value Resolvers::Found(const Annotation& arc, double factor) const {
  Value value;
  value.items.push_back(FromArc(arc));
  value.factor = SameSentence(arc.span.begin) ? 1 : factor;
  return value;
}

bool Resolvers::SameSentence(uint32_t offset) const {
  const auto& scopes = state_.scopes;
  return scopes.Find(RuleScope::kSentence, offset) ==
         scopes.Find(RuleScope::kSentence, match_.begin);
}

Value Resolvers::Topic(const TypeSet& types) const {
  const auto arcs = state_.lattice.all();
  if (state_.topic >= 0) {
    const std::string& name = state_.document.info(state_.topic).class_name;
    if (types.Has(state_.document.knowledge.types.Find(name))) {
      Value value;
      value.items.push_back(FromEntity(state_.topic));
      value.factor = kTopicFactor;
      return value;
    }
  }
  struct Score {
    double sum = 0;
    const Annotation* last = nullptr;
  };
  std::map<int32_t, Score> scores;
  const auto& mentions = state_.entity_arcs;
  const auto end = std::lower_bound(
      mentions.begin(), mentions.end(), match_.begin,
      [&](uint32_t arc, uint32_t at) { return arcs[arc].span.begin < at; });
  const auto add = [&](const Annotation& arc, double weight) {
    if (!types.Has(arc.type)) return;
    Score& score = scores[state_.document.Canonical(arc.entity)];
    score.sum += weight * static_cast<double>(arc.score);
    score.last = &arc;
  };
  const auto count =
      std::min<size_t>(kWindow, static_cast<size_t>(end - mentions.begin()));
  auto first = end - static_cast<ptrdiff_t>(count);
  // The title stays in view however long the article is.
  for (auto it = mentions.begin(); it != first; ++it) {
    const double weight = WeightOf(state_.article, arcs[*it].span.begin);
    if (weight < kTitleWeight) break;
    add(arcs[*it], weight);
  }
  for (; first != end; ++first) {
    add(arcs[*first], WeightOf(state_.article, arcs[*first].span.begin));
  }
  const size_t here = state_.scopes.Find(RuleScope::kSentence, match_.begin);
  const Annotation* best = nullptr;
  double best_score = 0;
  for (const auto& [entity, score] : scores) {
    const size_t there =
        state_.scopes.Find(RuleScope::kSentence, score.last->span.begin);
    double total = score.sum;
    if (here != ScopeSpans::kNone && there != ScopeSpans::kNone) {
      total += kRecencyWeight / static_cast<double>(1 + (here - there));
    }
    const bool better =
        best == nullptr || std::tuple(total, score.last->span.begin) >
                               std::tuple(best_score, best->span.begin);
    if (better) {
      best = score.last;
      best_score = total;
    }
  }
  if (best == nullptr) return {};
  Value value = Found(*best, kTopicFactor);
  value.factor = kTopicFactor;
  return value;
}

// Where the noun phrase begins that `begin` goes on with: the list
// 联合国、亚太…, the office before a person.
uint32_t Resolvers::StartOfList(uint32_t begin) const {
  constexpr std::string_view kComma = "、";
  const auto size = static_cast<uint32_t>(kComma.size());
  while (begin > size) {
    const bool listed = state_.Text({begin - size, begin}) == kComma;
    const uint32_t end = listed ? begin - size : begin;
    const uint32_t from = end > kNameReach ? end - kNameReach : 0;
    const auto arcs = state_.lattice.StartingIn({from, end});
    const auto name =
        std::find_if(arcs.begin(), arcs.end(), [&](const Annotation& a) {
          return a.entity >= 0 && a.span.end == end && state_.IsVisible(a) &&
                 (listed || a.type == state_.document.knowledge.position);
        });
    if (name == arcs.end()) return begin;
    begin = name->span.begin;
  }
  return begin;
}

// 同俄方, 在北京, 在联合国、亚太经合组织: the noun of a preposition.
bool Resolvers::IsOblique(const Annotation& arc) const {
  const uint32_t begin = StartOfList(arc.span.begin);
  // The longest of these words has three characters.
  const uint32_t from = begin > 12 ? begin - 12 : 0;
  for (const Annotation& a : state_.lattice.StartingIn({from, begin})) {
    if (a.span.end == begin &&
        state_.document.knowledge.oblique_preps.Has(a.type)) {
      return true;
    }
  }
  return false;
}

// 其前身是…的非统组织: what somebody's forerunner, capital or chair is.
bool Resolvers::IsPredicateOfIts(Span clause, const Annotation& arc) const {
  const std::string_view before = state_.Text({clause.begin, arc.span.begin});
  constexpr std::string_view kIts = "其";
  return before.substr(0, kIts.size()) == kIts &&
         (before.find("是") != std::string_view::npos ||
          before.find("为") != std::string_view::npos);
}

const Annotation* Resolvers::SubjectOf(Span clause, uint32_t limit,
                                       const TypeSet& types) const {
  for (const Annotation& arc : state_.lattice.StartingIn(clause)) {
    if (arc.span.end > limit) continue;
    if (types.Has(arc.type) && state_.IsVisible(arc) && !IsOblique(arc) &&
        !IsPredicateOfIts(clause, arc)) {
      return &arc;
    }
  }
  return nullptr;
}

// Whether the same quotation, or none, is around both.
bool Resolvers::InSameQuote(const Annotation& arc) const {
  const TypeId quote = state_.document.knowledge.quote;
  const Span area = state_.Around(RuleScope::kParagraph, match_);
  for (const Annotation& around :
       state_.lattice.StartingIn({area.begin, match_.end})) {
    if (around.type == quote && around.span != arc.span &&
        around.span.Contains(arc.span) != around.span.Contains(match_)) {
      return false;
    }
  }
  return true;
}

Value Resolvers::Subject(const TypeSet& types) const {
  const auto& clauses = state_.scopes.of(RuleScope::kClause);
  size_t clause = state_.scopes.Find(RuleScope::kClause, match_.begin);
  if (clause == ScopeSpans::kNone) return {};
  const Annotation* found = SubjectOf(clauses[clause], match_.begin, types);
  const Span sentence = state_.Around(RuleScope::kSentence, match_);
  while (found == nullptr && clause > 0 &&
         clauses[clause - 1].begin >= sentence.begin) {
    --clause;
    // What stands before a ； is a statement of its own.
    const std::string_view text = state_.Text(clauses[clause]);
    if (text.size() >= 3 && text.substr(text.size() - 3) == "；") break;
    const Span start = {
        clauses[clause].begin,
        std::min(clauses[clause].end, clauses[clause].begin + kSubjectReach)};
    found = SubjectOf(start, clauses[clause].end, types);
  }
  if (found == nullptr || !InSameQuote(*found)) return {};
  return Found(*found, kFarFactor);
}

Value Resolvers::Previous(const TypeSet& types) const {
  const auto arcs = state_.lattice.StartingIn({0, match_.begin});
  const size_t stop = arcs.size() > kWindow * 8 ? arcs.size() - kWindow * 8 : 0;
  for (size_t i = arcs.size(); i-- > stop;) {
    const Annotation& arc = arcs[i];
    if (arc.span.end <= match_.begin && types.Has(arc.type) &&
        state_.IsVisible(arc)) {
      return Found(arc, kFarFactor);
    }
  }
  return {};
}

Value Resolvers::Left(const TypeSet& types, RuleScope scope) const {
  const Span area = state_.Around(scope, match_);
  const auto arcs = state_.lattice.StartingIn({area.begin, match_.begin});
  for (size_t i = arcs.size(); i-- > 0;) {
    const Annotation& arc = arcs[i];
    if (arc.span.end <= match_.begin && types.Has(arc.type) &&
        state_.IsVisible(arc)) {
      return Found(arc, kFarFactor);
    }
  }
  return {};
}

Value Resolvers::Right(const TypeSet& types, RuleScope scope) const {
  const Span area = state_.Around(scope, match_);
  for (const Annotation& arc :
       state_.lattice.StartingIn({match_.end, area.end})) {
    if (arc.span.end <= area.end && types.Has(arc.type) &&
        state_.IsVisible(arc)) {
      return Found(arc, kFarFactor);
    }
  }
  return {};
}

// The outermost quotation around the match, else the first one inside it.
std::optional<Span> Resolvers::QuoteOfMatch() const {
  const TypeId quote = state_.document.knowledge.quote;
  const Span area = state_.Around(RuleScope::kParagraph, match_);
  std::optional<Span> inside;
  for (const Annotation& arc :
       state_.lattice.StartingIn({area.begin, match_.end})) {
    if (arc.type != quote) continue;
    if (arc.span.Contains(match_)) return arc.span;
    if (!inside && match_.Contains(arc.span)) inside = arc.span;
  }
  return inside;
}

// The subject of a verb of saying in its sentence. 他强调: the person whom the
// paragraph names last before it.
const Annotation* Resolvers::SayerOf(Span verb) const {
  const auto& knowledge = state_.document.knowledge;
  const Span sentence = state_.Around(RuleScope::kSentence, verb);
  const Span before = {sentence.begin, verb.begin};
  const Annotation* subject = SubjectOf(before, verb.begin, knowledge.speakers);
  if (subject != nullptr || !state_.HasPronoun(before)) return subject;
  const Span block = state_.Around(RuleScope::kParagraph, verb);
  for (const Annotation& arc :
       state_.lattice.StartingIn({block.begin, sentence.begin})) {
    if (arc.type == knowledge.person && state_.IsVisible(arc)) subject = &arc;
  }
  return subject;
}

// The one who says what begins at `offset`: 习近平…指出：“
const Annotation* Resolvers::SpeakerBefore(uint32_t offset) const {
  const auto& knowledge = state_.document.knowledge;
  const Span sentence =
      state_.Around(RuleScope::kSentence, {offset, offset + 1});
  const Annotation* verb = nullptr;
  for (const Annotation& arc :
       state_.lattice.StartingIn({sentence.begin, offset})) {
    if (knowledge.say_verbs.Has(arc.type) && state_.IsVisible(arc) &&
        arc.span.end <= offset && arc.span.end + kVerbGap >= offset) {
      verb = &arc;
    }
  }
  return verb == nullptr ? nullptr : SayerOf(verb->span);
}

// The one who said what ends at `offset`: ”习近平强调
const Annotation* Resolvers::SpeakerAfter(uint32_t offset) const {
  const auto& knowledge = state_.document.knowledge;
  const Span block = state_.Around(RuleScope::kParagraph, {offset, offset + 1});
  const Span area = {offset, std::min(block.end, offset + kSpeakerReach)};
  const Annotation* speaker = nullptr;
  for (const Annotation& arc : state_.lattice.StartingIn(area)) {
    if (!state_.IsVisible(arc)) continue;
    if (arc.type == knowledge.quote) return nullptr;
    if (speaker == nullptr && knowledge.speakers.Has(arc.type) &&
        !IsOblique(arc)) {
      speaker = &arc;
    }
    if (speaker != nullptr && knowledge.say_verbs.Has(arc.type)) {
      return speaker;
    }
  }
  return nullptr;
}

Value Resolvers::Speaker() const {
  const std::optional<Span> quote = QuoteOfMatch();
  if (quote) {
    const Annotation* speaker = SpeakerBefore(quote->begin);
    if (speaker == nullptr) speaker = SpeakerAfter(quote->end);
    if (speaker != nullptr) return Found(*speaker, kFarFactor);
    // 他强调，中方愿弘扬“丝路精神”: a quoted name inside indirect speech.
    if (quote->Contains(match_)) return {};
  }
  // X表示，…: indirect speech reaches to the end of its sentence.
  const Span sentence = state_.Around(RuleScope::kSentence, match_);
  const Annotation* speaker = nullptr;
  for (const Annotation& arc :
       state_.lattice.StartingIn({sentence.begin, match_.begin})) {
    if (state_.document.knowledge.say_verbs.Has(arc.type) &&
        state_.IsVisible(arc) && arc.span.end <= match_.begin) {
      const Annotation* subject = SayerOf(arc.span);
      if (subject != nullptr) speaker = subject;
    }
  }
  return speaker == nullptr ? Value{} : Found(*speaker, kFarFactor);
}

Value Resolvers::Part() const {
  const int32_t part = PartAt(&state_, match_.begin);
  if (part < 0) return {};
  Value value;
  value.items.push_back(FromEntity(part));
  return value;
}

// Before the match, else inside it, else behind it.
const Annotation* Resolvers::NearestDateIn(Span area) const {
  const Annotation* before = nullptr;
  const Annotation* after = nullptr;
  for (const Annotation& arc : state_.lattice.StartingIn(area)) {
    if (arc.type != state_.document.knowledge.date || arc.literal < 0 ||
        !state_.IsVisible(arc)) {
      continue;
    }
    // Of dates that begin together the first is the longest.
    if (arc.span.begin < match_.begin) {
      if (before == nullptr || before->span.end <= arc.span.begin) {
        before = &arc;
      }
    } else if (after == nullptr) {
      after = &arc;
    }
  }
  return before != nullptr ? before : after;
}

Value Resolvers::NearestDate() const {
  const Annotation* date =
      NearestDateIn(state_.Around(RuleScope::kClause, match_));
  if (date == nullptr) {
    date = NearestDateIn(state_.Around(RuleScope::kSentence, match_));
  }
  return date == nullptr ? Value{} : Found(*date, kFarFactor);
}

Value Resolvers::DocumentDate() const {
  if (state_.Date().empty()) return {};
  Item item;
  item.kind = Item::Kind::kLiteral;
  item.literal.type = LiteralValue::Type::kDate;
  item.literal.value = state_.Date();
  Value value;
  value.items.push_back(std::move(item));
  value.factor = kFarFactor;
  return value;
}

Value Resolvers::NamePart(const Item& item, const TypeSet& types) const {
  if (!item.span || item.kind != Item::Kind::kEntity) return {};
  for (const Annotation& arc : state_.lattice.StartingIn(*item.span)) {
    const bool inside = item.span->Contains(arc.span) &&
                        arc.span != *item.span && arc.entity >= 0;
    if (!inside || !types.Has(arc.type)) continue;
    if (state_.document.Canonical(arc.entity) == item.entity) continue;
    Value value;
    value.items.push_back(FromArc(arc));
    return value;
  }
  return {};
}

Value Resolvers::Position(const Item& item) const {
  if (item.kind != Item::Kind::kEntity) return {};
  const std::string& today = state_.Date();
  int32_t found = -1;
  for (const OfficeHeld& office : state_.document.info(item.entity).offices) {
    const bool begun = today.empty() || office.since.empty() ||
                       office.since.substr(0, today.size()) <= today;
    const bool ended =
        !office.until.empty() &&
        (today.empty() || office.until < today.substr(0, office.until.size()));
    if (begun && !ended && found < 0) found = office.position;
  }
  if (found < 0) return {};
  Value value;
  value.items.push_back(FromEntity(found));
  return value;
}

}  // namespace zhimai
