// What the planner does beyond the plainest plan, each with a switch: for tests
// and for tracing a fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace zhimai::sparql {

struct Passes {
  // "merge-joins": join what is sorted alike without a table.
  bool merge_joins = true;
  // "probe-joins": evaluate a right side for each row of a small left one.
  bool probe_joins = true;
  // "semi-joins": FILTER EXISTS as a join.
  bool semi_joins = true;
  // "early-filters": a filter runs as soon as its variables are bound.
  bool early_filters = true;
  // "top-k": ORDER BY with LIMIT keeps only the rows that are wanted.
  bool top_k = true;
  // "join-search": try all sequences of up to so many joins; else, and above,
  // the next join is the one with the fewest rows.
  size_t join_search = 9;
};

// In the order above.
const std::vector<std::string_view>& PassNames();

// All passes but these. kUsage for a name that is none.
Result<Passes> PassesWithout(const std::vector<std::string>& names);

}  // namespace zhimai::sparql
