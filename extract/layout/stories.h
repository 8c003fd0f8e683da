// Several stories in one file: which line belongs to which.
#pragma once

#include <vector>

#include "extract/layout/line_class.h"

namespace zhimai {

// Sets LayoutLine::article (from 0, in order of first line; -1 for furniture,
// tables of contents included) and returns how many articles there are.
//
// A file is a digest when at least three headings of one markup level, none
// of them numbered like sections of a paper, each open a story: half of them
// are followed by an agency's lead, or the file's title carries a date.
// Everything else is one article.
int AssignStories(const CleanText& text, std::vector<LayoutLine>* lines);

}  // namespace zhimai
