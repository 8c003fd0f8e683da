// Several stories in one file, one after the other.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/layout/lines.h"
#include "extract/text/clean_text.h"

namespace zhimai {

// Indices into the classified lines, in order.
using LineGroup = std::vector<uint32_t>;

// Divides the lines into stories; furniture is in none, but continuation
// marks stay. One story unless something says otherwise:
//   - headings of one markup level, without ordinals, at least half of which
//     open a section that carries a dateline of its own;
//   - several top headings of which one opens the file, each with text;
//   - opening datelines, each below a title or below a finished story.
// Numbered headings (一、 （一）) never begin a story. The heading of a story
// gets the role kTitle; headings above the stories are furniture.
std::vector<LineGroup> SplitStories(const CleanText& text,
                                    std::vector<LayoutLine>* lines);

}  // namespace zhimai
