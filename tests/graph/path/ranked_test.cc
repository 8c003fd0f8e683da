#include "graph/path/ranked.h"

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using ::testing::IsEmpty;

class CostGraph : public WeightedAdjacency {
 public:
  void Edge(NodeId a, NodeId b, uint32_t cost) {
    edges_[a].push_back({b, cost});
    edges_[b].push_back({a, cost});
  }
  Status Edges(NodeId node, std::vector<RankedEdge>* out) override {
    const auto& edges = edges_[node];
    out->insert(out->end(), edges.rbegin(), edges.rend());
    return {};
  }

 private:
  std::map<NodeId, std::vector<RankedEdge>> edges_;
};

using Nodes = std::vector<NodeId>;
using Costs = std::vector<std::pair<uint64_t, Nodes>>;

Costs Ranked(CostGraph& graph, const RankedPathsRequest& request) {
  auto result = FindRankedPaths(graph, request);
  EXPECT_THAT(result, IsOk());
  Costs costs;
  if (!result.ok()) return costs;
  for (RankedPath& path : result->paths) {
    costs.emplace_back(path.cost, std::move(path.nodes));
  }
  return costs;
}

// Every simple path, by walking all of them.
void Walk(CostGraph& graph, const RankedPathsRequest& request, uint64_t cost,
          Nodes* nodes, Costs* all) {
  if (nodes->back() == request.goal) {
    size_t passed = 0;
    for (const NodeId node : *nodes) {
      if (passed < request.via.size() && node == request.via[passed]) ++passed;
    }
    if (passed == request.via.size()) all->emplace_back(cost, *nodes);
    return;
  }
  if (static_cast<int>(nodes->size()) > request.max_hops) return;
  std::vector<RankedEdge> edges;
  EXPECT_THAT(graph.Edges(nodes->back(), &edges), IsOk());
  std::map<NodeId, uint32_t> cheapest;
  for (const RankedEdge& edge : edges) {
    const auto [it, added] = cheapest.emplace(edge.to, edge.cost);
    it->second = std::min(it->second, edge.cost);
  }
  for (const auto& [to, price] : cheapest) {
    if (std::find(nodes->begin(), nodes->end(), to) != nodes->end()) continue;
    nodes->push_back(to);
    Walk(graph, request, cost + price, nodes, all);
    nodes->pop_back();
  }
}

Costs Naive(CostGraph& graph, const RankedPathsRequest& request) {
  Costs all;
  Nodes nodes = {request.start};
  Walk(graph, request, 0, &nodes, &all);
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.first, a.second.size(), a.second) <
           std::tuple(b.first, b.second.size(), b.second);
  });
  return all;
}

TEST(RankedPathsTest, EqualsAWalkOfAllPaths) {
  std::mt19937 engine(7);
  const auto random = [&engine](uint32_t below) {
    return static_cast<uint32_t>(engine() % below);
  };
  for (int round = 0; round < 300; ++round) {
    CostGraph graph;
    const uint32_t nodes = 4 + random(5);
    for (uint32_t i = 0; i < nodes * 2; ++i) {
      const NodeId a = random(nodes);
      const NodeId b = random(nodes);
      if (a != b) graph.Edge(a, b, 1 + random(4));
    }
    RankedPathsRequest request;
    request.start = 0;
    request.goal = 1;
    if (round % 3 == 1) request.via = {2};
    if (round % 3 == 2) request.via = {3, 2};
    request.max_hops = 2 + static_cast<int>(random(6));
    request.max_paths = 100000;
    const Costs all = Naive(graph, request);
    EXPECT_EQ(Ranked(graph, request), all) << "round " << round;
    // Fewer paths: as cheap as the first of them all.
    request.max_paths = 3;
    const Costs few = Ranked(graph, request);
    ASSERT_EQ(few.size(), std::min<size_t>(3, all.size())) << round;
    for (size_t i = 0; i < few.size(); ++i) {
      EXPECT_EQ(few[i].first, all[i].first) << round;
    }
  }
}

TEST(RankedPathsTest, SaysWhenItStopped) {
  CostGraph graph;
  for (NodeId i = 2; i < 12; ++i) {
    graph.Edge(0, i, 1);
    graph.Edge(i, 1, 1);
  }
  RankedPathsRequest request;
  request.goal = 1;
  request.max_paths = 4;
  auto result = FindRankedPaths(graph, request);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->paths.size(), 4U);
  EXPECT_TRUE(result->truncated);
  request.max_paths = 10;
  request.max_hops = 2;
  result = FindRankedPaths(graph, request);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->paths.size(), 10U);
  EXPECT_FALSE(result->truncated);
}

TEST(RankedPathsTest, NoWayIsNoError) {
  CostGraph graph;
  graph.Edge(0, 2, 1);
  graph.Edge(1, 3, 1);
  RankedPathsRequest request;
  request.goal = 1;
  EXPECT_THAT(Ranked(graph, request), IsEmpty());
  request.via = {2};
  EXPECT_THAT(Ranked(graph, request), IsEmpty());
}

TEST(RankedPathsTest, CanBeStopped) {
  CostGraph graph;
  graph.Edge(0, 1, 1);
  RankedPathsRequest request;
  request.goal = 1;
  request.limits.cancelled = [] { return true; };
  EXPECT_EQ(FindRankedPaths(graph, request).status().code(), Code::kCancelled);
}

}  // namespace
}  // namespace zhimai
