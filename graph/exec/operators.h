// Internal to graph/exec: what makes operators, by kind of plan.
#pragma once

#include <vector>

#include "graph/exec/operator.h"

namespace zhimai::sparql {

using OperatorList = std::vector<const Operator*>;

// kScan, kValues, kGraphNames, kUnit, kNothing.
OperatorPtr MakeLeafOperator(const Plan& plan, ExecContext* context);
OperatorPtr MakeLookupOperator(const Plan& plan, ExecContext* context);
OperatorPtr MakePathOperator(const Plan& plan, ExecContext* context);

// kUnpack, kUnion, kRebind, kGraphLoop, kProject, kSlice.
OperatorPtr MakeSimpleOperator(const Plan& plan, ExecContext* context,
                               std::vector<OperatorPtr> children);
// kFilter, kExtend.
Result<OperatorPtr> MakeExpressionOperator(const Plan& plan,
                                           ExecContext* context,
                                           std::vector<OperatorPtr> children,
                                           OperatorList* all);
// kHashJoin, kLeftHash, kSemiHash.
Result<OperatorPtr> MakeHashOperator(const Plan& plan, ExecContext* context,
                                     std::vector<OperatorPtr> children,
                                     OperatorList* all);
// kProbeJoin, kLeftProbe, kSemiProbe.
Result<OperatorPtr> MakeProbeOperator(const Plan& plan, ExecContext* context,
                                      std::vector<OperatorPtr> children,
                                      OperatorList* all);
OperatorPtr MakeMergeOperator(const Plan& plan, ExecContext* context,
                              std::vector<OperatorPtr> children);
Result<OperatorPtr> MakeGroupOperator(const Plan& plan, ExecContext* context,
                                      OperatorPtr child, OperatorList* all);
// kDistinct, kReduced.
OperatorPtr MakeDistinctOperator(const Plan& plan, ExecContext* context,
                                 OperatorPtr child);
OperatorPtr MakeOrderOperator(const Plan& plan, ExecContext* context,
                              OperatorPtr child);

}  // namespace zhimai::sparql
