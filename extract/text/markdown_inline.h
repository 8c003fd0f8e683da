// Inline markdown: which bytes of a line are markup.
#pragma once

#include <string_view>
#include <vector>

#include "extract/text/markup_writer.h"

namespace zhimai {

// Marks of emphasis, code spans, links (their targets), images, footnote
// references and escapes in raw[line], sorted. Unmatched signs are text. Time
// is linear in the line. HTML tags are left alone.
std::vector<InlineMark> FindInlineMarks(std::string_view raw, Span line);

}  // namespace zhimai
