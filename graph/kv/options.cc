#include "graph/kv/options.h"

#include <algorithm>
#include <cstdarg>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

namespace zhimai {
namespace {

// A reader must not rename the log files of the process that writes.
class SilentLogger : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, std::va_list /*arguments*/) override {}
};

}  // namespace

rocksdb::DBOptions MakeDbOptions(const KvOptions& options) {
  rocksdb::DBOptions db;
  db.create_if_missing = options.mode == KvMode::kCreate;
  db.max_background_jobs = std::max(options.threads, 2);
  // Every file stays open, so that a reader is not disturbed when a writer in
  // another process deletes files after a compaction.
  db.max_open_files = -1;
  db.db_write_buffer_size = options.write_buffer_bytes;
  db.max_total_wal_size = uint64_t{256} << 20;
  // A torn tail is what a crash leaves. Damage before it is an error and not,
  // as with the default mode, a reason to forget all that follows.
  db.wal_recovery_mode =
      rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  db.keep_log_file_num = 2;
  db.max_log_file_size = size_t{1} << 20;
  db.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  if (options.mode == KvMode::kRead) {
    db.info_log = std::make_shared<SilentLogger>();
  }
  return db;
}

rocksdb::ColumnFamilyOptions MakeFamilyOptions(
    KvUse use, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::ColumnFamilyOptions family;
  family.compression = rocksdb::kZSTD;
  family.compression_opts.level = 1;
  family.write_buffer_size = size_t{32} << 20;
  rocksdb::BlockBasedTableOptions table;
  table.format_version = 5;
  table.checksum = rocksdb::kXXH3;
  table.block_cache = cache;
  switch (use) {
    case KvUse::kPacked:
      table.block_size = uint64_t{16} << 10;
      break;
    case KvUse::kPoint:
      table.block_size = uint64_t{4} << 10;
      table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
      break;
    case KvUse::kRange:
      table.block_size = uint64_t{8} << 10;
      break;
  }
  family.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return family;
}

}  // namespace zhimai
