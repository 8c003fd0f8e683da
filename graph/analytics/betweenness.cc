// U. Brandes, "A faster algorithm for betweenness centrality" (2001), without
// lists of predecessors: they are the neighbours that are one step nearer.
#include <algorithm>
#include <numeric>

#include "graph/analytics/measures.h"
#include "graph/analytics/random.h"

namespace zhimai {
namespace {

// Sources are dealt to this many accumulators, each of which adds up in order;
// so the sum does not depend on threads. Memory: eight bytes a node for each.
constexpr size_t kSlots = 16;

// The search from one source at a time; it keeps its arrays between searches.
class Search {
 public:
  explicit Search(const Csr& graph)
      : graph_(graph),
        distance_(graph.nodes(), kUnmet),
        paths_(graph.nodes(), 0),
        dependency_(graph.nodes(), 0) {
    order_.reserve(graph.nodes());
  }

  void Add(uint32_t source, std::vector<double>* sum) {
    Spread(source);
    for (size_t i = order_.size(); i-- > 1;) {
      const uint32_t node = order_[i];
      const double share = (1 + dependency_[node]) / paths_[node];
      for (uint32_t other : graph_.Neighbors(node)) {
        if (distance_[other] + 1 == distance_[node]) {
          dependency_[other] += paths_[other] * share;
        }
      }
      (*sum)[node] += dependency_[node];
    }
    for (uint32_t node : order_) {
      distance_[node] = kUnmet;
      paths_[node] = 0;
      dependency_[node] = 0;
    }
  }

 private:
  // So that kUnmet + 1 is no distance either.
  static constexpr uint32_t kUnmet = 0xFFFFFFF0U;

  // Breadth first: distances, numbers of shortest paths, order of meeting.
  void Spread(uint32_t source) {
    order_.assign(1, source);
    distance_[source] = 0;
    paths_[source] = 1;
    for (size_t i = 0; i < order_.size(); ++i) {
      const uint32_t node = order_[i];
      for (uint32_t other : graph_.Neighbors(node)) {
        if (distance_[other] == kUnmet) {
          distance_[other] = distance_[node] + 1;
          order_.push_back(other);
        }
        if (distance_[other] == distance_[node] + 1) {
          paths_[other] += paths_[node];
        }
      }
    }
  }

  const Csr& graph_;
  std::vector<uint32_t> distance_;
  std::vector<double> paths_;
  std::vector<double> dependency_;
  std::vector<uint32_t> order_;
};

}  // namespace

Result<std::vector<double>> BetweennessFrom(
    const Csr& undirected, const std::vector<uint32_t>& sources,
    const AnalyticsOptions& options) {
  const uint32_t nodes = undirected.nodes();
  std::vector<double> total(nodes, 0);
  if (nodes < 3 || sources.empty()) return total;
  const size_t slots = std::min(kSlots, sources.size());
  std::vector<std::vector<double>> sums(slots);
  const auto& stop = options.cancelled;
  ZM_TRY(ForEachBlock(options, slots, [&](size_t slot) {
    sums[slot].assign(nodes, 0);
    Search search(undirected);
    for (size_t i = slot; i < sources.size(); i += slots) {
      // The next block sees it too and reports it.
      if (stop && stop()) return;
      search.Add(sources[i], &sums[slot]);
    }
  }));
  if (stop && stop()) return Status(Code::kCancelled, "interrupted");
  for (const std::vector<double>& sum : sums) {
    for (uint32_t node = 0; node < nodes; ++node) total[node] += sum[node];
  }
  // Each pair is met from both ends when every node is a source.
  const double n = nodes;
  const double scale =
      n / static_cast<double>(sources.size()) / ((n - 1) * (n - 2));
  for (double& value : total) value *= scale;
  return total;
}

Result<std::vector<double>> Betweenness(const Csr& undirected,
                                        const BetweennessOptions& between,
                                        const AnalyticsOptions& options) {
  std::vector<uint32_t> sources(undirected.nodes());
  std::iota(sources.begin(), sources.end(), 0);
  if (between.sources > 0 && between.sources < sources.size()) {
    Random(between.seed).Shuffle(&sources);
    sources.resize(between.sources);
    std::sort(sources.begin(), sources.end());
  }
  return BetweennessFrom(undirected, sources, options);
}

}  // namespace zhimai
