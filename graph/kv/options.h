// The settings of RocksDB. Not a public header.
#pragma once

#include <memory>
#include <rocksdb/cache.h>
#include <rocksdb/options.h>

#include "graph/kv/kv.h"

namespace zhimai {

rocksdb::DBOptions MakeDbOptions(const KvOptions& options);
rocksdb::ColumnFamilyOptions MakeFamilyOptions(
    KvUse use, const std::shared_ptr<rocksdb::Cache>& cache);

}  // namespace zhimai
