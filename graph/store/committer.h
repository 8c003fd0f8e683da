// Turns a WriteBatch into changes of keys. Not a public header.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/core.h"
#include "graph/store/dictionary.h"
#include "graph/store/store.h"

namespace zhimai {

// For one commit. REQUIRES: the caller holds core->writer throughout.
class Committer {
 public:
  explicit Committer(StoreCore* core);

  Result<CommitResult> Commit(const WriteBatch& batch, bool sync);

 private:
  struct QuadChange {
    OrderedQuad quad;  // in the order spo
    bool add = true;
    const Quad* source = nullptr;
  };

  void PutFamilies(const WriteBatch& batch);
  Status PutSupport(const WriteBatch& batch);
  Status PutJournal(const WriteBatch& batch);
  Status PutQuads(const WriteBatch& batch);
  Result<std::vector<QuadChange>> Resolve(const WriteBatch& batch);
  Result<std::optional<OrderedQuad>> ResolveQuad(const Quad& quad, bool create);
  // An id that exists or, with `create`, a new one.
  Result<std::optional<TermId>> ResolveTerm(const Term& term, bool create);
  Result<std::optional<TermId>> ResolveKey(const std::string& key, bool create);
  Result<TermId> NewEntry(const std::string& key);
  void PutNewEntries();
  // A literal may become a name, or no longer be one.
  void NoteName(const Quad& quad, bool added);
  Status PutText(const WriteBatch& batch);
  Status CompareWithStored(const std::vector<QuadChange>& changes);
  // Whether it is a change.
  bool Apply(const QuadChange& change, bool in_base,
             std::optional<DeltaOp> stored);

  StoreCore* core_;
  Snapshot snapshot_;
  Dictionary dictionary_;
  KvBatch out_;
  DeltaMeta delta_;
  std::vector<DeltaEntry> entries_;
  CommitResult result_;
  std::vector<const Term*> names_;
  uint64_t names_gone_ = 0;
  // Entries met in this commit: their ids, and those that are new.
  std::unordered_map<std::string, std::optional<TermId>> ids_;
  std::map<std::string, std::string> hash_values_;
};

}  // namespace zhimai
