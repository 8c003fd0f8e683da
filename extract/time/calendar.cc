#include "extract/time/calendar.h"

#include <cstdio>

namespace zhimai {

int DaysInMonth(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

bool IsValidDate(const PartialDate& date) {
  if (date.year < 1 || date.year > 9999) return false;
  if (date.month == 0) return date.day == 0;
  if (date.month < 1 || date.month > 12) return false;
  return date.day == 0 ||
         (date.day >= 1 && date.day <= DaysInMonth(date.year, date.month));
}

std::string ToIso(const PartialDate& date) {
  char buffer[40];
  if (date.month == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d", date.year);
  } else if (date.day == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", date.year, date.month);
  } else {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", date.year,
                  date.month, date.day);
  }
  return buffer;
}

std::optional<PartialDate> ParseIso(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return {};
  PartialDate date;
  int* part = &date.year;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      if (text[i] != '-') return {};
      part = i == 4 ? &date.month : &date.day;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') return {};
    *part = *part * 10 + (text[i] - '0');
  }
  if (text.size() >= 7 && date.month == 0) return {};
  if (text.size() == 10 && date.day == 0) return {};
  if (!IsValidDate(date)) return {};
  return date;
}

int64_t ToDays(const PartialDate& date) {
  const int64_t y = date.month <= 2 ? date.year - 1 : date.year;
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t yoe = y - era * 400;
  const int64_t mp = (date.month + 9) % 12;
  const int64_t doy = (153 * mp + 2) / 5 + date.day - 1;
  const int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

PartialDate FromDays(int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t doe = days - era * 146097;
  const int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const int64_t mp = (5 * doy + 2) / 153;
  PartialDate date;
  date.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  date.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  date.year = static_cast<int>(yoe + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

PartialDate AddMonths(const PartialDate& date, int months) {
  const int total = date.year * 12 + date.month - 1 + months;
  PartialDate out;
  out.year = total / 12;
  out.month = total % 12 + 1;
  return out;
}

}  // namespace zhimai
