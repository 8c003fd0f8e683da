// Articles that a page prints in turns: A, B, A, B.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/layout/joins.h"
#include "extract/layout/lines.h"
#include "extract/layout/stories.h"
#include "extract/text/clean_text.h"

namespace zhimai {

// What speaks for two articles; for tests and measurements.
struct SeparationEvidence {
  size_t runs = 0;                // stretches of one article
  double short_runs = 0;          // share of them that are a single line
  size_t scars = 0;               // borders that cut a sentence or bear a mark
  double recurrence = 0;          // TwoTopics::RecurrenceGain
  double share = 0;               // TwoTopics::SmallerShare
  double exclusive = 0;           // TwoTopics::ExclusiveShare
  double terms = 0;               // TwoTopics::size
  double score = 0;               // of all of these; above 0: two articles
  std::vector<LineGroup> groups;  // the best division, taken or not
};

// Divides a story into two articles when its lines come from two that take
// turns; else returns it whole. The article that begins first comes first.
//
// Lines are vectors of the character pairs (Latin: words) that other lines
// have too. Eigenvectors of their likeness give first divisions; TwoTopics and
// a hidden Markov model over the lines, which knows cut sentences, datelines
// and marks, settle each line. Two articles are found only if the page returns
// to one after the other and vocabulary and cut sentences together say so
// clearly; one article that is split is worse than two that are not. Latin
// text is never divided.
std::vector<LineGroup> SeparateArticles(const CleanText& text,
                                        const PairCounts& pairs,
                                        const std::vector<LayoutLine>& lines,
                                        const LineGroup& story,
                                        SeparationEvidence* evidence);

}  // namespace zhimai
