#include "extract/time/quantities.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "extract/time/cursor.h"
#include "extract/time/numeral.h"
#include "extract/time/spaced.h"

namespace zhimai {
namespace {

using Style = NumberMatch::Style;

constexpr std::string_view kOrdinalMark = "第";

bool IsOneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

uint32_t LongestPrefix(const DoubleArray& phrases, std::string_view text,
                       uint32_t pos, uint32_t* value) {
  uint32_t end = pos;
  phrases.VisitPrefixes(text, pos,
                        [&](uint32_t v, uint32_t e) { end = e, *value = v; });
  return end;
}

struct Share {
  std::string_view text;
  int power;  // of ten, from the hundredth
};

// Of what a percentage is printed as a part.
constexpr std::array<Share, 8> kShares = {{
    {"百分之", 0},
    {"佰分之", 0},
    {"千分之", -1},
    {"万分之", -2},
    {"十万分之", -3},
    {"百万分之", -4},
    {"千万分之", -5},
    {"万万分之", -6},
}};

const Share* FindShare(std::string_view text, uint32_t pos) {
  for (const Share& share : kShares) {
    if (text.substr(pos, share.text.size()) == share.text) return &share;
  }
  return nullptr;
}

// The quotient, to six places; nothing where it is out of range.
std::optional<Decimal> Quotient(Decimal top, Decimal bottom) {
  constexpr int64_t kLimit = 1'000'000'000;
  // Both as whole numbers of the finer of their places.
  const int exponent = std::min({top.exponent, bottom.exponent, 0});
  const auto n = Scale(top, -exponent).ToInteger();
  const auto d = Scale(bottom, -exponent).ToInteger();
  if (!n || !d || *d <= 0 || std::abs(*n) >= kLimit || *d >= kLimit * kLimit) {
    return std::nullopt;
  }
  const int64_t half = *n < 0 ? -*d / 2 : *d / 2;
  return Decimal{(*n * 1'000'000 + half) / *d, -6};
}

}  // namespace

bool MayBeginQuantity(char32_t c) {
  return MayBeginNumber(c) || c == '-' || IsOneOf(c, U"第负百千万几数半");
}

uint32_t QuantityScanner::Scan(uint32_t pos, std::vector<LiteralArc>* out,
                               std::optional<DateMatch>* shift) {
  out_ = out;
  shift_ = shift;
  const Cursor at(text_, pos);
  const char32_t c = at.Peek();
  if (const uint32_t end = Spaced(pos); end > pos) return end;
  if (c == U'第') return Ordinal(pos);
  if (!IsAsciiDigit(text_[pos])) {
    if (const uint32_t end = SignedMoney(pos); end > pos) return end;
  }
  if (c == '-' || c == U'负') return Negative(pos);
  if (FindShare(text_, pos) != nullptr) return PercentOf(pos);
  if (IsOneOf(c, U"几数半")) return VagueLength(pos);
  if (!MayBeginNumber(c) || InsideLatinWord(pos)) return pos;
  if (at.Before() == '%' && c < 0x80) return NumeralRunEnd(text_, pos);
  return Counted(pos, pos, 1);
}

// 一 百 五 十 个: read as if it were printed without blanks.
uint32_t QuantityScanner::Spaced(uint32_t pos) {
  if (IsOneOf(Cursor(text_, pos).Before(), U"第几数")) return pos;
  const auto closed = CloseUp(text_, pos);
  if (!closed) return pos;
  std::vector<LiteralArc> found;
  std::optional<DateMatch> shift;
  QuantityScanner inner(closed->text, tables_);
  const uint32_t end = inner.Scan(0, &found, &shift);
  // 二十 三十 are two numbers: what is read must be the whole.
  const bool whole = end > closed->first_blank &&
                     (end >= closed->run ||
                      !MayBeginNumeral(Cursor(closed->text, end).Peek()));
  if (!whole || found.empty()) return pos;
  for (LiteralArc& arc : found) {
    arc.span = closed->ToOriginal(arc.span);
    out_->push_back(std::move(arc));
  }
  if (shift) {
    shift->span = closed->ToOriginal(shift->span);
    *shift_ = shift;
  }
  return closed->ToOriginal({0, end}).end;
}

// -5%, 负3.9; but 2-5 and 减负10条 have no sign.
uint32_t QuantityScanner::Negative(uint32_t pos) {
  const bool dash = text_[pos] == '-';
  const auto number = static_cast<uint32_t>(pos + (dash ? 1 : 3));
  const char32_t before = Cursor(text_, pos).Before();
  const bool joined = dash ? before != 0 && before != ' ' && before != U'：' &&
                                 before != U'，' && before != U'（' &&
                                 !IsHan(before)
                           : IsOneOf(before, U"减担抱胜自肩背");
  if (joined || number >= text_.size() ||
      (dash && !IsAsciiDigit(text_[number]))) {
    return pos;
  }
  const uint32_t end = Counted(number, pos, -1);
  return end == number ? pos : end;
}

bool QuantityScanner::InsideLatinWord(uint32_t pos) const {
  const char c = text_[pos];
  if (pos == 0 || !(IsAsciiDigit(c) || IsAsciiLetter(c))) return false;
  return IsAsciiLetter(text_[pos - 1]) || IsAsciiDigit(text_[pos - 1]);
}

void QuantityScanner::Add(Span span, TypeId type, LiteralValue value) {
  out_->push_back({span, type, std::move(value)});
}

void QuantityScanner::AddNumber(const NumberMatch& number) {
  LiteralValue value;
  value.type = number.value.is_integer() ? LiteralValue::Type::kInteger
                                         : LiteralValue::Type::kQuantity;
  value.value = number.span.In(text_);
  value.number = number.value.ToString();
  Add(number.span, tables_.types.number, std::move(value));
}

// Where the words that hedge a number begin: 约100项, 未来5年.
uint32_t QuantityScanner::BeginWithModifier(uint32_t pos) const {
  constexpr std::array<std::string_view, 22> kWords = {
      "不少于", "不低于", "不超过", "超过", "大约", "将近", "接近", "至少",
      "不到",   "不足",   "最多",   "多达", "高达", "未来", "过去", "最近",
      "今后",   "此后",   "近",     "约",   "逾",   "超"};
  const std::string_view before = text_.substr(0, pos);
  for (std::string_view word : kWords) {
    if (before.size() < word.size() ||
        before.substr(before.size() - word.size()) != word) {
      continue;
    }
    const auto begin = static_cast<uint32_t>(before.size() - word.size());
    // 附近3公里, 合约5年, 公约10条
    const bool part_of_word =
        word.size() == 3 &&
        IsOneOf(Cursor(text_, begin).Before(), U"附临亲靠远公合条预节制契纽大");
    return part_of_word ? pos : begin;
  }
  return pos;
}

uint32_t QuantityScanner::AddQuantity(const NumberMatch& number, uint32_t end,
                                      TypeId type, std::string unit) {
  Cursor at(text_, end);
  at.TakeAny({"以上", "以下", "左右", "以内", "上下", "之多"});
  LiteralValue value;
  value.type = LiteralValue::Type::kQuantity;
  value.number = number.value.ToString();
  value.unit = std::move(unit);
  Span span = {number.span.begin, at.pos()};
  value.value = span.In(text_);
  Add(span, type, value);
  const uint32_t begin = BeginWithModifier(span.begin);
  if (begin < span.begin) {
    span.begin = begin;
    value.value = span.In(text_);
    Add(span, type, std::move(value));
  }
  return at.pos();
}

uint32_t QuantityScanner::Ordinal(uint32_t pos) {
  const auto at = static_cast<uint32_t>(pos + kOrdinalMark.size());
  uint32_t end = 0;
  if (at >= text_.size()) return at;
  const auto number = ScanNumber(text_, at, &end);
  if (!number || !number->value.is_integer() ||
      number->style == Style::kEnglish) {
    return at;
  }
  AddNumber(*number);
  LiteralValue value;
  value.type = LiteralValue::Type::kInteger;
  value.value = Span{pos, number->span.end}.In(text_);
  value.number = number->value.ToString();
  Add({pos, number->span.end}, tables_.types.ordinal, std::move(value));
  return number->span.end;
}

// 12th; the arc covers number and ending. Returns number.span.end for none.
uint32_t QuantityScanner::EnglishOrdinal(const NumberMatch& number) {
  Cursor at(text_, number.span.end);
  if (number.style != Style::kArabic || !at.TakeAny({"st", "nd", "rd", "th"}) ||
      (!at.AtEnd() && IsAsciiLetter(text_[at.pos()]))) {
    return number.span.end;
  }
  LiteralValue value;
  value.type = LiteralValue::Type::kInteger;
  value.value = Span{number.span.begin, at.pos()}.In(text_);
  value.number = number.value.ToString();
  Add({number.span.begin, at.pos()}, tables_.types.ordinal, std::move(value));
  return at.pos();
}

uint32_t QuantityScanner::PercentOf(uint32_t pos) {
  const Share& share = *FindShare(text_, pos);
  const auto at = static_cast<uint32_t>(pos + share.text.size());
  uint32_t end = 0;
  if (at >= text_.size()) return at;
  auto number = ScanNumber(text_, at, &end);
  if (!number && share.power == 0 && Cursor(text_, at).At("百")) {
    constexpr uint32_t kLength = 3;
    number = NumberMatch{{at, at + kLength}, {100, 0}};
  }
  if (!number) return at;
  number->value = Scale(number->value, share.power);
  number->span.begin = pos;
  return AddQuantity(*number, number->span.end, tables_.types.percent, "%");
}

// $1.2 billion, ¥300, US$5, 人民币5亿元
uint32_t QuantityScanner::SignedMoney(uint32_t pos) {
  if (InsideLatinWord(pos)) return pos;
  uint32_t code = 0;
  uint32_t after = LongestPrefix(tables_.currencies, text_, pos, &code);
  if (after == pos || after >= text_.size()) return pos;
  // COP15 is a conference; USD 15 is money.
  const bool word = IsAsciiLetter(text_[after - 1]);
  if (text_[after] == ' ') {
    ++after;
  } else if (word) {
    return pos;
  }
  uint32_t end = 0;
  if (after >= text_.size() || !IsAsciiDigit(text_[after])) return pos;
  const auto number = ScanNumber(text_, after, &end);
  if (!number) return pos;
  uint32_t again = code;
  end = LongestPrefix(tables_.currencies, text_, number->span.end, &again);
  if (again != code) end = number->span.end;
  AddNumber(*number);
  LiteralValue value;
  value.type = LiteralValue::Type::kQuantity;
  value.value = Span{pos, end}.In(text_);
  value.number = number->value.ToString();
  value.unit = tables_.currency_codes[code];
  Add({pos, end}, tables_.types.money, std::move(value));
  return end;
}

// 三分之一, 3又一千分之23; returns `at` for none.
uint32_t QuantityScanner::Fraction(const NumberMatch& first, uint32_t at) {
  constexpr std::string_view kOf = "分之";
  NumberMatch whole = first;
  Decimal added;
  std::optional<NumberMatch> bottom = first;
  uint32_t end = at;
  if (Cursor(text_, at).At("又")) {
    const auto next = at + 3;
    if (next >= text_.size()) return at;
    bottom = ScanNumber(text_, next, &end);
    added = first.value;
    if (!bottom) return at;
  }
  if (text_.substr(end, kOf.size()) != kOf) return at;
  Cursor top(text_, static_cast<uint32_t>(end + kOf.size()));
  const bool below_zero = top.Take("负");
  if (top.AtEnd()) return at;
  const auto number = ScanNumber(text_, top.pos(), &end);
  if (!number) return at;
  const bool negative = (first.value.digits < 0) != below_zero;
  Decimal denominator = bottom->value;
  denominator.digits = std::abs(denominator.digits);
  auto value = Quotient(number->value, denominator);
  if (value && negative) value->digits = -value->digits;
  value = value ? zhimai::Add(added, *value) : value;
  if (!value) return at;
  whole.span.end = number->span.end;
  whole.value = *value;
  AddNumber(whole);
  return whole.span.end;
}

// The number at `pos` and what it counts; arcs begin at `begin`.
uint32_t QuantityScanner::Counted(uint32_t pos, uint32_t begin, int sign) {
  uint32_t end = 0;
  auto number = ScanNumber(text_, pos, &end);
  if (!number) return std::max(end, pos);
  number->span.begin = begin;
  number->value.digits *= sign;
  if (const uint32_t e = Fraction(*number, end); e > end) return e;
  // 几十, 数百, 好几千: the numeral is only a part of the guess.
  const char32_t before = Cursor(text_, pos).Before();
  if (number->style == Style::kChinese && IsOneOf(before, U"几数")) return end;
  if (const uint32_t e = EnglishOrdinal(*number); e > end) return e;
  // 登陆部队, 拾起, 队伍里: these digits stand in numerals only.
  if (number->style == Style::kChinese && number->code_points == 1 &&
      IsOneOf(Cursor(text_, pos).Peek(), U"陆拾伍捌柒玖叁肆")) {
    return end;
  }
  Cursor at(text_, end);
  at.TakeAny({"多", "余", "几"});
  const bool spaced = at.Take(" ");
  const uint32_t unit_end = Unit(*number, at.pos(), spaced);
  const bool has_unit = unit_end > at.pos();
  const bool letters_follow = end < text_.size() && IsAsciiLetter(text_[end]);
  bool certain = has_unit;
  switch (number->style) {
    case Style::kArabic:
      certain = certain || !letters_follow;
      break;
    case Style::kChinese:
      certain = certain || number->code_points > 1;
      break;
    case Style::kDigits:
      certain = certain || number->code_points > 3;
      break;
    case Style::kEnglish:
      certain = certain || number->value.digits > 1;
      break;
  }
  if (certain) AddNumber(*number);
  return has_unit ? unit_end : end;
}

// 5%, 三个百分点, 七成六, 八折; returns `at` for none.
uint32_t QuantityScanner::PartOf(const NumberMatch& number, uint32_t at,
                                 bool spaced) {
  Cursor end(text_, at);
  if (end.TakeAny({"%", "％", "percent", "per cent"})) {
    // %20%28 in an address
    if (!end.AtEnd() && IsAsciiDigit(text_[end.pos()])) return at;
    return AddQuantity(number, end.pos(), tables_.types.percent, "%");
  }
  if (end.TakeAny({"个百分点", "percentage points", "percentage point"})) {
    return AddQuantity(number, end.pos(), tables_.types.percent, "pp");
  }
  // 三成, but not 三成功.
  if (!spaced && end.Take("成") &&
      !IsOneOf(end.Peek(), U"功立员果为本长就名效因分品熟都")) {
    NumberMatch tens = number;
    tens.value = Scale(number.value, 1);
    // 七成六
    uint32_t stop = 0;
    const auto ones =
        end.AtEnd() ? std::nullopt : ScanNumber(text_, end.pos(), &stop);
    if (ones && ones->code_points == 1 && number.value.exponent == 0 &&
        ones->style == Style::kChinese && !IsHan(Cursor(text_, stop).Peek())) {
      end.Seek(stop);
      tens.value = zhimai::Add(tens.value, ones->value).value_or(tens.value);
    }
    return AddQuantity(tens, end.pos(), tables_.types.percent, "%");
  }
  // 八折, 8.5折, 七二折: what is left of a price.
  if (!spaced && end.Take("折") &&
      !IsOneOf(end.Peek(), U"叠腾射断磨扣线转返旧合页")) {
    const bool tenths =
        Quotient(number.value, {10, 0}).value_or(Decimal()).digits < 1'000'000;
    const auto points = number.value.ToInteger();
    if (!tenths && (!points || *points <= 10 || *points >= 100)) return at;
    NumberMatch left = number;
    if (tenths) left.value = Scale(number.value, 1);
    return AddQuantity(left, end.pos(), tables_.types.percent, "%");
  }
  return at;
}

uint32_t QuantityScanner::Unit(const NumberMatch& number, uint32_t at,
                               bool spaced) {
  if (const uint32_t e = PartOf(number, at, spaced); e > at) return e;
  uint32_t code = 0;
  uint32_t stop = LongestPrefix(tables_.currencies, text_, at, &code);
  const auto inside_word = [&](uint32_t e) {
    return e < text_.size() && IsAsciiLetter(text_[e - 1]) &&
           IsAsciiLetter(text_[e]);
  };
  if (stop > at && !inside_word(stop) &&
      !IsOneOf(Cursor(text_, stop).Peek(), U"首旦素宵帅老件")) {
    NumberMatch sum = number;
    stop = MinorUnits(stop, &sum.value);
    return AddQuantity(sum, stop, tables_.types.money,
                       tables_.currency_codes[code]);
  }
  const bool latin = at < text_.size() && IsAsciiLetter(text_[at]);
  const bool wide = spaced && (latin || number.style != Style::kArabic);
  if (const uint32_t e = LengthOfTime(number, wide ? at - 1 : at); e > at) {
    return e;
  }
  if (Cursor(text_, at).At("周年")) {
    return AddQuantity(number, at + 6, tables_.types.quantity, "周年");
  }
  stop = LongestPrefix(tables_.units, text_, at, &code);
  // A blank parts a unit from figures and Latin units only: 100 个.
  if (stop == at || inside_word(stop) ||
      (spaced && !IsAsciiLetter(text_[at]) && number.style != Style::kArabic)) {
    return at;
  }
  return AddQuantity(number, stop, tables_.types.quantity,
                     std::string(Span{at, stop}.In(text_)));
}

// 50元6角3分, 两美元又三美分: adds the smaller units to *value and returns
// where they end.
uint32_t QuantityScanner::MinorUnits(uint32_t at, Decimal* value) const {
  for (;;) {
    Cursor end(text_, at);
    end.Take("又");
    uint32_t stop = 0;
    const auto number =
        end.AtEnd() ? std::nullopt : ScanNumber(text_, end.pos(), &stop);
    const auto amount = number ? number->value.ToInteger() : std::nullopt;
    if (!amount || *amount < 0 || *amount > 99) return at;
    end.Seek(stop);
    int power = 0;
    if (end.TakeAny({"角", "毛"})) {
      power = -1;
    } else if (end.TakeAny({"美分", "欧分"}) ||
               (end.Take("分") && !IsOneOf(end.Peek(), U"钟之公店别为"))) {
      power = -2;
    } else {
      return at;
    }
    const auto sum = zhimai::Add(*value, Scale({*amount, 0}, power));
    if (!sum) return at;
    *value = *sum;
    at = end.pos();
  }
}

}  // namespace zhimai
