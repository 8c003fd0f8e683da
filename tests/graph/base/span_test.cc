#include "graph/base/span.h"

#include <gtest/gtest.h>

namespace zhimai {
namespace {

TEST(SpanTest, IsHalfOpen) {
  const Span span{2, 5};
  EXPECT_EQ(span.size(), 3U);
  EXPECT_FALSE(span.empty());
  EXPECT_TRUE((Span{4, 4}).empty());
  EXPECT_EQ(span.In("abcdefg"), "cde");
  EXPECT_EQ((Span{7, 7}).In("abcdefg"), "");
}

TEST(SpanTest, TouchingSpansDoNotOverlap) {
  const Span span{2, 5};
  EXPECT_FALSE(span.Overlaps({5, 7}));
  EXPECT_FALSE(span.Overlaps({0, 2}));
  EXPECT_TRUE(span.Overlaps({4, 9}));
  EXPECT_TRUE(span.Contains(span));
  EXPECT_TRUE(span.Contains({2, 2}));
  EXPECT_FALSE(span.Contains({1, 3}));
}

TEST(SpanTest, OrdersByBeginAndThenByEnd) {
  EXPECT_LT((Span{1, 9}), (Span{2, 3}));
  EXPECT_LT((Span{2, 3}), (Span{2, 4}));
}

}  // namespace
}  // namespace zhimai
