// Requests and answers of walks.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "graph/engine/request.h"
#include "graph/engine/view.h"

namespace zhimai {

struct NeighborhoodRequest {
  std::string entity;  // id
  int depth = 1;
  StatementFilter filter = {};
  size_t max_entities = 10000;
  std::vector<std::string> avoid = {};
};

struct Neighborhood {
  struct Node {
    EntityRef entity;
    int distance = 0;
  };
  std::vector<Node> nodes;  // by distance, then id; the first is the start
  std::vector<StatementView> statements;  // between nodes; sorted by id
  bool truncated = false;                 // max_entities was reached
};

struct PathRequest {
  std::string from;  // ids
  std::string to;
  int max_hops = 6;
  bool all = false;        // every shortest path, else the first
  size_t max_paths = 100;  // with `all` and `ranked`
  bool ranked = false;     // longer ones, too: the shortest first
  bool weighted = false;   // ranked: the surest first, not the shortest
  std::vector<std::string> via = {};    // ranked: entities to pass, in order
  std::vector<std::string> avoid = {};  // entities that no path may hold
  StatementFilter filter = {};          // literals are never walked through
  size_t max_entities = 1000000;        // visited
  std::function<bool()> cancelled = {};
};

struct GraphPath {
  struct Step {
    EntityRef from;
    EntityRef to;
    // All statements between the two, best first (asserted, confidence, id);
    // a statement whose subject is `to` is walked backwards.
    std::vector<StatementView> statements;
  };
  std::vector<Step> steps;
  // That all of it is so: the product of the surest statement of each step.
  double confidence = 1;
};

struct PathResult {
  std::vector<GraphPath> paths;  // empty: none within max_hops
  bool truncated = false;        // max_paths or max_entities was reached
};

}  // namespace zhimai
