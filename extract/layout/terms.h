// The vocabulary of lines: what tells one article's lines from another's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace zhimai {

// Distinct terms of each line, as dense numbers, sorted.
struct TermTable {
  std::vector<std::vector<uint32_t>> lines;
  std::vector<uint32_t> frequency;  // lines that have the term, at least 2

  size_t size() const { return frequency.size(); }
};

// Terms are pairs of neighbouring Han characters and Latin words of four
// letters or more, ASCII case ignored. A term of one line says nothing of
// others and is left out.
TermTable CountTerms(const std::vector<std::string_view>& lines);

}  // namespace zhimai
