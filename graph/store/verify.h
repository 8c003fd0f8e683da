// Checks a store against its own redundancy. Not a public header.
#pragma once

#include "graph/base/result.h"
#include "graph/store/core.h"
#include "graph/store/store.h"

namespace zhimai {

Result<VerifyReport> VerifyStore(const StoreCore& core);
Result<StoreStats> CollectStats(const StoreCore& core);

}  // namespace zhimai
