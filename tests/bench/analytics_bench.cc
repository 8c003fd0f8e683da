// What graph/analytics needs for graphs of a given size; with a folder as
// argument, it writes them there and says how long each measure took, for
// tests/bench/analytics_ratio.py to compare with NetworkX.
#include <cstdlib>
#include <fstream>
#include <thread>

#include "graph/analytics/communities.h"
#include "graph/analytics/measures.h"
#include "tests/bench/bench.h"
#include "tests/graph/analytics/made_edges.h"

namespace zhimai {
namespace {

constexpr uint64_t kSeed = 7;

class Bench {
 public:
  Bench(uint32_t nodes, size_t edges, const std::string& folder)
      : nodes_(nodes), edges_(MadeEdges(nodes, edges, kSeed)) {
    options_.threads = std::max(1U, std::thread::hardware_concurrency());
    if (folder.empty()) return;
    std::ofstream file(folder + "/" + std::to_string(edges) + ".edges");
    for (const WeightedEdge& edge : edges_) {
      file << edge.from << ' ' << edge.to << '\n';
    }
  }

  void Run(uint32_t sources) {
    Csr directed;
    Csr plain;
    Time("build", [&] {
      directed = Csr::Directed(nodes_, edges_);
      plain = Csr::Undirected(nodes_, edges_);
    });
    Time("pagerank", [&] { (void)PageRank(directed, {}, options_); });
    Time("components", [&] { (void)ConnectedComponents(plain); });
    Time("core", [&] { (void)CoreNumbers(plain); });
    Time(sources == 0 ? "betweenness" : "betweenness_sampled", [&] {
      (void)Betweenness(plain, {sources, 1}, options_);
    });
    Grouping groups;
    Time("communities", [&] {
      auto found = FindCommunities(plain, {}, options_);
      if (found.ok()) groups = std::move(*found);
    });
    JsonLine("analytics")
        .Add("edges", static_cast<double>(edges_.size()))
        .Add("measure", "modularity")
        .Add("value", Modularity(plain, groups.group_of, 1))
        .Print();
  }

 private:
  template <typename Work>
  void Time(const char* measure, Work work) {
    const Stopwatch watch;
    work();
    JsonLine("analytics")
        .Add("edges", static_cast<double>(edges_.size()))
        .Add("measure", measure)
        .Add("s", watch.wall())
        .Add("cpu_s", watch.cpu())
        .Print();
  }

  uint32_t nodes_;
  std::vector<WeightedEdge> edges_;
  AnalyticsOptions options_;
};

}  // namespace
}  // namespace zhimai

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "";
  zhimai::Bench(4000, 20000, folder).Run(0);
  zhimai::Bench(200000, 1000000, folder).Run(200);
}
