#include "graph/store/verify.h"

#include <utility>

#include "graph/store/verify_families.h"
#include "graph/store/verify_triples.h"

namespace zhimai {

void Problems::Add(std::string problem) {
  if (report_->problems.size() < VerifyReport::kMaxProblems) {
    report_->problems.push_back(std::move(problem));
  }
}

bool Problems::AddIf(const Status& status) {
  if (status.ok()) return false;
  Add(status.ToString());
  return true;
}

Result<VerifyReport> VerifyStore(const StoreCore& core) {
  VerifyReport report;
  Problems problems(&report);
  problems.AddIf(core.kv().VerifyChecksums());
  const StoreCore::View view = core.TakeView();
  VerifyTriples(core, view, &report, &problems);
  VerifyFamilies(core, view, &report, &problems);
  return report;
}

}  // namespace zhimai
