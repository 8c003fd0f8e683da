// Dates as they are written, before they are resolved against an anchor.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "graph/base/span.h"

namespace zhimai {

// One part of a date: printed (2025年), counted from the anchor (去年: -1), or
// from the date told last (同年: 0, 次日: 1).
struct DatePart {
  enum class From : uint8_t { kNone, kPrinted, kAnchor, kNarrated };
  From from = From::kNone;
  int value = 0;

  bool given() const { return from != From::kNone; }
  bool printed() const { return from == From::kPrinted; }
};

// A distance: 3天前, 几天后, two years ago.
struct DateShift {
  char unit = 'D';     // 'D', 'W', 'M', 'Y'
  int amount = 0;      // negative: before
  bool vague = false;  // 几天, 一个多月
  // From the date told last, where there is one; else from the anchor.
  bool narrated = false;
};

// What a date expression says: exactly what is printed.
struct DateParts {
  // What the date covers, if it is no year, month or day.
  enum class Extent : uint8_t {
    kPoint,
    kMonths,      // first_month to last_month of the year
    kDecade,      // the ten years from the printed one
    kWeek,        // the week that holds the day
    kHalfMonth,   // first or second half of the month
    kWeekOfYear,  // the ISO week first_month of the year
  };
  DatePart year;
  DatePart month;
  DatePart day;
  DatePart week;               // 上周: -1; kPrinted 0 for 周五 alone
  std::optional<int> weekday;  // 0 Monday
  std::optional<DateShift> shift;
  Extent extent = Extent::kPoint;
  int first_month = 0;
  int last_month = 0;
  bool first_half = false;
  // 90年代: the century is the anchor's (20th for decades that would lie
  // ahead).
  bool short_decade = false;
};

struct DateMatch {
  Span span;
  DateParts first;
  std::optional<DateParts> last;  // of an interval
  // Where `first` ends, when it would be a date of its own; else 0.
  uint32_t first_end = 0;
};

// The longest date at `pos`, intervals too. None for what only looks like
// one: 12次, 5年 (a duration), 30日元. `pos` is on a code point border.
std::optional<DateMatch> ScanDate(std::string_view text, uint32_t pos);

// Whether ScanDate() could find something at `pos`; much cheaper.
bool MayBeginDate(std::string_view text, uint32_t pos);

// One side of an interval; what ScanDate() is made of.
// `bare_han_day`: 十二日 alone is a day; else it may be a number of days.
std::optional<DateMatch> ScanChineseDate(std::string_view text, uint32_t pos,
                                         bool bare_han_day = false);
std::optional<DateMatch> ScanEnglishDate(std::string_view text, uint32_t pos);

}  // namespace zhimai
