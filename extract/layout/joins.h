// Sentences that a break of line, column or page cut.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/layout/lines.h"
#include "extract/layout/stories.h"
#include "extract/text/clean_text.h"

namespace zhimai {

// How often two characters stand together in a document: whether the last
// character of a line and the first of another make a word, the document
// itself says. Immutable; thread-safe.
class PairCounts {
 public:
  // Counts the Han pairs in the lines' texts.
  PairCounts(const CleanText& text, const std::vector<LayoutLine>& lines);

  // True when the pair stands together more often than chance has it.
  bool MakeWord(char32_t first, char32_t second) const;

 private:
  std::unordered_map<uint64_t, uint32_t> pairs_;
  std::unordered_map<char32_t, uint32_t> singles_;
  uint64_t total_ = 0;
};

// How two lines of an article, one after the other, belong together.
enum class Join : uint8_t {
  kNone,
  kDirect,     // the sentence goes on: 投|资
  kWithBlank,  // the same between words of Latin script
};

// Decides for neighbours in an article. `across`: lines of another article
// lie between them, where text may be lost; then the characters at the seam
// must make a word of this document.
Join JoinOf(const CleanText& text, const PairCounts& pairs,
            const LayoutLine& previous, const LayoutLine& next, bool across);

// The line ends as a paragraph does: in 。！？…：；”）—— or another closing
// mark.
bool IsClosed(std::string_view text);

}  // namespace zhimai
