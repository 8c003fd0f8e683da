// What each line of a cleaned file is, from its words and its markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/doc/document.h"
#include "extract/text/clean_text.h"

namespace zhimai {

struct LayoutLine {
  const TextLine* source = nullptr;  // borrowed from the CleanText
  Span span;                         // of CleanText::text
  BlockKind kind = BlockKind::kBody;
  // Logical level: 1 title, 2 section (一、), 3 measure or sub-heading.
  int level = 0;
  int ordinal = 0;
  Span run_in_title;            // of CleanText::text; empty for none
  bool marked_heading = false;  // the markup says so, at md_level
  int md_level = 0;
  bool continuation_mark = false;  // （上接第1版）
  int article = 0;                 // set later; -1 furniture
};

// Returns one entry for each line that has text, in order.
std::vector<LayoutLine> ClassifyLines(const CleanText& text);

// An ordinal at the start of a heading: 二、 (form 2), （七） or (7) (form 3),
// 第三章 (form 2). `length` is in bytes; 0 when there is none.
struct HeadingOrdinal {
  int form = 0;
  int value = 0;
  size_t length = 0;
};
HeadingOrdinal ParseHeadingOrdinal(std::string_view line);

// Whether a paragraph ends where a sentence may end.
bool EndsSentence(std::string_view paragraph);

}  // namespace zhimai
