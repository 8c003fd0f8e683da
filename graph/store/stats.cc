#include <optional>

#include "graph/store/meta.h"
#include "graph/store/verify.h"

namespace zhimai {

Result<StoreStats> CollectStats(const StoreCore& core) {
  const StoreCore::View view = core.TakeView();
  ZM_TRY(view.delta->status);
  const DeltaMeta& delta = view.delta->meta;
  StoreStats stats;
  stats.generation = view.generation->meta.number;
  stats.base_quads = view.generation->meta.base_quads;
  stats.base_terms = view.generation->meta.base_terms;
  stats.delta_added = delta.added;
  stats.delta_removed = delta.removed;
  stats.delta_terms = delta.terms;
  for (const std::string& name : core.kv().FamilyNames()) {
    Result<KvFamily> family = core.kv().Family(name);
    // An optimize may just have dropped it.
    if (!family.ok()) continue;
    stats.families.push_back({name, core.kv().DiskBytes(*family)});
  }
  return stats;
}

}  // namespace zhimai
