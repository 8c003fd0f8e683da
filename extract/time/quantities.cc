#include "extract/time/quantities.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/time/cursor.h"

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

// A unit of time and where it ends.
struct TimeUnit {
  char designator = '\0';  // Y M W D, or H m S, which need a T
  uint32_t end = 0;
};

struct UnitWord {
  std::string_view text;
  char designator;
  std::u32string_view not_before;  // 三天津, 80周年, 五年级
};

constexpr std::array<UnitWord, 14> kUnitWords = {{
    {"个月", 'M', U""},
    {"个多月", 'M', U""},
    {"个星期", 'W', U""},
    {"个礼拜", 'W', U""},
    {"星期", 'W', U"一二三四五六日天"},
    {"个小时", 'H', U""},
    {"个多小时", 'H', U""},
    {"小时", 'H', U""},
    {"分钟", 'm', U""},
    {"秒钟", 'S', U""},
    {"秒", 'S', U"杀"},
    {"年", 'Y', U"级代龄纪薪轮会"},
    {"天", 'D', U"津安空文然宫主际山气下堂坛台鹅"},
    {"周", 'W', U"年岁期边一二三四五六日围转"},
}};

struct EnglishUnit {
  std::string_view word;
  char designator;
};

constexpr std::array<EnglishUnit, 6> kEnglishUnits = {{{"year", 'Y'},
                                                       {"month", 'M'},
                                                       {"week", 'W'},
                                                       {"day", 'D'},
                                                       {"hour", 'H'},
                                                       {"minute", 'm'}}};

TimeUnit FindTimeUnit(std::string_view text, uint32_t pos) {
  for (const UnitWord& word : kUnitWords) {
    if (text.substr(pos, word.text.size()) != word.text) continue;
    const auto end = static_cast<uint32_t>(pos + word.text.size());
    if (IsOneOf(Cursor(text, end).Peek(), word.not_before)) return {};
    return {word.designator, end};
  }
  size_t at = pos;
  if (at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
  for (const EnglishUnit& unit : kEnglishUnits) {
    if (text.substr(at, unit.word.size()) != unit.word) continue;
    size_t end = at + unit.word.size();
    if (end < text.size() && text[end] == 's') ++end;
    if (end < text.size() && IsAsciiLetter(text[end])) return {};
    return {unit.designator, static_cast<uint32_t>(end)};
  }
  return {};
}

// "P5Y", "PT30M"; a year and a half is P1Y6M, half a year P6M.
std::string IsoDuration(const Decimal& amount, char designator, bool half) {
  const bool clock =
      designator == 'H' || designator == 'm' || designator == 'S';
  const char letter = designator == 'm' ? 'M' : designator;
  const std::string number = amount.ToString();
  const bool some = amount.digits != 0;
  std::string out = clock ? "PT" : "P";
  if (half && designator == 'Y') {
    return (some ? out + number + "Y" : out) + "6M";
  }
  if (half && !some && designator == 'D') return "PT12H";
  if (half && !some && designator == 'H') return "PT30M";
  return out + number + (half ? ".5" : "") + letter;
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
  if (c == U'第') return Ordinal(pos);
  if (!IsAsciiDigit(text_[pos])) {
    if (const uint32_t end = SignedMoney(pos); end > pos) return end;
  }
  if (c == '-' || c == U'负') return Negative(pos);
  if (at.AtAny({"百分之", "千分之", "万分之"})) return PercentOf(pos);
  if (IsOneOf(c, U"几数半")) return VagueLength(pos);
  if (!MayBeginNumber(c) || InsideLatinWord(pos)) return pos;
  return Counted(pos, pos, 1);
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
                                      TypeId type, std::string unit,
                                      bool percent_of) {
  Cursor at(text_, end);
  at.TakeAny({"以上", "以下", "左右", "以内", "上下", "之多"});
  LiteralValue value;
  value.type = LiteralValue::Type::kQuantity;
  value.number = number.value.ToString();
  value.unit = std::move(unit);
  Span span = {number.span.begin, at.pos()};
  if (percent_of) {
    span.begin -= static_cast<uint32_t>(std::string_view("百分之").size());
  }
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
  Cursor at(text_, pos);
  const int power = at.At("百") ? 0 : at.At("千") ? -1 : -2;
  at.TakeAny({"百分之", "千分之", "万分之"});
  uint32_t end = 0;
  if (at.AtEnd()) return at.pos();
  auto number = ScanNumber(text_, at.pos(), &end);
  if (!number) return at.pos();
  number->value = Scale(number->value, power);
  return AddQuantity(*number, number->span.end, tables_.types.percent, "%",
                     true);
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

// 三分之一: the quotient, to six places. Returns `at` for none.
uint32_t QuantityScanner::Fraction(const NumberMatch& denominator,
                                   uint32_t at) {
  constexpr std::string_view kOf = "分之";
  if (text_.substr(at, kOf.size()) != kOf) return at;
  const auto top = static_cast<uint32_t>(at + kOf.size());
  uint32_t end = 0;
  if (top >= text_.size()) return at;
  const auto number = ScanNumber(text_, top, &end);
  if (!number) return at;
  constexpr int64_t kLimit = 1'000'000'000;
  const int64_t n = number->value.ToInteger().value_or(kLimit);
  const int64_t d = denominator.value.ToInteger().value_or(kLimit);
  if (d <= 0 || n >= kLimit || d >= kLimit) return at;
  NumberMatch whole = denominator;
  whole.span.end = number->span.end;
  whole.value = {(n * 1'000'000 + d / 2) / d, -6};
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

uint32_t QuantityScanner::Unit(const NumberMatch& number, uint32_t at,
                               bool spaced) {
  Cursor end(text_, at);
  if (end.TakeAny({"%", "％", "percent", "per cent"})) {
    return AddQuantity(number, end.pos(), tables_.types.percent, "%", false);
  }
  if (end.TakeAny({"个百分点", "percentage points", "percentage point"})) {
    return AddQuantity(number, end.pos(), tables_.types.percent, "pp", false);
  }
  // 三成, but not 三成功.
  if (!spaced && end.Take("成") &&
      !IsOneOf(end.Peek(), U"功立员果为本长就名效因分品熟都")) {
    NumberMatch tens = number;
    tens.value = Scale(number.value, 1);
    return AddQuantity(tens, end.pos(), tables_.types.percent, "%", false);
  }
  uint32_t code = 0;
  uint32_t stop = LongestPrefix(tables_.currencies, text_, at, &code);
  const auto inside_word = [&](uint32_t e) {
    return e < text_.size() && IsAsciiLetter(text_[e - 1]) &&
           IsAsciiLetter(text_[e]);
  };
  if (stop > at && !inside_word(stop) &&
      !IsOneOf(Cursor(text_, stop).Peek(), U"首旦素宵帅老件")) {
    return AddQuantity(number, stop, tables_.types.money,
                       tables_.currency_codes[code], false);
  }
  if (const uint32_t e = LengthOfTime(number, spaced ? at - 1 : at); e > at) {
    return e;
  }
  if (Cursor(text_, at).At("周年")) {
    return AddQuantity(number, at + 6, tables_.types.quantity, "周年", false);
  }
  stop = LongestPrefix(tables_.units, text_, at, &code);
  // A blank parts a number from a Latin unit only.
  if (stop == at || inside_word(stop) ||
      (spaced && !IsAsciiLetter(text_[at]))) {
    return at;
  }
  return AddQuantity(number, stop, tables_.types.quantity,
                     std::string(Span{at, stop}.In(text_)), false);
}

uint32_t QuantityScanner::LengthOfTime(const NumberMatch& number, uint32_t at) {
  const TimeUnit unit = FindTimeUnit(text_, at);
  if (unit.designator == '\0') return at;
  Cursor end(text_, unit.end);
  // 一年半, but 三年半数
  const uint32_t before_half = end.pos();
  bool half = end.Take("半");
  if (half && IsOneOf(end.Peek(), U"数年天")) {
    end.Seek(before_half);
    half = false;
  }
  end.Take("多");
  AddLength({number.span.begin, end.pos()}, number.value, unit.designator, half,
            {at, unit.end});
  const auto amount = number.value.ToInteger();
  const bool vague = Span{number.span.end, end.pos()}.In(text_).find("多") !=
                     std::string_view::npos;
  if (amount && *amount < 10000 && !half) {
    NoteShift({number.span.begin, end.pos()}, static_cast<int>(*amount),
              unit.designator, vague);
  }
  return end.pos();
}

void QuantityScanner::AddLength(Span core, const Decimal& amount, char unit,
                                bool half, Span unit_span) {
  LiteralValue value;
  value.type = LiteralValue::Type::kQuantity;
  value.value = IsoDuration(amount, unit, half);
  const auto with_half =
      half ? zhimai::Add(amount, {5, -1}) : std::optional<Decimal>(amount);
  value.number = with_half.value_or(amount).ToString();
  std::string_view name = unit_span.In(text_);
  if (!name.empty() && (name[0] == ' ' || name[0] == '-')) {
    name.remove_prefix(1);
  }
  value.unit = name;
  Add(core, tables_.types.duration, value);
  Cursor at(text_, core.end);
  at.TakeAny({"以来", "来"});
  const uint32_t begin = BeginWithModifier(core.begin);
  if (begin < core.begin || at.pos() > core.end) {
    Add({begin, at.pos()}, tables_.types.duration, std::move(value));
  }
}

// 前, 后 and "ago" behind a length make it a date.
void QuantityScanner::NoteShift(Span core, int amount, char unit, bool vague) {
  if (unit != 'Y' && unit != 'M' && unit != 'W' && unit != 'D') return;
  Cursor at(text_, core.end);
  DateShift shift{unit, amount, vague, false};
  if (at.TakeAny({"之前", "以前", " ago"}) ||
      (at.Take("前") &&
       !at.AtAny({"后", "夕", "期", "往", "来", "瞻", "景"}))) {
    shift.amount = -amount;
  } else if (at.TakeAny({"之后", "以后", " later"}) ||
             (at.Take("后") && !at.AtAny({"来", "续", "备", "期", "方"}))) {
    shift.narrated = true;
  } else if (at.Take(" earlier")) {
    shift.amount = -amount;
    shift.narrated = true;
  } else {
    return;
  }
  DateMatch match;
  match.span = {core.begin, at.pos()};
  match.first.shift = shift;
  *shift_ = match;
}

uint32_t QuantityScanner::VagueLength(uint32_t pos) {
  // About what 几 is, for counting days; the result is kept to the month.
  constexpr int kSome = 3;
  Cursor at(text_, pos);
  const bool half = at.Take("半");
  if (!half) at.TakeAny({"几", "数"});
  if (half && IsOneOf(Cursor(text_, pos).Before(), U"上下前后一大多过各对")) {
    return pos;
  }
  // 几日 is clear, while 3日 is a day of the month.
  TimeUnit unit = FindTimeUnit(text_, at.pos());
  if (!half && unit.designator == '\0' && at.At("日")) {
    unit = {'D', at.pos() + 3};
  }
  if (unit.designator == '\0' || !IsHan(at.Peek())) return pos;
  if (half) {
    AddLength({pos, unit.end}, {}, unit.designator, true, {at.pos(), unit.end});
    if (unit.designator == 'Y') NoteShift({pos, unit.end}, 6, 'M', true);
    if (unit.designator == 'M') NoteShift({pos, unit.end}, 15, 'D', true);
  } else {
    NoteShift({pos, unit.end}, kSome, unit.designator, true);
  }
  return unit.end;
}

}  // namespace zhimai
