#include "graph/exec/overlay.h"

#include <algorithm>

namespace zhimai::sparql {
namespace {

// With the nodes of the maps.
size_t BytesOf(const Term& term) {
  constexpr size_t kNode = 48;
  size_t bytes = sizeof(Term) + kNode + term.value().size() +
                 term.language().size() + term.datatype().size();
  if (term.is_triple()) {
    bytes += BytesOf(term.triple().subject) + BytesOf(term.triple().predicate) +
             BytesOf(term.triple().object);
  }
  return bytes;
}

}  // namespace

Status Overlay::Charge(size_t bytes) {
  bytes_ += bytes;
  if (limit_ == 0 || bytes_ <= limit_) return {};
  return {Code::kCancelled, "the query needs more memory than the limit of " +
                                std::to_string(limit_ / 1000000) + " MB"};
}

Result<TermId> Overlay::Intern(const Term& term) {
  const auto met = stored_.find(term);
  if (met != stored_.end()) return met->second;
  const auto local = ids_.find(term);
  if (local != ids_.end()) return local->second;
  ZM_TRY_ASSIGN(const std::optional<TermId> stored, snapshot_.Find(term));
  ZM_TRY(Charge((stored ? 1 : 2) * BytesOf(term)));
  if (stored) {
    stored_.emplace(term, *stored);
    return *stored;
  }
  const auto [entry, fresh] =
      ids_.try_emplace(term, TermId{kLocalTermTag | terms_.size()});
  if (fresh) terms_.push_back(term);
  return entry->second;
}

Result<IdQuad> Overlay::InternQuad(const Quad& quad) {
  IdQuad ids;
  ZM_TRY_ASSIGN(ids.subject, Intern(quad.subject));
  ZM_TRY_ASSIGN(ids.predicate, Intern(quad.predicate));
  ZM_TRY_ASSIGN(ids.object, Intern(quad.object));
  if (!quad.in_default_graph()) {
    ZM_TRY_ASSIGN(ids.graph, Intern(quad.graph));
  }
  return ids;
}

Result<bool> Overlay::Change(const Quad& quad, bool add) {
  ZM_TRY_ASSIGN(const IdQuad ids, InternQuad(quad));
  for (auto& sorted : sorted_) sorted.reset();
  const auto found = changes_.find(ids);
  if (found != changes_.end()) {
    if (found->second.second == add) return false;
    // Back to what the snapshot says.
    if (!add) {
      changes_.erase(found);
      return true;
    }
    --removals_;
    changes_.erase(found);
    return true;
  }
  bool there = false;
  if (!IsLocalTerm(ids.subject) && !IsLocalTerm(ids.predicate) &&
      !IsLocalTerm(ids.object) && !IsLocalTerm(ids.graph)) {
    ZM_TRY_ASSIGN(there, snapshot_.Contains(quad));
  }
  if (there == add) return false;
  ZM_TRY(Charge(BytesOf(quad.subject) + BytesOf(quad.predicate) +
                BytesOf(quad.object) + BytesOf(quad.graph) +
                3 * sizeof(IdQuad)));
  if (!add) ++removals_;
  changes_.emplace(ids, std::pair(quad, add));
  return true;
}

Result<bool> Overlay::Add(const Quad& quad) { return Change(quad, true); }

Result<bool> Overlay::Remove(const Quad& quad) { return Change(quad, false); }

std::vector<std::pair<Quad, bool>> Overlay::Changes() const {
  std::vector<std::pair<Quad, bool>> out;
  for (const auto& [ids, change] : changes_) out.push_back(change);
  return out;
}

std::optional<bool> Overlay::Find(const IdQuad& quad) const {
  const auto found = changes_.find(quad);
  if (found == changes_.end()) return std::nullopt;
  return found->second.second;
}

const std::vector<IdQuad>& Overlay::Sorted(Order order) const {
  auto& sorted = sorted_[static_cast<size_t>(order)];
  if (sorted) return *sorted;
  sorted.emplace();
  for (const auto& [ids, change] : changes_) {
    if (change.second) sorted->push_back(ids);
  }
  std::sort(sorted->begin(), sorted->end(),
            [order](const IdQuad& a, const IdQuad& b) {
              return ToOrder(order, a) < ToOrder(order, b);
            });
  return *sorted;
}

std::span<const IdQuad> Overlay::Added(const IdPattern& pattern,
                                       Order order) const {
  const std::vector<IdQuad>& all = Sorted(order);
  const TermId none;
  const OrderedQuad wanted = ToOrder(
      order, {pattern.subject.value_or(none), pattern.predicate.value_or(none),
              pattern.object.value_or(none), none});
  const TermId one{1};
  const OrderedQuad is_bound = ToOrder(
      order, {pattern.subject ? one : none, pattern.predicate ? one : none,
              pattern.object ? one : none, none});
  size_t bound = 0;
  while (bound < 3 && is_bound[bound] == one) ++bound;
  const auto head = [order, bound](const IdQuad& quad) {
    OrderedQuad out = ToOrder(order, quad);
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(bound), out.end(),
              TermId{});
    return out;
  };
  OrderedQuad key = wanted;
  std::fill(key.begin() + static_cast<std::ptrdiff_t>(bound), key.end(), none);
  const auto begin = std::partition_point(
      all.begin(), all.end(), [&](const IdQuad& q) { return head(q) < key; });
  const auto end = std::partition_point(
      begin, all.end(), [&](const IdQuad& q) { return head(q) == key; });
  return {begin, end};
}

}  // namespace zhimai::sparql
