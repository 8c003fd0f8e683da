#include "extract/layout/lines.h"

#include <algorithm>
#include <cstddef>

#include "extract/layout/characters.h"
#include "extract/layout/dateline.h"
#include "extract/layout/dates.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Titles of sections and measures in laws and policy papers stay below this
// (code points); longer numbered lines are paragraphs.
constexpr size_t kLongestHeading = 40;
constexpr size_t kLongestLatinTitle = 120;  // bytes
constexpr size_t kLongestDashHeading = 60;  // code points
constexpr size_t kLongestFurniture = 60;    // code points
// Share of list-like lines, of ten, that makes a section a contents list.
constexpr size_t kContentsTenths = 6;

struct ChapterWord {
  std::string_view word;
  OrdinalForm form;
};
constexpr ChapterWord kChapterWords[] = {
    {"部分", OrdinalForm::kPart},  {"编", OrdinalForm::kPart},
    {"篇", OrdinalForm::kPart},    {"章", OrdinalForm::kChapter},
    {"节", OrdinalForm::kSection}, {"条", OrdinalForm::kClause}};

// Words that open a line of credits; a colon follows.
constexpr std::string_view kCreditWords[] = {
    "来源",     "稿源",     "责编",     "责任编辑",   "编辑",     "校对",
    "审核",     "监制",     "初审",     "复审",       "终审",     "签发",
    "值班编辑", "值班主任", "图片来源", "原标题",     "原文链接", "本文来源",
    "更新时间", "发布时间", "发稿时间", "更新时间戳", "Source",   "Editor",
    "Editors",  "Updated"};
constexpr std::string_view kContentsWords[] = {
    "摘要",         "目录",     "目次",
    "目 录",        "导读",     "内容提要",
    "要目",         "Contents", "Table of Contents",
    "In this issue"};
constexpr size_t kLongestContentsHeading = 12;  // code points

bool IsAsciiNumber(std::string_view text) {
  return !text.empty() && IsAsciiDigit(text.front());
}

Ordinal ReadChapterOrdinal(std::string_view text) {
  if (!StartsWith(text, "第")) return {};
  size_t length = 0;
  const int32_t number = ReadSmallNumber(text.substr(3), &length);
  if (length == 0) return {};
  for (const ChapterWord& w : kChapterWords) {
    if (!StartsWith(text.substr(3 + length), w.word)) continue;
    size_t size = 3 + length + w.word.size();
    const std::string_view rest = text.substr(size);
    // 第一节课: the word goes on.
    if (!rest.empty() && rest.front() != ' ') return {};
    while (size < text.size() && text[size] == ' ') ++size;
    return {w.form, number, static_cast<uint32_t>(size)};
  }
  return {};
}

Ordinal ReadBracketOrdinal(std::string_view text) {
  const bool wide = StartsWith(text, "（");
  if (!wide && !StartsWith(text, "(")) return {};
  const std::string_view inner = text.substr(wide ? 3 : 1);
  size_t length = 0;
  const int32_t number = ReadSmallNumber(inner, &length);
  const std::string_view close = inner.substr(std::min(length, inner.size()));
  const bool closed = StartsWith(close, "）") || StartsWith(close, ")");
  if (length == 0 || number == 0 || number > 99 || !closed) return {};
  const size_t size = (wide ? 3 : 1) + length + (close.front() == ')' ? 1 : 3);
  return {IsAsciiNumber(inner) ? OrdinalForm::kArabicBracket
                               : OrdinalForm::kHanBracket,
          number, static_cast<uint32_t>(size)};
}

Ordinal ReadPlainOrdinal(std::string_view text) {
  size_t length = 0;
  const int32_t number = ReadSmallNumber(text, &length);
  if (length == 0 || number == 0 || number > 99) return {};
  const bool arabic = IsAsciiNumber(text);
  const std::string_view rest = text.substr(length);
  size_t size = length;
  if (StartsWith(rest, "、")) {
    size += 3;
  } else if (arabic && StartsWith(rest, ".") && rest.size() > 1 &&
             !IsAsciiDigit(rest[1])) {
    ++size;
  } else {
    return {};
  }
  while (size < text.size() && text[size] == ' ') ++size;
  return {arabic ? OrdinalForm::kArabic : OrdinalForm::kHan, number,
          static_cast<uint32_t>(size)};
}

int LevelOf(OrdinalForm form) {
  switch (form) {
    case OrdinalForm::kPart:
    case OrdinalForm::kChapter:
    case OrdinalForm::kHan:
      return 2;
    case OrdinalForm::kSection:
    case OrdinalForm::kHanBracket:
      return 3;
    case OrdinalForm::kArabic:
    case OrdinalForm::kClause:
      return 4;
    case OrdinalForm::kArabicBracket:
      return 5;
    case OrdinalForm::kNone:
      break;
  }
  return 0;
}

// Position of the first of 。！？； that is not the last character; npos.
size_t InnerStop(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    const size_t at = pos;
    const char32_t c = DecodeUtf8(text, &pos);
    if (IsIn(c, U"。！？；") && pos < text.size()) return at;
  }
  return std::string_view::npos;
}

std::string_view StripBrackets(std::string_view text) {
  constexpr std::u32string_view kOpen = U"（([【［";
  constexpr std::u32string_view kClose = U"）)]】］";
  const size_t kind = kOpen.find(FirstCodePoint(text));
  if (kind == std::u32string_view::npos || text.size() < 3) return text;
  if (LastCodePoint(text) != kClose[kind]) return text;
  size_t begin = 0;
  DecodeUtf8(text, &begin);
  return TrimBlanks(
      text.substr(begin, PreviousCodePoint(text, text.size()) - begin));
}

// 第1版, 第A01版, 第三版, 1版 at the start of text: its bytes, else 0.
size_t PageNumberSize(std::string_view text) {
  size_t pos = StartsWith(text, "第") ? 3 : 0;
  while (pos < text.size() && (text[pos] == ' ' || IsAsciiLetter(text[pos]))) {
    ++pos;
  }
  size_t length = 0;
  ReadSmallNumber(text.substr(pos), &length);
  pos += length;
  while (pos < text.size() && text[pos] == ' ') ++pos;
  if (length == 0 || !StartsWith(text.substr(pos), "版")) return 0;
  return pos + 3;
}

// Bytes of “（上接第1版）” at the start of text; 0 for none. Words behind the
// page's number (a title) belong to it.
size_t PageTurnSize(std::string_view text, std::string_view word) {
  const bool wide = StartsWith(text, "（");
  if (!wide && !StartsWith(text, "(") && !StartsWith(text, "【")) return 0;
  const size_t open = wide || text.front() != '(' ? 3 : 1;
  const std::string_view inner = TrimBlanks(text.substr(open));
  if (!StartsWith(inner, word)) return 0;
  if (PageNumberSize(TrimBlanks(inner.substr(word.size()))) == 0) return 0;
  constexpr size_t kLongest = 120;
  size_t best = std::string_view::npos;
  for (const std::string_view close : {"）", ")", "】"}) {
    const size_t at = text.substr(0, kLongest).find(close);
    if (at != std::string_view::npos) best = std::min(best, at + close.size());
  }
  return best == std::string_view::npos ? 0 : best;
}

bool IsCredit(std::string_view text) {
  const std::string_view inner = StripBrackets(text);
  if (CountCodePoints(inner) > kLongestFurniture) return false;
  for (const std::string_view word : kCreditWords) {
    if (!StartsWith(inner, word)) continue;
    const std::string_view rest = TrimBlanks(inner.substr(word.size()));
    if (StartsWith(rest, "：") || StartsWith(rest, ":")) return true;
  }
  return false;
}

// （完）, （《X》 20250828 19:00）: a whole line in brackets with a stamp.
bool IsStamp(std::string_view text) {
  const std::string_view inner = StripBrackets(text);
  if (inner.size() == text.size()) return false;
  if (CountCodePoints(inner) > kLongestFurniture) return false;
  if (inner == "完" || StartsWith(inner, "本报记者")) return true;
  size_t digits = 0;
  for (const char c : inner) {
    digits = IsAsciiDigit(c) ? digits + 1 : 0;
    if (digits >= 8) return true;
  }
  return false;
}

bool IsAddress(std::string_view text) {
  const bool scheme = StartsWith(text, "http://") ||
                      StartsWith(text, "https://") || StartsWith(text, "www.");
  return scheme && !Contains(text, " ");
}

// A newspaper's running head: 第03版：要闻; X报 2025年8月28日 第1版.
bool IsRunningHead(std::string_view text) {
  if (CountCodePoints(text) > kLongestHeading) return false;
  const size_t page = PageNumberSize(text);
  if (page > 0 && StartsWith(text, "第")) {
    const std::string_view rest = text.substr(page);
    return rest.empty() || StartsWith(rest, "：") || StartsWith(rest, ":");
  }
  return EndsWith(text, "版") && FindFullDate(text).has_value() &&
         !Contains(text, "，");
}

bool IsFurniture(std::string_view text, LineKind kind) {
  return kind == LineKind::kLink || kind == LineKind::kBreak ||
         IsCredit(text) || IsStamp(text) || IsAddress(text) ||
         IsRunningHead(text);
}

// Takes （上接第1版） and （下转第3版） off both ends of the line.
void TrimPageTurns(std::string_view whole, LayoutLine* line) {
  std::string_view text = line->text.In(whole);
  const size_t from = PageTurnSize(text, "上接");
  line->text.begin += static_cast<uint32_t>(from);
  if (from > 0) line->role = LineRole::kContinuation;
  text = line->text.In(whole);
  const size_t bracket = std::max(text.rfind("（") + 1, text.rfind('(') + 1);
  if (bracket > 0 && PageTurnSize(text.substr(bracket - 1), "下转") ==
                         text.size() - bracket + 1) {
    line->text.end = line->text.begin + static_cast<uint32_t>(bracket - 1);
    if (line->text.empty()) line->role = LineRole::kFurniture;
  }
  while (!line->text.empty() && whole[line->text.begin] == ' ') {
    ++line->text.begin;
  }
  while (!line->text.empty() && whole[line->text.end - 1] == ' ') {
    --line->text.end;
  }
  if (!line->text.empty()) line->role = LineRole::kBody;
}

// 某某：…—— alone in a line heads what follows it.
bool IsDashHeading(std::string_view text) {
  return EndsWith(text, "——") && !StartsWith(text, "——") &&
         CountCodePoints(text) <= kLongestDashHeading &&
         InnerStop(text) == std::string_view::npos;
}

void SetNumbering(std::string_view whole, bool marked, LayoutLine* line) {
  const std::string_view text = line->text.In(whole);
  const Ordinal ordinal = ReadOrdinal(text);
  if (ordinal.form == OrdinalForm::kNone) return;
  line->form = ordinal.form;
  line->ordinal = ordinal.number;
  line->level = static_cast<uint8_t>(LevelOf(ordinal.form));
  const std::string_view rest = text.substr(ordinal.size);
  const size_t stop = InnerStop(rest);
  const bool short_line = stop == std::string_view::npos &&
                          CountCodePoints(rest) <= kLongestHeading;
  const bool open_end = EndsWith(rest, "，") || EndsWith(rest, "；") ||
                        EndsWith(rest, "：") || EndsWith(rest, "、");
  const bool outline = ordinal.form < OrdinalForm::kArabic;
  if (marked || (outline && short_line && !open_end && !rest.empty())) {
    line->role = LineRole::kHeading;
    return;
  }
  const bool run_in = outline && stop != std::string_view::npos &&
                      StartsWith(rest.substr(stop), "。") &&
                      CountCodePoints(rest.substr(0, stop)) <= kLongestHeading;
  if (run_in) {
    const uint32_t begin = line->text.begin + ordinal.size;
    line->run_in_title = {begin, begin + static_cast<uint32_t>(stop)};
  } else if (!outline) {
    line->role = LineRole::kListItem;
  }
}

void SetRole(std::string_view whole, const TextLine& source, LayoutLine* line) {
  const std::string_view text = line->text.In(whole);
  const bool marked = source.kind == LineKind::kHeading;
  if (marked) {
    line->markup_level = source.level;
    line->role = source.level == 1 ? LineRole::kTitle : LineRole::kHeading;
    line->level = std::min<uint8_t>(source.level, 3);
  } else if (source.kind == LineKind::kListItem) {
    line->role = LineRole::kListItem;
    line->ordinal = source.ordinal;
    return;
  } else if (source.kind == LineKind::kQuotation) {
    line->role = LineRole::kQuotation;
    return;
  }
  SetNumbering(whole, marked, line);
  if (line->role != LineRole::kBody || line->form != OrdinalForm::kNone) {
    return;
  }
  const bool bold_title = source.bold && IsTitleLike(text);
  if (bold_title || IsDashHeading(text)) {
    line->role = LineRole::kHeading;
    line->level = 3;
  } else if (StartsWith(text, "——")) {
    line->role = LineRole::kListItem;
  }
}

void SetDatelines(std::string_view whole, LayoutLine* line) {
  if (line->role != LineRole::kBody) return;
  const std::string_view text = line->text.In(whole);
  line->closing_dateline = ReadClosingDateline(text).size;
  if (line->closing_dateline == text.size()) return;
  line->opening_dateline = ReadOpeningDateline(text).size;
}

LayoutLine Classify(const CleanText& clean, uint32_t index) {
  const TextLine& source = clean.lines[index];
  LayoutLine line;
  line.text = source.span;
  line.line = index;
  line.script = source.script;
  line.starts_paragraph = source.starts_paragraph;
  line.indented = source.indented;
  if (IsFurniture(line.text.In(clean.text), source.kind)) {
    line.role = LineRole::kFurniture;
    return line;
  }
  TrimPageTurns(clean.text, &line);
  if (line.is_furniture()) return line;
  SetRole(clean.text, source, &line);
  SetDatelines(clean.text, &line);
  return line;
}

bool IsContentsHeading(std::string_view text) {
  if (CountCodePoints(text) > kLongestContentsHeading &&
      static_cast<unsigned char>(text.front()) >= 0x80) {
    return false;
  }
  return std::any_of(std::begin(kContentsWords), std::end(kContentsWords),
                     [&](std::string_view word) {
                       return static_cast<unsigned char>(word.front()) >= 0x80
                                  ? Contains(text, word)
                                  : text == word;
                     });
}

bool IsListLike(std::string_view text, const LayoutLine& line) {
  return line.form != OrdinalForm::kNone || line.role == LineRole::kListItem ||
         EndsWith(text, "；") || EndsWith(text, "：") || IsTitleLike(text);
}

// Makes the contents list under the heading at `heading` furniture.
void DropContents(std::string_view whole, size_t heading,
                  std::vector<LayoutLine>* lines) {
  const uint8_t level = (*lines)[heading].markup_level;
  size_t end = heading + 1;
  size_t items = 0;
  size_t list_like = 0;
  for (; end < lines->size(); ++end) {
    const LayoutLine& line = (*lines)[end];
    if (line.markup_level != 0 && line.markup_level <= level) break;
    if (line.is_furniture()) continue;
    ++items;
    list_like += IsListLike(line.text.In(whole), line) ? 1U : 0U;
  }
  if (list_like * 10 < items * kContentsTenths) return;
  for (size_t i = heading; i < end; ++i) {
    (*lines)[i].role = LineRole::kFurniture;
  }
}

}  // namespace

Ordinal ReadOrdinal(std::string_view text) {
  for (const auto read :
       {ReadChapterOrdinal, ReadBracketOrdinal, ReadPlainOrdinal}) {
    const Ordinal ordinal = read(text);
    if (ordinal.form != OrdinalForm::kNone) return ordinal;
  }
  return {};
}

namespace {

// Without a last （试行） or （2022—2025年）: titles of papers end so.
std::string_view WithoutEdition(std::string_view text) {
  constexpr std::string_view kOpen = "（";
  constexpr size_t kLongestEdition = 16;  // code points
  const size_t open = text.rfind(kOpen);
  if (open == std::string_view::npos || open == 0 ||
      LastCodePoint(text) != U'）' ||
      CountCodePoints(text.substr(open)) > kLongestEdition) {
    return text;
  }
  return text.substr(0, open);
}

}  // namespace

bool IsTitleLike(std::string_view text) {
  text = WithoutEdition(text);
  if (text.empty() || text.size() > 4 * kLongestHeading) return false;
  const char32_t last = LastCodePoint(text);
  if (IsIn(last, U"。！？；：，、…,.;:!?—）)")) return false;
  const bool latin = static_cast<unsigned char>(text.front()) < 0x80;
  if (latin && text.size() <= kLongestLatinTitle) {
    return !Contains(text, ". ");
  }
  return CountCodePoints(text) <= kLongestHeading &&
         InnerStop(text) == std::string_view::npos && !Contains(text, "，");
}

std::vector<LayoutLine> ClassifyLines(const CleanText& text) {
  std::vector<LayoutLine> lines;
  lines.reserve(text.lines.size());
  for (size_t i = 0; i < text.lines.size(); ++i) {
    lines.push_back(Classify(text, static_cast<uint32_t>(i)));
  }
  for (size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].markup_level > 0 &&
        IsContentsHeading(lines[i].text.In(text.text))) {
      DropContents(text.text, i, &lines);
    }
  }
  return lines;
}

}  // namespace zhimai
