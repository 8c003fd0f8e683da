// Numerals set with blanks between their characters, as in tables and on
// posters: 三千 八百 九十六 万. Private to extract/time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/span.h"

namespace zhimai {

// A numeral without its blanks, and what follows it.
struct ClosedNumeral {
  std::string text;
  uint32_t first_blank = 0;  // offset in `text` of the first one left out
  uint32_t run = 0;          // bytes of `text` that are the numeral
  // By byte of `text`: its offset in the original, and one for the end.
  std::vector<uint32_t> places;

  Span ToOriginal(Span span) const {
    return {places[span.begin],
            span.empty() ? places[span.begin] : places[span.end - 1] + 1};
  }
};

// None where no blank stands between characters of a numeral at `pos`, at
// least one of the two a Chinese one.
std::optional<ClosedNumeral> CloseUp(std::string_view text, uint32_t pos);

}  // namespace zhimai
