#include "extract/time/resolve.h"

#include <algorithm>
#include <cstdlib>

namespace zhimai {
namespace {

using From = DatePart::From;

std::optional<CivilDate> Valid(const CivilDate& date) {
  if (!IsValid(date)) return std::nullopt;
  return date;
}

// Compares at the coarser precision of the two.
int Compare(const CivilDate& a, const CivilDate& b) {
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (!a.has_month() || !b.has_month() || a.month == b.month) {
    if (!a.has_day() || !b.has_day() || a.month != b.month) return 0;
    return a.day == b.day ? 0 : a.day < b.day ? -1 : 1;
  }
  return a.month < b.month ? -1 : 1;
}

// A news text says 去年9月10日 of a day long past; one that is nearly a year
// back and, a year on, some weeks ahead lies ahead.
constexpr int64_t kSoon = 45;
// "Yesterday" in a paragraph that recalled an older year before.
constexpr int64_t kRecent = 10;

// Days from `from` to `to`; nothing unless both are days.
std::optional<int64_t> DaysBetween(const CivilDate& from,
                                   const std::optional<CivilDate>& to) {
  if (!from.has_day() || !to || !to->has_day()) return std::nullopt;
  return ToDays(*to) - ToDays(from);
}

// The day of the anchor's year, or of the next one when that has passed. Who
// prints a notice late still means the day that was to come.
CivilDate NextOrJustPast(CivilDate day, const CivilDate& anchor) {
  const auto late = DaysBetween(day, anchor);
  const bool is_late_notice = late && *late <= kRecent;
  if (Compare(day, anchor) < 0 && !is_late_notice) ++day.year;
  return day;
}

// 2月29日 is of a leap year: the next from the anchor on, or the last.
std::optional<CivilDate> LeapDay(const CivilDate& anchor, bool future) {
  const int step = future ? 1 : -1;
  CivilDate date = {anchor.year, 2, 29};
  for (int i = 0; i < 8; ++i, date.year += step) {
    const int order = Compare(date, anchor) * step;
    if (IsValid(date) && order >= 0) return date;
  }
  return std::nullopt;
}

}  // namespace

std::string FormatIso(const DateInterval& interval) {
  if (interval.first == interval.last) return FormatIso(interval.first);
  return FormatIso(interval.first) + "/" + FormatIso(interval.last);
}

void DateResolver::BeginBlock() {
  block_narrated_.reset();
  block_year_.reset();
  BeginSentence();
}

void DateResolver::BeginSentence() { sentence_year_.reset(); }

std::optional<int> DateResolver::YearOf(const DatePart& part) const {
  switch (part.from) {
    case From::kPrinted:
      return part.value;
    case From::kAnchor:
      if (!anchor_) return std::nullopt;
      return anchor_->year + part.value;
    case From::kNarrated:
      if (!narrated_) return std::nullopt;
      return narrated_->year + part.value;
    case From::kNone:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<DateInterval> DateResolver::Resolve(const DateMatch& match,
                                                  bool future) {
  if (!match.last) return ResolveSide(match.first, future);
  DateParts first = match.first;
  DateParts last = *match.last;
  // Each side lends the other the year that only one of them prints.
  if (!first.year.given() && last.year.given()) first.year = last.year;
  if (last.month.given() && !first.month.given()) first.month = last.month;
  const auto begin = ResolvePoint(first, future);
  if (!begin) return std::nullopt;
  if (!last.year.given()) {
    last.year = {From::kPrinted, begin->year};
    if (!last.month.given() && last.day.given()) {
      last.month = {From::kPrinted, begin->month};
    }
    if (last.month.printed() && last.month.value < begin->month) {
      ++last.year.value;
    }
  }
  const auto end = ResolvePoint(last, future);
  if (!end || *end < *begin) return std::nullopt;
  return DateInterval{*begin, *end};
}

std::optional<DateInterval> DateResolver::ResolveSide(const DateParts& parts,
                                                      bool future) {
  if (parts.extent == DateParts::Extent::kPoint) {
    const auto point = ResolvePoint(parts, future);
    if (!point) return std::nullopt;
    return DateInterval{*point, *point};
  }
  if (parts.extent == DateParts::Extent::kWeek) {
    const auto day = OfWeek(parts, future);
    const auto end = day ? AddDays(*day, 6) : std::nullopt;
    if (!end) return std::nullopt;
    return DateInterval{*day, *end};
  }
  if (parts.extent == DateParts::Extent::kHalfMonth) {
    auto day = WithMonth(parts, future);
    if (!day) return std::nullopt;
    CivilDate end = *day;
    constexpr int kMiddle = 15;
    day->day = parts.first_half ? 1 : kMiddle + 1;
    end.day = parts.first_half ? kMiddle : DaysInMonth(end.year, end.month);
    return DateInterval{*day, end};
  }
  std::optional<int> year = YearOf(parts.year);
  if (year && parts.extent == DateParts::Extent::kWeekOfYear) {
    // The week of January 4th is the first one.
    const CivilDate fourth = {*year, 1, 4};
    const auto day =
        AddDays(fourth, int64_t{7} * (parts.first_month - 1) - Weekday(fourth));
    const auto end = day ? AddDays(*day, 6) : std::nullopt;
    if (!end) return std::nullopt;
    return DateInterval{*day, *end};
  }
  if (parts.short_decade) {
    if (!anchor_) return std::nullopt;
    const int this_century = anchor_->year / 100 * 100;
    const int decade = parts.year.value;
    year = this_century + decade <= anchor_->year ? this_century + decade
                                                  : this_century - 100 + decade;
  }
  if (parts.extent == DateParts::Extent::kMonths && !parts.year.given()) {
    year = YearOfMonths(parts, future);
  }
  if (!year) return std::nullopt;
  DateInterval out{{*year, 0, 0}, {*year, 0, 0}};
  if (parts.extent == DateParts::Extent::kDecade) {
    out.last.year += 9;
  } else {
    out.first.month = parts.first_month;
    out.last.month = parts.last_month;
  }
  if (!IsValid(out.first) || !IsValid(out.last)) return std::nullopt;
  return out;
}

// 一季度 alone: the last one that has begun, or the next one.
std::optional<int> DateResolver::YearOfMonths(const DateParts& parts,
                                              bool future) const {
  if (sentence_year_) return sentence_year_;
  if (!anchor_) return std::nullopt;
  if (!anchor_->has_month()) return anchor_->year;
  const bool begun = parts.first_month <= anchor_->month;
  const bool over = parts.last_month < anchor_->month;
  if (future) return anchor_->year + (over ? 1 : 0);
  return anchor_->year - (begun ? 0 : 1);
}

std::optional<CivilDate> DateResolver::ResolvePoint(const DateParts& parts,
                                                    bool future) {
  if (parts.shift) return Shifted(*parts.shift);
  if (parts.week.given()) return OfWeek(parts, future);
  if (parts.year.given()) {
    const auto year = YearOf(parts.year);
    if (!year) return std::nullopt;
    if (parts.month.given() && !parts.month.printed()) return std::nullopt;
    return Valid({*year, parts.month.value, parts.day.value});
  }
  if (parts.month.given()) return WithMonth(parts, future);
  if (parts.day.printed()) return DayAlone(parts.day.value, future);
  if (parts.day.from == From::kAnchor) {
    if (!anchor_ || !anchor_->has_day()) return std::nullopt;
    return AddDays(*anchor_, parts.day.value);
  }
  // 次日 counts from the day told last in the block; 当天 also from one told
  // before, or from the anchor.
  if (parts.day.from == From::kNarrated) {
    const std::optional<CivilDate>& from =
        block_narrated_ || parts.day.value != 0 ? block_narrated_
        : narrated_                             ? narrated_
                                                : anchor_;
    if (!from || !from->has_day()) return std::nullopt;
    return AddDays(*from, parts.day.value);
  }
  return std::nullopt;
}

std::optional<CivilDate> DateResolver::WithMonth(const DateParts& parts,
                                                 bool future) const {
  if (parts.month.printed()) return YearlessDate(parts, future);
  const std::optional<CivilDate>& from =
      parts.month.from == From::kAnchor ? anchor_ : narrated_;
  if (!from || !from->has_month()) return std::nullopt;
  auto date = AddMonths({from->year, from->month, 0}, parts.month.value);
  if (!date) return std::nullopt;
  date->day = parts.day.value;
  return Valid(*date);
}

std::optional<CivilDate> DateResolver::YearlessDate(const DateParts& parts,
                                                    bool future) const {
  const auto in_year = [&](int year) {
    return CivilDate{year, parts.month.value, parts.day.value};
  };
  if (!anchor_ || !anchor_->has_month()) {
    const auto year = sentence_year_  ? sentence_year_
                      : block_year_   ? block_year_
                      : article_year_ ? article_year_
                      : anchor_       ? std::optional<int>(anchor_->year)
                                      : std::nullopt;
    return year ? Valid(in_year(*year)) : std::nullopt;
  }
  CivilDate recent = in_year(anchor_->year);
  constexpr int kLeapDay = 29;
  if (parts.month.value == 2 && parts.day.value == kLeapDay) {
    return LeapDay(*anchor_, future);
  }
  if (future) {
    if (sentence_year_ && Compare(in_year(*sentence_year_), *anchor_) >= 0) {
      return Valid(in_year(*sentence_year_));
    }
    return Valid(NextOrJustPast(recent, *anchor_));
  }
  if (sentence_year_ && Compare(in_year(*sentence_year_), *anchor_) <= 0) {
    return Valid(in_year(*sentence_year_));
  }
  if (Compare(recent, *anchor_) > 0) {
    const auto ahead = DaysBetween(*anchor_, Valid(recent));
    if (ahead && *ahead <= kSoon) return recent;
    --recent.year;
  } else {
    const auto ahead = DaysBetween(*anchor_, Valid(in_year(recent.year + 1)));
    if (ahead && *ahead <= kSoon) return in_year(recent.year + 1);
  }
  const auto ago = DaysBetween(recent, anchor_);
  const bool just_now = ago && *ago <= kRecent;
  if (block_year_ && !just_now &&
      Compare(in_year(*block_year_), *anchor_) <= 0) {
    return Valid(in_year(*block_year_));
  }
  return Valid(recent);
}

std::optional<CivilDate> DateResolver::DayAlone(int day, bool future) const {
  const std::optional<CivilDate>& told = block_narrated_;
  const bool has_anchor = anchor_ && anchor_->has_day();
  if (told && told->has_month()) {
    const CivilDate same_month = {told->year, told->month, day};
    const int order = has_anchor ? Compare(same_month, *anchor_) : 0;
    // The sentence tells of another year, or the day fits the anchor.
    if (sentence_year_ || (future ? order >= 0 : order <= 0)) {
      return Valid(same_month);
    }
  }
  if (!has_anchor) return std::nullopt;
  CivilDate date = {anchor_->year, anchor_->month, 0};
  const int step = future && day < anchor_->day    ? 1
                   : !future && day > anchor_->day ? -1
                                                   : 0;
  // 31日 in March is in January, since February has none.
  for (int i = 0; i < 3; ++i) {
    const auto month = AddMonths(date, step == 0 ? 0 : step * (i + 1));
    if (!month) return std::nullopt;
    const CivilDate candidate = {month->year, month->month, day};
    if (IsValid(candidate)) return candidate;
    if (step == 0) return std::nullopt;
  }
  return std::nullopt;
}

// Monday of the week where parts have no weekday.
std::optional<CivilDate> DateResolver::OfWeek(const DateParts& parts,
                                              bool future) const {
  if (!anchor_ || !anchor_->has_day()) return std::nullopt;
  const int today = Weekday(*anchor_);
  const int weekday = parts.weekday.value_or(0);
  if (parts.week.from == From::kAnchor) {
    return AddDays(*anchor_, weekday - today + 7 * parts.week.value);
  }
  // 周五 alone is the last one, today included, or the next one.
  int days = weekday - today;
  if (future && days < 0) days += 7;
  if (!future && days > 0) days -= 7;
  return AddDays(*anchor_, days);
}

std::optional<CivilDate> DateResolver::Shifted(const DateShift& shift) const {
  const std::optional<CivilDate>& from =
      shift.narrated && narrated_ ? narrated_ : anchor_;
  if (!from) return std::nullopt;
  if (shift.unit == 'Y') {
    return AddMonths({from->year, 0, 0}, shift.amount * 12);
  }
  if (!from->has_month()) return std::nullopt;
  if (shift.unit == 'M') {
    return AddMonths({from->year, from->month, 0}, shift.amount);
  }
  // Some days after a month that has no day stay in that month.
  if (!from->has_day()) {
    if (!shift.vague) return std::nullopt;
    return CivilDate{from->year, from->month, 0};
  }
  auto date =
      AddDays(*from, int64_t{shift.amount} * (shift.unit == 'W' ? 7 : 1));
  if (date && shift.vague) date->day = 0;
  return date;
}

void DateResolver::Remember(const DateMatch& match,
                            const DateInterval& interval) {
  const DateParts& parts = match.first;
  narrated_ = interval.first;
  block_narrated_ = interval.first;
  const bool year = parts.year.given() && !parts.short_decade;
  if (!year || parts.extent == DateParts::Extent::kDecade) return;
  sentence_year_ = block_year_ = article_year_ = interval.first.year;
}

}  // namespace zhimai
