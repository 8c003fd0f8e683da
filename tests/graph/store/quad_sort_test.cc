#include "graph/store/quad_sort.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace zhimai {
namespace {

TEST(QuadSortTest, SortsAsStdSort) {
  std::mt19937_64 random(11);
  for (const size_t size : {0U, 1U, 2U, 63U, 65U, 1000U, 30000U}) {
    // Few and many values, of few bits and of all, in each column.
    for (int shape = 0; shape < 24; ++shape) {
      std::array<uint64_t, 4> masks{};
      for (uint64_t& mask : masks) {
        mask = ~uint64_t{0} >> (random() % 64) << (random() % 40);
      }
      std::vector<OrderedQuad> quads(size);
      for (OrderedQuad& quad : quads) {
        for (size_t i = 0; i < 4; ++i) quad[i].bits = random() & masks[i];
        if (shape % 4 == 0) quad[0].bits = 7;
        if (shape % 6 == 0) quad = quads[random() % size];
      }
      std::vector<OrderedQuad> expected = quads;
      std::sort(expected.begin(), expected.end(), QuadLess());
      SortQuads(&quads);
      ASSERT_EQ(quads, expected) << size << " " << shape;
    }
  }
}

}  // namespace
}  // namespace zhimai
