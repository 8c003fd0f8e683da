// Dates as they are written, before they are resolved against an anchor.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/base/span.h"

namespace zhimai {

// What a date expression says. Exactly what is printed: 去年9月 is year_shift
// -1 and month 9.
struct DateParts {
  Span span;
  int year = 0;
  int month = 0;
  int day = 0;
  std::optional<int> year_shift;   // 今年 0, 去年 -1
  std::optional<int> month_shift;  // 本月 0
  std::optional<int> day_shift;    // 今天 0
  bool same_year = false;          // 同年: that of the date before
  bool is_range_end = false;

  bool has_year() const { return year != 0 || year_shift || same_year; }
};

// The longest Chinese date at `pos`, without its 至 part. None for what only
// looks like one: 12次, 5年 (a duration), 30日元.
std::optional<DateParts> ScanChineseDate(std::string_view text, uint32_t pos);

// 15 July 2025, July 15, July 2025, in 2025 (the year alone), 2025-07-15,
// last year, today.
std::optional<DateParts> ScanEnglishDate(std::string_view text, uint32_t pos);

// Whether a date may begin with this byte.
bool MayBeginChineseDate(std::string_view text, uint32_t pos);
bool MayBeginEnglishDate(std::string_view text, uint32_t pos);

}  // namespace zhimai
