// Which pairs of Han characters share subjects.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "graph/base/result.h"

namespace zhimai {

inline constexpr size_t kSubjectAxes = 32;
using SubjectVector = std::array<float, kSubjectAxes>;

// Read from data/layout; tests/eval/pair_topics.py wrote it and its head says
// from what. Immutable after Parse; thread-safe.
class SubjectTable {
 public:
  // Knows nothing.
  SubjectTable() = default;

  // Errors: kInvalidInput with the line.
  static Result<SubjectTable> Parse(std::string_view text);

  // Place of the pair on the unit sphere; null when it is not known.
  const SubjectVector* Find(char32_t first, char32_t second) const;

 private:
  std::unordered_map<uint64_t, SubjectVector> places_;
};

}  // namespace zhimai
