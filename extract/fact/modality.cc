#include "extract/fact/modality.h"

#include <algorithm>

namespace zhimai {
namespace {

// Bytes between a negation and the verb that it still governs.
constexpr uint32_t kDirectGap = 3;
constexpr uint32_t kNegationReach = 18;
constexpr size_t kMarkBytes = 3;  // of ， and ：

v1::Modality Stated(RuleModality status) {
  switch (status) {
    case RuleModality::kPlanned:
      return v1::PLANNED;
    case RuleModality::kProposed:
      return v1::PROPOSED;
    case RuleModality::kDemanded:
      return v1::DEMANDED;
    case RuleModality::kNegated:
      return v1::NEGATED;
    case RuleModality::kReported:
      return v1::REPORTED;
    case RuleModality::kAsserted:
    case RuleModality::kInherit:
      break;
  }
  return v1::ASSERTED;
}

class CueReader {
 public:
  CueReader(const ArticleState& state, const CueTypes& cues, Span anchor)
      : state_(state), cues_(cues), anchor_(anchor) {}

  bool DirectlyNegated() const {
    const Annotation* cue =
        NearestCue(state_.Around(RuleScope::kClause, anchor_), anchor_.begin);
    return cue != nullptr && cue->type == cues_.negated &&
           cue->span.end + kDirectGap >= anchor_.begin;
  }

  v1::Modality Governing() const {
    const Span clause = state_.Around(RuleScope::kClause, anchor_);
    const Annotation* cue = NearestCue(clause, anchor_.begin);
    if (cue != nullptr) return cues_.Of(cue->type);
    const Span before = {clause.begin, anchor_.begin};
    if (!HasSubject(before) && PlannedEarlier(clause)) return earlier_;
    if (InQuote(anchor_) || InIndirectSpeech(before)) return v1::REPORTED;
    return OfPlannedOccasion() ? v1::PLANNED : v1::ASSERTED;
  }

 private:
  // X表示，…: what follows the comma of a verb of saying, to the end of the
  // sentence or a ；. `before` is the anchor's clause up to it.
  bool InIndirectSpeech(Span before) const {
    const Span sentence = state_.Around(RuleScope::kSentence, anchor_);
    const std::string_view text = state_.article.text;
    for (const Annotation& arc :
         state_.lattice.StartingIn({sentence.begin, before.begin})) {
      if (!state_.document.knowledge.say_verbs.Has(arc.type) ||
          !state_.IsVisible(arc) || QuotedApart(arc.span)) {
        continue;
      }
      const std::string_view mark = text.substr(arc.span.end, kMarkBytes);
      if (mark != "，" && mark != "：") continue;
      const Span between = {arc.span.end, anchor_.begin};
      const Span sayer = {sentence.begin, arc.span.begin};
      if (between.In(text).find("；") == std::string_view::npos &&
          !IsPerformative(arc.span) &&
          (HasSubject(sayer) || state_.HasPronoun(sayer))) {
        return true;
      }
    }
    return false;
  }

  // 宣布: what is said is so by being said.
  bool IsPerformative(Span verb) const {
    const auto arcs = state_.lattice.StartingIn({verb.begin, verb.begin + 1});
    return std::any_of(arcs.begin(), arcs.end(), [&](const Annotation& arc) {
      return arc.span == verb &&
             state_.document.knowledge.performatives.Has(arc.type);
    });
  }

  // 这次峰会的主题是…: what is told of an occasion stands as the sentence
  // before says that it will be held.
  bool OfPlannedOccasion() const {
    const Span sentence = state_.Around(RuleScope::kSentence, anchor_);
    const auto opens =
        state_.lattice.StartingIn({sentence.begin, sentence.begin + 1});
    const bool occasion =
        std::any_of(opens.begin(), opens.end(), [&](const Annotation& arc) {
          return arc.type == state_.document.knowledge.coref_occasion;
        });
    const Span block = state_.Around(RuleScope::kParagraph, anchor_);
    if (!occasion || sentence.begin <= block.begin) return false;
    const Span before = state_.Around(RuleScope::kSentence,
                                      {sentence.begin - 1, sentence.begin});
    const Annotation* cue = NearestCue(before, before.end);
    return cue != nullptr && cue->type == cues_.planned;
  }

  // The cue of `area` that ends last, at `limit` at the latest. A cue inside
  // a quotation governs nothing outside it.
  const Annotation* NearestCue(Span area, uint32_t limit) const {
    const Annotation* nearest = nullptr;
    for (const Annotation& arc : state_.lattice.StartingIn(area)) {
      const v1::Modality modality = cues_.Of(arc.type);
      if (modality == v1::MODALITY_UNSPECIFIED || arc.span.end > limit ||
          !state_.IsVisible(arc) || QuotedApart(arc.span)) {
        continue;
      }
      if (arc.type == cues_.negated &&
          arc.span.end + kNegationReach < anchor_.begin) {
        continue;
      }
      if (nearest == nullptr || arc.span.end >= nearest->span.end) {
        nearest = &arc;
      }
    }
    return nearest;
  }

  // Looks through the clauses before, back to a ； or to one that has a
  // subject of its own and no cue.
  bool PlannedEarlier(Span clause) const {
    const auto& clauses = state_.scopes.of(RuleScope::kClause);
    const Span sentence = state_.Around(RuleScope::kSentence, anchor_);
    size_t i = state_.scopes.Find(RuleScope::kClause, clause.begin);
    if (i == ScopeSpans::kNone) return false;
    while (i > 0 && clauses[i - 1].begin >= sentence.begin) {
      const Span earlier = clauses[--i];
      const std::string_view text = state_.Text(earlier);
      if (text.size() >= 3 && text.substr(text.size() - 3) == "；") {
        return false;
      }
      const Annotation* cue = NearestCue(earlier, earlier.end);
      if (cue != nullptr &&
          (cue->type == cues_.planned || cue->type == cues_.demanded)) {
        earlier_ = cues_.Of(cue->type);
        return true;
      }
      if (HasSubject(earlier)) return false;
    }
    return false;
  }

  bool HasSubject(Span area) const {
    const TypeSet& agents = state_.document.knowledge.agents;
    const auto arcs = state_.lattice.StartingIn(area);
    return std::any_of(arcs.begin(), arcs.end(), [&](const Annotation& arc) {
      return agents.Has(arc.type) && arc.span.end <= area.end &&
             state_.IsVisible(arc) && !IsOblique(arc);
    });
  }

  bool IsOblique(const Annotation& arc) const {
    const uint32_t from = arc.span.begin > 12 ? arc.span.begin - 12 : 0;
    const auto arcs = state_.lattice.StartingIn({from, arc.span.begin});
    return std::any_of(arcs.begin(), arcs.end(), [&](const Annotation& a) {
      return a.span.end == arc.span.begin &&
             state_.document.knowledge.oblique_preps.Has(a.type);
    });
  }

  // Whether a quotation holds `span` but not the anchor.
  bool QuotedApart(Span span) const {
    return AnyQuote([&](Span quote) {
      return quote.Contains(span) && !quote.Contains(anchor_);
    });
  }
  bool InQuote(Span span) const {
    return AnyQuote([&](Span quote) { return quote.Contains(span); });
  }
  template <typename Test>
  bool AnyQuote(Test test) const {
    const Span block = state_.Around(RuleScope::kParagraph, anchor_);
    const auto arcs =
        state_.lattice.StartingIn({block.begin, anchor_.begin + 1});
    return std::any_of(arcs.begin(), arcs.end(), [&](const Annotation& arc) {
      return arc.type == state_.document.knowledge.quote && test(arc.span);
    });
  }

  const ArticleState& state_;
  const CueTypes& cues_;
  Span anchor_;
  mutable v1::Modality earlier_ = v1::ASSERTED;
};

}  // namespace

CueTypes::CueTypes(const TypeRegistry& types)
    : planned(types.Find("Cue:PLANNED")),
      proposed(types.Find("Cue:PROPOSED")),
      demanded(types.Find("Cue:DEMANDED")),
      negated(types.Find("Cue:NEGATED")) {}

v1::Modality CueTypes::Of(TypeId type) const {
  if (type == TypeRegistry::kNone) return v1::MODALITY_UNSPECIFIED;
  if (type == planned) return v1::PLANNED;
  if (type == proposed) return v1::PROPOSED;
  if (type == demanded) return v1::DEMANDED;
  if (type == negated) return v1::NEGATED;
  return v1::MODALITY_UNSPECIFIED;
}

v1::Modality ModalityOf(const Candidate& candidate, const ArticleState& state,
                        const CueTypes& cues) {
  const CueReader reader(state, cues, candidate.anchor);
  if (candidate.status == RuleModality::kInherit) return reader.Governing();
  if (candidate.status == RuleModality::kAsserted && reader.DirectlyNegated()) {
    return v1::NEGATED;
  }
  return Stated(candidate.status);
}

}  // namespace zhimai
