// Tells near-duplicate articles (reprints) without comparing pairs.
//
// An article's features are shingles of the texts that it gives as evidence
// and of the names in it. Their MinHash sketch (64 rows) is cut into 8 bands of
// 8 rows; two articles are near-duplicates when they agree on a band, which
// happens with probability 1 - (1 - s^8)^8 at Jaccard similarity s: 0.99 at
// 0.9, 0.77 at 0.8, 0.03 at 0.5. So clusters are found in linear time, and a
// pair is the same whatever else is in the graph.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace zhimai {

class ArticleSketch {
 public:
  // Adds the shingles of a text (4 code points each; a shorter text is one).
  void AddText(std::string_view text);
  // Adds three names that follow each other.
  void AddNames(std::string_view a, std::string_view b, std::string_view c);

  // Sorted. Below kFewFeatures similarity means little: then one band, equal
  // for equal sets only. None without features.
  std::vector<uint32_t> Bands() const;

  static constexpr size_t kFewFeatures = 16;

 private:
  std::vector<uint64_t> features_;
};

}  // namespace zhimai
