// The condition of a left join, over rows of both sides.
#pragma once

#include <memory>
#include <vector>

#include "graph/exec/bound_expression.h"
#include "graph/exec/operators.h"

namespace zhimai::sparql {

class JoinCondition {
 public:
  static Result<JoinCondition> Make(const Plan& plan, ExecContext* context,
                                    OperatorList* all) {
    JoinCondition out;
    out.context_ = context;
    out.row_ = std::make_unique<IdRow>(plan.columns, context);
    for (const Expr& filter : plan.filters) {
      ZM_TRY_ASSIGN(BoundExpression bound,
                    BoundExpression::Make(filter, plan.columns, plan.exists,
                                          context, all));
      out.filters_.push_back(std::move(bound));
    }
    return out;
  }

  Status Test(const TermId* row, bool* keep) {
    *keep = true;
    if (filters_.empty()) return {};
    row_->Set(row);
    context_->eval.NewSolution();
    for (BoundExpression& filter : filters_) {
      ZM_TRY_ASSIGN(const std::optional<bool> answer, filter.Test(*row_));
      if (answer == true) continue;
      *keep = false;
      return {};
    }
    return {};
  }

 private:
  ExecContext* context_ = nullptr;
  std::unique_ptr<IdRow> row_;
  std::vector<BoundExpression> filters_;
};

}  // namespace zhimai::sparql
