// Lengths of time: 五年, 三个多月, two weeks, 几天.
#include <array>
#include <string>

#include "extract/time/cursor.h"
#include "extract/time/quantities.h"

namespace zhimai {
namespace {

bool IsOneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
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

constexpr std::array<UnitWord, 15> kUnitWords = {{
    {"个月", 'M', U""},
    {"个多月", 'M', U""},
    {"个星期", 'W', U""},
    {"个礼拜", 'W', U""},
    {"星期", 'W', U"一二三四五六日天"},
    {"个小时", 'H', U""},
    {"个多小时", 'H', U""},
    {"个钟头", 'H', U""},
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
  if (half && at.At("成") &&
      !IsOneOf(Cursor(text_, at.pos() + 3).Peek(), U"品功立员熟")) {
    NumberMatch five;
    five.span = {pos, at.pos()};
    five.value = {5, 0};
    return AddQuantity(five, at.pos() + 3, tables_.types.percent, "%");
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
