// Groups of nodes that are tied more closely to each other than to the rest.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/analytics/csr.h"
#include "graph/analytics/measures.h"
#include "graph/base/result.h"

namespace zhimai {

struct CommunityOptions {
  double resolution = 1;  // above 1: more and smaller communities
  uint64_t seed = 1;      // decides the order in which nodes are tried
  int max_rounds = 10;
};

// The Leiden algorithm (Traag, Waltman, van Eck 2019) for weighted modularity;
// where it draws at random among good moves, this takes the best. Every
// community is connected. One thread; the result depends only on graph, seed
// and resolution.
Result<Grouping> FindCommunities(const Csr& undirected,
                                 const CommunityOptions& community,
                                 const AnalyticsOptions& options);

// Newman's: the weight inside groups less what chance would put there, as a
// share of all; 0 for a graph without edges.
double Modularity(const Csr& undirected, const std::vector<uint32_t>& group_of,
                  double resolution);

}  // namespace zhimai
