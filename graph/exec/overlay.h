// Changes on top of a snapshot that are not committed: an update of several
// operations reads through it what its earlier operations wrote.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/term.h"
#include "graph/store/order.h"
#include "graph/store/snapshot.h"

namespace zhimai::sparql {

// Ids of terms that the store does not know. Their kind byte is one that the
// store never uses.
inline constexpr uint64_t kLocalTermTag = uint64_t{0xC1} << 56;
inline bool IsLocalTerm(TermId id) { return (id.bits >> 56) == 0xC1; }

// One thread at a time; queries may read it between changes.
class Overlay {
 public:
  explicit Overlay(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // Adding takes back a removal and the other way round; what changes nothing
  // is no error. Says whether the dataset changed.
  Result<bool> Add(const Quad& quad);
  Result<bool> Remove(const Quad& quad);
  bool empty() const { return changes_.empty(); }
  // Roughly what it occupies.
  size_t byte_size() const { return bytes_; }
  // Changes end with kCancelled when it would occupy more; 0: no limit.
  void LimitTo(size_t bytes) { limit_ = bytes; }

  // Every change against the snapshot, in a fixed order: true is an addition.
  std::vector<std::pair<Quad, bool>> Changes() const;

  // For the engine.
  const std::map<Term, TermId>& terms() const { return ids_; }
  const std::vector<Term>& local_terms() const { return terms_; }
  // True: added. Nothing: as in the snapshot.
  std::optional<bool> Find(const IdQuad& quad) const;
  // The added quads that match in the columns that the pattern binds without a
  // gap from the first column of `order` on, sorted by it; the caller tests
  // the rest. Valid until the next change.
  std::span<const IdQuad> Added(const IdPattern& pattern, Order order) const;
  bool has_removals() const { return removals_ > 0; }

 private:
  Result<TermId> Intern(const Term& term);
  const std::vector<IdQuad>& Sorted(Order order) const;
  Result<IdQuad> InternQuad(const Quad& quad);
  Result<bool> Change(const Quad& quad, bool add);
  Status Charge(size_t bytes);

  Snapshot snapshot_;
  std::map<Term, TermId> ids_;  // of the local terms
  std::vector<Term> terms_;
  std::map<Term, TermId> stored_;  // of terms met that are none
  std::map<IdQuad, std::pair<Quad, bool>> changes_;
  // The additions in each order that somebody asked for.
  mutable std::array<std::optional<std::vector<IdQuad>>, kOrders.size()>
      sorted_;
  size_t removals_ = 0;
  size_t bytes_ = 0;
  size_t limit_ = 0;
};

}  // namespace zhimai::sparql
