#include <algorithm>
#include <array>
#include <string>

#include "extract/time/cursor.h"
#include "extract/time/date_parts.h"

namespace zhimai {
namespace {

using From = DatePart::From;

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "Monday", "Tuesday",  "Wednesday", "Thursday",
    "Friday", "Saturday", "Sunday"};

// ASCII words, for look-ups that ignore case.
std::string Lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

class Parser {
 public:
  Parser(std::string_view text, uint32_t pos)
      : begin_(pos), at_(text, pos), text_(text) {}

  std::optional<DateMatch> Run() {
    const bool found = IsAsciiDigit(text_[begin_])
                           ? DayMonth() || Decade() || BareYear()
                           : MonthFirst() || Relative() || WeekdayAlone();
    if (!found || (!at_.AtEnd() && IsAsciiLetter(text_[at_.pos()]))) {
      return std::nullopt;
    }
    return DateMatch{{begin_, at_.pos()}, first_, last_};
  }

 private:
  // The word at the cursor without moving.
  std::string_view Word() const {
    size_t end = at_.pos();
    while (end < text_.size() && IsAsciiLetter(text_[end])) ++end;
    return text_.substr(at_.pos(), end - at_.pos());
  }

  bool TakeBlank() { return at_.Take(" "); }

  // 1 to 12. "Sept." and the like too; "may" in lower case is a verb.
  int TakeMonth() {
    const std::string_view word = Word();
    if (word.size() < 3 || word[0] < 'A' || word[0] > 'Z') return 0;
    for (size_t i = 0; i < kMonths.size(); ++i) {
      const bool whole = kMonths[i] == word;
      const bool shortened =
          word == kMonths[i].substr(0, 3) || (i == 8 && word == "Sept");
      if (!whole && !shortened) continue;
      at_.Seek(static_cast<uint32_t>(at_.pos() + word.size()));
      if (!whole) at_.Take(".");
      return static_cast<int>(i) + 1;
    }
    return 0;
  }

  // Plain digits, at most `most` of them and nothing numeric behind.
  int TakeDigits(size_t most) {
    const uint32_t from = at_.pos();
    int value = 0;
    size_t pos = from;
    while (pos < text_.size() && pos - from < most &&
           IsAsciiDigit(text_[pos])) {
      value = value * 10 + (text_[pos++] - '0');
    }
    const bool runs_on = pos < text_.size() && IsAsciiDigit(text_[pos]);
    if (pos == from || runs_on) return -1;
    at_.Seek(static_cast<uint32_t>(pos));
    return value;
  }

  int TakeDay() {
    const uint32_t from = at_.pos();
    const int day = TakeDigits(2);
    if (day < 1 || day > 31) {
      at_.Seek(from);
      return 0;
    }
    at_.TakeAny({"st", "nd", "rd", "th"});
    return day;
  }

  // 1000 to 2999, after blank or comma when `separated`.
  int TakeYear(bool separated) {
    const uint32_t from = at_.pos();
    if (separated) {
      at_.Take(",");
      if (!TakeBlank()) {
        at_.Seek(from);
        return 0;
      }
    }
    const uint32_t digits = at_.pos();
    const int year = TakeDigits(4);
    const bool more = at_.AtAny({".", ","}) && at_.pos() + 1 < text_.size() &&
                      IsAsciiDigit(text_[at_.pos() + 1]);
    if (at_.pos() - digits != 4 || year < 1000 || year > 2999 || more) {
      at_.Seek(from);
      return 0;
    }
    return year;
  }

  static DatePart Printed(int value) { return {From::kPrinted, value}; }

  // 15 July, 15th of July 2025, 2-4 July 2024
  bool DayMonth() {
    const int day = TakeDay();
    if (day == 0) return Back();
    const uint32_t after_day = at_.pos();
    int last_day = 0;
    if (at_.TakeAny({"-", "–", " to ", " and "})) {
      last_day = TakeDay();
      if (last_day == 0) at_.Seek(after_day);
    }
    if (!TakeBlank()) return Back();
    at_.Take("of ");
    const int month = TakeMonth();
    if (month == 0) return Back();
    first_.day = Printed(day);
    first_.month = Printed(month);
    if (const int year = TakeYear(true)) first_.year = Printed(year);
    if (last_day != 0) {
      last_ = first_;
      last_->day = Printed(last_day);
    }
    return true;
  }

  // July 15, 2025; July 15-17; July 2025; in July
  bool MonthFirst() {
    const int month = TakeMonth();
    if (month == 0) return Back();
    first_.month = Printed(month);
    const uint32_t after = at_.pos();
    if (const int year = TakeYear(true)) {
      first_.year = Printed(year);
      return true;
    }
    const int day = TakeBlank() ? TakeDay() : 0;
    if (day == 0) {
      at_.Seek(after);
      return MonthAlone(month);
    }
    first_.day = Printed(day);
    const uint32_t after_day = at_.pos();
    int last_day = 0;
    if (at_.TakeAny({"-", "–"})) {
      last_day = TakeDay();
      if (last_day == 0) at_.Seek(after_day);
    }
    if (const int year = TakeYear(true)) first_.year = Printed(year);
    if (last_day != 0) {
      last_ = first_;
      last_->day = Printed(last_day);
    }
    return true;
  }

  bool MonthAlone(int month) {
    // May, and March at the head of a sentence, are words too.
    const bool certain = month != 5 && month != 3;
    if (!certain && !AfterAny({"in ", "In ", "since ", "Since ", "until ",
                               "early ", "late ", "last ", "this ", "next "})) {
      return Back();
    }
    return true;
  }

  bool AfterAny(std::initializer_list<std::string_view> words) const {
    const std::string_view before = text_.substr(0, begin_);
    for (std::string_view word : words) {
      if (before.size() >= word.size() &&
          before.substr(before.size() - word.size()) == word) {
        return true;
      }
    }
    return false;
  }

  // the 1990s
  bool Decade() {
    const int year = TakeYear(false);
    if (year == 0 || year % 10 != 0 || !at_.Take("s")) return Back();
    first_.year = Printed(year);
    first_.extent = DateParts::Extent::kDecade;
    return true;
  }

  // A number of four digits is a year where the words around it say so.
  bool BareYear() {
    const int year = TakeYear(false);
    const bool plausible = year >= 1800 && year <= 2199;
    if (!plausible ||
        !AfterAny({"in ",    "In ",    "since ",   "Since ",  "by ",    "By ",
                   "until ", "Until ", "from ",    "From ",   "year ",  "mid-",
                   "early ", "late ",  "during ",  "before ", "of ",    "for ",
                   "after ", "to ",    "between ", "and ",    "around "})) {
      return Back();
    }
    // "in 2024 cities", "of 2000 people": a plural noun follows.
    if (at_.At(" ")) {
      Cursor next = at_;
      next.Take(" ");
      size_t end = next.pos();
      while (end < text_.size() && IsAsciiLetter(text_[end])) ++end;
      const std::string_view word = text_.substr(next.pos(), end - next.pos());
      if (AfterAny({"of ", "for ", "to ", "and ", "after "}) &&
          word.size() > 3 && word.back() == 's' && word[0] >= 'a') {
        return Back();
      }
    }
    first_.year = Printed(year);
    return true;
  }

  bool Back() {
    at_.Seek(begin_);
    first_ = DateParts();
    last_.reset();
    return false;
  }

  bool TakeWord(std::string_view word) {
    if (Lower(Word()) != word) return false;
    at_.Seek(static_cast<uint32_t>(at_.pos() + word.size()));
    return true;
  }

  // today, yesterday, last year, this month, next week, last Tuesday
  bool Relative() {
    if (TakeWord("today")) return Day(0);
    if (TakeWord("yesterday")) return Day(-1);
    if (TakeWord("tomorrow")) return Day(1);
    int offset = 0;
    if (TakeWord("last")) {
      offset = -1;
    } else if (TakeWord("next")) {
      offset = 1;
    } else if (!TakeWord("this")) {
      return Back();
    }
    if (!TakeBlank()) return Back();
    const DatePart part = {From::kAnchor, offset};
    if (TakeWord("year")) {
      first_.year = part;
    } else if (TakeWord("month")) {
      first_.month = part;
    } else if (TakeWord("week")) {
      first_.week = part;
      first_.extent = DateParts::Extent::kWeek;
    } else if (const auto weekday = TakeWeekday()) {
      first_.weekday = weekday;
      // "last Friday" is the one before today; "this Friday" this week's.
      first_.week = offset < 0 ? Printed(0) : part;
    } else {
      return Back();
    }
    return true;
  }

  bool Day(int offset) {
    first_.day = {From::kAnchor, offset};
    return true;
  }

  std::optional<int> TakeWeekday() {
    for (size_t i = 0; i < kWeekdays.size(); ++i) {
      if (Word() == kWeekdays[i]) {
        at_.Take(kWeekdays[i]);
        return static_cast<int>(i);
      }
    }
    return std::nullopt;
  }

  bool WeekdayAlone() {
    const auto weekday = TakeWeekday();
    if (!weekday) return Back();
    first_.weekday = weekday;
    first_.week = Printed(0);
    return true;
  }

  const uint32_t begin_;
  Cursor at_;
  const std::string_view text_;
  DateParts first_;
  std::optional<DateParts> last_;
};

}  // namespace

std::optional<DateMatch> ScanEnglishDate(std::string_view text, uint32_t pos) {
  if (pos > 0 &&
      (IsAsciiLetter(text[pos - 1]) || IsAsciiDigit(text[pos - 1]))) {
    return std::nullopt;
  }
  return Parser(text, pos).Run();
}

}  // namespace zhimai
