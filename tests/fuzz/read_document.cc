// Any bytes in any format: an error, or a document whose parts fit together.
#include <cstddef>
#include <cstdint>
#include <string>

#include "extract/layout/reader.h"
#include "graph/base/status.h"

namespace {

void CheckArticle(const zhimai::Document& document,
                  const zhimai::Article& article) {
  using zhimai::Span;
  ZM_CHECK(article.map.text_length() == article.text.size());
  const Span whole = {0, static_cast<uint32_t>(article.text.size())};
  for (const zhimai::Block& block : article.blocks) {
    ZM_CHECK(whole.Contains(block.span) && !block.span.empty());
    ZM_CHECK(block.run_in_title.empty() ||
             block.span.Contains(block.run_in_title));
  }
  for (const zhimai::Sentence& sentence : article.sentences) {
    ZM_CHECK(article.blocks[sentence.block].span.Contains(sentence.span));
    uint32_t end = sentence.span.begin;
    for (const Span clause : sentence.clauses) {
      ZM_CHECK(clause.begin == end && !clause.empty());
      end = clause.end;
    }
    ZM_CHECK(end == sentence.span.end);
    for (const Span raw : article.map.ToRaw(sentence.span)) {
      ZM_CHECK(raw.end <= document.raw.size());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"a.txt", "a.md", "a.html"}) {
    zhimai::Result<zhimai::Document> document =
        zhimai::ReadDocument(path, bytes);
    if (!document.ok()) continue;
    for (const zhimai::Article& article : document->articles) {
      CheckArticle(*document, article);
    }
  }
  return 0;
}
