#include "graph/path/search.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ListGraph : public Adjacency {
 public:
  void Edge(NodeId a, NodeId b) {
    out_[a].insert(b);
    in_[b].insert(a);
  }
  void Both(NodeId a, NodeId b) {
    Edge(a, b);
    Edge(b, a);
  }
  Status Neighbors(NodeId node, WalkDirection direction,
                   std::vector<NodeId>* out) override {
    ++calls;
    auto& side = direction == WalkDirection::kForward ? out_ : in_;
    // Backwards and with repetitions: the order must not matter.
    for (auto it = side[node].rbegin(); it != side[node].rend(); ++it) {
      out->push_back(*it);
      out->push_back(*it);
    }
    return {};
  }
  int calls = 0;

 private:
  std::map<NodeId, std::set<NodeId>> out_;
  std::map<NodeId, std::set<NodeId>> in_;
};

std::vector<std::vector<NodeId>> Paths(ListGraph& graph, NodeId from, NodeId to,
                                       int hops = 10, size_t max = 1000) {
  auto result = FindShortestPaths(graph, from, to, hops, max, {});
  EXPECT_THAT(result, IsOk());
  return result.ok() ? result->paths : std::vector<std::vector<NodeId>>{};
}

TEST(ShortestPathsTest, FindsEveryShortestPathInOrder) {
  ListGraph graph;  // a diamond with a tail, and a detour
  for (auto [a, b] : std::vector<std::pair<NodeId, NodeId>>{
           {0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {0, 5}, {5, 6}, {6, 4}}) {
    graph.Both(a, b);
  }
  EXPECT_THAT(Paths(graph, 0, 4),
              ElementsAre(ElementsAre(0, 1, 3, 4), ElementsAre(0, 2, 3, 4),
                          ElementsAre(0, 5, 6, 4)));
  EXPECT_THAT(Paths(graph, 0, 3),
              ElementsAre(ElementsAre(0, 1, 3), ElementsAre(0, 2, 3)));
  EXPECT_THAT(Paths(graph, 4, 4), ElementsAre(ElementsAre(4)));
}

TEST(ShortestPathsTest, KeepsItsLimits) {
  ListGraph graph;
  for (NodeId i = 0; i < 10; ++i) graph.Both(i, i + 1);
  EXPECT_THAT(Paths(graph, 0, 10, 9), IsEmpty());
  EXPECT_EQ(Paths(graph, 0, 10, 10).size(), 1u);
  EXPECT_THAT(Paths(graph, 0, 10, 0), IsEmpty());
  EXPECT_THAT(Paths(graph, 0, 99), IsEmpty());  // no such node
  WalkLimits few;
  few.max_nodes = 4;
  auto result = FindShortestPaths(graph, 0, 10, 10, 1, few);
  ASSERT_THAT(result, IsOk());
  EXPECT_TRUE(result->truncated);
  EXPECT_THAT(result->paths, IsEmpty());
  WalkLimits never;
  never.cancelled = [] { return true; };
  EXPECT_THAT(FindShortestPaths(graph, 0, 10, 10, 1, never),
              FailsWith(Code::kCancelled, "cancelled"));
}

TEST(ShortestPathsTest, SaysWhenThereAreMorePaths) {
  ListGraph graph;  // ten diamonds in a row: 1024 shortest paths
  for (NodeId i = 0; i < 10; ++i) {
    graph.Both(i * 3, i * 3 + 1);
    graph.Both(i * 3, i * 3 + 2);
    graph.Both(i * 3 + 1, i * 3 + 3);
    graph.Both(i * 3 + 2, i * 3 + 3);
  }
  auto some = FindShortestPaths(graph, 0, 30, 100, 5, {});
  ASSERT_THAT(some, IsOk());
  EXPECT_EQ(some->paths.size(), 5u);
  EXPECT_TRUE(some->truncated);
  auto all = FindShortestPaths(graph, 0, 30, 100, 1024, {});
  ASSERT_THAT(all, IsOk());
  EXPECT_EQ(all->paths.size(), 1024u);
  EXPECT_FALSE(all->truncated);
}

TEST(ShortestPathsTest, WalksDirectedEdgesForward) {
  ListGraph graph;
  graph.Edge(0, 1);
  graph.Edge(1, 2);
  graph.Edge(2, 0);
  EXPECT_THAT(Paths(graph, 0, 2), ElementsAre(ElementsAre(0, 1, 2)));
  EXPECT_THAT(Paths(graph, 2, 1), ElementsAre(ElementsAre(2, 0, 1)));
}

TEST(ShortestPathsTest, DoesNotWalkAHubThatItNeedNot) {
  ListGraph graph;  // 0 - 1 - 2 with a star of 10,000 behind 0
  graph.Both(0, 1);
  graph.Both(1, 2);
  for (NodeId i = 10; i < 10010; ++i) graph.Both(0, i);
  EXPECT_EQ(Paths(graph, 0, 2).size(), 1u);
  EXPECT_LT(graph.calls, 10);
}

// Plain breadth-first search and enumeration of simple walks.
std::vector<std::vector<NodeId>> Naive(ListGraph& graph, NodeId from, NodeId to,
                                       int max_hops) {
  std::vector<std::vector<NodeId>> level = {{from}};
  for (int hop = 0; hop <= max_hops; ++hop) {
    std::vector<std::vector<NodeId>> found;
    std::vector<std::vector<NodeId>> next;
    for (const auto& path : level) {
      if (path.back() == to) found.push_back(path);
      std::vector<NodeId> around;
      EXPECT_THAT(
          graph.Neighbors(path.back(), WalkDirection::kForward, &around),
          IsOk());
      std::set<NodeId> unique(around.begin(), around.end());
      for (NodeId node : unique) {
        if (std::find(path.begin(), path.end(), node) != path.end()) continue;
        next.push_back(path);
        next.back().push_back(node);
      }
    }
    if (!found.empty()) return found;
    level = std::move(next);
  }
  return {};
}

TEST(ShortestPathsTest, EqualsANaiveSearchOnRandomGraphs) {
  std::mt19937 engine(7);
  auto random = [&engine] { return static_cast<NodeId>(engine()); };
  for (int round = 0; round < 300; ++round) {
    SCOPED_TRACE(round);
    ListGraph graph;
    const NodeId nodes = 2 + random() % 9;
    const NodeId edges = random() % (2 * nodes);
    const bool directed = random() % 2 == 0;
    for (NodeId i = 0; i < edges; ++i) {
      const NodeId a = random() % nodes;
      const NodeId b = random() % nodes;
      directed ? graph.Edge(a, b) : graph.Both(a, b);
    }
    const int hops = static_cast<int>(random() % 6);
    EXPECT_EQ(Paths(graph, 0, nodes - 1, hops),
              Naive(graph, 0, nodes - 1, hops));
  }
}

TEST(ReachTest, ListsNodesByDistanceThenOrder) {
  ListGraph graph;
  graph.Both(5, 3);
  graph.Both(5, 1);
  graph.Both(3, 2);
  graph.Both(1, 9);
  graph.Both(1, 3);
  auto reach = ReachableWithin(graph, 5, 2, {});
  ASSERT_THAT(reach, IsOk());
  EXPECT_THAT(reach->nodes, ElementsAre(ReachedNode{5, 0}, ReachedNode{1, 1},
                                        ReachedNode{3, 1}, ReachedNode{2, 2},
                                        ReachedNode{9, 2}));
  EXPECT_FALSE(reach->truncated);
  WalkLimits few;
  few.max_nodes = 4;
  auto cut = ReachableWithin(graph, 5, 2, few);
  ASSERT_THAT(cut, IsOk());
  EXPECT_EQ(cut->nodes.size(), 4u);
  EXPECT_TRUE(cut->truncated);
  EXPECT_EQ(ReachableWithin(graph, 5, 0, {})->nodes.size(), 1u);
  EXPECT_EQ(ReachableWithin(graph, 77, 3, {})->nodes.size(), 1u);
}

}  // namespace
}  // namespace zhimai
