// What zm:search and zm:named find (docs/sparql.md): through the full-text
// index where it has all texts of a kind and names few, else by reading them.
#pragma once

#include <memory>

#include "graph/exec/lookup.h"
#include "graph/exec/query.h"
#include "graph/store/snapshot.h"

namespace zhimai {

// Borrows both. `use_index` is for tests: without it, everything is read. A
// search ends with kCancelled as `options` say.
Result<std::unique_ptr<sparql::Lookups>> MakeTextLookups(
    const Snapshot& snapshot, const sparql::QueryOptions& options,
    bool use_index = true);

}  // namespace zhimai
