#include "extract/layout/article_builder.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extract/layout/characters.h"
#include "extract/layout/dateline.h"
#include "extract/layout/sentences.h"
#include "extract/text/script.h"

namespace zhimai {
namespace {

BlockKind KindOf(LineRole role) {
  switch (role) {
    case LineRole::kTitle:
      return BlockKind::kTitle;
    case LineRole::kHeading:
      return BlockKind::kHeading;
    case LineRole::kListItem:
      return BlockKind::kListItem;
    case LineRole::kQuotation:
      return BlockKind::kQuotation;
    default:
      return BlockKind::kBody;
  }
}

class ArticleBuilder {
 public:
  ArticleBuilder(const CleanText& text, const PairCounts& pairs,
                 const std::vector<LayoutLine>& lines)
      : text_(text), pairs_(pairs), lines_(lines) {}

  Article Build(const LineGroup& group, const CalendarDate& document_date) {
    const std::optional<uint32_t> title = FindTitle(group);
    if (title) {
      AddLine(lines_[*title], BlockKind::kTitle);
      article_.title = lines_[*title].text.In(text_.text);
    }
    const LayoutLine* previous = nullptr;
    bool across = false;
    for (const uint32_t i : group) {
      const LayoutLine& line = lines_[i];
      if (previous != nullptr && i > last_line_ + 1) {
        across = across || HasForeignText(last_line_ + 1, i, group);
      }
      last_line_ = i;
      // Where the page prints the title, text may be lost.
      const bool moved = title && i == *title && previous != nullptr;
      across = across || moved;
      if (line.is_furniture() || (title && i == *title)) continue;
      AddTextLine(previous, line, across);
      previous = &line;
      across = false;
    }
    Finish(group, document_date);
    return std::move(article_);
  }

 private:
  // The first line of the top level, wherever the page has it; or the first
  // line when it looks like a title and text follows.
  std::optional<uint32_t> FindTitle(const LineGroup& group) const {
    for (const uint32_t i : group) {
      if (lines_[i].role == LineRole::kTitle) return i;
    }
    if (group.size() < 2) return std::nullopt;
    const LayoutLine& first = lines_[group[0]];
    const LayoutLine& second = lines_[group[1]];
    if (first.role == LineRole::kHeading && first.markup_level > 0 &&
        first.form == OrdinalForm::kNone) {
      return group[0];
    }
    const bool apart = second.starts_paragraph || second.indented ||
                       second.opening_dateline > 0 ||
                       second.text.size() > 2 * first.text.size();
    const bool heads = first.role == LineRole::kBody &&
                       first.form == OrdinalForm::kNone &&
                       first.opening_dateline == 0 && !first.indented &&
                       IsTitleLike(first.text.In(text_.text)) && apart;
    if (!heads || JoinOf(text_, pairs_, first, second, false) != Join::kNone) {
      return std::nullopt;
    }
    return group[0];
  }

  // Text of another article lies in the lines [begin, end).
  bool HasForeignText(uint32_t begin, uint32_t end,
                      const LineGroup& group) const {
    for (uint32_t i = begin; i < end; ++i) {
      if (lines_[i].is_furniture()) continue;
      if (!std::binary_search(group.begin(), group.end(), i)) return true;
    }
    return false;
  }

  void AddTextLine(const LayoutLine* previous, const LayoutLine& line,
                   bool across) {
    if (line.closing_dateline == line.text.size()) {
      AddDateline(line.text, ReadClosingDateline(line.text.In(text_.text)));
      return;
    }
    LayoutLine body = line;
    if (line.opening_dateline > 0) {
      const Span span = {line.text.begin,
                         line.text.begin + line.opening_dateline};
      AddDateline(span, ReadOpeningDateline(line.text.In(text_.text)));
      body.text.begin = span.end;
    }
    body.text.end -= line.closing_dateline;
    const Join join = previous == nullptr
                          ? Join::kNone
                          : JoinOf(text_, pairs_, *previous, line, across);
    if (join == Join::kNone || article_.blocks.empty()) {
      AddLine(body, KindOf(body.role));
    } else {
      Continue(body, join);
    }
    if (line.closing_dateline > 0) {
      AddDateline({body.text.end, line.text.end},
                  ReadClosingDateline(line.text.In(text_.text)));
    }
  }

  uint32_t Size() const { return static_cast<uint32_t>(article_.text.size()); }

  void Append(Span source) {
    article_.text.append(source.In(text_.text));
    article_.map.AppendMapped(text_.map, source);
  }

  void AppendInserted(char c) {
    article_.text.push_back(c);
    article_.map.Append(1, {});
  }

  void AddLine(const LayoutLine& line, BlockKind kind) {
    if (line.text.empty()) return;
    if (!article_.text.empty()) AppendInserted('\n');
    Block block;
    block.kind = kind;
    block.level = kind == BlockKind::kTitle ? 1 : line.level;
    block.ordinal = line.ordinal;
    block.span = {Size(), Size() + line.text.size()};
    if (!line.run_in_title.empty()) {
      const uint32_t offset = Size() - line.text.begin;
      block.run_in_title = {line.run_in_title.begin + offset,
                            line.run_in_title.end + offset};
    }
    Append(line.text);
    article_.blocks.push_back(block);
  }

  void Continue(const LayoutLine& line, Join join) {
    if (join == Join::kWithBlank) AppendInserted(' ');
    Append(line.text);
    article_.blocks.back().span.end = Size();
  }

  void AddDateline(Span source, const Dateline& dateline) {
    LayoutLine line;
    line.text = source;
    while (!line.text.empty() && text_.text[line.text.end - 1] == ' ') {
      --line.text.end;
    }
    AddLine(line, BlockKind::kDateline);
    if (!article_.dateline.empty()) return;
    article_.dateline = article_.blocks.back().span;
    article_.agency = dateline.agency;
    article_.published_place = dateline.place;
    date_ = dateline.date;
  }

  void Finish(const LineGroup& group, const CalendarDate& document_date) {
    for (size_t i = 0; i < article_.blocks.size(); ++i) {
      const Block& block = article_.blocks[i];
      if (block.kind == BlockKind::kDateline) continue;
      SplitSentences(article_.text, block.span, static_cast<uint32_t>(i),
                     &article_.sentences);
    }
    if (date_.month != 0) {
      date_ = CompleteFromDocument(date_, document_date);
      if (date_.year == 0) {
        date_ = CompleteFromText(
            date_, NewestFullDate(article_.text).value_or(CalendarDate()));
      }
      article_.published = FormatDate(date_);
    } else if (document_date.year != 0) {
      article_.published = FormatDate(document_date);
    }
    SetLanguage(group);
  }

  // The script that most of the text is written in.
  void SetLanguage(const LineGroup& group) {
    size_t bytes[4] = {};
    for (const uint32_t i : group) {
      bytes[static_cast<size_t>(lines_[i].script)] += lines_[i].text.size();
    }
    const auto most = std::max_element(bytes + 1, bytes + 4) - bytes;
    article_.language = LanguageOf(
        bytes[most] == 0 ? Script::kNone : static_cast<Script>(most));
  }

  const CleanText& text_;
  const PairCounts& pairs_;
  const std::vector<LayoutLine>& lines_;
  Article article_;
  CalendarDate date_;
  uint32_t last_line_ = 0;
};

}  // namespace

Article BuildArticle(const CleanText& text, const PairCounts& pairs,
                     const std::vector<LayoutLine>& lines,
                     const LineGroup& group,
                     const CalendarDate& document_date) {
  return ArticleBuilder(text, pairs, lines).Build(group, document_date);
}

}  // namespace zhimai
