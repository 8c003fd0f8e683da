// A graph as walks see it: numbered nodes and their neighbours. Walks know
// neither the store nor statements, so they are tested without a database.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/base/status.h"

namespace zhimai {

using NodeId = uint32_t;

enum class WalkDirection { kForward, kBackward };

// One thread at a time. The implementation may number nodes as it meets them.
class Adjacency {
 public:
  virtual ~Adjacency() = default;

  // Appends the nodes one step away; order and repetitions do not matter. A
  // graph whose edges are walked both ways ignores the direction.
  virtual Status Neighbors(NodeId node, WalkDirection direction,
                           std::vector<NodeId>* out) = 0;

  // A strict total order that does not depend on how nodes were numbered; it
  // decides between walks of equal length.
  virtual bool Before(NodeId a, NodeId b) const { return a < b; }
};

}  // namespace zhimai
