// Numerals as printed, Arabic, Chinese and mixed, and English number words.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "extract/time/decimal.h"
#include "graph/base/span.h"

namespace zhimai {

struct NumberMatch {
  enum class Style {
    kArabic,   // 12, 8,900, 1.2万亿 (begins with a digit)
    kChinese,  // 二十三, 两万五千
    kDigits,   // 二〇二三: one Chinese digit for each place
    kEnglish,  // twenty-two
  };
  Span span;
  Decimal value;
  Style style = Style::kArabic;
  uint32_t code_points = 0;
  // Value of 12 in 12亿: what stands before 万, 亿, million.
  bool has_scale = false;
};

// The longest numeral that begins at `pos`. None where there is none, where
// digits run on in a way that is no number (1.2.3, 五六百), or it has more than
// 18 digits; *end is then where that run of numerals ends.
// REQUIRES: pos is on a code point border.
std::optional<NumberMatch> ScanNumber(std::string_view text, uint32_t pos,
                                      uint32_t* end);

// The number that `text` is as a whole, of any of the styles.
std::optional<Decimal> ParseNumber(std::string_view text);
// The same, for Chinese numerals alone: 十二, 二〇二三, 三点五, 两万五.
std::optional<Decimal> ParseChineseNumber(std::string_view text);

// Whether a numeral may begin with this character. Latin letters may.
bool MayBeginNumber(char32_t c);

}  // namespace zhimai
