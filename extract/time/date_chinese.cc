#include <algorithm>
#include <array>
#include <iterator>

#include "extract/time/cursor.h"
#include "extract/time/date_parts.h"

namespace zhimai {
namespace {

using From = DatePart::From;
using Style = NumberMatch::Style;

struct Word {
  std::string_view text;
  From from;
  int value;
};

// In each table a word stands before its own prefixes.
constexpr std::array<Word, 24> kYears = {{
    {"今年", From::kAnchor, 0},      {"本年度", From::kAnchor, 0},
    {"本年", From::kAnchor, 0},      {"去年", From::kAnchor, -1},
    {"上一年度", From::kAnchor, -1}, {"上一年", From::kAnchor, -1},
    {"上年度", From::kAnchor, -1},   {"上年", From::kAnchor, -1},
    {"大前年", From::kAnchor, -3},   {"前年", From::kAnchor, -2},
    {"明年", From::kAnchor, 1},      {"来年", From::kAnchor, 1},
    {"下一年度", From::kAnchor, 1},  {"下一年", From::kAnchor, 1},
    {"下年度", From::kAnchor, 1},    {"后年", From::kAnchor, 2},
    {"同年", From::kNarrated, 0},    {"当年", From::kNarrated, 0},
    {"次年", From::kNarrated, 1},    {"翌年", From::kNarrated, 1},
    {"转年", From::kNarrated, 1},    {"第二年", From::kNarrated, 1},
    {"前一年", From::kNarrated, -1}, {"这一年", From::kNarrated, 0},
}};
constexpr std::array<Word, 14> kMonths = {{
    {"本月份", From::kAnchor, 0},
    {"本月", From::kAnchor, 0},
    {"这个月", From::kAnchor, 0},
    {"上个月", From::kAnchor, -1},
    {"上月", From::kAnchor, -1},
    {"上上个月", From::kAnchor, -2},
    {"下个月", From::kAnchor, 1},
    {"下月", From::kAnchor, 1},
    {"下下个月", From::kAnchor, 2},
    {"同月", From::kNarrated, 0},
    {"当月", From::kNarrated, 0},
    {"次月", From::kNarrated, 1},
    {"翌月", From::kNarrated, 1},
    {"第二个月", From::kNarrated, 1},
}};
constexpr std::array<Word, 28> kDays = {{
    {"今天", From::kAnchor, 0},     {"今日", From::kAnchor, 0},
    {"今晚", From::kAnchor, 0},     {"今早", From::kAnchor, 0},
    {"今晨", From::kAnchor, 0},     {"今夜", From::kAnchor, 0},
    {"昨天", From::kAnchor, -1},    {"昨日", From::kAnchor, -1},
    {"昨晚", From::kAnchor, -1},    {"昨夜", From::kAnchor, -1},
    {"大前天", From::kAnchor, -3},  {"前天", From::kAnchor, -2},
    {"前晚", From::kAnchor, -2},    {"明天", From::kAnchor, 1},
    {"明日", From::kAnchor, 1},     {"明晚", From::kAnchor, 1},
    {"明早", From::kAnchor, 1},     {"大后天", From::kAnchor, 3},
    {"后天", From::kAnchor, 2},     {"当天", From::kNarrated, 0},
    {"当日", From::kNarrated, 0},   {"当晚", From::kNarrated, 0},
    {"同日", From::kNarrated, 0},   {"同天", From::kNarrated, 0},
    {"次日", From::kNarrated, 1},   {"翌日", From::kNarrated, 1},
    {"第二天", From::kNarrated, 1}, {"前一天", From::kNarrated, -1},
}};
constexpr std::array<Word, 6> kWeekOffsets = {{
    {"上上", From::kAnchor, -2},
    {"下下", From::kAnchor, 2},
    {"上", From::kAnchor, -1},
    {"下", From::kAnchor, 1},
    {"本", From::kAnchor, 0},
    {"这", From::kAnchor, 0},
}};

bool IsOneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

template <size_t N>
DatePart TakeWord(const std::array<Word, N>& words, Cursor* at) {
  if (!IsOneOf(at->Peek(), U"今本去上大前明来下后同当次翌转第这昨")) return {};
  for (const Word& word : words) {
    if (at->Take(word.text)) return {word.from, word.value};
  }
  return {};
}

// 说明天气, 以后天天, 文明年代, 共同年会, 日本月底: the word is no word.
bool CutsWord(char32_t before, char32_t first) {
  switch (first) {
    case U'明':
      return IsOneOf(before, U"说声表证文光透发黎开分清鲜好的");
    case U'后':
    case U'前':
      return IsOneOf(before, U"以之此今目日年月年当战提先事空");
    case U'同':
      return IsOneOf(before, U"共不如相合等陪会协");
    case U'本':
      return IsOneOf(before, U"日基根资成版原样");
    case U'第':  // 开工第二天
      return IsHan(before) && before != U'在';
    case U'当':
      return IsOneOf(before, U"相适应每正");
    case U'上':
    case U'下':
      return IsOneOf(before, U"以之身线路网天地马");
    default:
      return false;
  }
}

class Parser {
 public:
  Parser(std::string_view text, uint32_t pos, bool bare_han_day)
      : begin_(pos), at_(text, pos), text_(text), bare_han_day_(bare_han_day) {}

  std::optional<DateMatch> Run() {
    // 每周一 and 每年5月 are no single dates.
    const char32_t before = at_.Before();
    if (before == U'每' || CutsWord(before, at_.Peek()) || Recurs()) {
      return std::nullopt;
    }
    if (!(Numeric() || Decade() || Week() || ByParts())) return std::nullopt;
    return DateMatch{{begin_, at_.pos()}, parts_, std::nullopt};
  }

 private:
  bool Recurs() const {
    const std::string_view before = text_.substr(0, begin_);
    constexpr std::string_view kEvery[] = {"每年", "每月", "每年的", "每月的"};
    return std::any_of(
        std::begin(kEvery), std::end(kEvery), [&](std::string_view word) {
          return before.size() >= word.size() &&
                 before.substr(before.size() - word.size()) == word;
        });
  }

  // 2023-01-02, 2023/1/2, 2023.1.2
  bool Numeric() {
    if (!IsAsciiDigit(text_[begin_])) return false;
    size_t pos = begin_;
    const auto digits = [&](size_t most) {
      int value = 0;
      const size_t from = pos;
      while (pos < text_.size() && pos < from + most &&
             IsAsciiDigit(text_[pos])) {
        value = value * 10 + (text_[pos++] - '0');
      }
      return pos == from ? -1 : value;
    };
    const int year = digits(4);
    if (pos != begin_ + 4 || pos >= text_.size() || !IsYear(year)) return false;
    const char separator = text_[pos++];
    if (separator != '-' && separator != '/' && separator != '.') return false;
    const int month = digits(2);
    if (pos >= text_.size() || text_[pos++] != separator) return false;
    const int day = digits(2);
    const bool runs_on = pos < text_.size() &&
                         (IsAsciiDigit(text_[pos]) || text_[pos] == separator);
    if (runs_on || month < 1 || month > 12 || day < 1 || day > 31) return false;
    parts_.year = {From::kPrinted, year};
    parts_.month = {From::kPrinted, month};
    parts_.day = {From::kPrinted, day};
    at_.Seek(static_cast<uint32_t>(pos));
    return true;
  }

  static bool IsYear(int year) { return year >= 1000 && year <= 2999; }

  // 20世纪90年代, 上世纪九十年代, 90年代, 1990年代
  bool Decade() {
    int century = 0;
    Style style = Style::kArabic;
    if (at_.TakeAny({"上个世纪", "上世纪"})) {
      century = kLastCentury;
    } else if (at_.TakeAny({"本世纪"})) {
      century = kThisCentury;
    } else if (const auto number = at_.TakeSmallNumber(&style)) {
      if (at_.Take("世纪")) {
        if (*number < 1 || *number > 21) return Back();
        century = *number;
      } else {
        at_.Seek(begin_);
      }
    }
    const auto decade = at_.TakeSmallNumber(&style);
    if (!decade || !at_.Take("年代")) return Back();
    parts_.extent = DateParts::Extent::kDecade;
    if (IsYear(*decade) && *decade % 10 == 0 && century == 0) {
      parts_.year = {From::kPrinted, *decade};
      return true;
    }
    if (*decade > 90 || *decade % 10 != 0) return Back();
    if (century == 0) {
      parts_.short_decade = true;
      parts_.year = {From::kAnchor, *decade};
    } else if (century == kThisCentury || century == kLastCentury) {
      parts_.year = {From::kPrinted,
                     (century == kThisCentury ? 2000 : 1900) + *decade};
    } else {
      parts_.year = {From::kPrinted, (century - 1) * 100 + *decade};
    }
    return true;
  }

  bool Back() {
    at_.Seek(begin_);
    parts_ = DateParts();
    return false;
  }

  // 上周, 下个星期三, 周五
  bool Week() {
    const DatePart offset = TakeWord(kWeekOffsets, &at_);
    if (offset.given()) at_.Take("个");
    const bool plain = at_.Take("周");
    if (!plain && !at_.TakeAny({"星期", "礼拜"})) return Back();
    parts_.week = offset.given() ? offset : DatePart{From::kPrinted, 0};
    if (const auto weekday = TakeWeekday()) {
      parts_.weekday = weekday;
      return true;
    }
    // 周年, 周期, 周边 and 上星期… without a day.
    if (!offset.given() || at_.AtAny({"期", "年", "边", "围", "转", "刊"})) {
      return Back();
    }
    at_.Take("末");
    parts_.extent = DateParts::Extent::kWeek;
    return true;
  }

  std::optional<int> TakeWeekday() {
    constexpr std::array<std::string_view, 8> kNames = {"一", "二", "三", "四",
                                                        "五", "六", "日", "天"};
    for (size_t i = 0; i < kNames.size(); ++i) {
      if (!at_.Take(kNames[i])) continue;
      // 上周一共, 周三十
      if (at_.AtAny({"共", "起来", "十", "百", "样", "些", "个", "直", "切"})) {
        at_.Seek(static_cast<uint32_t>(at_.pos() - kNames[i].size()));
        return std::nullopt;
      }
      return i == 7 ? 6 : static_cast<int>(i);
    }
    return std::nullopt;
  }

  // Year, month and day in this order, each with its word.
  bool ByParts() {
    const bool year = Year();
    if (Months(year) || HalfMonth(year)) return true;
    const bool month = Month();
    const bool day = (month || !year) && Day(month);
    if (after_blank_ && !month && !day) GiveBlankBack();
    if (after_blank_ && month && !day) GiveBlankBack();
    if (!year && !month && !day) {
      parts_.day = TakeWord(kDays, &at_);
      return parts_.day.given();
    }
    return true;
  }

  void GiveBlankBack() {
    if (at_.Before() == ' ') at_.Seek(at_.pos() - 1);
  }

  // 上半月, 下半月 of this month.
  bool HalfMonth(bool has_year) {
    if (has_year) return false;
    const bool first = at_.Take("上半月");
    if (!first && !at_.Take("下半月")) return false;
    parts_.extent = DateParts::Extent::kHalfMonth;
    parts_.month = {From::kAnchor, 0};
    parts_.first_half = first;
    return true;
  }

  bool Year() {
    parts_.year = TakeWord(kYears, &at_);
    if (parts_.year.given()) {
      if (at_.Take("的")) {
        // 去年的9月; 的 belongs to the date only then.
        if (!IsAsciiDigit(At())) at_.Seek(at_.pos() - 3);
      }
      TakeEndOfYear();
      return true;
    }
    const uint32_t from = at_.pos();
    at_.Take("公元");
    const bool era = at_.pos() > from;
    Style style = Style::kArabic;
    const uint32_t digits_begin = at_.pos();
    const auto number = at_.TakeSmallNumber(&style);
    const bool four_digits =
        at_.pos() - digits_begin == 4 ||
        (style == Style::kDigits && at_.pos() - digits_begin == 12);
    // 08年; 98年 may be a length of time.
    const bool short_year = number && style == Style::kArabic &&
                            at_.pos() - digits_begin == 2 &&
                            text_[digits_begin] == '0' && *number > 0;
    const bool fits =
        number && style != Style::kChinese && style != Style::kEnglish &&
        (era ? *number > 0 : short_year || (four_digits && IsYear(*number)));
    if (!fits || !TakeWide(style, "年") || RoundSpan(*number)) {
      at_.Seek(from);
      return false;
    }
    parts_.year = {From::kPrinted, short_year ? 2000 + *number : *number};
    TakeEndOfYear();
    TakeBlankBeforeFigure();
    return true;
  }

  // 2008 年 8 月: a blank may stand between figures and their word.
  bool TakeWide(Style style, std::string_view word) {
    if (at_.Take(word)) return true;
    const uint32_t from = at_.pos();
    if (style == Style::kArabic && at_.Take(" ") && at_.Take(word)) {
      return true;
    }
    at_.Seek(from);
    return false;
  }

  void TakeBlankBeforeFigure() {
    const uint32_t from = at_.pos();
    if (at_.Take(" ") && !IsAsciiDigit(At())) at_.Seek(from);
    // The blank belongs to the date only where the date goes on.
    after_blank_ = at_.pos() > from;
  }

  char At() const { return at_.AtEnd() ? '\0' : text_[at_.pos()]; }

  // 5000年的历史, 2000年来: a length of time.
  bool RoundSpan(int number) const {
    return number % 100 == 0 && at_.AtAny({"来", "历史", "的历史", "文明"});
  }

  void TakeEndOfYear() {
    at_.TakeAny({"年底", "年末", "年初", "年中", "底", "末", "初", "度"});
  }

  // 第一季度, 二季度, 前三季度, 上半年, 前8个月
  // Without a year it is that of the anchor, and 季 alone (of a series) none.
  bool Months(bool has_year) {
    const uint32_t from = at_.pos();
    if (has_year) at_.Take("的");
    const bool first_ones = at_.Take("前");
    const bool nth = !first_ones && at_.Take("第");
    const uint32_t number = at_.pos();
    int first = 0;
    int last = 0;
    if (at_.TakeAny({"上半年", "前半年", "上个半年"})) {
      first = 1, last = 6;
    } else if (at_.TakeAny({"下半年", "后半年"})) {
      first = 7, last = 12;
    } else if (at_.Take("首季度") || (has_year && at_.Take("首季"))) {
      first = 1, last = 3;
    } else if (const int quarter = TakeQuarter(has_year); quarter > 0) {
      last = quarter * 3;
      first = first_ones ? 1 : last - 2;
    } else if (first_ones) {
      last = TakeFirstMonths();
      first = last > 0 ? 1 : 0;
    } else if (has_year && nth) {
      at_.Seek(number);
      first = last = TakeNth("个月", 12);  // 明年第九个月
      if (const int week = first > 0 ? 0 : TakeNth("周", 53); week > 0) {
        parts_.extent = DateParts::Extent::kWeekOfYear;
        parts_.first_month = week;
        return true;
      }
    }
    if (first == 0) {
      at_.Seek(from);
      return false;
    }
    parts_.extent = DateParts::Extent::kMonths;
    parts_.first_month = first;
    parts_.last_month = last;
    return true;
  }

  // 8月 or 8个月 after 前; 0 for none. 前3天 and 前3个月前 are no months.
  int TakeFirstMonths() {
    const uint32_t from = at_.pos();
    Style style = Style::kArabic;
    const auto number = at_.TakeSmallNumber(&style);
    const bool month =
        number && *number >= 2 && *number <= 12 && at_.TakeAny({"个月", "月"});
    if (month && !IsAsciiDigit(At()) && !at_.AtAny({"前", "后", "底", "日"})) {
      at_.Take("份");
      return *number;
    }
    at_.Seek(from);
    return 0;
  }

  // A number up to `most` before `word`; 0 for none.
  int TakeNth(std::string_view word, int most) {
    const uint32_t from = at_.pos();
    Style style = Style::kArabic;
    const auto number = at_.TakeSmallNumber(&style);
    if (number && *number >= 1 && *number <= most && at_.Take(word) &&
        !at_.AtAny({"年", "期", "内"})) {
      return *number;
    }
    at_.Seek(from);
    return 0;
  }

  int TakeQuarter(bool has_year) {
    constexpr std::array<std::string_view, 8> kNames = {"一", "二", "三", "四",
                                                        "1",  "2",  "3",  "4"};
    for (size_t i = 0; i < kNames.size(); ++i) {
      if (!at_.Take(kNames[i])) continue;
      at_.Take("个");
      const bool quarter = at_.Take("季度") || (has_year && at_.Take("季"));
      return quarter ? static_cast<int>(i % 4) + 1 : 0;
    }
    return 0;
  }

  bool Month() {
    const uint32_t from = at_.pos();
    parts_.month = TakeWord(kMonths, &at_);
    Style style = Style::kArabic;
    if (!parts_.month.given()) {
      const auto number = at_.TakeSmallNumber(&style);
      const bool fits = number && *number >= 1 && *number <= 12 &&
                        style != Style::kDigits && TakeWide(style, "月");
      if (fits) parts_.month = {From::kPrinted, *number};
    }
    if (!parts_.month.given() ||
        at_.AtAny({"球", "光", "亮", "饼", "革命", "薪", "均"})) {
      parts_.month = {};
      at_.Seek(from);
      return false;
    }
    at_.Take("份");
    at_.TakeAny({"上旬", "中旬", "下旬", "底", "末", "初"});
    TakeBlankBeforeFigure();
    return true;
  }

  // 30日元, 3日内, 5日游, 日均 and 3号楼 are no days of a month.
  bool Day(bool after_month) {
    const uint32_t from = at_.pos();
    Style style = Style::kArabic;
    const auto number = at_.TakeSmallNumber(&style);
    const bool fits = number && *number >= 1 && *number <= 31 &&
                      (after_month || bare_han_day_ || style == Style::kArabic);
    const bool ri = fits && TakeWide(style, "日");
    const bool hao = fits && !ri && TakeWide(style, "号");
    const bool other =
        at_.AtAny({"元", "内", "游", "均", "圆", "之内", "行程"}) ||
        (!after_month && at_.At("期间")) ||
        (hao && !after_month && IsHan(at_.Peek()) &&
         !at_.AtAny({"上午", "下午", "晚", "凌晨", "在", "起", "至", "到"}));
    if ((!ri && !hao) || other) {
      at_.Seek(from);
      return false;
    }
    parts_.day = {From::kPrinted, *number};
    return true;
  }

  static constexpr int kThisCentury = -1;
  static constexpr int kLastCentury = -2;

  const uint32_t begin_;
  Cursor at_;
  const std::string_view text_;
  const bool bare_han_day_;
  bool after_blank_ = false;
  DateParts parts_;
};

}  // namespace

std::optional<DateMatch> ScanChineseDate(std::string_view text, uint32_t pos,
                                         bool bare_han_day) {
  return Parser(text, pos, bare_han_day).Run();
}

}  // namespace zhimai
