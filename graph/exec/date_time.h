// Dates, times and durations of XSD 1.1, exact to 38 digits.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/exec/decimal.h"

namespace zhimai::sparql {

enum class DateTimeKind : uint8_t {
  kDateTime,
  kDate,
  kTime,
  kGYear,
  kGYearMonth,
  kGMonthDay,
  kGMonth,
  kGDay,
};

// The seven-property model. Properties that the kind lacks keep the values
// here, which place the value on the time line for comparing.
struct DateTime {
  DateTimeKind kind = DateTimeKind::kDateTime;
  int64_t year = 1972;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  Decimal second;
  std::optional<int> zone;  // minutes east of UTC

  // The lexical space of the kind; 24:00:00 becomes the next day. Nothing for
  // years beyond kMaxYear too.
  static std::optional<DateTime> Parse(DateTimeKind kind,
                                       std::string_view text);
  // From a point on the UTC time line.
  static DateTime FromUnixMillis(int64_t millis);

  // Canonical but for the time zone, which is kept as it is; UTC is "Z".
  std::string Format() const;
  // "Z", "-05:00" or empty.
  std::string FormatZone() const;

  // Seconds on the time line since 1970-01-01T00:00:00, as if local time were
  // UTC when there is no zone.
  Decimal Instant() const;
};

// By XSD: nothing when one has a zone, the other has not, and the order
// depends on the zone. REQUIRES: the same kind.
std::optional<std::strong_ordering> Compare(const DateTime& a,
                                            const DateTime& b);

// Either way; keeps seconds on the time line within 64 bits.
inline constexpr int64_t kMaxYear = 10'000'000'000;

// Of the proleptic Gregorian calendar with a year 0, as in XSD 1.1.
int DaysInMonth(int64_t year, int month);
int64_t DaysSince1970(int64_t year, int month, int day);
// Sets year, month and day.
void SetDate(int64_t days_since_1970, DateTime* out);

enum class DurationKind : uint8_t { kDuration, kYearMonth, kDayTime };

struct Duration {
  DurationKind kind = DurationKind::kDuration;
  int64_t months = 0;
  Decimal seconds;  // of the same sign as `months`, or one of them is zero

  static std::optional<Duration> Parse(DurationKind kind,
                                       std::string_view text);
  std::string Format() const;

  // All kinds have one value space.
  friend bool operator==(const Duration& a, const Duration& b) {
    return a.months == b.months && a.seconds == b.seconds;
  }
};

// Nothing when the lengths of months decide.
std::optional<std::strong_ordering> Compare(const Duration& a,
                                            const Duration& b);

// XPath arithmetic; nothing on overflow or where it is not defined for the
// kind. Adding months pins the day to the end of the month.
std::optional<DateTime> Add(const DateTime& time, const Duration& duration);
// A dayTimeDuration. REQUIRES: the same kind.
std::optional<Duration> Subtract(const DateTime& a, const DateTime& b);
Duration Negate(const Duration& duration);
std::optional<Duration> Add(const Duration& a, const Duration& b);

}  // namespace zhimai::sparql
