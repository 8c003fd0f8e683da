#include "graph/exec/source.h"

#include "graph/exec/lookup.h"
#include "graph/exec/term_pool.h"

namespace zhimai::sparql {

void SourceScan::Open(const IdPattern& pattern, Order order) {
  order_ = order;
  status_ = Status();
  scan_.emplace(snapshot_.Scan(pattern, order));
  scan_done_ = false;
  ahead_.reset();
  added_ = {};
  if (overlay_ == nullptr || overlay_->empty()) return;
  pattern_ = pattern;
  added_ = overlay_->Added(pattern, order);
  SkipUnwanted();
}

void SourceScan::SkipUnwanted() {
  while (!added_.empty() && !pattern_.Matches(added_.front())) {
    added_ = added_.subspan(1);
  }
}

// The next quad of the snapshot that the overlay does not remove.
bool SourceScan::Advance() {
  while (!scan_done_) {
    if (!scan_->Next()) {
      scan_done_ = true;
      status_ = scan_->status();
      return false;
    }
    if (overlay_ == nullptr || !overlay_->has_removals() ||
        !overlay_->Find(scan_->quad())) {
      return true;
    }
  }
  return false;
}

bool SourceScan::Next() {
  if (added_.empty() && !ahead_) {
    if (!Advance()) return false;
    quad_ = scan_->quad();
    return true;
  }
  if (!ahead_ && Advance()) ahead_ = scan_->quad();
  if (!status_.ok()) return false;
  const bool take_added =
      !added_.empty() &&
      (!ahead_ || ToOrder(order_, added_.front()) < ToOrder(order_, *ahead_));
  if (take_added) {
    quad_ = added_.front();
    added_ = added_.subspan(1);
    SkipUnwanted();
    return true;
  }
  if (!ahead_) return false;
  quad_ = *ahead_;
  ahead_.reset();
  return true;
}

Result<std::optional<TermId>> QuerySource::Find(const Term& term) {
  return terms_->Find(term);
}

Result<TermId> QuerySource::Intern(const Term& term) {
  return terms_->Intern(term);
}

Status QuerySource::LoadStatistics() {
  if (predicates_) return {};
  predicates_.emplace();
  ZM_TRY_ASSIGN(const std::vector<PredicateStats> all, snapshot_.Stats());
  for (const PredicateStats& stats : all) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id,
                  snapshot_.Find(Term::Iri(stats.predicate)));
    if (!id) continue;
    (*predicates_)[*id] = {static_cast<double>(stats.rows),
                           static_cast<double>(stats.distinct_subjects),
                           static_cast<double>(stats.distinct_objects)};
    total_ += static_cast<double>(stats.rows);
  }
  return {};
}

Result<PlanSource::Predicate> QuerySource::Statistics(TermId predicate) {
  ZM_TRY(LoadStatistics());
  const auto found = predicates_->find(predicate);
  return found == predicates_->end() ? Predicate() : found->second;
}

Result<std::optional<LookupEstimate>> QuerySource::EstimateLookup(
    const Term& predicate, const Term& object) {
  if (lookups_ == nullptr) return std::optional<LookupEstimate>();
  return lookups_->Estimate(predicate, object);
}

Result<double> QuerySource::Estimate(const IdPattern& pattern) {
  double added = 0;
  if (overlay_ != nullptr && !overlay_->empty()) {
    added = static_cast<double>(
        overlay_->Added(pattern, BestOrder(pattern)).size());
  }
  if (!pattern.subject && !pattern.predicate && !pattern.object) {
    ZM_TRY(LoadStatistics());
    if (total_ > 0) return total_ + added;
  }
  ZM_TRY_ASSIGN(const uint64_t count, snapshot_.Count(pattern));
  return static_cast<double>(count) + added;
}

}  // namespace zhimai::sparql
