// Writes a new generation of a store: what it has, without a delta, and what a
// bulk load adds. Not a public header.
#pragma once

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/bulk_input.h"
#include "graph/store/core.h"
#include "graph/store/store.h"

namespace zhimai {

// `fresh`: sealed quads to add; may be null. `*batch` is written together with
// the switch. On an error the old generation stays. The number of quads that
// were not there. REQUIRES: the caller holds core->writer.
Result<uint64_t> RewriteStore(StoreCore* core, const OptimizeOptions& options,
                              BulkInput* fresh, KvBatch* batch);

}  // namespace zhimai
