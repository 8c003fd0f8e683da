#include "extract/layout/reader.h"

#include "extract/layout/assemble.h"
#include "extract/layout/line_class.h"
#include "extract/layout/separate.h"
#include "extract/layout/source_date.h"
#include "extract/layout/stories.h"
#include "extract/text/decode.h"
#include "extract/text/markup.h"
#include "extract/text/script.h"
#include "graph/base/hash.h"

namespace zhimai {
namespace {

std::string FileName(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string DocumentDate(const Document& document, const CleanText& text,
                         const std::vector<LayoutLine>& lines) {
  std::string date = FindFullDate(text.date);
  if (date.empty()) date = FindFullDate(FileName(document.path));
  for (const LayoutLine& line : lines) {
    if (!date.empty()) break;
    if (line.kind == BlockKind::kTitle) {
      date = FindFullDate(line.span.In(text.text));
    }
  }
  return date;
}

std::string DocumentTitle(const CleanText& text,
                          const std::vector<LayoutLine>& lines) {
  if (!text.title.empty()) return text.title;
  for (const LayoutLine& line : lines) {
    if (line.kind == BlockKind::kTitle) {
      return std::string(line.span.In(text.text));
    }
  }
  return {};
}

}  // namespace

Result<Document> ReadDocument(std::string path, std::string bytes) {
  ZM_TRY_ASSIGN(const SourceFormat format, FormatOfPath(path));
  if (bytes.size() > kMaxDocumentBytes) {
    return Status::InvalidInput("is larger than " +
                                std::to_string(kMaxDocumentBytes >> 20) +
                                " MiB, the most that is read; split it");
  }
  ZM_TRY(CheckText(bytes));
  Document document;
  document.path = std::move(path);
  document.raw = std::move(bytes);
  document.content_hash = HashText(document.raw);
  document.format = FormatName(format);
  ZM_TRY_ASSIGN(CleanText text, CleanMarkup(document.raw, format));
  ConvertToSimplified(&text);
  std::vector<LayoutLine> lines = ClassifyLines(text);
  document.title = DocumentTitle(text, lines);
  document.published = DocumentDate(document, text, lines);
  int count = AssignStories(text, &lines);
  if (count == 1) count = SeparateInterleaved(text, &lines);
  AssembleArticles(text, lines, count, &document);
  document.language =
      document.articles.empty() ? "und" : document.articles.front().language;
  return document;
}

}  // namespace zhimai
