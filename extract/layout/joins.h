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

// Whether the last character of a line and the first of another make a word:
// the document itself says, by how often the two stand together. Immutable;
// thread-safe.
class PairCounts {
 public:
  // Counts the pairs whose first character ends a line of prose that is not
  // closed; most documents have no such line and cost nothing.
  PairCounts(const CleanText& text, const std::vector<LayoutLine>& lines);

  // True when the pair stands together more often than chance has it.
  // `first` is the last character of one of the lines.
  bool MakeWord(char32_t first, char32_t second) const;

 private:
  std::unordered_map<uint64_t, uint32_t> pairs_;
  std::vector<uint32_t> singles_;  // by code point of the BMP
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
