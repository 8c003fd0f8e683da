// Articles that a page interleaves.
//
// Two articles continued from an earlier page, each under its own
// （上接第N版）, are told apart by their character bigrams:
// expectation-maximisation over two multinomials with a sticky two-state hidden
// Markov chain over the lines, the lines after each mark as seeds. Rabiner, A
// tutorial on hidden Markov models (1989), for the forward-backward recursion.
#pragma once

#include <vector>

#include "extract/layout/line_class.h"

namespace zhimai {

// For a page that is one article so far and has exactly two continuation
// marks: sets LayoutLine::article to 0 or 1 and returns 2. Returns 1 and
// changes nothing for every other page, so that no single text is ever split.
int SeparateInterleaved(const CleanText& text, std::vector<LayoutLine>* lines);

}  // namespace zhimai
