// What a Store holds, and how a snapshot of it comes about. Not a public
// header.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/delta.h"
#include "graph/store/generation.h"
#include "graph/store/publish.h"
#include "graph/store/snapshot.h"
#include "graph/store/store.h"
#include "graph/store/text_index.h"

namespace zhimai {

// The families that live as long as the store.
struct LastingFamilies {
  KvFamily meta;
  KvFamily statement;
  KvFamily evidence;
  KvFamily doc_statements;
  KvFamily support;
  KvFamily documents;
  KvFamily entity;
  KvFamily alias;
  KvFamily link;
  KvFamily text;
  KvFamily journal;
};

// What `meta` said of the delta when a snapshot was taken, or why it could not
// be read.
struct DeltaState {
  Status status;
  DeltaMeta meta;
};

// Thread-safe. `writer` is held by whoever changes the store, from reading
// what is there to the end of the write.
class StoreCore {
 public:
  static Result<std::unique_ptr<StoreCore>> Open(const std::string& dir,
                                                 const StoreOptions& options);
  ~StoreCore();

  // The generation, the moment, and what the delta is then.
  struct View {
    std::shared_ptr<const Generation> generation;
    KvSnapshot kv;
    std::shared_ptr<const DeltaState> delta;
  };
  View TakeView() const;
  Snapshot TakeSnapshot() const;
  // Makes `next` the generation in one durable write, with `delta` empty and
  // what `*batch` has.
  Status SwitchTo(std::shared_ptr<Generation> next, KvBatch* batch);

  // REQUIRES: the caller holds `writer`.
  const Generation& generation() const { return *generation_; }

  KvStore& kv() const { return *kv_; }
  const LastingFamilies& families() const { return families_; }
  const std::string& dir() const { return dir_; }
  Status CheckWritable() const;
  Result<TextMeta> ReadTextMeta(const KvSnapshot& snapshot) const;
  // REQUIRES: the caller holds `writer`.
  TextTokenizer* tokenizer() { return &tokenizer_; }

  std::mutex writer;

 private:
  StoreCore() = default;
  static Result<std::unique_ptr<StoreCore>> OpenToRead(
      const std::string& dir, const StoreOptions& options);
  static Result<std::unique_ptr<StoreCore>> OpenPublishedState(
      const std::string& dir, const StoreOptions& options);
  Status Attach(const std::string& dir, const StoreOptions& options);
  Status OpenLasting(const StoreOptions& options);
  Status CreateMissing();
  Status Initialise(const StoreOptions& options);
  Status Load();
  DeltaState ReadDelta(const KvSnapshot& snapshot) const;
  Status DropLeftovers();

  std::string dir_;
  // Of a reader beside a writer.
  PublishedState published_;
  std::unique_ptr<KvStore> kv_;
  LastingFamilies families_;
  // Guards generation_, so that a snapshot has the triples of one generation.
  mutable std::mutex mutex_;
  std::shared_ptr<Generation> generation_;
  TextTokenizer tokenizer_;
};

}  // namespace zhimai
