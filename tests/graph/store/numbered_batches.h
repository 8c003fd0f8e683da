// Batches that follow from their number, so that what a store must hold after
// a crash can be told from the number of its last batch.
#pragma once

#include <set>

#include "graph/store/store.h"

namespace zhimai {

// Batch `number` (from 1). Also applied to `*model` when there is one.
void FillBatch(int number, WriteBatch* batch, std::set<Quad>* model = nullptr);

// The number of the last batch in the store; 0 when there is none.
int LastBatch(const Snapshot& snapshot);

}  // namespace zhimai
