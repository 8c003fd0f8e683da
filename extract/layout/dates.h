// Calendar dates of documents, in names, headings, datelines and text.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace zhimai {

struct CalendarDate {
  int year = 0;  // 0: not printed
  int month = 0;
  int day = 0;
  auto operator<=>(const CalendarDate&) const = default;
};

// "2025-08-28"; "--08-28" without a year.
std::string FormatDate(const CalendarDate& date);

// The date at the start of `text`: 2025年8月28日, 8月28日, 2025-08-28 (also
// with / or .); `*length` is its bytes. Nothing that is no day of a calendar.
std::optional<CalendarDate> ReadDate(std::string_view text, size_t* length);

// The first full date in a name or heading: as above, or 20250828 standing
// alone. Years from 1900 to 2099.
std::optional<CalendarDate> FindFullDate(std::string_view text);

// The latest full date that is printed in a text.
std::optional<CalendarDate> NewestFullDate(std::string_view text);

// The year of a date that lacks one, such that it falls on or before
// `reference`, the day the document appeared, or one day after it.
CalendarDate CompleteFromDocument(CalendarDate date,
                                  const CalendarDate& reference);

// The same when only the latest day that the text mentions is known: the
// first such date on or after that day.
CalendarDate CompleteFromText(CalendarDate date, const CalendarDate& newest);

}  // namespace zhimai
