// A half-open range of byte offsets. Which text it is into, the owner says.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace zhimai {

struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(Span other) const {
    return begin <= other.begin && other.end <= end;
  }
  bool Overlaps(Span other) const {
    return begin < other.end && other.begin < end;
  }
  auto operator<=>(const Span&) const = default;

  // REQUIRES: end <= text.size().
  std::string_view In(std::string_view text) const {
    return text.substr(begin, end - begin);
  }
};

}  // namespace zhimai
