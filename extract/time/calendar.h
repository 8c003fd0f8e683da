// Civil dates of the proleptic Gregorian calendar, at day, month or year
// precision, and their ISO 8601 forms.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhimai {

// Unknown parts are 0: {2022, 9, 0} is September 2022.
struct CivilDate {
  int year = 0;  // 1 to 9999
  int month = 0;
  int day = 0;

  bool has_month() const { return month > 0; }
  bool has_day() const { return day > 0; }
  auto operator<=>(const CivilDate&) const = default;
};

int DaysInMonth(int year, int month);
// Whether every given part is in range.
bool IsValid(const CivilDate& date);

// Days since 1970-01-01. REQUIRES: day precision.
int64_t ToDays(const CivilDate& date);
CivilDate FromDays(int64_t days);

// 0 Monday … 6 Sunday. REQUIRES: day precision.
int Weekday(const CivilDate& date);

// The same precision as `date`; a day beyond the end of the month becomes its
// last. Years outside 1 to 9999 give nothing.
std::optional<CivilDate> AddMonths(const CivilDate& date, int months);
// REQUIRES: day precision.
std::optional<CivilDate> AddDays(const CivilDate& date, int64_t days);

// "2022", "2022-09", "2022-09-15".
std::string FormatIso(const CivilDate& date);
// Any of these three forms, exactly.
std::optional<CivilDate> ParseIso(std::string_view text);
// A date, or two with '/' between; ".." stands for an open end.
bool IsIsoDateOrInterval(std::string_view text);

}  // namespace zhimai
