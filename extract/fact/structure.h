// Facts that the layout of an article states.
#pragma once

#include <vector>

#include "extract/link/candidate.h"
#include "extract/link/state.h"

namespace zhimai {

// Appends, with rule ids "structure.*":
//  - date and place of publication, where a dateline gives them
//  - sections and measures with their ordinals, where the numbers of a level
//    run 1, 2, 3 … without a gap: a page that mixes two papers has none
void ReadStructure(ArticleState* state, std::vector<Candidate>* out);

}  // namespace zhimai
