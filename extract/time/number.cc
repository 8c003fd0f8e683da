#include "extract/time/number.h"

#include <algorithm>
#include <array>
#include <string>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr int kMaxIntDigits = 18;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

int HanDigit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
      return 0;
    case U'一':
    case U'壹':
      return 1;
    case U'二':
    case U'两':
    case U'贰':
      return 2;
    case U'三':
    case U'叁':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return -1;
  }
}

// Power of ten of 十, 百, 千; 0 for others.
int SmallUnit(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 1;
    case U'百':
    case U'佰':
      return 2;
    case U'千':
    case U'仟':
      return 3;
    default:
      return 0;
  }
}

// Power of ten of 万, 亿, 兆 (10^12, as in names of large numbers).
int BigUnit(char32_t c) {
  switch (c) {
    case U'万':
    case U'萬':
      return 4;
    case U'亿':
    case U'億':
      return 8;
    case U'兆':
      return 12;
    default:
      return 0;
  }
}

int64_t Power10(int power) {
  int64_t out = 1;
  while (power-- > 0) out *= 10;
  return out;
}

// Reads one numeral from left to right; see ScanNumber().
class Scanner {
 public:
  Scanner(std::string_view text, uint32_t pos)
      : text_(text), begin_(pos), pos_(pos) {}

  std::optional<NumberMatch> Run() {
    const bool arabic = IsDigit(text_[pos_]);
    NumberMatch match;
    match.style =
        arabic ? NumberMatch::Style::kArabic : NumberMatch::Style::kChinese;
    if (!ReadSegments(&match)) return std::nullopt;
    if (positional_) match.style = NumberMatch::Style::kDigits;
    match.span = {begin_, static_cast<uint32_t>(pos_)};
    match.code_points =
        static_cast<uint32_t>(CountCodePoints(match.span.In(text_)));
    return match;
  }

  // Where the run of numeral characters ends, for callers that skip it.
  uint32_t RunEnd() {
    while (pos_ < text_.size()) {
      const char32_t c = Peek();
      const bool numeral =
          c < 0x80 ? IsDigit(text_[pos_])
                   : HanDigit(c) >= 0 || SmallUnit(c) > 0 || BigUnit(c) > 0;
      const bool joins = (c == '.' || c == ',') && pos_ + 1 < text_.size() &&
                         IsDigit(text_[pos_ + 1]);
      if (!numeral && !joins) break;
      DecodeUtf8(text_, &pos_);
    }
    return static_cast<uint32_t>(pos_);
  }

 private:
  // 0 at the end of the text.
  char32_t Peek() const {
    size_t at = pos_;
    return at < text_.size() ? DecodeUtf8(text_, &at) : 0;
  }
  char32_t PeekSecond() const {
    size_t at = pos_;
    if (at < text_.size()) DecodeUtf8(text_, &at);
    return at < text_.size() ? DecodeUtf8(text_, &at) : 0;
  }
  void Skip() { DecodeUtf8(text_, &pos_); }
  bool AtDigit() const { return pos_ < text_.size() && IsDigit(text_[pos_]); }

  // 1亿2000万: parts of falling scale are summed.
  bool ReadSegments(NumberMatch* match) {
    int last_scale = 100;
    bool first = true;
    while (first || AtDigit() || HanDigit(Peek()) >= 0 ||
           SmallUnit(Peek()) > 0) {
      Decimal value;
      const bool gap = !first && HanDigit(Peek()) == 0;
      if (gap && (HanDigit(PeekSecond()) > 0 || SmallUnit(PeekSecond()) == 1)) {
        Skip();
      }
      if (!(AtDigit() ? ReadArabic(&value) : ReadHan(&value))) return false;
      int scale = ReadScale();
      if (!first && scale == last_scale) return false;
      if (!first && scale > last_scale) {
        // 三万五千亿: what stands before the larger unit is one number.
        const auto sum = Add(match->value, value);
        if (!sum) return false;
        match->value = Scale(*sum, scale);
        last_scale = scale;
        continue;
      }
      // 两万五 is 25000, 两万零五 is 20005.
      if (!first && scale == 0 && single_digit_ && !gap) scale = last_scale - 1;
      const auto sum = Add(match->value, Scale(value, scale));
      if (!sum) return false;
      match->value = *sum;
      match->has_scale = match->has_scale || scale > 0;
      first = false;
      if (scale == 0 || positional_) break;
      last_scale = scale;
    }
    return true;
  }

  // 万, 亿, 万亿, 百万, 千万, 十亿; 多万, 余亿.
  int ReadScale() {
    int scale = 0;
    const char32_t hedge = Peek();
    if ((hedge == U'多' || hedge == U'余' || hedge == U'几') &&
        BigUnit(PeekSecond()) > 0) {
      Skip();
    }
    for (;;) {
      const char32_t c = Peek();
      if (const int big = BigUnit(c); big > 0) {
        scale += big;
      } else if (SmallUnit(c) > 0 && BigUnit(PeekSecond()) > 0) {
        scale += SmallUnit(c);
      } else {
        return scale;
      }
      if (scale > 24) return scale;
      Skip();
    }
  }

  bool ReadArabic(Decimal* out) {
    single_digit_ = false;
    int digits = 0;
    const auto take = [&] {
      if (++digits > kMaxIntDigits) return false;
      out->digits = out->digits * 10 + (text_[pos_++] - '0');
      return true;
    };
    while (AtDigit() || AtThousands(digits)) {
      if (text_[pos_] == ',') {
        ++pos_;
        continue;
      }
      if (!take()) return false;
    }
    if (pos_ + 1 < text_.size() && text_[pos_] == '.' &&
        IsDigit(text_[pos_ + 1])) {
      ++pos_;
      while (AtDigit()) {
        if (!take()) return false;
        --out->exponent;
      }
      // 1.2.3 is a version or a date.
      if (pos_ + 1 < text_.size() && text_[pos_] == '.' &&
          IsDigit(text_[pos_ + 1])) {
        return false;
      }
    }
    // 3百, 5千: a unit that no 万 follows.
    const int unit = SmallUnit(Peek());
    if (unit > 0 && BigUnit(PeekSecond()) == 0) {
      Skip();
      out->exponent += unit;
    }
    return true;
  }

  // At a comma that three digits, and no fourth, follow.
  bool AtThousands(int digits) const {
    if (digits == 0 || pos_ + 3 >= text_.size() || text_[pos_] != ',') {
      return false;
    }
    for (size_t i = 1; i <= 3; ++i) {
      if (!IsDigit(text_[pos_ + i])) return false;
    }
    return pos_ + 4 >= text_.size() || !IsDigit(text_[pos_ + 4]);
  }

  bool ReadHan(Decimal* out) {
    int64_t section = 0;
    int last_unit = 4;
    bool gap = false;
    int items = 0;
    single_digit_ = false;
    for (;; ++items) {
      const char32_t c = Peek();
      if (SmallUnit(c) == 1 && (items == 0 || gap)) {  // 十二, 一百零十
        Skip();
        section += 10;
        last_unit = 1;
        gap = false;
        continue;
      }
      const int digit = HanDigit(c);
      if (digit < 0) break;
      const char32_t next = PeekSecond();
      if (digit == 0 && items > 0 && HanDigit(next) > 0) {
        Skip();
        gap = true;
        continue;
      }
      if (HanDigit(next) >= 0) return ReadPositional(items, out);
      Skip();
      const int unit = SmallUnit(next);
      // 三千 in 三千万 is a section of its own; so is 千 of 三百千? (none)
      if (unit > 0) {
        if (unit >= last_unit) return false;
        Skip();
        section += digit * Power10(unit);
        last_unit = unit;
        gap = false;
        continue;
      }
      single_digit_ = items == 0;
      // 三百五: the place after the hundreds.
      const int place = items > 0 && !gap && last_unit > 1 && last_unit < 4
                            ? last_unit - 1
                            : 0;
      section += digit * Power10(place);
      ++items;
      break;
    }
    if (items == 0) return false;
    out->digits = section;
    return ReadHanFraction(out);
  }

  // 三点五; 五点 alone is a time of day.
  bool ReadHanFraction(Decimal* out) {
    if (Peek() != U'点' || HanDigit(PeekSecond()) < 0) return true;
    const size_t before = pos_;
    Skip();
    const Decimal whole = *out;
    int digits = 0;
    while (HanDigit(Peek()) >= 0) {
      if (++digits > 6) return false;
      out->digits = out->digits * 10 + HanDigit(Peek());
      --out->exponent;
      Skip();
    }
    if (SmallUnit(Peek()) > 0) {  // 三点五十: half past three, nearly
      *out = whole;
      pos_ = before;
    }
    return true;
  }

  bool ReadPositional(int items, Decimal* out) {
    if (items > 0) return false;  // 十五六: about 15 or 16
    int digits = 0;
    while (HanDigit(Peek()) >= 0) {
      if (++digits > kMaxIntDigits) return false;
      out->digits = out->digits * 10 + HanDigit(Peek());
      Skip();
    }
    // 五六百, 三四万: a guess between two numbers.
    if (SmallUnit(Peek()) > 0 || (digits < 3 && BigUnit(Peek()) > 0)) {
      return false;
    }
    positional_ = true;
    return true;
  }

  const std::string_view text_;
  const uint32_t begin_;
  size_t pos_;
  bool positional_ = false;
  bool single_digit_ = false;  // the last section was one bare digit
};

// --- English number words ---

struct NumberWord {
  std::string_view word;
  int64_t value;
};

constexpr std::array<NumberWord, 28> kNumberWords = {{
    {"eight", 8},    {"eighteen", 18}, {"eighty", 80},  {"eleven", 11},
    {"fifteen", 15}, {"fifty", 50},    {"five", 5},     {"forty", 40},
    {"four", 4},     {"fourteen", 14}, {"nine", 9},     {"nineteen", 19},
    {"ninety", 90},  {"one", 1},       {"seven", 7},    {"seventeen", 17},
    {"seventy", 70}, {"six", 6},       {"sixteen", 16}, {"sixty", 60},
    {"ten", 10},     {"thirteen", 13}, {"thirty", 30},  {"three", 3},
    {"twelve", 12},  {"twenty", 20},   {"two", 2},      {"zero", 0},
}};

int EnglishScale(std::string_view word) {
  if (word == "hundred") return 2;
  if (word == "thousand") return 3;
  if (word == "million" || word == "mln") return 6;
  if (word == "billion" || word == "bln") return 9;
  if (word == "trillion" || word == "trln") return 12;
  return 0;
}

bool IsLatin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The ASCII word at `pos` in lower case.
std::string WordAt(std::string_view text, size_t pos) {
  std::string word;
  while (pos < text.size() && IsLatin(text[pos]) && word.size() < 12) {
    const char c = text[pos++];
    word += c < 'a' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return word;
}

const NumberWord* FindNumberWord(std::string_view word) {
  const auto it = std::lower_bound(
      kNumberWords.begin(), kNumberWords.end(), word,
      [](const NumberWord& w, std::string_view key) { return w.word < key; });
  return it != kNumberWords.end() && it->word == word ? &*it : nullptr;
}

// Moves past " million" and the like; returns the power of ten, 0 for none.
int TakeEnglishScale(std::string_view text, size_t* pos) {
  size_t at = *pos;
  if (at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
  const std::string word = WordAt(text, at);
  const int power = EnglishScale(word);
  if (power > 0) *pos = at + word.size();
  return power;
}

// two, twenty-two, two hundred and five thousand.
std::optional<NumberMatch> ScanEnglish(std::string_view text, uint32_t begin) {
  if (begin > 0 && IsLatin(text[begin - 1])) return std::nullopt;
  size_t pos = begin;
  size_t good = begin;  // end of the last word that was part of the number
  Decimal total;
  int64_t section = 0;
  int words = 0;
  NumberMatch match;
  while (words < 16) {
    const std::string word = WordAt(text, pos);
    const NumberWord* number = FindNumberWord(word);
    const int power = EnglishScale(word);
    if (number != nullptr) {
      // "two three" are two numbers; "twenty two" is one.
      const bool fits =
          section % 100 == 0 ||
          (section % 10 == 0 && section % 100 >= 20 && number->value < 10);
      if (!fits) break;
      section += number->value;
    } else if (power == 2 && section > 0 && section < 100) {
      section *= 100;
    } else if (power > 2 && section > 0) {
      const auto sum = Add(total, Scale({section, 0}, power));
      if (!sum) return std::nullopt;
      total = *sum;
      section = 0;
      match.has_scale = true;
    } else if (!(word == "and" && section >= 100 && section % 100 == 0)) {
      break;
    }
    pos += word.size();
    if (word != "and") {
      ++words;
      good = pos;
    }
    if (pos >= text.size() || (text[pos] != ' ' && text[pos] != '-')) break;
    ++pos;
  }
  if (words == 0 || (good < text.size() && IsLatin(text[good]))) {
    return std::nullopt;
  }
  const auto sum = Add(total, {section, 0});
  if (!sum) return std::nullopt;
  match.value = *sum;
  match.span = {begin, static_cast<uint32_t>(good)};
  match.style = NumberMatch::Style::kEnglish;
  match.code_points = match.span.size();
  return match;
}

}  // namespace

bool MayBeginNumber(char32_t c) {
  if (c >= 0x80) return HanDigit(c) >= 0 || SmallUnit(c) > 0;
  const auto byte = static_cast<char>(c);
  return IsDigit(byte) || IsLatin(byte);
}

std::optional<NumberMatch> ScanNumber(std::string_view text, uint32_t pos,
                                      uint32_t* end) {
  *end = pos;
  if (pos >= text.size()) return std::nullopt;
  if (IsLatin(text[pos])) {
    const auto words = ScanEnglish(text, pos);
    if (words) *end = words->span.end;
    return words;
  }
  if (!IsDigit(text[pos])) {
    size_t at = pos;
    const char32_t c = DecodeUtf8(text, &at);
    if (HanDigit(c) < 0 && SmallUnit(c) == 0) return std::nullopt;
  }
  auto match = Scanner(text, pos).Run();
  if (!match) {
    *end = Scanner(text, pos).RunEnd();
    return std::nullopt;
  }
  if (match->style == NumberMatch::Style::kArabic && !match->has_scale) {
    size_t at = match->span.end;
    const int power = TakeEnglishScale(text, &at);
    if (power > 0 && !(at < text.size() && IsLatin(text[at]))) {
      match->value = Scale(match->value, power);
      match->span.end = static_cast<uint32_t>(at);
      match->has_scale = true;
    }
  }
  *end = match->span.end;
  return match;
}

std::optional<Decimal> ParseNumber(std::string_view text) {
  uint32_t end = 0;
  const auto match = ScanNumber(text, 0, &end);
  if (!match || match->span.end != text.size()) return std::nullopt;
  return match->value;
}

std::optional<Decimal> ParseChineseNumber(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) {
    return std::nullopt;
  }
  return ParseNumber(text);
}

}  // namespace zhimai
