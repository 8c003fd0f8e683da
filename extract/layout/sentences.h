// Sentences and clauses of an article.
#pragma once

#include "extract/doc/document.h"

namespace zhimai {

// A longer sentence is cut at a clause border, or hard: later stages work
// sentence by sentence, and their time may grow with its square.
inline constexpr uint32_t kMaxSentenceBytes = 16 * 1024;

// Fills article->sentences from its blocks. Furniture and datelines have
// none. Quotes and brackets that are open at the end of their block close
// there.
void SplitSentences(Article* article);

}  // namespace zhimai
