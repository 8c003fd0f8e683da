#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

#include "graph/analytics/communities.h"
#include "graph/analytics/csr.h"
#include "graph/analytics/measures.h"
#include "graph/analytics/similarity.h"
#include "tests/graph/analytics/made_edges.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

// A graph and what NetworkX says of it; make_expected.py wrote the file.
struct Known {
  std::string name;
  uint32_t nodes = 0;
  std::vector<WeightedEdge> edges;
  std::map<std::string, std::vector<double>> values;
};

std::vector<Known> ReadKnown() {
  std::vector<Known> all;
  std::ifstream file("tests/graph/analytics/expected.txt");
  EXPECT_TRUE(file.is_open());
  std::string line;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::string key;
    words >> key;
    if (key == "graph") {
      Known& known = all.emplace_back();
      size_t edges = 0;
      words >> known.name >> known.nodes >> edges;
      if (known.name == "made") known.edges = MadeEdges(known.nodes, edges, 7);
    } else if (key == "edges") {
      WeightedEdge edge;
      while (words >> edge.from >> edge.to >> edge.weight) {
        all.back().edges.push_back(edge);
      }
    } else {
      double value = 0;
      std::vector<double>& values = all.back().values[key];
      while (words >> value) values.push_back(value);
    }
  }
  EXPECT_EQ(all.size(), 3u);
  return all;
}

class AnalyticsTest : public testing::Test {
 protected:
  static void ExpectNear(const std::vector<double>& got,
                         const std::vector<double>& expected,
                         const std::string& what) {
    ASSERT_EQ(got.size(), expected.size()) << what;
    for (size_t i = 0; i < got.size(); ++i) {
      ASSERT_NEAR(got[i], expected[i], 1e-6 * std::max(1.0, expected[i]))
          << what << " of node " << i;
    }
  }
};

const AnalyticsOptions kTwo{2, {}};

TEST_F(AnalyticsTest, AgreesWithNetworkX) {
  for (const Known& known : ReadKnown()) {
    SCOPED_TRACE(known.name);
    const Csr directed = Csr::Directed(known.nodes, known.edges);
    const Csr plain = Csr::Undirected(known.nodes, known.edges);
    const auto rank = PageRank(directed, {}, kTwo);
    ASSERT_THAT(rank, IsOk());
    ExpectNear(*rank, known.values.at("pagerank"), "pagerank");
    const auto between = Betweenness(plain, {}, kTwo);
    ASSERT_THAT(between, IsOk());
    ExpectNear(*between, known.values.at("betweenness"), "betweenness");
    const std::vector<uint32_t> cores = CoreNumbers(plain);
    ExpectNear({cores.begin(), cores.end()}, known.values.at("core"), "core");
    const Grouping parts = ConnectedComponents(plain);
    ExpectNear({parts.sizes.begin(), parts.sizes.end()},
               known.values.at("components"), "components");
    const auto groups = FindCommunities(plain, {}, kTwo);
    ASSERT_THAT(groups, IsOk());
    EXPECT_GE(Modularity(plain, groups->group_of, 1),
              known.values.at("modularity")[0] * 0.99);
  }
}

TEST_F(AnalyticsTest, SimilarityAgreesWithNetworkX) {
  for (const Known& known : ReadKnown()) {
    SCOPED_TRACE(known.name);
    const Csr plain = Csr::Undirected(known.nodes, known.edges);
    const auto& others = known.values.at("similar");
    for (const auto& [likeness, key] :
         {std::pair(NodeLikeness::kJaccard, "jaccard"),
          std::pair(NodeLikeness::kAdamicAdar, "adamic")}) {
      std::map<uint32_t, double> scores;
      for (const SimilarNode& node : SimilarTo(plain, 0, likeness, 0)) {
        scores[node.node] = node.score;
      }
      std::vector<double> got;
      for (double other : others) {
        got.push_back(scores[static_cast<uint32_t>(other)]);
      }
      ExpectNear(got, known.values.at(key), key);
    }
  }
}

TEST_F(AnalyticsTest, SampledBetweennessIsNearTheExactOne) {
  const Csr plain = Csr::Undirected(3000, MadeEdges(3000, 12000, 3));
  const auto exact = Betweenness(plain, {}, kTwo);
  const auto sampled = Betweenness(plain, {600, 1}, kTwo);
  ASSERT_THAT(exact, IsOk());
  ASSERT_THAT(sampled, IsOk());
  // The standard error of 600 of 3,000 sources is some percent of the largest.
  const double most = *std::max_element(exact->begin(), exact->end());
  for (size_t i = 0; i < exact->size(); ++i) {
    ASSERT_NEAR((*sampled)[i], (*exact)[i], most * 0.15) << i;
  }
}

TEST_F(AnalyticsTest, CommunitiesAreConnectedAndFollowTheResolution) {
  const Csr plain = Csr::Undirected(2000, MadeEdges(2000, 5000, 9));
  size_t before = 0;
  for (double resolution : {0.5, 1.0, 3.0}) {
    const auto groups = FindCommunities(plain, {resolution, 1, 10}, kTwo);
    ASSERT_THAT(groups, IsOk());
    EXPECT_GT(groups->sizes.size(), before);
    before = groups->sizes.size();
    std::vector<WeightedEdge> inside;
    for (uint32_t node = 0; node < plain.nodes(); ++node) {
      for (uint32_t other : plain.Neighbors(node)) {
        if (groups->group_of[node] == groups->group_of[other]) {
          inside.push_back({node, other, 1});
        }
      }
    }
    const Grouping parts =
        ConnectedComponents(Csr::Undirected(plain.nodes(), inside));
    EXPECT_EQ(parts.sizes.size(), groups->sizes.size());
  }
}

TEST_F(AnalyticsTest, DegenerateGraphs) {
  for (uint32_t nodes : {0U, 1U, 2U, 5U}) {
    SCOPED_TRACE(nodes);
    // Loops only.
    std::vector<WeightedEdge> loops;
    for (uint32_t node = 0; node < nodes; ++node) {
      loops.push_back({node, node, 1});
    }
    for (const auto& edges : {std::vector<WeightedEdge>(), loops}) {
      const Csr directed = Csr::Directed(nodes, edges);
      const Csr plain = Csr::Undirected(nodes, edges);
      const auto rank = PageRank(directed, {}, kTwo);
      ASSERT_THAT(rank, IsOk());
      for (double value : *rank) EXPECT_NEAR(value, 1.0 / nodes, 1e-9);
      EXPECT_THAT(Betweenness(plain, {}, kTwo), IsOk());
      EXPECT_EQ(CoreNumbers(plain), std::vector<uint32_t>(nodes, 0));
      EXPECT_EQ(ConnectedComponents(plain).sizes.size(), nodes);
      EXPECT_EQ(FindCommunities(plain, {}, kTwo)->sizes.size(), nodes);
      if (nodes > 0) {
        EXPECT_TRUE(SimilarTo(plain, 0, NodeLikeness::kJaccard, 0).empty());
      }
    }
  }
}

TEST_F(AnalyticsTest, ParallelEdgesAreUnitedAndLoopsLeftOut) {
  const std::vector<WeightedEdge> edges = {
      {0, 1, 1}, {1, 0, 2}, {0, 1, 4}, {2, 2, 8}, {1, 2, 0.5}};
  const Csr plain = Csr::Undirected(3, edges);
  EXPECT_EQ(plain.entries(), 4u);
  EXPECT_EQ(plain.Weights(0)[0], 7);
  EXPECT_EQ(plain.Weights(1)[0], 7);
  const Csr directed = Csr::Directed(3, edges);
  EXPECT_EQ(directed.entries(), 4u);
  EXPECT_EQ(directed.Weights(0)[0], 5);
  EXPECT_EQ(directed.Reversed().Weights(1)[0], 5);
}

TEST_F(AnalyticsTest, CanBeStopped) {
  const auto edges = MadeEdges(3000, 12000, 3);
  const AnalyticsOptions stopped{2, [] { return true; }};
  EXPECT_EQ(PageRank(Csr::Directed(3000, edges), {}, stopped).status().code(),
            Code::kCancelled);
  EXPECT_EQ(
      Betweenness(Csr::Undirected(3000, edges), {}, stopped).status().code(),
      Code::kCancelled);
}

}  // namespace
}  // namespace zhimai
