// Dates at the precision that a text prints, and days between them
// (proleptic Gregorian; H. Hinnant's days_from_civil).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhimai {

// month and day are 0 where the precision ends before them.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;

  bool operator==(const PartialDate&) const = default;
};

bool IsValidDate(const PartialDate& date);
// "2025", "2025-07", "2025-07-15".
std::string ToIso(const PartialDate& date);
// The forms of ToIso(); nothing else.
std::optional<PartialDate> ParseIso(std::string_view text);

int DaysInMonth(int year, int month);
// REQUIRES: a whole date.
int64_t ToDays(const PartialDate& date);
PartialDate FromDays(int64_t days);
// `date` moved by months; its day is dropped.
PartialDate AddMonths(const PartialDate& date, int months);

}  // namespace zhimai
