// The named graphs of a dataset.
#pragma once

#include <vector>

#include "graph/base/result.h"
#include "graph/exec/exec_context.h"
#include "graph/plan/plan.h"

namespace zhimai::sparql {

// Of a kNamed choice: all, or the one that the parameters put in, if there is
// such a graph. Of kOne: that graph if it has a quad. In order of ids.
//
// The store has no list of its graphs: the first call reads all quads.
Result<std::vector<TermId>> NamedGraphs(const GraphChoice& choice,
                                        ExecContext* context);

}  // namespace zhimai::sparql
