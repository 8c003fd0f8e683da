// Folds the delta of a store into a new generation. Not a public header.
#pragma once

#include "graph/base/status.h"
#include "graph/store/core.h"
#include "graph/store/store.h"

namespace zhimai {

// REQUIRES: the caller holds core->writer.
Status OptimizeStore(StoreCore* core, const OptimizeOptions& options);

}  // namespace zhimai
