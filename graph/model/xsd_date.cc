#include <array>

#include "graph/model/xsd.h"

namespace zhimai {
namespace {

constexpr int64_t kMillisecondsPerMinute = 60'000;
constexpr int64_t kMillisecondsPerDay = 86'400'000;
constexpr int kMaxOffset = 14 * 60;

struct Civil {
  int64_t year = 1972;
  int64_t month = 1;
  int64_t day = 1;
  int64_t milliseconds = 0;  // of the day
};

// Days since 1970-01-01 in the proleptic Gregorian calendar, after Howard
// Hinnant, "chrono-compatible low-level date algorithms".
int64_t DaysFromCivil(int64_t year, int64_t month, int64_t day) {
  const int64_t y = month <= 2 ? year - 1 : year;
  const int64_t era = (y >= 0 ? y : y - 399) / 400;
  const int64_t year_of_era = y - era * 400;
  const int64_t shifted = month > 2 ? month - 3 : month + 9;
  const int64_t day_of_year = (153 * shifted + 2) / 5 + day - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Civil CivilFromInstant(int64_t instant) {
  int64_t days = instant / kMillisecondsPerDay;
  int64_t rest = instant % kMillisecondsPerDay;
  if (rest < 0) {
    rest += kMillisecondsPerDay;
    --days;
  }
  const int64_t z = days + 719'468;
  const int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const int64_t day_of_era = z - era * 146'097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1'460 +
                               day_of_era / 36'524 - day_of_era / 146'096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * day_of_year + 2) / 153;
  Civil civil;
  civil.day = day_of_year - (153 * shifted + 2) / 5 + 1;
  civil.month = shifted < 10 ? shifted + 3 : shifted - 9;
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  civil.milliseconds = rest;
  return civil;
}

std::string Padded(int64_t value, size_t width) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return (value < 0 ? "-" : "") + digits;
}

std::string FormatClock(int64_t milliseconds) {
  const int64_t seconds = milliseconds / 1000;
  std::string out = Padded(seconds / 3600, 2) + ":" +
                    Padded(seconds / 60 % 60, 2) + ":" +
                    Padded(seconds % 60, 2);
  if (milliseconds % 1000 != 0) {
    out += "." + Padded(milliseconds % 1000, 3);
    while (out.back() == '0') out.pop_back();
  }
  return out;
}

// Reads digits, signs and marks in sequence; fails once and for all.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool done() const { return ok_ && text_.empty(); }
  bool ok() const { return ok_; }

  void Expect(std::string_view mark) {
    if (!text_.starts_with(mark)) {
      ok_ = false;
    } else {
      text_.remove_prefix(mark.size());
    }
  }

  int64_t Digits(size_t min, size_t max) {
    int64_t value = 0;
    size_t count = 0;
    while (count < max && count < text_.size() && text_[count] >= '0' &&
           text_[count] <= '9') {
      value = value * 10 + (text_[count] - '0');
      ++count;
    }
    if (count < min) ok_ = false;
    text_.remove_prefix(count);
    return value;
  }

  int64_t Year() {
    const bool negative = text_.starts_with('-');
    if (negative) text_.remove_prefix(1);
    // More digits would overflow the instant.
    const int64_t year = Digits(4, 6);
    return negative ? -year : year;
  }

  int64_t Clock() {
    const int64_t hour = Digits(2, 2);
    Expect(":");
    const int64_t minute = Digits(2, 2);
    Expect(":");
    const int64_t second = Digits(2, 2);
    if (hour > 23 || minute > 59 || second > 59) ok_ = false;
    int64_t milliseconds = ((hour * 60 + minute) * 60 + second) * 1000;
    if (text_.starts_with('.')) milliseconds += Fraction();
    return milliseconds;
  }

  void Zone(DateValue* value) {
    if (text_.empty()) return;
    if (text_ == "Z") {
      text_.remove_prefix(1);
      value->zone = DateValue::Zone::kUtc;
      return;
    }
    const bool west = text_.front() == '-';
    if (!west && text_.front() != '+') ok_ = false;
    text_.remove_prefix(1);
    const int64_t hours = Digits(2, 2);
    Expect(":");
    const int64_t minutes = Digits(2, 2);
    if (minutes > 59) ok_ = false;
    const int64_t offset = hours * 60 + minutes;
    if (offset > kMaxOffset) ok_ = false;
    value->zone = DateValue::Zone::kOffset;
    value->offset = static_cast<int16_t>(west ? -offset : offset);
  }

 private:
  int64_t Fraction() {
    text_.remove_prefix(1);
    const size_t before = text_.size();
    int64_t value = Digits(1, 3);
    for (size_t digits = before - text_.size(); digits < 3; ++digits) {
      value *= 10;
    }
    return value;
  }

  std::string_view text_;
  bool ok_ = true;
};

Civil ReadCivil(DateKind kind, Reader* reader) {
  Civil civil;
  switch (kind) {
    case DateKind::kTime:
      civil.milliseconds = reader->Clock();
      return civil;
    case DateKind::kGMonthDay:
    case DateKind::kGMonth:
      reader->Expect("--");
      civil.month = reader->Digits(2, 2);
      if (kind == DateKind::kGMonth) return civil;
      reader->Expect("-");
      civil.day = reader->Digits(2, 2);
      return civil;
    case DateKind::kGDay:
      reader->Expect("---");
      civil.day = reader->Digits(2, 2);
      return civil;
    default:
      break;
  }
  civil.year = reader->Year();
  if (kind == DateKind::kGYear) return civil;
  reader->Expect("-");
  civil.month = reader->Digits(2, 2);
  if (kind == DateKind::kGYearMonth) return civil;
  reader->Expect("-");
  civil.day = reader->Digits(2, 2);
  if (kind == DateKind::kDate) return civil;
  reader->Expect("T");
  civil.milliseconds = reader->Clock();
  return civil;
}

std::string FormatZone(const DateValue& value) {
  switch (value.zone) {
    case DateValue::Zone::kNone:
      return "";
    case DateValue::Zone::kUtc:
      return "Z";
    case DateValue::Zone::kOffset:
      break;
  }
  const int offset = value.offset < 0 ? -value.offset : value.offset;
  return (value.offset < 0 ? "-" : "+") + Padded(offset / 60, 2) + ":" +
         Padded(offset % 60, 2);
}

std::string FormatCivil(DateKind kind, const Civil& civil) {
  std::string year = Padded(civil.year, 4);
  const std::string month = Padded(civil.month, 2);
  const std::string day = Padded(civil.day, 2);
  switch (kind) {
    case DateKind::kDateTime:
      return year + "-" + month + "-" + day + "T" +
             FormatClock(civil.milliseconds);
    case DateKind::kDate:
      return year + "-" + month + "-" + day;
    case DateKind::kTime:
      return FormatClock(civil.milliseconds);
    case DateKind::kGYear:
      return year;
    case DateKind::kGYearMonth:
      return year + "-" + month;
    case DateKind::kGMonthDay:
      return "--" + month + "-" + day;
    case DateKind::kGMonth:
      return "--" + month;
    case DateKind::kGDay:
      return "---" + day;
  }
  return {};
}

}  // namespace

std::optional<DateValue> ParseCanonicalDate(DateKind kind,
                                            std::string_view text) {
  Reader reader(text);
  const Civil civil = ReadCivil(kind, &reader);
  if (!reader.ok() || civil.month < 1 || civil.month > 12 || civil.day < 1 ||
      civil.day > 31) {
    return std::nullopt;
  }
  DateValue value;
  reader.Zone(&value);
  if (!reader.done()) return std::nullopt;
  value.instant =
      DaysFromCivil(civil.year, civil.month, civil.day) * kMillisecondsPerDay +
      civil.milliseconds - value.offset * kMillisecondsPerMinute;
  // Catches 30 February, and every other spelling than the one we write.
  if (FormatDate(kind, value) != text) return std::nullopt;
  return value;
}

std::string FormatDate(DateKind kind, const DateValue& value) {
  const Civil civil =
      CivilFromInstant(value.instant + value.offset * kMillisecondsPerMinute);
  return FormatCivil(kind, civil) + FormatZone(value);
}

}  // namespace zhimai
