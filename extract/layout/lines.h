// What each line of a cleaned source is: heading, body, furniture, dateline.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/text/clean_text.h"
#include "graph/base/span.h"

namespace zhimai {

// Ways of numbering a heading or paragraph, from the outside in.
enum class OrdinalForm : uint8_t {
  kNone,
  kPart,           // 第一编, 第一部分
  kChapter,        // 第一章
  kSection,        // 第一节
  kHan,            // 一、
  kHanBracket,     // （一） (一)
  kArabic,         // 1. 1、
  kArabicBracket,  // （1） (1)
  kClause,         // 第一条
};

struct Ordinal {
  OrdinalForm form = OrdinalForm::kNone;
  int32_t number = 0;
  uint32_t size = 0;  // bytes with its signs and the blanks behind them
};

// The number at the start of a line.
Ordinal ReadOrdinal(std::string_view text);

enum class LineRole : uint8_t {
  kBody,
  kTitle,
  kHeading,
  kListItem,
  kQuotation,
  kFurniture,
  kContinuation,  // （上接第1版）: furniture that says an article goes on
};

struct LayoutLine {
  Span text;  // of CleanText::text, without furniture at its ends
  LineRole role = LineRole::kBody;
  OrdinalForm form = OrdinalForm::kNone;
  Script script = Script::kNone;
  uint8_t markup_level = 0;  // 1 to 6 for headings of the markup, else 0
  uint8_t level = 0;         // logical: 1 title, 2 section, 3 measure and below
  int32_t ordinal = 0;
  uint32_t line = 0;              // index into CleanText::lines
  uint32_t opening_dateline = 0;  // bytes of it at the start of `text`
  uint32_t closing_dateline = 0;  // bytes of it at the end
  Span run_in_title;              // of CleanText::text; empty for none
  bool starts_paragraph = false;
  bool indented = false;

  bool is_furniture() const {
    return role == LineRole::kFurniture || role == LineRole::kContinuation;
  }
  bool is_heading() const {
    return role == LineRole::kTitle || role == LineRole::kHeading;
  }
};

// True for a short line without the punctuation of prose, such as a title
// that nothing marks as one.
bool IsTitleLike(std::string_view text);

// Classifies every line by its markup and its form. Contents lists under a
// heading that says so are furniture.
std::vector<LayoutLine> ClassifyLines(const CleanText& text);

}  // namespace zhimai
