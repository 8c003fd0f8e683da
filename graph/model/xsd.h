// Lexical forms of the XSD types that a term id can hold, and their canonical
// writing.
//
// Every Parse function accepts exactly what its Format function writes, so
// Format(Parse(x)) == x whenever Parse(x) has a value. What is valid but
// written in another way has no value here; the store keeps such literals as
// strings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhimai {

// "-12", "0"; no plus sign, no leading zero, no "-0".
std::optional<int64_t> ParseCanonicalInteger(std::string_view text);
std::string FormatInteger(int64_t value);

// Fixed point with kDecimalDigits digits after the point: "1.5" is 1500000.
// Digits on both sides of the point and no zero too many: "1.0", "-0.25".
inline constexpr int kDecimalDigits = 6;
std::optional<int64_t> ParseCanonicalDecimal(std::string_view text);
std::string FormatDecimal(int64_t scaled);

// XSD 1.0 canonical: "1.5E0", "-0.0E0", "INF", "NaN"; the shortest mantissa
// that gives the value back.
std::optional<double> ParseCanonicalDouble(std::string_view text);
std::string FormatDouble(double value);
std::optional<float> ParseCanonicalFloat(std::string_view text);
std::string FormatFloat(float value);

// The seven-property model of XSD 1.1, cut to milliseconds.
enum class DateKind : uint8_t {
  kDateTime,
  kDate,
  kTime,
  kGYear,
  kGYearMonth,
  kGMonthDay,
  kGMonth,
  kGDay,
};

struct DateValue {
  // On the UTC time line, in milliseconds since 1970-01-01T00:00:00; the first
  // instant of a day, month or year. A value without a time zone is placed as
  // if it were in UTC; what has no year is placed in 1972, and what has no
  // month in its January.
  int64_t instant = 0;
  // Minutes east of UTC. Z and +00:00 are different spellings.
  enum class Zone : uint8_t { kNone, kUtc, kOffset } zone = Zone::kNone;
  int16_t offset = 0;

  friend bool operator==(const DateValue&, const DateValue&) = default;
};

std::optional<DateValue> ParseCanonicalDate(DateKind kind,
                                            std::string_view text);
std::string FormatDate(DateKind kind, const DateValue& value);

}  // namespace zhimai
