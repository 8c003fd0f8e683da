// Runs the rules of every phase over an article: matches become annotations
// and candidates.
#pragma once

#include <string>
#include <vector>

#include "extract/link/candidate.h"
#include "extract/link/state.h"
#include "extract/link/value.h"
#include "extract/rules/rule_set.h"
#include "extract/rules/scanner.h"

namespace zhimai {

// Packs of a phase below this one name things; what they name is linked
// before the others read it.
inline constexpr int kFirstFactPhase = 40;

// Scratch memory. One thread at a time; reuse it.
class RuleRunner {
 public:
  explicit RuleRunner(const RuleSet& rules) : rules_(rules), scanner_(rules) {}

  // Null for none. Borrowed.
  void set_observer(RuleObserver* observer) {
    observer_ = observer;
    scanner_.set_observer(observer);
  }

  // REQUIRES: state->lattice holds the arcs of lexicon and times, and
  // state->scopes is set.
  void Run(ArticleState* state, std::vector<Candidate>* out);

 private:
  void RunPack(const RulePack& pack, ArticleState* state,
               std::vector<Candidate>* out);

  const RuleSet& rules_;
  Scanner scanner_;
  RuleObserver* observer_ = nullptr;
};

// Adds arcs over the captures that `annotate` clauses name, and rebinds the
// captures to what was made of them.
void ApplyAnnotates(const RuleMatch& match, ArticleState* state,
                    Bindings* bindings);

// Appends the facts of the `emit` clauses.
void ApplyEmits(const RuleMatch& match, ArticleState* state, Bindings* bindings,
                std::vector<Candidate>* out);

// Evaluates the lets; false when a required one has no value or a `where`
// does not hold: `failed`, which may be null, then gets outcome and index.
bool BindVariables(const RuleMatch& match, ArticleState* state,
                   Bindings* bindings, RuleAttempt* failed = nullptr);

// The lowest score of the arcs on the match's path.
double ScoreOf(const RuleMatch& match, const ArticleState& state);

// Short forms of names in the article: 天津峰会 is 上海合作组织天津峰会 when
// only one longer name ends so.
void MergeShortNames(ArticleState* state);

// Emmanuel Macron … Macron: in English articles a last name alone is the one
// person of the article who is named in full with it.
void AddLastNames(ArticleState* state);

// 本组织 -> the organisation spoken of.
void ResolveReferences(ArticleState* state);

// X（以下简称“Y”）: Y is a name of X from here on. Appends `alias` facts.
void ReadAbbreviations(ArticleState* state, std::vector<Candidate>* out);

}  // namespace zhimai
