// An Extraction as JSON Lines: the contract of docs/cli.md, which evaluation
// tools read.
#pragma once

#include <string>
#include <string_view>

#include "proto/document.pb.h"

namespace zhimai {

struct JsonLinesOptions {
  bool candidates = false;  // confidence below 0.5 too
  bool all = false;         // negated statements too
};

// One line for each statement, by its place in the document, then its id.
void AppendStatementLines(const v1::Extraction& extraction,
                          const JsonLinesOptions& options, std::string* out);

// One line for each mention. `bytes` are the document's.
void AppendMentionLines(const v1::Extraction& extraction,
                        std::string_view bytes, std::string* out);

// One line for each number, amount, length of time and date that was read;
// `bytes` are the document's. Needs ExtractContext::literals.
void AppendLiteralLines(const v1::Extraction& extraction,
                        std::string_view bytes, std::string* out);

// One line for each byte range of an article.
void AppendSegmentLines(const v1::Extraction& extraction, std::string* out);

}  // namespace zhimai
