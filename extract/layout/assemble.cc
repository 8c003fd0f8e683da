#include "extract/layout/assemble.h"

#include <string_view>

#include "extract/layout/sentences.h"
#include "extract/layout/source_date.h"
#include "extract/text/script.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

class Assembler {
 public:
  Assembler(const CleanText& text, const Document& document)
      : text_(text), document_(document) {}

  Article Build(const std::vector<const LayoutLine*>& lines) {
    for (const LayoutLine* line : lines) {
      if (JoinsLast(*line)) {
        Extend(*line);
      } else {
        Add(*line);
      }
      scripts_.Add(CountScripts(line->span.In(text_.text)));
      if (line->source->script == Script::kTraditional) ++traditional_;
      ++total_;
    }
    Finish();
    return std::move(article_);
  }

 private:
  // A paragraph that stops inside a sentence goes on in the next one.
  bool JoinsLast(const LayoutLine& line) const {
    if (article_.blocks.empty() || line.level != 0) return false;
    const Block& last = article_.blocks.back();
    const auto joinable = [](BlockKind kind) {
      return kind == BlockKind::kBody || kind == BlockKind::kQuotation;
    };
    if (!joinable(last.kind) || !joinable(line.kind)) return false;
    const std::string_view before = last.span.In(article_.text);
    if (EndsSentence(before)) return false;
    // Latin text needs a blank between words; it is not broken inside them.
    size_t tail = before.size();
    while (tail > 0 && !IsUtf8Lead(before[--tail])) {
    }
    return IsHan(DecodeUtf8(before, &tail)) || before.back() == ',' ||
           before.size() > 200;
  }

  void Append(Span span) {
    article_.map.AppendMapped(text_.map, span);
    article_.text.append(span.In(text_.text));
  }

  void AppendBreak() {
    if (article_.text.empty()) return;
    const auto at = static_cast<uint32_t>(article_.text.size());
    article_.text += '\n';
    // Inserted: it stands for no raw bytes.
    article_.map.Append(1,
                        {article_.map.RawBegin(at), article_.map.RawBegin(at)});
  }

  void Extend(const LayoutLine& line) {
    const std::string_view next = line.span.In(text_.text);
    const bool latin = !next.empty() &&
                       static_cast<unsigned char>(next[0]) < 0x80 &&
                       static_cast<unsigned char>(article_.text.back()) < 0x80;
    if (latin) {
      article_.text += ' ';
      article_.map.Append(1, {line.span.begin, line.span.begin});
    }
    Append(line.span);
    article_.blocks.back().span.end =
        static_cast<uint32_t>(article_.text.size());
  }

  void Add(const LayoutLine& line) {
    Span span = line.span;
    const Dateline dateline = ParseDateline(span.In(text_.text));
    if (dateline.length > 0 &&
        (line.kind == BlockKind::kDateline || line.kind == BlockKind::kBody)) {
      NoteDateline(dateline);
      if (line.kind == BlockKind::kBody && dateline.length < span.size()) {
        AddBlock(
            {span.begin, span.begin + static_cast<uint32_t>(dateline.length)},
            line, BlockKind::kDateline);
        span.begin += static_cast<uint32_t>(dateline.length);
      }
    }
    AddBlock(span, line, line.kind);
    if (line.kind == BlockKind::kTitle && article_.title.empty()) {
      article_.title = span.In(text_.text);
    }
  }

  void AddBlock(Span span, const LayoutLine& line, BlockKind kind) {
    AppendBreak();
    Block block;
    block.kind = kind;
    block.span.begin = static_cast<uint32_t>(article_.text.size());
    Append(span);
    block.span.end = static_cast<uint32_t>(article_.text.size());
    if (kind == line.kind) {
      block.level = line.level;
      block.ordinal = line.ordinal;
      if (!line.run_in_title.empty()) {
        const uint32_t shift = block.span.begin - line.span.begin;
        block.run_in_title = {line.run_in_title.begin + shift,
                              line.run_in_title.end + shift};
      }
    }
    if (kind == BlockKind::kDateline) article_.dateline = block.span;
    article_.blocks.push_back(block);
  }

  void NoteDateline(const Dateline& dateline) {
    if (article_.agency.empty()) article_.agency = dateline.agency;
    if (article_.published_place.empty()) {
      article_.published_place = dateline.place;
    }
    if (dateline.month != 0 && dateline_.month == 0) dateline_ = dateline;
  }

  void Finish() {
    if (dateline_.month != 0) {
      const int year =
          DatelineYear(dateline_, document_.published, article_.text);
      if (year != 0) {
        article_.published = IsoDate(year, dateline_.month, dateline_.day);
      }
    }
    if (article_.published.empty()) article_.published = document_.published;
    const bool traditional = 2 * traditional_ > total_;
    article_.language =
        traditional ? "zh-Hant" : std::string(LanguageOf(ScriptOf(scripts_)));
    SplitSentences(&article_);
  }

  const CleanText& text_;
  const Document& document_;
  Article article_;
  Dateline dateline_;
  ScriptCounts scripts_;
  int traditional_ = 0;
  int total_ = 0;
};

}  // namespace

void AssembleArticles(const CleanText& text,
                      const std::vector<LayoutLine>& lines, int count,
                      Document* document) {
  std::vector<std::vector<const LayoutLine*>> groups(
      static_cast<size_t>(count));
  for (const LayoutLine& line : lines) {
    if (line.article >= 0) {
      groups[static_cast<size_t>(line.article)].push_back(&line);
    }
  }
  for (const auto& group : groups) {
    if (group.empty()) continue;
    Article article = Assembler(text, *document).Build(group);
    article.number = static_cast<uint32_t>(document->articles.size()) + 1;
    document->articles.push_back(std::move(article));
  }
}

}  // namespace zhimai
