// From the raw bytes of one file to a Document: articles, blocks, sentences.
#pragma once

#include <cstddef>
#include <string>

#include "extract/doc/document.h"
#include "extract/layout/page_knowledge.h"
#include "graph/base/result.h"

namespace zhimai {

// Larger files are refused. Offsets are 32 bits and every stage works on the
// whole text of an article, so this bounds memory to about a gigabyte.
inline constexpr size_t kMaxDocumentBytes = size_t{64} << 20;

// Reads `bytes`, the content of the file at the logical `path`: decodes,
// cleans markup, separates interleaved articles, finds stories, datelines,
// blocks and sentences. A pure function of its arguments; thread-safe.
//
// The format follows from the extension: .txt .md .markdown .html .htm; "-"
// reads as .txt. Every Article::map leads to offsets of Document::raw, which
// is `bytes` unchanged. Sentences lie in kBody, kListItem, kQuotation and
// kTitle/kHeading blocks; furniture is not part of Article::text.
//
// Errors: kInvalidInput with line and column for ill-formed UTF-8, and for
// empty, binary or too large files; kUnsupported for other extensions.
//
// `knowledge` tells interleaved articles apart; without it pages stay whole.
Result<Document> ReadDocument(std::string path, std::string bytes,
                              const PageKnowledge& knowledge);
Result<Document> ReadDocument(std::string path, std::string bytes);

}  // namespace zhimai
