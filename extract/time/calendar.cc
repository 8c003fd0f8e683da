#include "extract/time/calendar.h"

#include <algorithm>
#include <cstdio>

namespace zhimai {
namespace {

constexpr int kMinYear = 1;
constexpr int kMaxYear = 9999;

bool IsLeap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// The digits of text[begin, begin + length), or -1.
int Digits(std::string_view text, size_t begin, size_t length) {
  int value = 0;
  for (size_t i = begin; i < begin + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

int DaysInMonth(int year, int month) {
  if (month == 2) return IsLeap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool IsValid(const CivilDate& date) {
  if (date.year < kMinYear || date.year > kMaxYear) return false;
  if (date.month == 0) return date.day == 0;
  if (date.month < 0 || date.month > 12 || date.day < 0) return false;
  return date.day <= DaysInMonth(date.year, date.month);
}

// Era arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms": years begin in March, so that the leap day comes last.
int64_t ToDays(const CivilDate& date) {
  const int64_t y = date.year - (date.month <= 2 ? 1 : 0);
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t year_of_era = y - era * 400;
  const int64_t month = (date.month + 9) % 12;
  const int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate FromDays(int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t day_of_era = days - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 +
                               day_of_era / 36524 - day_of_era / 146096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * day_of_year + 2) / 153;
  CivilDate date;
  date.day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  date.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  date.year =
      static_cast<int>(year_of_era + era * 400) + (date.month <= 2 ? 1 : 0);
  return date;
}

int Weekday(const CivilDate& date) {
  return static_cast<int>((ToDays(date) % 7 + 7 + 3) % 7);
}

std::optional<CivilDate> AddMonths(const CivilDate& date, int months) {
  CivilDate out = date;
  const int64_t total = int64_t{date.year} * 12 +
                        (date.has_month() ? date.month - 1 : 0) + months;
  if (total < int64_t{kMinYear} * 12 || total >= int64_t{kMaxYear + 1} * 12) {
    return std::nullopt;
  }
  out.year = static_cast<int>(total / 12);
  if (date.has_month()) out.month = static_cast<int>(total % 12) + 1;
  if (date.has_day()) {
    out.day = std::min(date.day, DaysInMonth(out.year, out.month));
  }
  return out;
}

std::optional<CivilDate> AddDays(const CivilDate& date, int64_t days) {
  constexpr int64_t kLimit = 4'000'000;  // beyond year 9999 from any date
  if (days > kLimit || days < -kLimit) return std::nullopt;
  const CivilDate out = FromDays(ToDays(date) + days);
  if (!IsValid(out)) return std::nullopt;
  return out;
}

std::string FormatIso(const CivilDate& date) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year, date.month,
                date.day);
  const size_t length = date.has_day() ? 10 : date.has_month() ? 7 : 4;
  return std::string(buffer, length);
}

std::optional<CivilDate> ParseIso(std::string_view text) {
  const size_t n = text.size();
  if (n != 4 && n != 7 && n != 10) return std::nullopt;
  CivilDate date;
  date.year = Digits(text, 0, 4);
  if (n >= 7) {
    if (text[4] != '-') return std::nullopt;
    date.month = Digits(text, 5, 2);
    if (date.month == 0) return std::nullopt;
  }
  if (n == 10) {
    if (text[7] != '-') return std::nullopt;
    date.day = Digits(text, 8, 2);
    if (date.day == 0) return std::nullopt;
  }
  if (!IsValid(date)) return std::nullopt;
  return date;
}

bool IsIsoDateOrInterval(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return ParseIso(text).has_value();
  const std::string_view first = text.substr(0, slash);
  const std::string_view last = text.substr(slash + 1);
  const bool open_first = first == "..";
  const bool open_last = last == "..";
  return (open_first || ParseIso(first)) && (open_last || ParseIso(last)) &&
         !(open_first && open_last);
}

}  // namespace zhimai
