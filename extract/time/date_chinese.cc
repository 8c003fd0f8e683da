// Chinese dates.
#include <array>
#include <utility>

#include "extract/time/date_parts.h"
#include "extract/time/number.h"

namespace zhimai {
namespace {

using Shift = std::pair<std::string_view, int>;

constexpr std::array<Shift, 8> kYears = {{{"今年", 0},
                                          {"本年度", 0},
                                          {"去年", -1},
                                          {"前年", -2},
                                          {"明年", 1},
                                          {"后年", 2},
                                          {"上一年", -1},
                                          {"下一年", 1}}};
constexpr std::array<Shift, 8> kMonths = {{{"本月", 0},
                                           {"这个月", 0},
                                           {"上个月", -1},
                                           {"上月", -1},
                                           {"下个月", 1},
                                           {"下月", 1},
                                           {"当月", 0},
                                           {"本月份", 0}}};
constexpr std::array<Shift, 8> kDays = {{{"今天", 0},
                                         {"今日", 0},
                                         {"今晚", 0},
                                         {"昨天", -1},
                                         {"昨日", -1},
                                         {"昨晚", -1},
                                         {"前天", -2},
                                         {"明天", 1}}};

class Scanner {
 public:
  Scanner(std::string_view text, uint32_t pos) : text_(text), pos_(pos) {}

  bool Take(std::string_view word) {
    if (text_.substr(pos_, word.size()) != word) return false;
    pos_ += static_cast<uint32_t>(word.size());
    return true;
  }
  bool At(std::string_view word) const {
    return text_.substr(pos_, word.size()) == word;
  }
  template <size_t N>
  std::optional<int> TakeShift(const std::array<Shift, N>& words) {
    for (const auto& [word, shift] : words) {
      if (Take(word)) return shift;
    }
    return std::nullopt;
  }
  // A numeral without scale words, at most four digits long.
  std::optional<int> TakeNumber() {
    uint32_t end = 0;
    const std::optional<NumberMatch> match = ScanNumber(text_, pos_, &end);
    if (!match || match->has_scale) return std::nullopt;
    const std::optional<int64_t> value = match->value.ToInteger();
    if (!value || *value < 0 || *value > 9999) return std::nullopt;
    pos_ = match->span.end;
    style_ = match->style;
    return static_cast<int>(*value);
  }
  NumberMatch::Style style() const { return style_; }
  uint32_t pos() const { return pos_; }
  void Seek(uint32_t pos) { pos_ = pos; }

 private:
  std::string_view text_;
  uint32_t pos_;
  NumberMatch::Style style_ = NumberMatch::Style::kArabic;
};

// Years are written with four digits; 二〇二三年 digit by digit.
bool TakeYear(Scanner* scan, DateParts* parts) {
  if (const auto shift = scan->TakeShift(kYears)) {
    parts->year_shift = shift;
    scan->Take("的");
    return true;
  }
  if (scan->Take("同年")) {
    parts->same_year = true;
    return true;
  }
  const uint32_t begin = scan->pos();
  const std::optional<int> number = scan->TakeNumber();
  const bool plausible = number && *number >= 1000 && *number <= 2200 &&
                         scan->style() != NumberMatch::Style::kChinese;
  if (plausible && scan->Take("年")) {
    parts->year = *number;
    return true;
  }
  scan->Seek(begin);
  return false;
}

bool TakeMonth(Scanner* scan, DateParts* parts) {
  if (const auto shift = scan->TakeShift(kMonths)) {
    parts->month_shift = shift;
    return true;
  }
  const uint32_t begin = scan->pos();
  const std::optional<int> number = scan->TakeNumber();
  if (number && *number >= 1 && *number <= 12 && scan->Take("月")) {
    scan->Take("份");
    parts->month = *number;
    return true;
  }
  scan->Seek(begin);
  return false;
}

// 30日元, 3日内, 5日游 and 日均 are no days of a month.
bool TakeDay(Scanner* scan, DateParts* parts) {
  const uint32_t begin = scan->pos();
  const std::optional<int> number = scan->TakeNumber();
  if (number && *number >= 1 && *number <= 31) {
    const bool unit = scan->Take("日") || scan->Take("号");
    bool other = false;
    for (std::string_view word :
         {"元", "内", "游", "均", "本", "线", "楼", "之内"}) {
      other = other || scan->At(word);
    }
    if (unit && !other) {
      parts->day = *number;
      return true;
    }
  }
  scan->Seek(begin);
  return false;
}

// 2023-01-02
bool TakeIsoDate(std::string_view text, uint32_t pos, DateParts* parts) {
  const auto digits = [&](uint32_t at, uint32_t count) {
    int value = 0;
    for (uint32_t i = 0; i < count; ++i) {
      if (at + i >= text.size() || text[at + i] < '0' || text[at + i] > '9') {
        return -1;
      }
      value = value * 10 + (text[at + i] - '0');
    }
    return value;
  };
  const int year = digits(pos, 4);
  const int month = digits(pos + 5, 2);
  const int day = digits(pos + 8, 2);
  const bool good = year >= 1000 && year <= 2200 && month >= 1 && month <= 12 &&
                    day >= 1 && day <= 31 && text[pos + 4] == '-' &&
                    text[pos + 7] == '-' && digits(pos + 10, 1) < 0;
  if (!good) return false;
  parts->year = year;
  parts->month = month;
  parts->day = day;
  parts->span = {pos, pos + 10};
  return true;
}

}  // namespace

bool MayBeginChineseDate(std::string_view text, uint32_t pos) {
  return MayBeginNumber(text[pos]) ||
         static_cast<unsigned char>(text[pos]) >= 0xE4;
}

std::optional<DateParts> ScanChineseDate(std::string_view text, uint32_t pos) {
  DateParts parts;
  if (TakeIsoDate(text, pos, &parts)) return parts;
  Scanner scan(text, pos);
  const bool year = TakeYear(&scan, &parts);
  const bool month = TakeMonth(&scan, &parts);
  bool day = false;
  if (month || !year) day = TakeDay(&scan, &parts);
  if (!year && !month && !day) {
    const auto shift = scan.TakeShift(kDays);
    if (!shift) return std::nullopt;
    parts.day_shift = shift;
  }
  // A bare day is trusted in Arabic digits only: 三日 is three days as well.
  if (day && !month && scan.style() != NumberMatch::Style::kArabic) {
    return std::nullopt;
  }
  parts.span = {pos, scan.pos()};
  return parts;
}

}  // namespace zhimai
