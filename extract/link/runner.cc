#include "extract/link/runner.h"

#include <algorithm>
#include <utility>

#include "extract/link/evaluator.h"
#include "extract/link/parts.h"

namespace zhimai {
namespace {

bool IsFor(const RulePack& pack, const Article& article) {
  return pack.lang.empty() ||
         article.language.compare(0, pack.lang.size(), pack.lang) == 0;
}

}  // namespace

void RuleRunner::Run(ArticleState* state, std::vector<Candidate>* out) {
  scanner_.BeginArticle(state->article.text);
  state->Refresh();
  FindParts(state);
  const auto& packs = rules_.packs();
  bool linked = false;
  const auto link = [&] {
    MergeShortNames(state);
    ReadAbbreviations(state, out);
    AddLastNames(state);
    state->Refresh();
    ResolveReferences(state);
    state->Refresh();
    state->FindHolders();
    linked = true;
  };
  for (size_t i = 0; i < packs.size(); ++i) {
    if (!linked && packs[i].phase >= kFirstFactPhase) link();
    if (IsFor(packs[i], state->article)) RunPack(packs[i], state, out);
    // Annotations of a phase show when it ends.
    if (i + 1 == packs.size() || packs[i + 1].phase != packs[i].phase) {
      state->Refresh();
      if (!linked) MergeShortNames(state);
    }
  }
  if (!linked) link();
}

void RuleRunner::RunPack(const RulePack& pack, ArticleState* state,
                         std::vector<Candidate>* out) {
  const ScanInput input{state->article.text, &state->scopes, &state->lattice,
                        state->hidden, state->version};
  const std::vector<RuleMatch> matches = scanner_.Scan(
      pack, input,
      [this, state](RuleMatch* match) {
        if (match->rule->lets.empty() && match->rule->where.empty()) {
          return true;
        }
        Bindings bindings = BindCaptures(state, *match);
        RuleAttempt failed = {match->rule,
                              RuleAttempt::Outcome::kWhere,
                              match->scope,
                              match->match.span,
                              0,
                              nullptr};
        if (BindVariables(*match, state, &bindings, &failed)) return true;
        if (observer_ != nullptr) observer_->OnAttempt(failed);
        return false;
      },
      &state->warnings);
  for (const RuleMatch& match : matches) {
    Bindings bindings = BindCaptures(state, match);
    BindVariables(match, state, &bindings);
    ApplyAnnotates(match, state, &bindings);
    ApplyEmits(match, state, &bindings, out);
  }
}

bool BindVariables(const RuleMatch& match, ArticleState* state,
                   Bindings* bindings, RuleAttempt* failed) {
  const Evaluator evaluator(state, bindings, match.match.span);
  const auto fail = [failed](RuleAttempt::Outcome outcome, size_t index) {
    if (failed == nullptr) return;
    failed->outcome = outcome;
    failed->index = index;
  };
  const std::vector<LetClause>& lets = match.rule->lets;
  for (size_t i = 0; i < lets.size(); ++i) {
    Value value = evaluator.Evaluate(lets[i].expression);
    if (value.empty() && lets[i].required) {
      fail(RuleAttempt::Outcome::kRequired, i);
      return false;
    }
    bindings->Set(lets[i].variable, std::move(value));
  }
  const std::vector<Condition>& where = match.rule->where;
  for (size_t i = 0; i < where.size(); ++i) {
    if (evaluator.Holds(where[i])) continue;
    fail(RuleAttempt::Outcome::kWhere, i);
    return false;
  }
  return true;
}

double ScoreOf(const RuleMatch& match, const ArticleState& state) {
  float score = 1;
  const auto arcs = state.lattice.all();
  for (int32_t arc : match.match.arcs) {
    score = std::min(score, arcs[static_cast<size_t>(arc)].score);
  }
  return static_cast<double>(score);
}

}  // namespace zhimai
