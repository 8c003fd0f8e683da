#include "graph/plan/verify.h"

#include <algorithm>
#include <cmath>

#include "graph/plan/inject.h"
#include "graph/plan/planner_impl.h"

namespace zhimai::sparql {
namespace {

using Kind = Plan::Kind;

size_t ChildrenOf(Kind kind) {
  switch (kind) {
    case Kind::kUnit:
    case Kind::kNothing:
    case Kind::kScan:
    case Kind::kLookup:
    case Kind::kPath:
    case Kind::kGraphNames:
    case Kind::kValues:
      return 0;
    case Kind::kHashJoin:
    case Kind::kMergeJoin:
    case Kind::kProbeJoin:
    case Kind::kLeftHash:
    case Kind::kLeftProbe:
    case Kind::kSemiHash:
    case Kind::kSemiProbe:
      return 2;
    default:
      return 1;
  }
}

bool IsSubset(const std::vector<VarId>& some, const std::vector<VarId>& all) {
  return std::all_of(some.begin(), some.end(), [&](VarId id) {
    return std::find(all.begin(), all.end(), id) != all.end();
  });
}

bool IsPrefix(const std::vector<VarId>& some, const std::vector<VarId>& all) {
  return some.size() <= all.size() &&
         std::equal(some.begin(), some.end(), all.begin());
}

std::string ColumnFault(const Plan& plan) {
  std::vector<VarId> set = ColumnSet(plan);
  if (std::adjacent_find(set.begin(), set.end()) != set.end()) {
    return "a column stands twice";
  }
  if (!std::is_sorted(plan.certain.begin(), plan.certain.end()) ||
      !IsSubset(plan.certain, plan.columns)) {
    return "what is certain is no sorted part of the columns";
  }
  if (!IsSubset(plan.sorted, plan.certain)) {
    return "rows are said to ascend by what is not certain";
  }
  if (!std::isfinite(plan.rows) || !std::isfinite(plan.cost) || plan.rows < 0 ||
      plan.cost < 0) {
    return "an estimate is no number";
  }
  return {};
}

// Every column comes from below, but for what the operator makes.
std::string SourceFault(const Plan& plan) {
  std::vector<VarId> below;
  for (const PlanPtr& child : plan.children) {
    below = Unite(below, ColumnSet(*child));
  }
  switch (plan.kind) {
    case Kind::kExtend:
    case Kind::kGroup:
    case Kind::kProject:
    case Kind::kUnpack:
    case Kind::kRebind:
    case Kind::kGraphLoop:
      return {};
    default:
      break;
  }
  if (plan.children.empty() || IsSubset(plan.columns, below)) return {};
  return "a column comes from nowhere";
}

std::string JoinFault(const Plan& plan) {
  const Plan& left = *plan.children[0];
  const Plan& right = *plan.children[1];
  switch (plan.kind) {
    case Kind::kMergeJoin:
      if (plan.keys.empty() || !IsPrefix(plan.keys, left.sorted) ||
          !IsPrefix(plan.keys, right.sorted)) {
        return "a merge join of what is not sorted";
      }
      break;
    case Kind::kHashJoin:
      if (!IsSubset(plan.keys, left.certain) ||
          !IsSubset(plan.keys, right.certain)) {
        return "a join on what may be unbound";
      }
      break;
    case Kind::kProbeJoin:
    case Kind::kLeftProbe:
    case Kind::kSemiProbe:
      if (!IsSubset(plan.keys, left.certain)) {
        return "a probe with what may be unbound";
      }
      break;
    default:
      break;
  }
  const bool semi =
      plan.kind == Kind::kSemiHash || plan.kind == Kind::kSemiProbe;
  if (semi && plan.columns != left.columns) return "a semi-join adds columns";
  return {};
}

std::string Fault(const Plan& plan) {
  const size_t children = plan.children.size();
  if (plan.kind == Kind::kUnion ? children == 0
                                : children != ChildrenOf(plan.kind)) {
    return "a wrong number of children";
  }
  std::string fault = ColumnFault(plan);
  if (fault.empty()) fault = SourceFault(plan);
  if (fault.empty() && children == 2 && plan.kind != Kind::kUnion) {
    fault = JoinFault(plan);
  }
  return fault;
}

}  // namespace

std::string VerifyPlan(const Plan& plan) {
  std::string fault = Fault(plan);
  for (const PlanPtr& child : plan.children) {
    if (fault.empty()) fault = VerifyPlan(*child);
  }
  for (const auto& [group, pattern] : plan.exists) {
    if (fault.empty()) fault = VerifyPlan(*pattern);
  }
  return fault;
}

}  // namespace zhimai::sparql
