#include "extract/time/numeral.h"

#include <string_view>
#include <vector>

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

// What stands between two units such as 万 and 亿: at most 9999 in Chinese
// numerals, any number in figures.
struct Section {
  Decimal value;
  bool given = false;
  // One Chinese digit and nothing else: 五 in 两万五.
  bool bare_digit = false;
  // 零 stands before it: 两万零五.
  bool after_zero = false;
};

// A part of the sum that is complete: 五千 times ten to the 4th, level 4.
struct Part {
  Decimal value;
  int level = 0;
};

class Scanner {
 public:
  Scanner(std::string_view text, uint32_t pos) : text_(text), pos_(pos) {}

  std::optional<NumberMatch> Run() {
    NumberMatch match;
    const auto begin = static_cast<uint32_t>(pos_);
    match.style =
        AtDigit() ? NumberMatch::Style::kArabic : NumberMatch::Style::kChinese;
    if (!ReadParts(&match.value) || pos_ == begin) return std::nullopt;
    match.has_scale = has_scale_;
    if (positional_) match.style = NumberMatch::Style::kDigits;
    match.span = {begin, static_cast<uint32_t>(pos_)};
    match.code_points =
        static_cast<uint32_t>(CountCodePoints(match.span.In(text_)));
    return match;
  }

  uint32_t RunEnd() {
    while (pos_ < text_.size()) {
      const char32_t c = Peek();
      const bool numeral =
          c < 0x80 ? IsDigit(text_[pos_])
                   : HanDigit(c) >= 0 || SmallUnit(c) > 0 || BigUnit(c) > 0;
      const bool joins = (c == '.' || c == ',') && pos_ + 1 < text_.size() &&
                         IsDigit(text_[pos_ + 1]);
      if (!numeral && !joins) break;
      Skip();
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

  // 多万, 余亿, 几亿: the hedge before a large unit is skipped.
  bool AtHedge() const {
    const char32_t c = Peek();
    return (c == U'多' || c == U'余' || c == U'几') &&
           BigUnit(PeekSecond()) > 0;
  }

  // 1亿2000万: parts of falling level are summed.
  bool ReadParts(Decimal* out) {
    std::vector<Part> parts;
    Section section;
    for (;;) {
      section = Section();
      if (!ReadSection(!parts.empty(), &section)) return false;
      if (!section.given) break;
      if (AtHedge()) Skip();
      if (BigUnit(Peek()) == 0) break;
      if (!ReadScale(section.value, &parts)) return false;
      section.given = false;
      if (positional_) break;
    }
    Decimal total;
    if (section.given) {
      // 两万五 is 25000, 两万零五 is 20005.
      const bool next_place =
          section.bare_digit && !section.after_zero && !parts.empty();
      total = next_place ? Scale(section.value, parts.back().level - 1)
                         : section.value;
    } else if (parts.empty()) {
      return false;
    }
    for (const Part& part : parts) {
      const auto sum = Add(total, part.value);
      if (!sum) return false;
      total = *sum;
    }
    if (!section.given) ReadHanFraction(&total);  // 四百亿点零五
    *out = total;
    return true;
  }

  // The large units behind a section: 万, 亿, 万亿, 万多亿.
  bool ReadScale(const Decimal& section, std::vector<Part>* parts) {
    has_scale_ = true;
    int level = BigUnit(Peek());
    Skip();
    Decimal value = section;
    // 三万五千亿: what stands before the larger unit is one number.
    while (!parts->empty() && parts->back().level < level) {
      const auto sum = Add(value, parts->back().value);
      if (!sum) return false;
      value = *sum;
      parts->pop_back();
    }
    if (!parts->empty() && parts->back().level == level) return false;
    value = Scale(value, level);
    for (;;) {
      if (AtHedge()) Skip();
      const int more = BigUnit(Peek());
      if (more == 0 || level + more > kMaxLevel) break;
      Skip();
      value = Scale(value, more);
      level += more;
    }
    parts->push_back({value, level});
    return true;
  }

  // False for digits that run on in a way that is no number. `inner`: behind
  // a larger part.
  bool ReadSection(bool inner, Section* out) {
    int last_unit = 4;
    bool gap = false;
    after_figures_ = false;
    while (last_unit > 0) {
      const char32_t c = Peek();
      if (AtDigit()) {
        if (!ReadArabic(gap, &last_unit, out)) return false;
        gap = false;
        continue;
      }
      if (HanDigit(c) == 0 && (inner || out->given) && ZeroLeadsOn()) {
        out->after_zero = out->after_zero || !out->given;
        gap = true;
        Skip();
        continue;
      }
      if (StartsWithUnit(c, gap, *out)) {  // 十二, 一百零十, 百三
        if (SmallUnit(c) >= last_unit) return false;
        last_unit = SmallUnit(c);
        out->value.digits += Power10(last_unit);
        out->given = true;
        gap = false;
        Skip();
        continue;
      }
      if (HanDigit(c) < 0) break;
      if (HanDigit(PeekSecond()) >= 0) {
        // 十五六, 两万五六: about 15 or 16
        return !out->given && !inner && ReadPositional(out);
      }
      if (!ReadHanDigit(gap, &last_unit, out)) return false;
      gap = false;
    }
    if (!out->given) return !gap;
    if (!after_figures_) ReadHanFraction(&out->value);
    return true;
  }

  // At 零: whether a number goes on behind it.
  bool ZeroLeadsOn() const {
    size_t at = pos_;
    DecodeUtf8(text_, &at);
    if (at >= text_.size()) return false;
    const char32_t c = DecodeUtf8(text_, &at);
    if (c == U'几') {
      return at < text_.size() && BigUnit(DecodeUtf8(text_, &at)) > 0;
    }
    return HanDigit(c) > 0 || SmallUnit(c) == 1 || (c >= '0' && c <= '9');
  }

  // 十二 is 12 and 百三 130; 千 in 千万, 百 alone begin nothing.
  bool StartsWithUnit(char32_t c, bool gap, const Section& section) const {
    if (SmallUnit(c) == 1) return !section.given || gap;
    return SmallUnit(c) > 1 && !section.given && !gap &&
           HanDigit(PeekSecond()) > 0;
  }

  // One digit and its unit. Sets *last_unit to 0 where the section ends.
  bool ReadHanDigit(bool gap, int* last_unit, Section* out) {
    const int digit = HanDigit(Peek());
    Skip();
    const int unit = SmallUnit(Peek());
    if (digit == 0 && unit == 1) return true;  // 零十
    const bool first = !out->given;
    out->given = true;
    after_figures_ = false;
    if (unit > 0) {
      if (unit >= *last_unit) return false;
      Skip();
      out->value.digits += digit * Power10(unit);
      *last_unit = unit;
      return true;
    }
    // 三百五: the place after the hundreds.
    const bool next_place = !first && !gap && *last_unit > 1;
    out->value.digits += digit * Power10(next_place ? *last_unit - 1 : 0);
    out->bare_digit = first;
    *last_unit = 0;
    return true;
  }

  bool ReadArabic(bool gap, int* last_unit, Section* out) {
    const size_t begin = pos_;
    Decimal value;
    int digits = 0;
    const auto take = [&] {
      if (++digits > kMaxIntDigits) return false;
      value.digits = value.digits * 10 + (text_[pos_++] - '0');
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
        --value.exponent;
      }
      // 1.2.3 is a version or a date.
      if (pos_ + 1 < text_.size() && text_[pos_] == '.' &&
          IsDigit(text_[pos_ + 1])) {
        return false;
      }
    }
    // 3百, 5千, 1千零1
    const int unit = SmallUnit(Peek());
    if (out->given && !gap && unit == 0) {  // 三百2024: another number
      pos_ = begin;
      *last_unit = 0;
      return true;
    }
    after_figures_ = true;
    if (unit > 0 && unit < *last_unit) {
      Skip();
      value = Scale(value, unit);
      *last_unit = unit;
    } else {
      *last_unit = 0;
    }
    const auto sum = Add(out->value, value);
    if (!sum) return false;
    out->value = *sum;
    out->given = true;
    // Later digits are added to whole numbers.
    if (out->value.exponent > 0) {
      const auto whole = out->value.ToInteger();
      if (!whole) return false;
      out->value = {*whole, 0};
    } else if (out->value.exponent < 0) {
      *last_unit = 0;
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

  // 三点五; 五点 alone is a time of day, and 三点五十 too.
  void ReadHanFraction(Decimal* out) {
    if (Peek() != U'点' || FractionDigit(PeekSecond()) < 0) return;
    const size_t before = pos_;
    Skip();
    Decimal value = {0, 0};
    while (FractionDigit(Peek()) >= 0 && value.exponent > -kMaxFraction) {
      value.digits = value.digits * 10 + FractionDigit(Peek());
      --value.exponent;
      Skip();
    }
    const auto sum = Add(*out, value);
    if (SmallUnit(Peek()) > 0 || FractionDigit(Peek()) >= 0 || !sum) {
      pos_ = before;
      return;
    }
    *out = *sum;
  }

  static int FractionDigit(char32_t c) { return c == U'两' ? -1 : HanDigit(c); }

  // 二〇二三: a digit for each place.
  bool ReadPositional(Section* out) {
    int digits = 0;
    while (HanDigit(Peek()) >= 0) {
      if (++digits > kMaxIntDigits) return false;
      out->value.digits = out->value.digits * 10 + HanDigit(Peek());
      Skip();
    }
    // 五六百, 三四万: a guess between two numbers.
    if (SmallUnit(Peek()) > 0 || (digits < 3 && BigUnit(Peek()) > 0)) {
      return false;
    }
    out->given = true;
    positional_ = true;
    return true;
  }

  static constexpr int kMaxLevel = 24;
  static constexpr int kMaxFraction = 9;

  const std::string_view text_;
  size_t pos_;
  bool positional_ = false;
  bool has_scale_ = false;
  bool after_figures_ = false;  // the section ends with Arabic digits
};

}  // namespace

std::optional<NumberMatch> ScanNumeral(std::string_view text, uint32_t pos) {
  return Scanner(text, pos).Run();
}

uint32_t NumeralRunEnd(std::string_view text, uint32_t pos) {
  return Scanner(text, pos).RunEnd();
}

bool MayBeginNumeral(char32_t c) {
  return c < 0x80 ? IsDigit(static_cast<char>(c))
                  : HanDigit(c) >= 0 || SmallUnit(c) > 0;
}

}  // namespace zhimai
