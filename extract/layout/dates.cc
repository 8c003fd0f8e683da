#include "extract/layout/dates.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "extract/layout/characters.h"

namespace zhimai {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2099;

bool IsLeap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

// Without a year, 29 February is a day.
bool IsDay(const CalendarDate& d) {
  constexpr std::array<int, 13> kDays = {0,  31, 29, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  if (d.year != 0 && (d.year < kFirstYear || d.year > kLastYear)) return false;
  if (d.month < 1 || d.month > 12 || d.day < 1) return false;
  if (d.day > kDays[static_cast<size_t>(d.month)]) return false;
  return d.month != 2 || d.day != 29 || d.year == 0 || IsLeap(d.year);
}

// Reads "<number><unit>" with blanks between; false leaves *pos alone.
bool ReadUnit(std::string_view text, std::string_view unit, size_t* pos,
              int* value) {
  size_t at = *pos;
  while (at < text.size() && text[at] == ' ') ++at;
  size_t length = 0;
  const int number = ReadSmallNumber(text.substr(at), &length);
  at += length;
  while (at < text.size() && text[at] == ' ') ++at;
  if (length == 0 || !StartsWith(text.substr(at), unit)) return false;
  *pos = at + unit.size();
  *value = number;
  return true;
}

bool ReadHanDate(std::string_view text, CalendarDate* date, size_t* length) {
  size_t pos = 0;
  if (text.size() >= 4 &&
      std::all_of(text.begin(), text.begin() + 4, IsAsciiDigit)) {
    ReadUnit(text, "年", &pos, &date->year);
  }
  if (!ReadUnit(text, "月", &pos, &date->month) ||
      !ReadUnit(text, "日", &pos, &date->day)) {
    return false;
  }
  *length = pos;
  return true;
}

// 2025-08-28, 2025/8/28, 2025.08.28: one sign, used twice.
bool ReadNumericDate(std::string_view text, CalendarDate* date,
                     size_t* length) {
  size_t n = 0;
  date->year = ReadSmallNumber(text, &n);
  if (n != 4 || n >= text.size() || !IsAsciiDigit(text[0])) return false;
  const char sign = text[n];
  if (sign != '-' && sign != '/' && sign != '.' && sign != '_') return false;
  size_t pos = n + 1;
  date->month = ReadSmallNumber(text.substr(pos), &n);
  pos += n;
  if (n == 0 || n > 2 || pos >= text.size() || text[pos] != sign) return false;
  date->day = ReadSmallNumber(text.substr(++pos), &n);
  if (n == 0 || n > 2) return false;
  *length = pos + n;
  return true;
}

bool ReadCompactDate(std::string_view text, CalendarDate* date) {
  size_t digits = 0;
  while (digits < text.size() && IsAsciiDigit(text[digits])) ++digits;
  if (digits != 8) return false;
  size_t n = 0;
  date->year = ReadSmallNumber(text.substr(0, 4), &n);
  date->month = ReadSmallNumber(text.substr(4, 2), &n);
  date->day = ReadSmallNumber(text.substr(6, 2), &n);
  return true;
}

template <typename Visit>
void ForEachFullDate(std::string_view text, Visit visit) {
  for (size_t pos = 0; pos < text.size(); ++pos) {
    if (!IsAsciiDigit(text[pos])) continue;
    if (pos > 0 && IsAsciiDigit(text[pos - 1])) continue;
    size_t length = 0;
    const auto date = ReadDate(text.substr(pos), &length);
    if (date && date->year != 0 && !visit(*date)) return;
  }
}

}  // namespace

std::string FormatDate(const CalendarDate& date) {
  std::array<char, 16> buffer{};
  if (date.year == 0) {
    std::snprintf(buffer.data(), buffer.size(), "--%02d-%02d", date.month % 100,
                  date.day % 100);
  } else {
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d",
                  date.year % 10000, date.month % 100, date.day % 100);
  }
  return buffer.data();
}

std::optional<CalendarDate> ReadDate(std::string_view text, size_t* length) {
  CalendarDate date;
  if (ReadHanDate(text, &date, length) && IsDay(date)) return date;
  date = CalendarDate();
  if (ReadNumericDate(text, &date, length) && IsDay(date)) return date;
  return std::nullopt;
}

std::optional<CalendarDate> FindFullDate(std::string_view text) {
  for (size_t pos = 0; pos < text.size(); ++pos) {
    if (!IsAsciiDigit(text[pos])) continue;
    if (pos > 0 && IsAsciiDigit(text[pos - 1])) continue;
    size_t length = 0;
    const auto date = ReadDate(text.substr(pos), &length);
    if (date && date->year != 0) return date;
    CalendarDate compact;
    if (ReadCompactDate(text.substr(pos), &compact) && compact.year != 0 &&
        IsDay(compact)) {
      return compact;
    }
  }
  return std::nullopt;
}

std::optional<CalendarDate> NewestFullDate(std::string_view text) {
  std::optional<CalendarDate> newest;
  ForEachFullDate(text, [&](const CalendarDate& date) {
    if (!newest || *newest < date) newest = date;
    return true;
  });
  return newest;
}

CalendarDate CompleteFromDocument(CalendarDate date,
                                  const CalendarDate& reference) {
  if (date.year != 0 || reference.year == 0) return date;
  date.year = reference.year;
  // A paper printed on the 1st can carry its own date only; a dateline of
  // 31 December in a file of 1 January is of the year before.
  if (date.month > reference.month ||
      (date.month == reference.month && date.day > reference.day + 1)) {
    --date.year;
  }
  return date;
}

CalendarDate CompleteFromText(CalendarDate date, const CalendarDate& newest) {
  if (date.year != 0 || newest.year == 0) return date;
  date.year = newest.year;
  if (date < newest) ++date.year;
  return date;
}

}  // namespace zhimai
