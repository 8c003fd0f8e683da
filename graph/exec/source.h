// The quads that a query reads: a snapshot, and changes on top of it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>

#include "graph/base/result.h"
#include "graph/exec/overlay.h"
#include "graph/plan/planner.h"
#include "graph/store/snapshot.h"

namespace zhimai::sparql {

class Lookups;
class TermPool;

// Matches of a pattern in one order, the overlay's changes made. One thread
// at a time.
class SourceScan {
 public:
  // Opens nothing yet.
  SourceScan(const Snapshot& snapshot, const Overlay* overlay)
      : snapshot_(snapshot), overlay_(overlay) {}

  void Open(const IdPattern& pattern, Order order);
  // False at the end and after an error: status() tells which.
  bool Next();
  const IdQuad& quad() const { return quad_; }
  const Status& status() const { return status_; }

 private:
  bool Advance();
  // To the next addition that matches the pattern.
  void SkipUnwanted();

  const Snapshot& snapshot_;
  const Overlay* overlay_;
  std::optional<QuadScan> scan_;
  Order order_ = Order::kSpo;
  // What the overlay adds, in order, from the next that matches on; and
  // whether the scan holds a quad that comes after it.
  IdPattern pattern_;
  std::span<const IdQuad> added_;
  std::optional<IdQuad> ahead_;
  bool scan_done_ = false;
  IdQuad quad_;
  Status status_;
};

// One thread at a time.
class QuerySource final : public PlanSource {
 public:
  QuerySource(const Snapshot& snapshot, const Overlay* overlay,
              Lookups* lookups, TermPool* terms)
      : snapshot_(snapshot),
        overlay_(overlay),
        lookups_(lookups),
        terms_(terms) {}

  Result<std::optional<TermId>> Find(const Term& term) override;
  Result<TermId> Intern(const Term& term) override;
  Result<double> Estimate(const IdPattern& pattern) override;
  Result<Predicate> Statistics(TermId predicate) override;
  Result<std::optional<LookupEstimate>> EstimateLookup(
      const Term& predicate, const Term& object) override;

  SourceScan NewScan() const { return SourceScan(snapshot_, overlay_); }

 private:
  Status LoadStatistics();

  const Snapshot& snapshot_;
  const Overlay* overlay_;
  Lookups* lookups_;
  TermPool* terms_;
  std::optional<std::map<TermId, Predicate>> predicates_;
  double total_ = 0;
};

}  // namespace zhimai::sparql
