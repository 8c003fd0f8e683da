#include "extract/time/resolve.h"

namespace zhimai {
namespace {

// -1 before, 0 within, 1 after, at the coarser precision of the two.
int Compare(const PartialDate& a, const PartialDate& b) {
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month == 0 || b.month == 0) return 0;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  if (a.day == 0 || b.day == 0) return 0;
  return a.day < b.day ? -1 : a.day > b.day ? 1 : 0;
}

std::optional<PartialDate> Valid(const PartialDate& date) {
  if (!IsValidDate(date)) return std::nullopt;
  return date;
}

std::optional<PartialDate> WithoutYear(const DateParts& parts,
                                       const ResolveContext& context) {
  const PartialDate& anchor = *context.anchor;
  PartialDate date = {anchor.year, parts.month, parts.day};
  if (context.previous && context.previous->year != anchor.year) {
    date.year = context.previous->year;
    return Valid(date);
  }
  const int order = Compare(date, anchor);
  if (context.future && order < 0) ++date.year;
  if (!context.future && order > 0) --date.year;
  return Valid(date);
}

// 23日: of the month at hand.
std::optional<PartialDate> DayAlone(const DateParts& parts,
                                    const ResolveContext& context) {
  const PartialDate& anchor = *context.anchor;
  if (context.previous && context.previous->month != 0 &&
      Compare({context.previous->year, context.previous->month, 0}, anchor) !=
          0) {
    return Valid({context.previous->year, context.previous->month, parts.day});
  }
  PartialDate month = {anchor.year, anchor.month, 0};
  if (context.future && parts.day < anchor.day) month = AddMonths(month, 1);
  if (!context.future && parts.day > anchor.day) month = AddMonths(month, -1);
  return Valid({month.year, month.month, parts.day});
}

}  // namespace

std::optional<PartialDate> ResolveDate(const DateParts& parts,
                                       const ResolveContext& context) {
  if (parts.year != 0) return Valid({parts.year, parts.month, parts.day});
  if (parts.same_year) {
    if (!context.previous) return std::nullopt;
    return Valid({context.previous->year, parts.month, parts.day});
  }
  if (!context.anchor) return std::nullopt;
  const PartialDate& anchor = *context.anchor;
  if (parts.day_shift) return FromDays(ToDays(anchor) + *parts.day_shift);
  if (parts.month_shift) {
    PartialDate date =
        AddMonths({anchor.year + parts.year_shift.value_or(0), anchor.month, 0},
                  *parts.month_shift);
    date.day = parts.day;
    return Valid(date);
  }
  if (parts.year_shift) {
    return Valid({anchor.year + *parts.year_shift, parts.month, parts.day});
  }
  return parts.month != 0 ? WithoutYear(parts, context)
                          : DayAlone(parts, context);
}

std::optional<PartialDate> ResolveRangeEnd(const DateParts& end,
                                           const PartialDate& begin) {
  if (end.year_shift || end.month_shift || end.day_shift || end.same_year) {
    return std::nullopt;
  }
  PartialDate date = {end.year, end.month, end.day};
  if (date.year == 0) date.year = begin.year;
  if (date.month == 0 && date.day != 0) date.month = begin.month;
  if (end.year == 0 && date.month != 0 && date.month < begin.month) ++date.year;
  const bool same_precision = (date.month == 0) == (begin.month == 0) &&
                              (date.day == 0) == (begin.day == 0);
  if (!same_precision || !IsValidDate(date) || Compare(date, begin) < 0) {
    return std::nullopt;
  }
  return date;
}

}  // namespace zhimai
