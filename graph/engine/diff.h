// What Graph::Diff tells.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "graph/base/status.h"
#include "graph/engine/view.h"

namespace zhimai {

struct GraphChange {
  enum class Kind { kAdded, kGone, kChanged };
  enum class Thing { kDocument, kEntity, kStatement };
  // One of the three is set.
  struct Side {
    std::optional<DocumentView> document;
    std::optional<EntityView> entity;
    std::optional<StatementView> statement;
  };

  Kind kind = Kind::kAdded;
  Thing thing = Thing::kStatement;
  std::string id;  // path of a document
  Side before;     // empty when added
  Side after;      // empty when gone
};

// An error ends the walk and is returned.
using ChangeVisitor = std::function<Status(const GraphChange& change)>;

// Where a change feed begins; one of the two.
struct SinceRequest {
  // What Graph::Generation() was.
  uint64_t generation = 0;
  // ISO 8601 in UTC, as precise as wanted; builds from then on.
  std::string time = {};
  std::function<bool()> cancelled = {};
};

struct DiffOptions {
  std::function<bool()> cancelled = {};
};

}  // namespace zhimai
