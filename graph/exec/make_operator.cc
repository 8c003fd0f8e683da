#include "graph/exec/operators.h"

namespace zhimai::sparql {
namespace {

// The algebra bounds the depth.
Result<OperatorPtr> Make(const Plan& plan, ExecContext* context,
                         OperatorList* all) {
  std::vector<OperatorPtr> children;
  for (const PlanPtr& child : plan.children) {
    ZM_TRY_ASSIGN(OperatorPtr made, MakeOperator(*child, context, all));
    children.push_back(std::move(made));
  }
  switch (plan.kind) {
    case Plan::Kind::kUnit:
    case Plan::Kind::kNothing:
    case Plan::Kind::kScan:
    case Plan::Kind::kGraphNames:
    case Plan::Kind::kValues:
      return MakeLeafOperator(plan, context);
    case Plan::Kind::kLookup:
      return MakeLookupOperator(plan, context);
    case Plan::Kind::kPath:
      return MakePathOperator(plan, context);
    case Plan::Kind::kHashJoin:
    case Plan::Kind::kLeftHash:
    case Plan::Kind::kSemiHash:
      return MakeHashOperator(plan, context, std::move(children), all);
    case Plan::Kind::kProbeJoin:
    case Plan::Kind::kLeftProbe:
    case Plan::Kind::kSemiProbe:
      return MakeProbeOperator(plan, context, std::move(children), all);
    case Plan::Kind::kMergeJoin:
      return MakeMergeOperator(plan, context, std::move(children));
    case Plan::Kind::kFilter:
    case Plan::Kind::kExtend:
      return MakeExpressionOperator(plan, context, std::move(children), all);
    case Plan::Kind::kUnpack:
    case Plan::Kind::kUnion:
    case Plan::Kind::kRebind:
    case Plan::Kind::kGraphLoop:
    case Plan::Kind::kProject:
    case Plan::Kind::kSlice:
      return MakeSimpleOperator(plan, context, std::move(children));
    case Plan::Kind::kGroup:
      return MakeGroupOperator(plan, context, std::move(children[0]), all);
    case Plan::Kind::kDistinct:
    case Plan::Kind::kReduced:
      return MakeDistinctOperator(plan, context, std::move(children[0]));
    case Plan::Kind::kOrder:
      return MakeOrderOperator(plan, context, std::move(children[0]));
  }
  ZM_CHECK(false);
  return OperatorPtr();
}

}  // namespace

Result<OperatorPtr> MakeOperator(const Plan& plan, ExecContext* context,
                                 OperatorList* all) {
  ZM_TRY_ASSIGN(OperatorPtr made, Make(plan, context, all));
  if (all != nullptr) all->push_back(made.get());
  return made;
}

}  // namespace zhimai::sparql
