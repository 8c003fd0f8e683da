// What the handles of kv.h hold. Not a public header.
#pragma once

#include <memory>
#include <rocksdb/db.h>
#include <rocksdb/iterator.h>
#include <rocksdb/options.h>
#include <rocksdb/slice.h>
#include <rocksdb/snapshot.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/write_batch.h>
#include <string>
#include <string_view>

#include "graph/kv/kv.h"
#include "graph/kv/lock_file.h"

namespace zhimai {

// Members in this order: the lock goes last, after the database is closed.
struct KvDatabase {
  LockFile lock;
  std::unique_ptr<rocksdb::DB> db;
};

struct KvFamily::Rep {
  std::shared_ptr<KvDatabase> database;
  rocksdb::ColumnFamilyHandle* handle = nullptr;
  KvFamilySpec spec;

  Rep() = default;
  Rep(const Rep&) = delete;
  Rep& operator=(const Rep&) = delete;
  ~Rep();
};

struct KvBatch::Rep {
  rocksdb::WriteBatch batch;
  rocksdb::Status status;  // the first failure; Write() reports it
};

struct KvCursor::Rep {
  // The iterator borrows the family and the snapshot.
  KvFamily family;
  std::shared_ptr<const void> snapshot;
  std::string lower;
  std::string upper;
  rocksdb::Slice lower_slice;
  rocksdb::Slice upper_slice;
  std::unique_ptr<rocksdb::Iterator> iterator;
};

inline rocksdb::Slice ToSlice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}
inline std::string_view ToView(const rocksdb::Slice& slice) {
  return {slice.data(), slice.size()};
}

// OK for OK. `what` says what was tried.
Status FromRocks(const rocksdb::Status& status, std::string_view what);

}  // namespace zhimai
