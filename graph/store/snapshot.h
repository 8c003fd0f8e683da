// One moment of a store: terms, triples and families that belong together.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/term.h"
#include "graph/store/families.h"
#include "graph/store/order.h"
#include "graph/store/term_id.h"
#include "graph/store/text_index.h"

namespace zhimai {

struct DeltaState;
struct Generation;
class StoreCore;

// Walks the matches of a pattern in one order, without duplicates. One thread
// at a time; holds its snapshot alive.
class QuadScan {
 public:
  QuadScan(QuadScan&&) noexcept;
  QuadScan& operator=(QuadScan&&) noexcept;
  ~QuadScan();

  // False at the end and after an error: status() tells which.
  bool Next();
  // REQUIRES: the last Next() was true.
  const IdQuad& quad() const { return quad_; }
  const Status& status() const;
  // Moves forward, so that Next() gives the first match that is >= `quad` in
  // the order of the scan. Never goes back.
  void SkipTo(const IdQuad& quad);

 private:
  friend class Snapshot;
  struct Rep;
  explicit QuadScan(std::unique_ptr<Rep> rep);
  std::unique_ptr<Rep> rep_;
  IdQuad quad_;
};

// A pattern of terms; Term() as the graph is the default graph.
struct QuadPattern {
  std::optional<Term> subject;
  std::optional<Term> predicate;
  std::optional<Term> object;
  std::optional<Term> graph;
};

// Exact as of the last optimize; rows of the delta are not in them.
struct PredicateStats {
  std::string predicate;  // IRI
  uint64_t rows = 0;
  uint64_t distinct_subjects = 0;
  uint64_t distinct_objects = 0;
};

// Copyable and cheap to copy; immutable and thread-safe. Must not outlive its
// store.
class Snapshot {
 public:
  // The id of a term, when the store has met it.
  Result<std::optional<TermId>> Find(const Term& term) const;
  // kCorruption when there is no such id.
  Result<Term> Decode(TermId id) const;
  Result<std::vector<Term>> DecodeAll(const std::vector<TermId>& ids) const;

  QuadScan Scan(const IdPattern& pattern) const;
  // REQUIRES: nothing; an order that does not fit the pattern is slower.
  QuadScan Scan(const IdPattern& pattern, Order order) const;
  // Decodes no block that lies wholly inside the pattern.
  Result<uint64_t> Count(const IdPattern& pattern) const;

  // The same with terms, for small answers: sorted by order of ids.
  Result<std::vector<Quad>> Match(const QuadPattern& pattern) const;
  Result<bool> Contains(const Quad& quad) const;

  StatementFamily statements() const;
  EvidenceFamily evidence() const;
  DocStatementFamily doc_statements() const;
  SupportFamily support() const;
  DocumentFamily documents() const;
  EntityFamily entities() const;
  AliasFamily aliases() const;
  LinkFamily links() const;
  JournalFamily journal() const;
  BlobFamily blobs() const;
  Result<TextIndex> text() const;
  Result<std::vector<PredicateStats>> Stats() const;

  uint64_t generation() const;

 private:
  friend class StoreCore;
  friend class Committer;
  Snapshot(const StoreCore* core, std::shared_ptr<const Generation> generation,
           std::shared_ptr<const DeltaState> delta, KvSnapshot kv);

  const StoreCore* core_;
  std::shared_ptr<const Generation> generation_;
  std::shared_ptr<const DeltaState> delta_;
  KvSnapshot kv_;
};

}  // namespace zhimai
