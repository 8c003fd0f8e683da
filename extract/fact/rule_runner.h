// Runs all phases of the rules over an article and gives their candidates.
#pragma once

#include <string>
#include <vector>

#include "extract/fact/candidate.h"
#include "extract/link/evaluator.h"

namespace zhimai {

// Annotates `state` phase by phase; returns what the rules emit, in order of
// pack, position and rule.
std::vector<Candidate> RunRules(const RuleSet& rules, ArticleState* state,
                                std::vector<std::string>* warnings);

}  // namespace zhimai
