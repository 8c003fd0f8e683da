// Small: it runs under the thread sanitizer.
#include <gtest/gtest.h>

#include "graph/analytics/communities.h"
#include "graph/analytics/csr.h"
#include "graph/analytics/measures.h"
#include "tests/graph/analytics/made_edges.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

constexpr uint32_t kNodes = 600;

TEST(AnalyticsThreadsTest, AnyNumberOfThreadsGivesTheSameBits) {
  const auto edges = MadeEdges(kNodes, size_t{4} * kNodes, 3);
  const Csr directed = Csr::Directed(kNodes, edges);
  const Csr plain = Csr::Undirected(kNodes, edges);
  const BetweennessOptions sampled{50, 5};
  const auto rank = PageRank(directed, {}, {1, {}});
  const auto between = Betweenness(plain, sampled, {1, {}});
  const auto groups = FindCommunities(plain, {}, {1, {}});
  ASSERT_THAT(rank, IsOk());
  ASSERT_THAT(between, IsOk());
  ASSERT_THAT(groups, IsOk());
  for (size_t threads : {size_t{2}, size_t{3}, size_t{8}}) {
    const AnalyticsOptions options{threads, {}};
    EXPECT_EQ(*PageRank(directed, {}, options), *rank);
    EXPECT_EQ(*Betweenness(plain, sampled, options), *between);
    EXPECT_EQ(FindCommunities(plain, {}, options)->group_of, groups->group_of);
  }
}

}  // namespace
}  // namespace zhimai
