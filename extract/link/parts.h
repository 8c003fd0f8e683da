// The numbered parts of a paper: sections and measures.
#pragma once

#include "extract/link/state.h"

namespace zhimai {

// Fills state->parts where the numbers of a level run 1, 2, 3 …: a page that
// mixes two papers has none.
void FindParts(ArticleState* state);

// The innermost part that holds `offset`; the article's Document before the
// first one and where a part that the page lost would stand; -1 when the
// article has no measures, and in a sentence that is a stray copy of another.
int32_t PartAt(ArticleState* state, uint32_t offset);

}  // namespace zhimai
