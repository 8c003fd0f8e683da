// Durations, and arithmetic of dates and durations (XPath and XQuery Functions
// and Operators 3.1, sections 8 and 9).
#include <array>

#include "graph/exec/date_time.h"

namespace zhimai::sparql {
namespace {

constexpr int64_t kMaxMonths = 100'000'000'000;
constexpr int64_t kMaxSeconds = 1'000'000'000'000'000'000;

bool Fits(const Duration& duration) {
  return duration.months <= kMaxMonths && duration.months >= -kMaxMonths &&
         duration.seconds.Abs() <= Decimal(kMaxSeconds);
}

bool Fits(const DateTime& time) {
  return time.year <= kMaxYear && time.year >= -kMaxYear;
}

struct Component {
  char letter;
  bool in_time;
  int64_t months;
  int64_t seconds;
};

constexpr std::array<Component, 6> kComponents = {{
    {'Y', false, 12, 0},
    {'M', false, 1, 0},
    {'D', false, 0, 86400},
    {'H', true, 0, 3600},
    {'M', true, 0, 60},
    {'S', true, 0, 1},
}};

// "12Y": a number and its letter. The position in kComponents, at least
// `from`, or nothing; `text` moves on.
std::optional<size_t> TakeComponent(size_t from, bool in_time,
                                    std::string_view* text, Decimal* number) {
  const size_t end = text->find_first_not_of("0123456789.");
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  const std::string_view digits = text->substr(0, end);
  const bool whole = digits.find('.') == std::string_view::npos;
  // "1.S" and ".5S" are decimals, but no seconds.
  if (digits.front() == '.' || digits.back() == '.') return std::nullopt;
  const std::optional<Decimal> value = Decimal::Parse(digits);
  if (!value) return std::nullopt;
  for (size_t i = from; i < kComponents.size(); ++i) {
    const Component& component = kComponents[i];
    if (component.letter != (*text)[end] || component.in_time != in_time) {
      continue;
    }
    if (!whole && component.letter != 'S') return std::nullopt;
    *number = *value;
    text->remove_prefix(end + 1);
    return i;
  }
  return std::nullopt;
}

bool AddComponent(const Component& component, const Decimal& number,
                  Duration* out) {
  if (component.months != 0) {
    const std::optional<int64_t> count = number.ToInt64();
    if (!count || *count > kMaxMonths) return false;
    out->months += *count * component.months;
    return out->months <= kMaxMonths;
  }
  const std::optional<Decimal> seconds =
      Decimal::Multiply(number, Decimal(component.seconds));
  if (!seconds) return false;
  const std::optional<Decimal> sum = Decimal::Add(out->seconds, *seconds);
  if (sum) out->seconds = *sum;
  return sum.has_value();
}

bool KindAllows(DurationKind kind, const Component& component) {
  return kind == DurationKind::kDuration ||
         (kind == DurationKind::kYearMonth) == (component.months != 0);
}

std::optional<DateTime> AddMonths(DateTime time, int64_t months) {
  const int64_t all = time.year * 12 + (time.month - 1) + months;
  time.year = (all >= 0 ? all : all - 11) / 12;
  time.month = static_cast<int>(all - time.year * 12) + 1;
  const int last = DaysInMonth(time.year, time.month);
  if (time.day > last) time.day = last;
  return time;
}

std::optional<DateTime> AddSeconds(DateTime time, const Decimal& seconds) {
  DateTime local = time;
  local.zone.reset();
  const std::optional<Decimal> moved = Decimal::Add(local.Instant(), seconds);
  if (!moved) return std::nullopt;
  const std::optional<int64_t> whole = moved->Floor().ToInt64();
  if (!whole || *whole > kMaxSeconds || *whole < -kMaxSeconds) {
    return std::nullopt;
  }
  const int64_t days = (*whole >= 0 ? *whole : *whole - 86399) / 86400;
  const auto rest = static_cast<int>(*whole - days * 86400);
  if (time.kind != DateTimeKind::kTime) SetDate(days, &time);
  if (time.kind == DateTimeKind::kDate) return time;
  time.hour = rest / 3600;
  time.minute = rest / 60 % 60;
  const std::optional<Decimal> fraction =
      Decimal::Subtract(*moved, moved->Floor());
  time.second = Decimal::Add(Decimal(rest % 60), fraction.value_or(Decimal()))
                    .value_or(Decimal());
  return time;
}

}  // namespace

std::optional<Duration> Duration::Parse(DurationKind kind,
                                        std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty() || text[0] != 'P') return std::nullopt;
  text.remove_prefix(1);
  Duration out;
  out.kind = kind;
  size_t from = 0;
  bool in_time = false;
  bool any = false;
  while (!text.empty()) {
    if (text[0] == 'T' && !in_time) {
      in_time = true;
      any = false;
      text.remove_prefix(1);
      continue;
    }
    Decimal number;
    const std::optional<size_t> at =
        TakeComponent(from, in_time, &text, &number);
    if (!at || !KindAllows(kind, kComponents[*at]) ||
        !AddComponent(kComponents[*at], number, &out)) {
      return std::nullopt;
    }
    from = *at + 1;
    any = true;
  }
  if (!any || !Fits(out)) return std::nullopt;
  return negative ? Negate(out) : out;
}

std::string Duration::Format() const {
  const int64_t all_months = months < 0 ? -months : months;
  const Decimal all = seconds.Abs();
  std::string out = months < 0 || seconds.is_negative() ? "-P" : "P";
  const auto append = [&out](int64_t count, char letter) {
    if (count != 0) out.append(std::to_string(count)) += letter;
  };
  append(all_months / 12, 'Y');
  append(all_months % 12, 'M');
  const Int128 whole = all.Truncate().coefficient();
  append(static_cast<int64_t>(whole / 86400), 'D');
  const auto rest = static_cast<int64_t>(whole % 86400);
  const Decimal fraction =
      Decimal::Subtract(all, all.Truncate()).value_or(Decimal());
  if (rest != 0 || !fraction.is_zero()) {
    out += 'T';
    append(rest / 3600, 'H');
    append(rest / 60 % 60, 'M');
    const Decimal second =
        Decimal::Add(Decimal(rest % 60), fraction).value_or(Decimal());
    if (!second.is_zero()) out.append(second.Format()) += 'S';
  }
  if (out.back() == 'P') {
    out += kind == DurationKind::kYearMonth ? "0M" : "T0S";
  }
  return out;
}

std::optional<std::strong_ordering> Compare(const Duration& a,
                                            const Duration& b) {
  if (a.months == b.months) return a.seconds <=> b.seconds;
  if (a.seconds == b.seconds) return a.months <=> b.months;
  // XSD 1.1 part 2, 3.3.6.2: the four starting points where months are as
  // long and as short as can be.
  std::optional<std::strong_ordering> all;
  constexpr std::array<std::pair<int, int>, 4> kStarts = {
      {{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}}};
  for (const auto& [year, month] : kStarts) {
    DateTime start;
    start.year = year;
    start.month = month;
    const std::optional<DateTime> left = Add(start, a);
    const std::optional<DateTime> right = Add(start, b);
    if (!left || !right) return std::nullopt;
    const std::strong_ordering order = left->Instant() <=> right->Instant();
    if (all && *all != order) return std::nullopt;
    all = order;
  }
  return all;
}

std::optional<DateTime> Add(const DateTime& time, const Duration& duration) {
  const bool dated =
      time.kind == DateTimeKind::kDateTime || time.kind == DateTimeKind::kDate;
  if (!dated && (time.kind != DateTimeKind::kTime || duration.months != 0)) {
    return std::nullopt;
  }
  const std::optional<DateTime> moved = AddMonths(time, duration.months);
  if (!moved || !Fits(*moved)) return std::nullopt;
  if (duration.seconds.is_zero()) return moved;
  const std::optional<DateTime> out = AddSeconds(*moved, duration.seconds);
  return out && Fits(*out) ? out : std::nullopt;
}

std::optional<Duration> Subtract(const DateTime& a, const DateTime& b) {
  const std::optional<Decimal> gap =
      Decimal::Subtract(a.Instant(), b.Instant());
  if (!gap) return std::nullopt;
  Duration out;
  out.kind = DurationKind::kDayTime;
  out.seconds = *gap;
  return Fits(out) ? std::optional(out) : std::nullopt;
}

Duration Negate(const Duration& duration) {
  Duration out = duration;
  out.months = -out.months;
  out.seconds = out.seconds.Negate();
  return out;
}

std::optional<Duration> Add(const Duration& a, const Duration& b) {
  if (a.kind != b.kind || a.kind == DurationKind::kDuration) {
    return std::nullopt;
  }
  Duration out = a;
  out.months += b.months;
  const std::optional<Decimal> seconds = Decimal::Add(a.seconds, b.seconds);
  if (!seconds) return std::nullopt;
  out.seconds = *seconds;
  return out;
}

}  // namespace zhimai::sparql
