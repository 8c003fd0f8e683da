// The part of verify that looks at the families beside the triples. Not a
// public header.
#pragma once

#include "graph/store/core.h"
#include "graph/store/store.h"
#include "graph/store/verify_triples.h"

namespace zhimai {

void VerifyFamilies(const StoreCore& core, const StoreCore::View& view,
                    VerifyReport* report, Problems* problems);

}  // namespace zhimai
