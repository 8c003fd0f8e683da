#include "graph/engine/line_sorter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

TEST(LineSorterTest, SortsInAnyMemory) {
  for (size_t memory : {size_t{1}, size_t{500}, size_t{1} << 20}) {
    LineSorter sorter(memory);
    std::set<std::string> want;
    std::mt19937 random(5);
    for (int i = 0; i < 200; ++i) {
      std::string line = "line " + std::to_string(random() % 100);
      want.insert(line);
      ASSERT_THAT(sorter.Add(line), IsOk());
    }
    std::vector<std::string> got;
    ASSERT_THAT(sorter.Finish([&](std::string_view line) {
      got.emplace_back(line);
      return Status();
    }),
                IsOk());
    EXPECT_EQ(got, std::vector<std::string>(want.begin(), want.end()));
  }
}

}  // namespace
}  // namespace zhimai
