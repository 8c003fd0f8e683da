#include <algorithm>

#include "extract/fact/candidate.h"

namespace zhimai {
namespace {

Span HolderOf(const ArticleState& state, RuleScope scope, Span span) {
  const size_t index = state.scopes.Find(scope, span.begin);
  return index == ScopeSpans::kNone ? span : state.scopes.of(scope)[index];
}

// The last cue in `within`; kInherit when there is none.
RuleModality LastCue(const ArticleState& state, Span within, bool future_only) {
  RuleModality found = RuleModality::kInherit;
  for (const Annotation& arc : state.lattice.StartingIn(within)) {
    const std::string& type = state.types->name(arc.type);
    if (type.rfind("Cue:", 0) != 0) continue;
    if (type == "Cue:PLANNED") found = RuleModality::kPlanned;
    if (type == "Cue:DEMANDED") found = RuleModality::kDemanded;
    if (future_only) continue;
    if (type == "Cue:PROPOSED") found = RuleModality::kProposed;
    if (type == "Cue:NEGATED") found = RuleModality::kNegated;
  }
  return found;
}

bool InsideQuote(const ArticleState& state, Span span) {
  const TypeId quote = state.types->Find("Quote");
  const Span block = HolderOf(state, RuleScope::kParagraph, span);
  for (const Annotation& arc :
       state.lattice.StartingIn({block.begin, span.begin + 1})) {
    if (arc.type == quote && arc.span.Contains(span) && arc.span != span) {
      return true;
    }
  }
  return false;
}

}  // namespace

RuleModality FindModality(const ArticleState& state, Span verb,
                          RuleModality fixed) {
  const Span clause = HolderOf(state, RuleScope::kClause, verb);
  // A negation governs what follows it at once.
  const uint32_t near = verb.begin > 9 ? verb.begin - 9 : 0;
  const RuleModality close =
      LastCue(state, {std::max(clause.begin, near), verb.begin}, false);
  if (close == RuleModality::kNegated) return close;
  if (fixed != RuleModality::kInherit) return fixed;
  const RuleModality cue =
      LastCue(state, {clause.begin, verb.begin}, /*future_only=*/false);
  if (cue != RuleModality::kInherit && cue != RuleModality::kNegated) {
    return cue;
  }
  Span sentence = HolderOf(state, RuleScope::kSentence, verb);
  sentence.end = verb.begin;
  const std::string_view text = state.article->text;
  const size_t stop = sentence.In(text).rfind("；");
  if (stop != std::string_view::npos) {
    sentence.begin += static_cast<uint32_t>(stop);
  }
  const RuleModality carried = LastCue(state, sentence, /*future_only=*/true);
  if (carried != RuleModality::kInherit) return carried;
  return InsideQuote(state, verb) ? RuleModality::kReported
                                  : RuleModality::kAsserted;
}

}  // namespace zhimai
