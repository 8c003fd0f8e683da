// How alike lines are, and the best division of them into two.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/layout/terms.h"

namespace zhimai {

// Symmetric matrix of the cosines of lines, terms weighted by how rare they
// are. Takes memory quadratic in the lines: for at most kMaxLikenessLines.
inline constexpr size_t kMaxLikenessLines = 1024;

class Likeness {
 public:
  explicit Likeness(const TermTable& terms);

  size_t size() const { return size_; }
  double at(size_t i, size_t j) const { return values_[i * size_ + j]; }

  // The second and third eigenvectors of the normalised matrix, neighbouring
  // lines drawn together by `stickiness`; its signs are the relaxed normalised
  // cut (Shi and Malik, 2000). Deterministic.
  std::vector<std::vector<double>> Divide(double stickiness) const;

 private:
  size_t size_;
  std::vector<double> values_;
};

}  // namespace zhimai
