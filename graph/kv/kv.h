// Ordered byte strings on disk in named families: the only door to RocksDB.
//
// Keys sort as unsigned bytes. A batch over any families is atomic; a snapshot
// sees all families at one moment. Errors: kLocked (another process writes),
// kCorruption (a checksum or format is broken), kIo (the disk), kNotFound
// (there is no store).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/status.h"

namespace zhimai {

// How a family is used decides its filters and block size.
enum class KvUse : uint8_t {
  kPacked,  // large values read in order: no filter
  kPoint,   // single keys looked up: bloom filter
  kRange,   // small values read by prefix
};

struct KvFamilySpec {
  std::string name;
  KvUse use = KvUse::kRange;
};

enum class KvMode : uint8_t {
  kRead,       // the last state; takes no lock after opening
  kReadWrite,  // one process at a time
  kCreate,     // the same, and makes the store when there is none
};

struct KvOptions {
  KvMode mode = KvMode::kRead;
  // Shared by all families.
  size_t cache_bytes = size_t{256} << 20;
  size_t write_buffer_bytes = size_t{64} << 20;
  // Background flushes and compactions.
  int threads = 2;
  // A writer waits this long for the one before; `cancelled` ends the wait.
  std::chrono::milliseconds lock_wait{500};
  std::function<bool()> cancelled = {};
  // Called by a writer that has the lock, before it reads anything.
  std::function<void()> locked = {};
};

class KvStore;

// A handle to a family. Copyable; any thread. A dropped family stays readable
// through handles and cursors that were there before.
class KvFamily {
 public:
  KvFamily() = default;
  const std::string& name() const;

 private:
  friend class KvBatch;
  friend class KvStore;
  friend class SstBuilder;
  struct Rep;
  std::shared_ptr<const Rep> rep_;
};

// A moment of the store. Holding one keeps old versions on disk. Must not
// outlive the store. Immutable.
class KvSnapshot {
 public:
  KvSnapshot() = default;  // "now", at each call

 private:
  friend class KvStore;
  std::shared_ptr<const void> snapshot_;
};

// Changes that become visible together. One thread at a time.
class KvBatch {
 public:
  KvBatch();
  KvBatch(KvBatch&&) noexcept;
  KvBatch& operator=(KvBatch&&) noexcept;
  ~KvBatch();

  void Put(const KvFamily& family, std::string_view key,
           std::string_view value);
  void Delete(const KvFamily& family, std::string_view key);
  void Clear();

  size_t count() const;
  size_t byte_size() const;

 private:
  friend class KvStore;
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

// Walks the keys of one family in order. One thread at a time; must not
// outlive its store.
//
// A broken block ends the walk: after a loop, status() tells the end from an
// error, and must be looked at.
class KvCursor {
 public:
  KvCursor(KvCursor&&) noexcept;
  KvCursor& operator=(KvCursor&&) noexcept;
  ~KvCursor();

  void SeekToFirst();
  // The first key >= `key`.
  void Seek(std::string_view key);
  // The last key <= `key`.
  void SeekForPrev(std::string_view key);
  void SeekToLast();
  // REQUIRES: valid().
  void Next();
  bool valid() const;
  // Until the cursor moves. REQUIRES: valid().
  std::string_view key() const;
  std::string_view value() const;
  Status status() const;

 private:
  friend class KvStore;
  struct Rep;
  explicit KvCursor(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

struct KvCursorOptions {
  // Half-open bounds; empty is none.
  std::string lower;
  std::string upper;
  // False for long scans, which would push everything else out of the cache.
  bool fill_cache = true;
};

// Thread-safe; Write, Ingest and the family functions may be called by one
// thread at a time.
class KvStore {
 public:
  // Opens `dir` with the families that it has. `specs` says how those are used
  // whose names, up to a '.', it lists; others are kPacked. Makes none.
  static Result<std::unique_ptr<KvStore>> Open(
      const std::string& dir, const std::vector<KvFamilySpec>& specs,
      const KvOptions& options);
  ~KvStore();

  bool writable() const;
  std::vector<std::string> FamilyNames() const;
  // kNotFound when there is none.
  Result<KvFamily> Family(std::string_view name) const;
  // In the sequence of `specs`; many at once cost less than one by one. Not
  // atomic: after an error, some may have been made.
  Result<std::vector<KvFamily>> CreateFamilies(
      const std::vector<KvFamilySpec>& specs);
  // Their space is freed with the last handle, cursor and snapshot.
  Status DropFamilies(const std::vector<KvFamily>& families);

  KvSnapshot Snapshot() const;
  Result<std::optional<std::string>> Get(const KvFamily& family,
                                         std::string_view key,
                                         const KvSnapshot& snapshot = {}) const;
  // Results in the order of `keys`; faster than single calls when sorted.
  Result<std::vector<std::optional<std::string>>> MultiGet(
      const KvFamily& family, const std::vector<std::string>& keys,
      const KvSnapshot& snapshot = {}) const;
  KvCursor NewCursor(const KvFamily& family, const KvSnapshot& snapshot = {},
                     const KvCursorOptions& options = {}) const;

  // Atomic. With `sync`, on disk when this returns; without, a crash of the
  // machine (not of the process) may lose the last writes, never half of one.
  Status Write(KvBatch* batch, bool sync = true);
  // What unsynced writes left in memory goes to disk.
  Status Sync();
  // Writes out what is in memory, so that opening has no log to replay. Done
  // at the end of a writer too.
  Status Flush();

  // Moves finished files of an SstBuilder into their families, all or none.
  struct IngestFiles {
    KvFamily family;
    std::vector<std::string> paths;
  };
  Status Ingest(const std::vector<IngestFiles>& files);

  // A copy that shares unchanged files (hard links on one file system).
  // REQUIRES: writable(); `dir` does not exist.
  Status Checkpoint(const std::string& dir) const;

  // Reads every block of every file against its checksum.
  Status VerifyChecksums() const;

  // Approximate bytes on disk of a family.
  uint64_t DiskBytes(const KvFamily& family) const;

 private:
  struct Rep;
  explicit KvStore(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

// Writes sorted keys into a file that KvStore::Ingest takes. One thread.
class SstBuilder {
 public:
  // REQUIRES: `path` is on the file system of the store.
  static Result<SstBuilder> Create(const KvFamily& family,
                                   const std::string& path);
  SstBuilder(SstBuilder&&) noexcept;
  SstBuilder& operator=(SstBuilder&&) noexcept;
  ~SstBuilder();

  // REQUIRES: key > the last one.
  Status Add(std::string_view key, std::string_view value);
  uint64_t file_bytes() const;
  uint64_t count() const;
  // REQUIRES: count() > 0.
  Status Finish();

 private:
  struct Rep;
  explicit SstBuilder(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
};

}  // namespace zhimai
