// Sentences and their clauses.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/doc/document.h"

namespace zhimai {

// A longer sentence is cut: at the next punctuation, or hard between two code
// points when none comes within kSentenceSlack bytes.
inline constexpr uint32_t kMaxSentenceBytes = 16 * 1024;
inline constexpr uint32_t kSentenceSlack = 4 * 1024;

// Appends the sentences of text[block] to `out`, trimmed of blanks.
//
// A sentence ends at 。！？!? or …… outside quotes and brackets, and at a
// closing quote behind one of these unless the sentence goes on (，, 的).
// Closing marks belong to it. A quote or bracket without its counterpart in
// the block counts as none, so it cannot swallow the rest. ASCII . ends one
// before a blank and no small letter, but after abbreviations, initials and
// list numbers. ； does not: it divides clauses.
//
// Clauses cover the sentence and end behind ，；：—— and , ; : before a blank,
// outside quotes and brackets. Time and memory are linear in the block.
void SplitSentences(std::string_view text, Span block, uint32_t block_index,
                    std::vector<Sentence>* out);

}  // namespace zhimai
