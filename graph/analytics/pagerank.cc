#include <algorithm>
#include <cmath>

#include "graph/analytics/measures.h"

namespace zhimai {
namespace {

constexpr size_t kBlock = 4096;

// One round: new ranks from old ones, node by node over the incoming edges.
// What a node gives to each unit of weight is worked out with its rank, so that
// an edge costs a single look at another node.
class Walker {
 public:
  Walker(const Csr& directed, const PageRankOptions& rank,
         const AnalyticsOptions& options)
      : incoming_(directed.Reversed()),
        rank_(rank),
        options_(options),
        nodes_(directed.nodes()),
        blocks_((nodes_ + kBlock - 1) / kBlock),
        share_(nodes_, 0),
        gives_(nodes_),
        next_gives_(nodes_),
        partial_(blocks_) {
    for (uint32_t node = 0; node < nodes_; ++node) {
      double out = 0;
      for (double weight : directed.Weights(node)) out += weight;
      if (out > 0) share_[node] = 1 / out;
    }
  }

  void Begin(const std::vector<double>& now) {
    dangling_ = 0;
    for (uint32_t node = 0; node < nodes_; ++node) {
      gives_[node] = now[node] * share_[node];
      if (share_[node] == 0) dangling_ += now[node];
    }
  }

  // Sets `next`; returns the sum of changes.
  Result<double> Step(const std::vector<double>& now,
                      std::vector<double>* next) {
    const double count = static_cast<double>(nodes_);
    const double base =
        (1 - rank_.damping) / count + rank_.damping * dangling_ / count;
    ZM_TRY(ForEachBlock(options_, blocks_, [&](size_t block) {
      Part part;
      const size_t end = std::min<size_t>((block + 1) * kBlock, nodes_);
      for (size_t i = block * kBlock; i < end; ++i) {
        const double value =
            base + rank_.damping * Incoming(static_cast<uint32_t>(i));
        (*next)[i] = value;
        next_gives_[i] = value * share_[i];
        part.change += std::fabs(value - now[i]);
        if (share_[i] == 0) part.dangling += value;
      }
      partial_[block] = part;
    }));
    gives_.swap(next_gives_);
    Part sum;
    for (const Part& part : partial_) {
      sum.change += part.change;
      sum.dangling += part.dangling;
    }
    dangling_ = sum.dangling;
    return sum.change;
  }

 private:
  struct Part {
    double change = 0;
    double dangling = 0;
  };

  double Incoming(uint32_t node) const {
    const auto from = incoming_.Neighbors(node);
    const auto weights = incoming_.Weights(node);
    double in = 0;
    for (size_t i = 0; i < from.size(); ++i) in += gives_[from[i]] * weights[i];
    return in;
  }

  Csr incoming_;
  PageRankOptions rank_;
  const AnalyticsOptions& options_;
  uint32_t nodes_;
  size_t blocks_;
  std::vector<double> share_;  // 1 / weight of all outgoing edges, or 0
  std::vector<double> gives_;
  std::vector<double> next_gives_;
  double dangling_ = 0;  // of all that point nowhere
  std::vector<Part> partial_;
};

}  // namespace

Result<std::vector<double>> PageRank(const Csr& directed,
                                     const PageRankOptions& rank,
                                     const AnalyticsOptions& options) {
  const uint32_t nodes = directed.nodes();
  if (nodes == 0) return std::vector<double>();
  Walker walker(directed, rank, options);
  std::vector<double> now(nodes, 1.0 / static_cast<double>(nodes));
  std::vector<double> next(nodes);
  walker.Begin(now);
  for (int round = 0; round < rank.max_rounds; ++round) {
    ZM_TRY_ASSIGN(const double change, walker.Step(now, &next));
    now.swap(next);
    if (change < rank.tolerance) break;
  }
  return now;
}

}  // namespace zhimai
