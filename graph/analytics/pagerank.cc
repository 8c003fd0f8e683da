#include <algorithm>
#include <cmath>

#include "graph/analytics/measures.h"

namespace zhimai {
namespace {

constexpr size_t kBlock = 4096;

// One round: new ranks from old ones, node by node over the incoming edges.
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
        partial_(blocks_, 0) {
    for (uint32_t node = 0; node < nodes_; ++node) {
      double out = 0;
      for (double weight : directed.Weights(node)) out += weight;
      if (out > 0) share_[node] = 1 / out;
    }
  }

  // Sets `next`; returns the sum of changes.
  Result<double> Step(const std::vector<double>& now,
                      std::vector<double>* next) {
    const double count = static_cast<double>(nodes_);
    double dangling = 0;
    ZM_TRY_ASSIGN(dangling, Sum([&](uint32_t node) {
                    return share_[node] == 0 ? now[node] : 0;
                  }));
    const double base =
        (1 - rank_.damping) / count + rank_.damping * dangling / count;
    return Sum([&](uint32_t node) {
      double in = 0;
      const auto from = incoming_.Neighbors(node);
      const auto weights = incoming_.Weights(node);
      for (size_t i = 0; i < from.size(); ++i) {
        in += now[from[i]] * weights[i] * share_[from[i]];
      }
      const double value = base + rank_.damping * in;
      (*next)[node] = value;
      return std::fabs(value - now[node]);
    });
  }

 private:
  template <typename Term>
  Result<double> Sum(Term term) {
    ZM_TRY(ForEachBlock(options_, blocks_, [&](size_t block) {
      const size_t end = std::min<size_t>((block + 1) * kBlock, nodes_);
      double sum = 0;
      for (size_t i = block * kBlock; i < end; ++i) {
        sum += term(static_cast<uint32_t>(i));
      }
      partial_[block] = sum;
    }));
    double sum = 0;
    for (double part : partial_) sum += part;
    return sum;
  }

  Csr incoming_;
  PageRankOptions rank_;
  const AnalyticsOptions& options_;
  uint32_t nodes_;
  size_t blocks_;
  std::vector<double> share_;  // 1 / weight of all outgoing edges
  std::vector<double> partial_;
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
  for (int round = 0; round < rank.max_rounds; ++round) {
    ZM_TRY_ASSIGN(const double change, walker.Step(now, &next));
    now.swap(next);
    if (change < rank.tolerance) break;
  }
  return now;
}

}  // namespace zhimai
