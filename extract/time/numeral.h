// Numerals in figures and Chinese characters; private to extract/time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "extract/time/number.h"

namespace zhimai {

// The longest numeral at `pos`, without English words; none where digits run
// on in a way that is no number. REQUIRES: pos is on a code point border.
std::optional<NumberMatch> ScanNumeral(std::string_view text, uint32_t pos);

// Where the run of characters of numerals ends that begins at `pos`.
uint32_t NumeralRunEnd(std::string_view text, uint32_t pos);

bool MayBeginNumeral(char32_t c);

}  // namespace zhimai
