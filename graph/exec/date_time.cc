#include "graph/exec/date_time.h"

#include <array>

namespace zhimai::sparql {
namespace {

constexpr int kMaxZone = 14 * 60;

bool IsLeap(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// Reads from the front of a text; each Take says whether it could.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool Take(std::string_view what) {
    if (rest_.substr(0, what.size()) != what) return false;
    rest_.remove_prefix(what.size());
    return true;
  }

  // Exactly two digits, from `least` to `most`.
  bool TakeTwo(int least, int most, int* out) {
    if (rest_.size() < 2 || !IsDigit(rest_[0]) || !IsDigit(rest_[1])) {
      return false;
    }
    *out = (rest_[0] - '0') * 10 + (rest_[1] - '0');
    rest_.remove_prefix(2);
    return *out >= least && *out <= most;
  }

  std::string_view TakeDigits() {
    size_t count = 0;
    while (count < rest_.size() && IsDigit(rest_[count])) ++count;
    const std::string_view out = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return out;
  }

 private:
  static bool IsDigit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
};

bool TakeYear(Scanner* in, int64_t* year) {
  const bool negative = in->Take("-");
  const std::string_view digits = in->TakeDigits();
  if (digits.size() < 4 || (digits.size() > 4 && digits[0] == '0') ||
      digits.size() > 11) {
    return false;
  }
  *year = 0;
  for (const char c : digits) *year = *year * 10 + (c - '0');
  if (negative) *year = -*year;
  return *year >= -kMaxYear && *year <= kMaxYear;
}

// SS or SS.SSS
bool TakeSeconds(Scanner* in, Decimal* out) {
  int whole = 0;
  if (!in->TakeTwo(0, 59, &whole)) return false;
  std::string text = std::to_string(whole);
  if (in->Take(".")) {
    const std::string_view digits = in->TakeDigits();
    if (digits.empty()) return false;
    text.append(".").append(digits);
  }
  const std::optional<Decimal> value = Decimal::Parse(text);
  if (value) *out = *value;
  return value.has_value();
}

bool TakeTime(Scanner* in, DateTime* out) {
  if (!in->TakeTwo(0, 24, &out->hour) || !in->Take(":") ||
      !in->TakeTwo(0, 59, &out->minute) || !in->Take(":") ||
      !TakeSeconds(in, &out->second)) {
    return false;
  }
  return out->hour < 24 || (out->minute == 0 && out->second.is_zero());
}

bool TakeZone(Scanner* in, std::optional<int>* zone) {
  if (in->done()) return true;
  if (in->Take("Z")) {
    *zone = 0;
    return in->done();
  }
  const bool west = in->Take("-");
  if (!west && !in->Take("+")) return false;
  int hours = 0;
  int minutes = 0;
  if (!in->TakeTwo(0, 14, &hours) || !in->Take(":") ||
      !in->TakeTwo(0, 59, &minutes)) {
    return false;
  }
  const int total = hours * 60 + minutes;
  *zone = west ? -total : total;
  return total <= kMaxZone && in->done();
}

bool TakeDate(Scanner* in, DateTime* out) {
  return TakeYear(in, &out->year) && in->Take("-") &&
         in->TakeTwo(1, 12, &out->month) && in->Take("-") &&
         in->TakeTwo(1, 31, &out->day);
}

bool TakeProperties(DateTimeKind kind, Scanner* in, DateTime* out) {
  switch (kind) {
    case DateTimeKind::kDateTime:
      return TakeDate(in, out) && in->Take("T") && TakeTime(in, out);
    case DateTimeKind::kDate:
      return TakeDate(in, out);
    case DateTimeKind::kTime:
      return TakeTime(in, out);
    case DateTimeKind::kGYear:
      return TakeYear(in, &out->year);
    case DateTimeKind::kGYearMonth:
      return TakeYear(in, &out->year) && in->Take("-") &&
             in->TakeTwo(1, 12, &out->month);
    case DateTimeKind::kGMonthDay:
      return in->Take("--") && in->TakeTwo(1, 12, &out->month) &&
             in->Take("-") && in->TakeTwo(1, 31, &out->day);
    case DateTimeKind::kGMonth:
      return in->Take("--") && in->TakeTwo(1, 12, &out->month);
    case DateTimeKind::kGDay:
      return in->Take("---") && in->TakeTwo(1, 31, &out->day);
  }
  return false;
}

std::string Two(int value) {
  return {static_cast<char>('0' + value / 10),
          static_cast<char>('0' + value % 10)};
}

std::string FormatYear(int64_t year) {
  std::string digits = std::to_string(year < 0 ? -year : year);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return year < 0 ? "-" + digits : digits;
}

std::string FormatTime(const DateTime& time) {
  std::string seconds = time.second.Format();
  if (seconds.size() < 2 || seconds[1] == '.') seconds.insert(0, 1, '0');
  return Two(time.hour) + ":" + Two(time.minute) + ":" + seconds;
}

std::string FormatDate(const DateTime& date) {
  return FormatYear(date.year) + "-" + Two(date.month) + "-" + Two(date.day);
}

}  // namespace

int DaysInMonth(int64_t year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  if (month == 2 && IsLeap(year)) return 29;
  return kDays[static_cast<size_t>(month - 1)];
}

// Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date
// Algorithms".
int64_t DaysSince1970(int64_t year, int month, int day) {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t year_of_era = y - era * 400;
  const int64_t day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void SetDate(int64_t days, DateTime* out) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t day_of_era = days - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 +
                               day_of_era / 36524 - day_of_era / 146096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month = (5 * day_of_year + 2) / 153;
  out->day = static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1);
  out->month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  out->year = year_of_era + era * 400 + (out->month <= 2 ? 1 : 0);
}

std::optional<DateTime> DateTime::Parse(DateTimeKind kind,
                                        std::string_view text) {
  Scanner in(text);
  DateTime out;
  out.kind = kind;
  if (!TakeProperties(kind, &in, &out) || !TakeZone(&in, &out.zone)) {
    return std::nullopt;
  }
  if (out.day > DaysInMonth(out.year, out.month)) return std::nullopt;
  if (out.hour == 24) {
    out.hour = 0;
    if (kind == DateTimeKind::kDateTime) {
      SetDate(DaysSince1970(out.year, out.month, out.day) + 1, &out);
    }
  }
  return out;
}

DateTime DateTime::FromUnixMillis(int64_t millis) {
  constexpr int64_t kDay = 86'400'000;
  const int64_t days = (millis >= 0 ? millis : millis - (kDay - 1)) / kDay;
  const auto rest = static_cast<int>(millis - days * kDay);
  DateTime out;
  SetDate(days, &out);
  out.hour = rest / 3'600'000;
  out.minute = rest / 60'000 % 60;
  out.second = Decimal::Of(rest % 60'000, 3);
  out.zone = 0;
  return out;
}

std::string DateTime::FormatZone() const {
  if (!zone) return "";
  if (*zone == 0) return "Z";
  const int minutes = *zone < 0 ? -*zone : *zone;
  return (*zone < 0 ? "-" : "+") + Two(minutes / 60) + ":" + Two(minutes % 60);
}

std::string DateTime::Format() const {
  switch (kind) {
    case DateTimeKind::kDateTime:
      return FormatDate(*this) + "T" + FormatTime(*this) + FormatZone();
    case DateTimeKind::kDate:
      return FormatDate(*this) + FormatZone();
    case DateTimeKind::kTime:
      return FormatTime(*this) + FormatZone();
    case DateTimeKind::kGYear:
      return FormatYear(year) + FormatZone();
    case DateTimeKind::kGYearMonth:
      return FormatYear(year) + "-" + Two(month) + FormatZone();
    case DateTimeKind::kGMonthDay:
      return "--" + Two(month) + "-" + Two(day) + FormatZone();
    case DateTimeKind::kGMonth:
      return "--" + Two(month) + FormatZone();
    case DateTimeKind::kGDay:
      return "---" + Two(day) + FormatZone();
  }
  return "";
}

Decimal DateTime::Instant() const {
  const int64_t minutes = DaysSince1970(year, month, day) * 1440 + hour * 60 +
                          minute - zone.value_or(0);
  // 64 bits of seconds and at most 38 digits in `second`: the sum is rounded
  // only where Decimal::Parse would have refused the digits.
  const std::optional<Decimal> sum =
      Decimal::Add(Decimal(minutes * 60), second);
  return sum.value_or(Decimal(minutes * 60));
}

std::optional<std::strong_ordering> Compare(const DateTime& a,
                                            const DateTime& b) {
  const Decimal left = a.Instant();
  const Decimal right = b.Instant();
  if (a.zone.has_value() == b.zone.has_value()) return left <=> right;
  // XSD 1.1 part 2, 3.3.7.4: a missing zone may be anything within 14 hours.
  const Decimal slack(int64_t{kMaxZone} * 60);
  const std::optional<Decimal> gap = Decimal::Subtract(left, right);
  if (!gap || gap->Abs() <= slack) return std::nullopt;
  return left <=> right;
}

}  // namespace zhimai::sparql
