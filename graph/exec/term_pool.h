// The terms of one query by id: those of the store, decoded once, and those
// that expressions compute, which get ids of their own.
//
// A term has one id, so sameness of ids is sameness of terms.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/overlay.h"
#include "graph/model/term.h"
#include "graph/store/snapshot.h"

namespace zhimai::sparql {

class MemoryAccount;

// Shared, so that a term outlives its place in the cache.
using TermPtr = std::shared_ptr<const Term>;

// One thread at a time.
class TermPool {
 public:
  TermPool(const Snapshot& snapshot, const Overlay* overlay,
           MemoryAccount* memory);
  ~TermPool();

  // Nothing when neither the store nor the query has met the term.
  Result<std::optional<TermId>> Find(const Term& term);
  Result<TermId> Intern(const Term& term);
  // REQUIRES: !id.is_none().
  Result<TermPtr> Get(TermId id);
  // Decodes what is not there yet, in a sequence that suits the store.
  // Unbound ids are passed over; sorts `ids`.
  Status Prefetch(std::vector<TermId>* ids);

 private:
  Status Charge(size_t bytes);
  TermId AddLocal(const Term& term);
  void Trim();

  const Snapshot& snapshot_;
  const Overlay* overlay_;
  MemoryAccount* memory_;
  std::map<Term, TermId> local_ids_;
  std::vector<TermPtr> local_terms_;  // those of the overlay come first
  std::unordered_map<uint64_t, TermPtr> cache_;
  size_t charged_ = 0;
  size_t cache_bytes_ = 0;
};

}  // namespace zhimai::sparql
