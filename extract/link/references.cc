// Short forms, abbreviations and references to what was named before.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "extract/link/evaluator.h"
#include "extract/link/resolvers.h"
#include "extract/link/runner.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// A reference is right about as often as topic() is, which scores it again.
constexpr float kReferenceScore = 0.95F;
constexpr float kAbbreviationScore = 0.97F;
constexpr double kAbbreviationPrior = 0.95;
// Names to compare; an article with more is a list, not a story.
constexpr size_t kMaxNames = 400;
constexpr size_t kMinShortName = 3;  // code points
constexpr size_t kMaxShortName = 20;

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() > end.size() &&
         text.substr(text.size() - end.size()) == end;
}

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Whether `shorter` is the tail of `longer`, at the border of a word where
// words have borders. Of persons only the family name behind a · is.
bool IsTail(const std::string& longer, const std::string& shorter,
            bool is_person) {
  if (!EndsWith(longer, shorter)) return false;
  const std::string_view rest =
      std::string_view(longer).substr(0, longer.size() - shorter.size());
  if (is_person) return EndsWith(rest, "·") || rest.back() == ' ';
  return !(IsAsciiLetter(rest.back()) && IsAsciiLetter(shorter[0]));
}

bool IsLongForm(const EntityInfo& info, const std::string& shorter) {
  const bool is_person = info.class_name == "Person";
  return std::any_of(
      info.names.begin(), info.names.end(), [&](const EntityName& name) {
        return !name.weak && IsTail(name.text, shorter, is_person);
      });
}

// 峰会, 理事会: a head word alone names nothing.
bool IsHeadWord(const ArticleState& state, const std::string& label) {
  const TypeRegistry& types = state.document.knowledge.types;
  const auto arcs = state.lattice.all();
  return std::any_of(arcs.begin(), arcs.end(), [&](const Annotation& arc) {
    return types.name(arc.type).rfind("Suffix:", 0) == 0 &&
           state.Text(arc.span) == label;
  });
}

// Merges one entity if exactly one of the others is its long form.
void MergeInto(ArticleState* state, int32_t shorter,
               const std::set<int32_t>& all) {
  LinkedDocument& document = state->document;
  const EntityInfo& info = document.info(shorter);
  if (CountCodePoints(info.label) < kMinShortName) return;
  int32_t target = -1;
  for (int32_t other : all) {
    if (document.Canonical(other) == document.Canonical(shorter)) continue;
    const EntityInfo& candidate = document.info(other);
    if (candidate.class_name != info.class_name ||
        !IsLongForm(candidate, info.label)) {
      continue;
    }
    const int32_t canonical = document.Canonical(other);
    if (target >= 0 && target != canonical) return;
    target = canonical;
  }
  if (target < 0 || IsHeadWord(*state, info.label)) return;
  const auto features = state->features.find(document.Canonical(shorter));
  if (features != state->features.end()) {
    const auto moved = features->second;
    state->features[target].insert(moved.begin(), moved.end());
  }
  document.Redirect(shorter, target);
}

}  // namespace

void MergeShortNames(ArticleState* state) {
  static const std::set<std::string>* const kClasses =
      new std::set<std::string>{"Person",  "Summit",   "Meeting",
                                "Event",   "Document", "Organization",
                                "OrgBody", "Project",  "Initiative"};
  LinkedDocument& document = state->document;
  const auto arcs = state->lattice.all();
  std::set<int32_t> all;
  for (uint32_t index : state->entity_arcs) {
    const int32_t entity = document.Canonical(arcs[index].entity);
    if (kClasses->count(document.info(entity).class_name) > 0) {
      all.insert(entity);
    }
  }
  if (all.size() > kMaxNames) return;
  for (int32_t entity : all) {
    if (!document.entities.is_base(entity)) MergeInto(state, entity, all);
  }
}

void ResolveReferences(ArticleState* state) {
  const LinkKnowledge& knowledge = state->document.knowledge;
  if (knowledge.coref_org.empty()) return;
  std::vector<Annotation> found;
  const auto arcs = state->lattice.all();
  for (const Annotation& arc : arcs) {
    if (!knowledge.coref_org.Has(arc.type) || !state->IsVisible(arc)) continue;
    const Resolvers resolvers(state, arc.span);
    const Value topic = resolvers.Topic(knowledge.organizations);
    if (topic.empty()) continue;
    Annotation made;
    made.span = arc.span;
    made.entity = topic.items[0].entity;
    made.type =
        knowledge.types.Find(state->document.info(made.entity).class_name);
    made.score = kReferenceScore;
    found.push_back(made);
  }
  for (const Annotation& arc : found) state->AddArc(arc, "coreference");
}

namespace {

// The longest name that ends right before `offset`.
const Annotation* EntityBefore(const ArticleState& state, uint32_t offset) {
  constexpr uint32_t kLongestName = 400;
  const uint32_t from = offset > kLongestName ? offset - kLongestName : 0;
  for (const Annotation& arc : state.lattice.StartingIn({from, offset})) {
    if (arc.span.end == offset && arc.entity >= 0 && state.IsVisible(arc)) {
      return &arc;
    }
  }
  return nullptr;
}

// The short form that follows a cue, up to the closing bracket.
Span ShortFormAfter(std::string_view text, uint32_t offset) {
  const auto starts = [&](std::string_view mark) {
    return text.substr(offset, mark.size()) == mark;
  };
  for (std::string_view mark :
       {"为", "：", ":", " ", "“", "\"", "《", "the "}) {
    if (starts(mark)) offset += static_cast<uint32_t>(mark.size());
  }
  size_t end = text.size();
  for (std::string_view mark :
       {"”", "\"", "》", "）", ")", "，", "；", "。", "“", "、", "\n"}) {
    end = std::min(end, text.find(mark, offset));
  }
  return {offset, static_cast<uint32_t>(std::max<size_t>(end, offset))};
}

void AddAbbreviation(ArticleState* state, const Annotation& name, Span form,
                     std::vector<Candidate>* out) {
  const std::string text(state->Text(form));
  const size_t length = CountCodePoints(text);
  if (length < 2 || length > kMaxShortName) return;
  const std::string_view all = state->article.text;
  for (size_t at = form.begin; at != std::string_view::npos;
       at = all.find(text, at + text.size())) {
    Annotation arc = name;
    arc.span = {static_cast<uint32_t>(at),
                static_cast<uint32_t>(at + text.size())};
    arc.score = std::min(name.score, kAbbreviationScore);
    state->AddArc(arc, "abbreviation");
  }
  state->document.AddName(name.entity, text, state->article.language);
  const Resolvers resolvers(state, form);
  Candidate alias;
  alias.subject = resolvers.FromArc(name);
  alias.relation = "alias";
  alias.object.text = text;
  alias.object.span = form;
  alias.rule = "structure.abbreviation";
  alias.rule_version = "1";
  alias.confidence = kAbbreviationPrior;
  alias.match = {name.span.begin, form.end};
  alias.anchor = form;
  alias.evidence = {alias.match};
  out->push_back(std::move(alias));
}

}  // namespace

void ReadAbbreviations(ArticleState* state, std::vector<Candidate>* out) {
  const TypeId cue = state->document.knowledge.abbreviation_cue;
  if (cue == TypeRegistry::kNone) return;
  const std::string_view text = state->article.text;
  uint32_t behind = 0;  // cues inside one another count once
  for (const Annotation& arc : state->lattice.all()) {
    if (arc.type != cue || arc.span.begin < behind) continue;
    behind = arc.span.end;
    const std::string_view before = text.substr(0, arc.span.begin);
    uint32_t name_end = arc.span.begin;
    for (std::string_view open : {"（", "(", "，"}) {
      if (EndsWith(before, open)) {
        name_end -= static_cast<uint32_t>(open.size());
      }
    }
    if (name_end == arc.span.begin) continue;
    // 《…》（以下简称…）: the name may end inside its mark.
    const Annotation* name = EntityBefore(*state, name_end);
    if (name == nullptr && EndsWith(before.substr(0, name_end), "》")) {
      name = EntityBefore(*state, name_end - 3);
    }
    if (name == nullptr) continue;
    const Annotation copy = *name;
    AddAbbreviation(state, copy, ShortFormAfter(text, arc.span.end), out);
  }
}

}  // namespace zhimai
