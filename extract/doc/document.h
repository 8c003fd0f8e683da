// A document while it is being read. The document owns the raw bytes and the
// text of each article; every Span elsewhere is a view into one of these.
#pragma once

#include <string>
#include <vector>

#include "extract/doc/offset_map.h"
#include "graph/base/span.h"

namespace zhimai {

enum class BlockKind {
  kTitle,
  kHeading,
  kBody,
  kListItem,
  kQuotation,
  kDateline,   // （新华社北京8月28日电）
  kFurniture,  // （上接第1版）, links, running heads: no sentences in it
};

// A paragraph-like unit of an article.
struct Block {
  Span span;  // of Article::text
  BlockKind kind = BlockKind::kBody;
  int level = 0;      // of headings: 1 title, 2 section, 3 measure
  int ordinal = 0;    // 二、 -> 2, （七） -> 7; 0 for none
  Span run_in_title;  // a numbered paragraph's own title; empty for none
};

struct Sentence {
  Span span;                  // of Article::text, with its final punctuation
  std::vector<Span> clauses;  // divided at ，；：—— outside quotes; cover it
  uint32_t block = 0;         // index into Article::blocks
};

// One story. `text` is what all later stages read: NFC, half-width digits and
// Latin letters, Simplified characters, markup and furniture gone, sentences
// that a page break cut joined. Chinese punctuation stays as it is.
struct Article {
  uint32_t number = 0;
  std::string title;
  std::string text;
  OffsetMap map;  // text -> raw bytes of Document::raw
  std::vector<Block> blocks;
  std::vector<Sentence> sentences;
  std::string published;  // ISO 8601; from dateline, heading or file
  std::string published_place;
  std::string agency;
  std::string language;  // BCP 47: zh-Hans, zh-Hant, en
  Span dateline;         // of text; empty for none
};

struct Document {
  std::string path;  // logical path
  std::string raw;   // bytes as stored
  std::string content_hash;
  std::string format;  // txt, md, html
  std::string title;
  std::string published;  // ISO 8601; from metadata or the file's name
  std::string language;
  std::vector<Article> articles;
  std::vector<std::string> warnings;

  // The decoding of raw[span] into UTF-8: the bytes themselves, for now that
  // only UTF-8 sources are read. REQUIRES: span lies within raw.
  std::string_view RawText(Span span) const { return span.In(raw); }
};

}  // namespace zhimai
