#include "extract/layout/line_class.h"

#include <algorithm>
#include <array>

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Headings and run-in titles are short; the longest of the State Council's
// numbered titles have about forty characters.
constexpr size_t kMaxTitleCodePoints = 48;

int HanDigit(char32_t c) {
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  const size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

// 一 to 九十九, or Arabic; 0 when none stands at *pos.
int ReadOrdinal(std::string_view line, size_t* pos) {
  size_t at = *pos;
  int arabic = 0;
  while (at < line.size() && line[at] >= '0' && line[at] <= '9' &&
         at - *pos < 3) {
    arabic = arabic * 10 + (line[at++] - '0');
  }
  if (arabic > 0) {
    *pos = at;
    return arabic;
  }
  int tens = 0;
  int ones = 0;
  bool any = false;
  while (at < line.size()) {
    size_t next = at;
    const char32_t c = DecodeUtf8(line, &next);
    if (c == U'十') {
      tens = ones > 0 ? ones : 1;
      ones = 0;
    } else if (HanDigit(c) > 0) {
      ones = HanDigit(c);
    } else {
      break;
    }
    any = true;
    at = next;
  }
  if (!any) return 0;
  *pos = at;
  return tens * 10 + ones;
}

bool Take(std::string_view line, size_t* pos,
          std::initializer_list<std::string_view> tokens) {
  for (std::string_view token : tokens) {
    if (line.substr(*pos, token.size()) != token) continue;
    *pos += token.size();
    return true;
  }
  return false;
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

bool IsContinuationMark(std::string_view line) {
  const bool bracketed = (StartsWith(line, "（") && EndsWith(line, "）")) ||
                         (StartsWith(line, "(") && EndsWith(line, ")"));
  return bracketed && CountCodePoints(line) <= 12 &&
         line.find("上接") != std::string_view::npos;
}

bool IsFurniture(std::string_view line) {
  const size_t length = CountCodePoints(line);
  const bool bracketed = (StartsWith(line, "（") && EndsWith(line, "）")) ||
                         (StartsWith(line, "(") && EndsWith(line, ")"));
  if (bracketed && length <= 14) {
    for (std::string_view word : {"下转", "上接", "第"}) {
      if (line.find(word) != std::string_view::npos &&
          line.find("版") != std::string_view::npos) {
        return true;
      }
    }
  }
  if (length > 40) return false;
  for (std::string_view word :
       {"责任编辑", "责编", "编辑：", "来源：", "作者：", "记者：", "版面编辑",
        "[查看原文]", "查看原文", "Source:", "Editor:", "原标题："}) {
    if (StartsWith(line, word)) return true;
  }
  return false;
}

// （新华社北京8月28日电） on a line of its own.
bool IsClosingDateline(std::string_view line) {
  const bool bracketed = (StartsWith(line, "（") && EndsWith(line, "）")) ||
                         (StartsWith(line, "(") && EndsWith(line, ")"));
  return bracketed && CountCodePoints(line) <= 30 &&
         line.find("日电") != std::string_view::npos;
}

// The title of （一）标题。正文: up to the first full stop.
Span RunInTitle(std::string_view line, size_t after_ordinal) {
  const size_t stop = line.find("。", after_ordinal);
  if (stop == std::string_view::npos) return {};
  const std::string_view title = line.substr(0, stop);
  if (CountCodePoints(title) > kMaxTitleCodePoints) return {};
  if (title.find("，") != std::string_view::npos &&
      CountCodePoints(title) > 30) {
    return {};
  }
  return {0, static_cast<uint32_t>(stop)};
}

void ClassifyByOrdinal(std::string_view text, LayoutLine* line) {
  const HeadingOrdinal ordinal = ParseHeadingOrdinal(text);
  if (ordinal.form == 0) return;
  const bool short_line = CountCodePoints(text) <= kMaxTitleCodePoints &&
                          !EndsWith(text, "；") && !EndsWith(text, "，");
  if (line->marked_heading || (short_line && !EndsWith(text, "。"))) {
    line->kind = BlockKind::kHeading;
    line->level = ordinal.form;
    line->ordinal = ordinal.value;
    return;
  }
  if (ordinal.form != 3) return;
  const Span title = RunInTitle(text, ordinal.length);
  if (title.empty()) return;
  line->level = 3;
  line->ordinal = ordinal.value;
  line->run_in_title = {line->span.begin + title.begin,
                        line->span.begin + title.end};
}

// An unmarked sub-heading: short, and closed by a dash.
bool IsDashHeading(std::string_view text) {
  return EndsWith(text, "——") && !StartsWith(text, "——") &&
         CountCodePoints(text) <= 40 &&
         text.find("。") == std::string_view::npos;
}

void Classify(std::string_view text, LayoutLine* line) {
  const TextLine& source = *line->source;
  line->marked_heading = source.kind == LineKind::kHeading;
  line->md_level = line->marked_heading ? source.level : 0;
  line->continuation_mark = IsContinuationMark(text);
  if (line->continuation_mark || source.kind == LineKind::kLink ||
      IsFurniture(text)) {
    line->kind = BlockKind::kFurniture;
    return;
  }
  if (IsClosingDateline(text)) {
    line->kind = BlockKind::kDateline;
    return;
  }
  if (line->marked_heading) {
    line->kind = source.level == 1 ? BlockKind::kTitle : BlockKind::kHeading;
    line->level = source.level == 1 ? 1 : 3;
  } else if (source.kind == LineKind::kListItem) {
    line->kind = BlockKind::kListItem;
  } else if (source.kind == LineKind::kQuotation) {
    line->kind = BlockKind::kQuotation;
  } else if (source.bold && !EndsSentence(text) &&
             CountCodePoints(text) <= kMaxTitleCodePoints) {
    line->kind = BlockKind::kHeading;
    line->level = 3;
  } else if (IsDashHeading(text)) {
    line->kind = BlockKind::kHeading;
    line->level = 3;
  }
  ClassifyByOrdinal(text, line);
}

// A plain text file has no markup for its title: it is the short first line,
// not closed like a sentence, above something longer.
void MarkPlainTitle(std::string_view text, std::vector<LayoutLine>* lines) {
  if (lines->size() < 2 || (*lines)[0].kind != BlockKind::kBody) return;
  for (const LayoutLine& line : *lines) {
    if (line.kind == BlockKind::kTitle) return;
  }
  LayoutLine& first = (*lines)[0];
  const std::string_view words = first.span.In(text);
  if (CountCodePoints(words) > kMaxTitleCodePoints || EndsSentence(words) ||
      EndsWith(words, "，") || EndsWith(words, ",") ||
      (*lines)[1].span.size() <= first.span.size()) {
    return;
  }
  first.kind = BlockKind::kTitle;
  first.level = 1;
}

}  // namespace

HeadingOrdinal ParseHeadingOrdinal(std::string_view line) {
  HeadingOrdinal out;
  size_t pos = 0;
  if (Take(line, &pos, {"（", "("})) {
    out.value = ReadOrdinal(line, &pos);
    if (out.value == 0 || !Take(line, &pos, {"）", ")"})) return {};
    out.form = 3;
  } else if (Take(line, &pos, {"第"})) {
    out.value = ReadOrdinal(line, &pos);
    if (out.value == 0 || !Take(line, &pos, {"章", "部分", "节"})) return {};
    out.form = 2;
  } else {
    out.value = ReadOrdinal(line, &pos);
    const bool arabic = !line.empty() && line[0] >= '0' && line[0] <= '9';
    if (out.value == 0 || arabic || !Take(line, &pos, {"、"})) return {};
    out.form = 2;
  }
  out.length = pos;
  return out;
}

bool EndsSentence(std::string_view paragraph) {
  for (std::string_view mark :
       {"。", "！", "？", "…", "：", "；", "”", "’", "）", "——",
        "」", "』", "》", ".", "!",  "?",  ":", ";", "\"", ")"}) {
    if (EndsWith(paragraph, mark)) return true;
  }
  return false;
}

std::vector<LayoutLine> ClassifyLines(const CleanText& text) {
  std::vector<LayoutLine> lines;
  lines.reserve(text.lines.size());
  for (const TextLine& source : text.lines) {
    if (source.span.empty()) continue;
    LayoutLine line;
    line.source = &source;
    line.span = source.span;
    Classify(source.span.In(text.text), &line);
    lines.push_back(line);
  }
  MarkPlainTitle(text.text, &lines);
  return lines;
}

}  // namespace zhimai
