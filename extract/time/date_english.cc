// English dates.
#include <array>

#include "extract/time/date_parts.h"

namespace zhimai {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  Scanner(std::string_view text, uint32_t pos) : text_(text), pos_(pos) {}

  char Peek(uint32_t ahead = 0) const {
    return pos_ + ahead < text_.size() ? text_[pos_ + ahead] : '\0';
  }
  bool Take(std::string_view word) {
    if (text_.substr(pos_, word.size()) != word) return false;
    pos_ += static_cast<uint32_t>(word.size());
    return true;
  }
  bool TakeWholeWord(std::string_view word) {
    const uint32_t begin = pos_;
    if (Take(word) && !IsLetter(Peek()) && !IsDigit(Peek())) return true;
    pos_ = begin;
    return false;
  }
  // 1 to 12; 0 when no month's name stands here. "May" needs a number beside
  // it, which the caller checks.
  int TakeMonth() {
    for (size_t i = 0; i < kMonthNames.size(); ++i) {
      if (TakeWholeWord(kMonthNames[i])) return static_cast<int>(i) + 1;
      const std::string_view shorter = kMonthNames[i].substr(0, 3);
      const uint32_t begin = pos_;
      if (Take(shorter) && (Take(".") || Peek() == ' ')) {
        return static_cast<int>(i) + 1;
      }
      pos_ = begin;
    }
    return 0;
  }
  // Exactly `least` to `most` digits with no digit or letter after them.
  int TakeDigits(int least, int most) {
    const uint32_t begin = pos_;
    int value = 0;
    int count = 0;
    while (IsDigit(Peek()) && count <= most) {
      value = value * 10 + (Peek() - '0');
      ++pos_, ++count;
    }
    if (count >= least && count <= most && !IsDigit(Peek())) return value;
    pos_ = begin;
    return -1;
  }
  int TakeDay() {
    const uint32_t begin = pos_;
    const int day = TakeDigits(1, 2);
    for (std::string_view suffix : {"st", "nd", "rd", "th"}) {
      if (TakeWholeWord(suffix)) break;
    }
    if (day >= 1 && day <= 31 && !IsLetter(Peek())) return day;
    pos_ = begin;
    return 0;
  }
  int TakeYear() {
    const uint32_t begin = pos_;
    const int year = TakeDigits(4, 4);
    const bool goes_on = IsLetter(Peek()) || Peek() == '%' ||
                         (Peek() == '.' && IsDigit(Peek(1))) ||
                         (Peek() == ',' && IsDigit(Peek(1)));
    if (year >= 1000 && year <= 2200 && !goes_on) return year;
    pos_ = begin;
    return 0;
  }
  uint32_t pos() const { return pos_; }
  void Seek(uint32_t pos) { pos_ = pos; }

 private:
  std::string_view text_;
  uint32_t pos_;
};

// A four-digit number is a year after one of these words.
bool AfterYearWord(std::string_view text, uint32_t pos) {
  if (pos < 2 || text[pos - 1] != ' ') return false;
  const std::string_view before = text.substr(0, pos - 1);
  for (std::string_view word :
       {"in", "In", "since", "Since", "by", "By", "until", "from", "From", "of",
        "during", "During", "to", "and", "before", "after", "the"}) {
    if (before.size() < word.size()) continue;
    const size_t at = before.size() - word.size();
    if (before.substr(at) == word && (at == 0 || !IsLetter(before[at - 1]))) {
      return true;
    }
  }
  return false;
}

bool ScanRelative(Scanner* scan, DateParts* parts) {
  constexpr std::array<std::pair<std::string_view, int>, 4> kYearWords = {
      {{"this year", 0},
       {"last year", -1},
       {"next year", 1},
       {"This year", 0}}};
  constexpr std::array<std::pair<std::string_view, int>, 4> kDayWords = {
      {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}, {"Today", 0}}};
  for (const auto& [word, shift] : kYearWords) {
    if (!scan->TakeWholeWord(word)) continue;
    parts->year_shift = shift;
    return true;
  }
  for (const auto& [word, shift] : kDayWords) {
    if (!scan->TakeWholeWord(word)) continue;
    parts->day_shift = shift;
    return true;
  }
  return false;
}

// "15 July 2025", "15 July".
bool ScanDayFirst(Scanner* scan, DateParts* parts) {
  const uint32_t begin = scan->pos();
  parts->day = scan->TakeDay();
  if (parts->day != 0 && scan->Take(" ")) {
    parts->month = scan->TakeMonth();
    if (parts->month != 0) {
      const uint32_t end = scan->pos();
      if (scan->Take(" ")) parts->year = scan->TakeYear();
      if (parts->year == 0) scan->Seek(end);
      return true;
    }
  }
  *parts = DateParts();
  scan->Seek(begin);
  return false;
}

// "July 15, 2025", "July 15", "July 2025".
bool ScanMonthFirst(Scanner* scan, DateParts* parts) {
  const uint32_t begin = scan->pos();
  parts->month = scan->TakeMonth();
  if (parts->month != 0) {
    scan->Take(" ");
    const uint32_t after_month = scan->pos();
    parts->year = scan->TakeYear();
    if (parts->year != 0) return true;
    parts->day = scan->TakeDay();
    if (parts->day != 0) {
      const uint32_t end = scan->pos();
      if (scan->Take(", ") || scan->Take(" ")) parts->year = scan->TakeYear();
      if (parts->year == 0) scan->Seek(end);
      return true;
    }
    scan->Seek(after_month);
  }
  *parts = DateParts();
  scan->Seek(begin);
  return false;
}

}  // namespace

bool MayBeginEnglishDate(std::string_view text, uint32_t pos) {
  if (pos > 0 && (IsLetter(text[pos - 1]) || IsDigit(text[pos - 1]))) {
    return false;
  }
  return IsDigit(text[pos]) || IsLetter(text[pos]);
}

std::optional<DateParts> ScanEnglishDate(std::string_view text, uint32_t pos) {
  DateParts parts;
  Scanner scan(text, pos);
  if (IsDigit(text[pos])) {
    if (!ScanDayFirst(&scan, &parts)) {
      if (!AfterYearWord(text, pos)) return std::nullopt;
      parts.year = scan.TakeYear();
      if (parts.year == 0) return std::nullopt;
    }
  } else if (!ScanMonthFirst(&scan, &parts) && !ScanRelative(&scan, &parts)) {
    return std::nullopt;
  }
  parts.span = {pos, scan.pos()};
  return parts;
}

}  // namespace zhimai
