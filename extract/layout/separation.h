// Articles that a page prints in turns: A, B, A, B.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/layout/lines.h"
#include "extract/layout/page_knowledge.h"
#include "extract/layout/stories.h"
#include "extract/layout/verdict.h"
#include "extract/text/clean_text.h"

namespace zhimai {

// Divides a story into two articles when its lines come from two that take
// turns; else returns it whole. The article that begins first comes first.
//
// Eigenvectors of the likeness of lines give first divisions; so do
// alternating lines and seams alone. Each is improved in turns: two
// vocabularies from the labels, then the best labels under them and the seams
// (BestLabels). The division that explains the page best is put to the
// Verdict: two articles are found only if the page returns to one after the
// other, and one article that is split is worse than two that are not.
//
// Only Chinese pages are divided, and none without `knowledge`.
std::vector<LineGroup> SeparateArticles(const CleanText& text,
                                        const PageKnowledge& knowledge,
                                        const std::vector<LayoutLine>& lines,
                                        const LineGroup& story,
                                        SeparationEvidence* evidence);

}  // namespace zhimai
