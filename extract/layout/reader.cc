#include "extract/layout/reader.h"

#include <optional>
#include <utility>
#include <vector>

#include "extract/layout/article_builder.h"
#include "extract/layout/characters.h"
#include "extract/layout/dates.h"
#include "extract/layout/joins.h"
#include "extract/layout/lines.h"
#include "extract/layout/page_knowledge.h"
#include "extract/layout/separation.h"
#include "extract/layout/stories.h"
#include "extract/text/decode.h"
#include "extract/text/markup.h"
#include "extract/text/script.h"
#include "graph/base/hash.h"

namespace zhimai {
namespace {

Status CheckSize(size_t size) {
  if (size <= kMaxDocumentBytes) return Status();
  return Status::InvalidInput(
      "is too large: " + std::to_string(size >> 20) + " MiB, at most " +
      std::to_string(kMaxDocumentBytes >> 20) + " MiB are read");
}

// By the name, the folders (2025/08/28), front matter, or the first heading.
CalendarDate DateOf(const std::string& path, const CleanText& text,
                    const std::vector<LayoutLine>& lines) {
  const std::string name = path.substr(path.rfind('/') + 1);
  for (const std::string_view source :
       {std::string_view(name), std::string_view(path),
        std::string_view(text.date)}) {
    if (const auto date = FindFullDate(source)) return *date;
  }
  for (const LayoutLine& line : lines) {
    if (line.markup_level == 0) continue;
    return FindFullDate(line.text.In(text.text)).value_or(CalendarDate());
  }
  return {};
}

// Only a file that nothing divides into stories can be a mixed page.
std::vector<LineGroup> ArticlesOf(const CleanText& text,
                                  const PageKnowledge& knowledge,
                                  const std::vector<LayoutLine>& lines,
                                  const LineGroup& story, bool divided) {
  if (divided) return {story};
  SeparationEvidence evidence;
  return SeparateArticles(text, knowledge, lines, story, &evidence);
}

// Articles of one page were printed on one day: a dateline whose year the text
// does not tell has that of the same day in another article.
void ShareYears(std::vector<Article>* articles) {
  for (Article& article : *articles) {
    if (article.published.substr(0, 2) != "--") continue;
    const std::string day = article.published.substr(1);
    for (const Article& other : *articles) {
      if (other.published.size() == 10 && EndsWith(other.published, day)) {
        article.published = other.published;
        break;
      }
    }
  }
}

void SetTitle(const CleanText& text, const std::vector<LayoutLine>& lines,
              Document* document) {
  document->title = text.title;
  for (const LayoutLine& line : lines) {
    if (!document->title.empty()) return;
    if (line.markup_level == 1) document->title = line.text.In(text.text);
  }
  if (document->title.empty() && !document->articles.empty()) {
    document->title = document->articles.front().title;
  }
}

// The language of the longest article.
void SetLanguage(Document* document) {
  size_t longest = 0;
  document->language = LanguageOf(Script::kNone);
  for (const Article& article : document->articles) {
    if (article.text.size() <= longest) continue;
    longest = article.text.size();
    document->language = article.language;
  }
}

Status ReadArticles(const PageKnowledge& knowledge, Document* document) {
  ZM_TRY_ASSIGN(const SourceFormat format, FormatOfPath(document->path));
  ZM_TRY(CheckText(document->raw));
  ZM_TRY_ASSIGN(CleanText text, CleanMarkup(document->raw, format));
  ZM_TRY(ConvertToSimplified(&text));
  std::vector<LayoutLine> lines = ClassifyLines(text);
  const CalendarDate date = DateOf(document->path, text, lines);
  const std::vector<LineGroup> stories = SplitStories(text, &lines);
  const PairCounts pairs(text, lines);
  document->format = FormatName(format);
  if (date.year != 0) document->published = FormatDate(date);
  for (const LineGroup& story : stories) {
    for (const LineGroup& group :
         ArticlesOf(text, knowledge, lines, story, stories.size() > 1)) {
      Article article = BuildArticle(text, pairs, lines, group, date);
      if (article.blocks.empty()) continue;
      article.number = static_cast<uint32_t>(document->articles.size());
      document->articles.push_back(std::move(article));
    }
  }
  if (stories.size() == 1) ShareYears(&document->articles);
  if (document->articles.empty()) {
    document->warnings.emplace_back("no text found");
  }
  SetTitle(text, lines, document);
  SetLanguage(document);
  return Status();
}

}  // namespace

Result<Document> ReadDocument(std::string path, std::string bytes) {
  return ReadDocument(std::move(path), std::move(bytes), PageKnowledge());
}

Result<Document> ReadDocument(std::string path, std::string bytes,
                              const PageKnowledge& knowledge) {
  Document document;
  document.path = std::move(path);
  document.raw = std::move(bytes);
  Status status = CheckSize(document.raw.size());
  if (status.ok()) status = ReadArticles(knowledge, &document);
  if (!status.ok()) return std::move(status).In(document.path);
  document.content_hash = HashText(document.raw);
  return document;
}

}  // namespace zhimai
