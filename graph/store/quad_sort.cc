#include "graph/store/quad_sort.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace zhimai {
namespace {

// Smaller ranges fit into the cache and are compared.
constexpr size_t kFew = 64;
constexpr int kMostBits = 11;

struct Range {
  size_t begin;
  size_t end;
};

// Where quads of a range differ first: a column, and some of its bits from
// the highest one that differs.
struct Digit {
  size_t column = 0;
  int shift = 0;
  uint64_t mask = 0;  // 0: all are equal

  size_t Of(const OrderedQuad& quad) const {
    return (quad[column].bits >> shift) & mask;
  }
};

Digit DigitOf(const OrderedQuad* begin, const OrderedQuad* end) {
  std::array<uint64_t, 4> differ{};
  for (const OrderedQuad* at = begin; at != end; ++at) {
    for (size_t column = 0; column < differ.size(); ++column) {
      differ[column] |= (*at)[column].bits ^ (*begin)[column].bits;
    }
  }
  Digit digit;
  while (digit.column < differ.size() && differ[digit.column] == 0) {
    ++digit.column;
  }
  if (digit.column == differ.size()) return digit;
  const auto high = static_cast<int>(std::bit_width(differ[digit.column]));
  // More buckets than quads would be wasted.
  const auto size = static_cast<uint64_t>(end - begin);
  const int bits =
      std::min({kMostBits, high, static_cast<int>(std::bit_width(size)) - 2});
  digit.shift = high - bits;
  digit.mask = (uint64_t{1} << bits) - 1;
  return digit;
}

class Sorter {
 public:
  Sorter(OrderedQuad* quads, size_t size) : quads_(quads), size_(size) {}

  void Run() {
    ranges_.push_back({0, size_});
    while (!ranges_.empty()) {
      const Range range = ranges_.back();
      ranges_.pop_back();
      OrderedQuad* const begin = quads_ + range.begin;
      OrderedQuad* const end = quads_ + range.end;
      if (range.end - range.begin <= kFew) {
        std::sort(begin, end, QuadLess());
        continue;
      }
      const Digit digit = DigitOf(begin, end);
      if (digit.mask != 0) Divide(range, digit);
    }
  }

 private:
  // American flag sort: every quad into its bucket, in place.
  void Divide(const Range& range, const Digit& digit) {
    const size_t buckets = digit.mask + 1;
    counts_.fill(0);
    for (size_t i = range.begin; i < range.end; ++i) {
      ++counts_[digit.Of(quads_[i])];
    }
    size_t at = range.begin;
    for (size_t b = 0; b < buckets; ++b) {
      next_[b] = at;
      at += counts_[b];
      ends_[b] = at;
    }
    for (size_t b = 0; b < buckets; ++b) {
      while (next_[b] < ends_[b]) {
        if (digit.Of(quads_[next_[b]]) == b) {
          ++next_[b];
          continue;
        }
        OrderedQuad quad = quads_[next_[b]];
        for (size_t to = digit.Of(quad); to != b; to = digit.Of(quad)) {
          std::swap(quad, quads_[next_[to]++]);
        }
        quads_[next_[b]++] = quad;
      }
    }
    for (size_t b = 0; b < buckets; ++b) {
      if (counts_[b] > 1) ranges_.push_back({ends_[b] - counts_[b], ends_[b]});
    }
  }

  OrderedQuad* const quads_;
  const size_t size_;
  std::vector<Range> ranges_;
  std::array<size_t, size_t{1} << kMostBits> counts_{};
  std::array<size_t, size_t{1} << kMostBits> next_{};
  std::array<size_t, size_t{1} << kMostBits> ends_{};
};

}  // namespace

void SortQuads(std::vector<OrderedQuad>* quads) {
  if (std::is_sorted(quads->begin(), quads->end(), QuadLess())) return;
  Sorter(quads->data(), quads->size()).Run();
}

}  // namespace zhimai
