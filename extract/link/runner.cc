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
                        state->hidden};
  const std::vector<RuleMatch> matches = scanner_.Scan(
      pack, input,
      [state](RuleMatch* match) {
        if (match->rule->lets.empty() && match->rule->where.empty()) {
          return true;
        }
        Bindings bindings = BindCaptures(state, *match);
        return BindVariables(*match, state, &bindings);
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
                   Bindings* bindings) {
  const Evaluator evaluator(state, bindings, match.match.span);
  for (const LetClause& let : match.rule->lets) {
    Value value = evaluator.Evaluate(let.expression);
    if (value.empty() && let.required) return false;
    bindings->Set(let.variable, std::move(value));
  }
  return std::all_of(
      match.rule->where.begin(), match.rule->where.end(),
      [&](const Condition& condition) { return evaluator.Holds(condition); });
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
