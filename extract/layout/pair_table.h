// How often characters follow each other in Chinese news.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "graph/base/result.h"

namespace zhimai {

// Read from data/layout; tests/eval/pair_counts.py wrote it and its head says
// from what. Digits are one character here and so are Latin letters. Immutable
// after Parse; thread-safe.
class PairTable {
 public:
  // The border of a paragraph, which stands before and behind its characters.
  static constexpr char32_t kBorder = U'|';

  // Knows nothing.
  PairTable() = default;

  // Errors: kInvalidInput with the line.
  static Result<PairTable> Parse(std::string_view text);

  bool empty() const { return singles_.empty(); }

  // Probability that `second` stands behind `first`.
  double Following(char32_t first, char32_t second) const;
  // The same when a line ends with `first` and the next line of the article
  // begins with `second`: the paragraph may end between them.
  double FollowingLine(char32_t first, char32_t second) const;
  // Share of the two, side by side, in all pairs; never below that of a pair
  // that stood once in the counted text.
  double Share(char32_t first, char32_t second) const;

 private:
  struct Single {
    double count = 0;
    double rest = 0;  // of count: before characters that the table leaves out
  };

  std::unordered_map<char32_t, Single> singles_;
  std::unordered_map<uint64_t, double> pairs_;
  double total_ = 1;
};

}  // namespace zhimai
