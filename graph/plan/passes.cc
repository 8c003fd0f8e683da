#include "graph/plan/passes.h"

#include <algorithm>

namespace zhimai::sparql {

const std::vector<std::string_view>& PassNames() {
  static const std::vector<std::string_view> names = {
      "merge-joins",   "probe-joins", "semi-joins",
      "early-filters", "top-k",       "join-search"};
  return names;
}

Result<Passes> PassesWithout(const std::vector<std::string>& names) {
  const auto has = [&](std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  for (const std::string& name : names) {
    const auto& known = PassNames();
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string message = "no pass is called '" + name + "'; there are:";
      for (const std::string_view each : known) {
        message += ' ';
        message += each;
      }
      return Status::Usage(std::move(message));
    }
  }
  Passes out;
  out.merge_joins = !has("merge-joins");
  out.probe_joins = !has("probe-joins");
  out.semi_joins = !has("semi-joins");
  out.early_filters = !has("early-filters");
  out.top_k = !has("top-k");
  if (has("join-search")) out.join_search = 0;
  return out;
}

}  // namespace zhimai::sparql
