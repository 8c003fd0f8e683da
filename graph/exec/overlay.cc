#include "graph/exec/overlay.h"

namespace zhimai::sparql {

Result<TermId> Overlay::Intern(const Term& term) {
  ZM_TRY_ASSIGN(const std::optional<TermId> stored, snapshot_.Find(term));
  if (stored) return *stored;
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
  ZM_TRY_ASSIGN(const bool there, snapshot_.Contains(quad));
  if (there == add) return false;
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

std::vector<IdQuad> Overlay::Added(const IdPattern& pattern) const {
  std::vector<IdQuad> out;
  // Sorted by subject first.
  auto entry = pattern.subject
                   ? changes_.lower_bound({*pattern.subject, {}, {}, {}})
                   : changes_.begin();
  for (; entry != changes_.end(); ++entry) {
    if (pattern.subject && entry->first.subject != *pattern.subject) break;
    if (entry->second.second && pattern.Matches(entry->first)) {
      out.push_back(entry->first);
    }
  }
  return out;
}

}  // namespace zhimai::sparql
