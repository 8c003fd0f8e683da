// From the lines of one article to its text, blocks and sentences.
#pragma once

#include "extract/doc/document.h"
#include "extract/layout/dates.h"
#include "extract/layout/joins.h"
#include "extract/layout/lines.h"
#include "extract/layout/stories.h"
#include "extract/text/clean_text.h"

namespace zhimai {

// Writes text, map, blocks, sentences, title, dateline and language of the
// article that consists of the lines in `group`. Its title goes first even
// when the page prints it in the middle. `published` gets the dateline's day,
// completed from `document_date` or from the newest full date in the text;
// "--08-28" when neither tells the year; without a dateline `document_date`.
//
// REQUIRES: group is not empty and has no furniture.
Article BuildArticle(const CleanText& text, const PairCounts& pairs,
                     const std::vector<LayoutLine>& lines,
                     const LineGroup& group, const CalendarDate& document_date);

}  // namespace zhimai
