// How well one line goes on where another ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/layout/pair_table.h"

namespace zhimai {

// A line of a page as its neighbours see it.
struct SeamLine {
  std::string_view text;        // must outlive the Seams; not empty
  bool opens_article = false;   // by a dateline
  bool closes_article = false;  // by a dateline
  bool heads = false;           // the next line, when it is of the article
  bool mark_behind = false;     // that an article goes on, or begins
};

// Log odds that a line follows another in one article, against its following
// any line of the page: by the characters at the seam (how often they stand
// together in news and on the page), by quotes left open, and by datelines.
// Where all lines end and begin as paragraphs do, this is near 0. Immutable.
class Seams {
 public:
  // Lines farther apart are not compared.
  static constexpr size_t kReach = 64;

  Seams() = default;
  Seams(const PairTable& pairs, const std::vector<SeamLine>& lines);

  // REQUIRES: first < second <= first + kReach, both lines.
  double at(size_t first, size_t second) const {
    return values_[first * kReach + (second - first - 1)];
  }

 private:
  std::vector<double> values_;
};

}  // namespace zhimai
