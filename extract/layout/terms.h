// The vocabulary of lines: what tells one article's lines from another's.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/layout/page_knowledge.h"

namespace zhimai {

// Distinct terms of each line, as dense numbers, sorted.
struct TermTable {
  std::vector<std::vector<uint32_t>> lines;
  std::vector<uint32_t> frequency;  // lines that have the term, at least 2
  std::vector<double> usual;        // the term's share in text of any subject

  // Of each line: the direction of its subject, of length 1, or 0 when nothing
  // tells it; and how much tells it.
  std::vector<SubjectVector> subjects;
  std::vector<double> subject_weights;

  size_t size() const { return frequency.size(); }
};

// `knowledge` tells how usual a term is and its subject. Terms are pairs of
// neighbouring Han characters and Latin words of four letters or more, ASCII
// case ignored. A term of one line says nothing of others and is left out;
// those that always stand in the same lines, as those of a long name do, are
// one.
TermTable CountTerms(const PageKnowledge& knowledge,
                     const std::vector<std::string_view>& lines);

}  // namespace zhimai
