// The graph on disk: RDF quads in six orders, their dictionary, and the
// families of statements, evidence, documents and entities.
//
// One process writes; others read the state that it last published: what it
// found when it opened, and then what each Publish() shows. With no writer they
// read the last commit. Inside the writing process any number of threads read
// snapshots and never wait; changes come one after the other. The layout is
// described in docs/formats/.
//
// Errors: kLocked (another process holds the store; the message has its pid),
// kCorruption (rebuild or restore), kIo, kNotFound (no store in that folder),
// kUnsupported (a format version this program does not know).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/store/bulk_load.h"
#include "graph/store/snapshot.h"
#include "graph/store/text_rebuild.h"
#include "graph/store/write_batch.h"

namespace zhimai {

enum class StoreMode : uint8_t {
  kRead,       // of another process's store: what it published last
  kReadWrite,  // must exist
  kCreate,     // made when it does not
};

struct StoreOptions {
  StoreMode mode = StoreMode::kRead;
  size_t cache_bytes = size_t{256} << 20;
  int threads = 2;
  // A writer waits this long for the one before; `cancelled` ends the wait.
  std::chrono::milliseconds lock_wait{500};
  std::function<bool()> cancelled = {};
  // Only for a store that is being made; see TermKind::kIriNumber.
  IriPrefixes iri_prefixes;
};

struct CommitOptions {
  // False: a power cut may lose the last commits (never half of one). For
  // builds that call Sync() at their end.
  bool sync = true;
};

struct CommitResult {
  uint64_t quads_added = 0;    // that were not there
  uint64_t quads_removed = 0;  // that were
};

struct OptimizeOptions {
  // Sort buffers; what does not fit is spilled beside the store.
  size_t memory_bytes = size_t{512} << 20;
  int threads = 2;
  // Called, by one thread at a time, now and then with the share done, 0 to 1;
  // false cancels.
  std::function<bool(double)> progress;
};

struct StoreStats {
  uint64_t generation = 0;
  uint64_t base_quads = 0;
  uint64_t delta_added = 0;
  uint64_t delta_removed = 0;
  uint64_t base_terms = 0;
  uint64_t delta_terms = 0;
  struct FamilySize {
    std::string name;
    uint64_t disk_bytes = 0;
  };
  std::vector<FamilySize> families;  // by name

  uint64_t quads() const { return base_quads + delta_added - delta_removed; }
};

struct VerifyReport {
  uint64_t quads = 0;
  uint64_t terms = 0;
  uint64_t statements = 0;
  uint64_t evidence = 0;
  uint64_t documents = 0;
  // One line each; empty means clean. At most kMaxProblems are listed.
  std::vector<std::string> problems;
  static constexpr size_t kMaxProblems = 100;
};

class Store {
 public:
  static Result<std::unique_ptr<Store>> Open(const std::string& dir,
                                             const StoreOptions& options);
  ~Store();

  Snapshot snapshot() const;

  // Applies the batch as one change and empties it; on an error nothing is
  // applied and the batch is as it was. Waits for a commit or optimize of
  // another thread.
  Result<CommitResult> Commit(WriteBatch* batch,
                              const CommitOptions& options = {});
  // Puts on disk what unsynced commits left in memory.
  Status Sync();

  // Folds the delta into a new base generation with a dictionary sorted anew.
  // Readers go on meanwhile; killed at any moment, the old generation stays.
  Status Optimize(const OptimizeOptions& options = {});

  // Optimizes where it pays: when the delta is large and at least a quarter of
  // the base. For the end of a build, a load or an update. Says whether it did;
  // cancelled, it is no error, for nothing is lost.
  Result<bool> OptimizeIfDue(const OptimizeOptions& options = {});

  // What it collects is spilled beside the store when it takes so much memory.
  // One at a time. Must not outlive the store.
  std::unique_ptr<BulkLoad> BeginLoad(size_t memory_bytes) const;
  // The quads of `load`, which is over then, and its blobs, as one change: all
  // of them or, on an error or killed, none. Writes a new generation, as
  // Optimize does: for what is large beside the store.
  Result<CommitResult> Commit(BulkLoad* load,
                              const OptimizeOptions& options = {});

  // The full-text index made anew from what is put; until Commit() the old one
  // is read.
  std::unique_ptr<TextRebuild> BeginTextRebuild(size_t memory_bytes);
  Status Commit(TextRebuild* rebuild);

  // Makes the present state the one that other processes read, for as long as
  // this one is open. Costs a copy by hard links: not for every small commit.
  Status Publish();
  // A copy of the present state in `dir`, which must not exist.
  Status Backup(const std::string& dir) const;

  Result<StoreStats> Stats() const;
  // Reads everything: all orders hold the same quads, blocks and dictionary
  // decode and agree, families point at each other. An error is returned only
  // when reading is not possible at all.
  Result<VerifyReport> Verify() const;

 private:
  explicit Store(std::unique_ptr<StoreCore> core);
  std::unique_ptr<StoreCore> core_;
};

}  // namespace zhimai
