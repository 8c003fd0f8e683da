#include "graph/analytics/similarity.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace zhimai {

std::vector<SimilarNode> SimilarTo(const Csr& undirected, uint32_t node,
                                   NodeLikeness likeness, size_t limit) {
  struct Shared {
    uint32_t common = 0;
    double rare = 0;
  };
  std::map<uint32_t, Shared> shared;
  for (uint32_t between : undirected.Neighbors(node)) {
    // It has two neighbours at least where it counts, so no division by ln 1.
    const double rare = 1 / std::log(undirected.Degree(between));
    for (uint32_t other : undirected.Neighbors(between)) {
      if (other == node) continue;
      Shared& with = shared[other];
      ++with.common;
      with.rare += rare;
    }
  }
  const double own = undirected.Degree(node);
  std::vector<SimilarNode> similar;
  for (const auto& [other, with] : shared) {
    const double common = with.common;
    const double degree = undirected.Degree(other);
    double score = common;
    switch (likeness) {
      case NodeLikeness::kJaccard:
        score = common / (own + degree - common);
        break;
      case NodeLikeness::kAdamicAdar:
        score = with.rare;
        break;
      case NodeLikeness::kOverlap:
        score = common / std::min(own, degree);
        break;
      case NodeLikeness::kCommon:
        break;
    }
    similar.push_back({other, with.common, score});
  }
  std::stable_sort(similar.begin(), similar.end(),
                   [](const SimilarNode& a, const SimilarNode& b) {
                     return a.score > b.score;
                   });
  if (limit > 0 && similar.size() > limit) similar.resize(limit);
  return similar;
}

}  // namespace zhimai
