// FILTER, BIND and the expressions of SELECT.
#include "graph/exec/bound_expression.h"
#include "graph/exec/operators.h"
#include "graph/exec/row_operator.h"

namespace zhimai::sparql {
namespace {

class FilterOperator final : public RowOperator {
 public:
  FilterOperator(const Plan& plan, ExecContext* context, OperatorPtr child,
                 std::vector<BoundExpression> filters)
      : RowOperator(plan, context, std::move(child)),
        filters_(std::move(filters)),
        seen_row_(plan.columns, context) {
    for (const BoundExpression& filter : filters_) {
      for (const size_t column : filter.columns()) WillRead(column);
    }
  }

 protected:
  Status Visit(const Batch&, size_t, bool* keep) override {
    seen_row_.Set(row().data());
    context().eval.NewSolution();
    for (BoundExpression& filter : filters_) {
      ZM_TRY_ASSIGN(const std::optional<bool> answer, filter.Test(seen_row_));
      if (answer == true) continue;
      *keep = false;
      return {};
    }
    return {};
  }

 private:
  std::vector<BoundExpression> filters_;
  IdRow seen_row_;  // row() as expressions see it
};

class ExtendOperator final : public RowOperator {
 public:
  ExtendOperator(const Plan& plan, ExecContext* context, OperatorPtr child,
                 std::vector<BoundExpression> expressions)
      : RowOperator(plan, context, std::move(child)),
        expressions_(std::move(expressions)),
        seen_row_(plan.columns, context) {
    const size_t given = child_plan().columns.size();
    for (const BoundExpression& expression : expressions_) {
      for (const size_t column : expression.columns()) {
        if (column < given) WillRead(column);
      }
    }
    for (const VarId id : plan.variables) {
      targets_.push_back(*plan.ColumnOf(id));
    }
  }

 protected:
  Status Visit(const Batch&, size_t, bool* keep) override {
    context().eval.NewSolution();
    for (size_t i = 0; i < expressions_.size(); ++i) {
      ZM_TRY_ASSIGN(const TermId value, Compute(&expressions_[i]));
      // Inside EXISTS the variable may have a value already.
      const TermId given = context().parameters[plan().variables[i]];
      if (!given.is_none() && !value.is_none() && given != value) {
        *keep = false;
        return {};
      }
      row()[targets_[i]] = value;
    }
    return {};
  }

 private:
  Result<TermId> Compute(BoundExpression* expression) {
    const std::optional<size_t> column = expression->variable_column();
    if (!column) {
      seen_row_.Set(row().data());
      return expression->Evaluate(seen_row_);
    }
    const TermId value = row()[*column];
    return value.is_none() ? context().visible[plan().columns[*column]] : value;
  }

  std::vector<BoundExpression> expressions_;
  IdRow seen_row_;  // row() as expressions see it
  std::vector<size_t> targets_;
};

}  // namespace

Result<OperatorPtr> MakeExpressionOperator(const Plan& plan,
                                           ExecContext* context,
                                           std::vector<OperatorPtr> children,
                                           OperatorList* all) {
  std::vector<BoundExpression> bound;
  for (const Expr& expr : plan.filters) {
    ZM_TRY_ASSIGN(
        BoundExpression made,
        BoundExpression::Make(expr, plan.columns, plan.exists, context, all));
    bound.push_back(std::move(made));
  }
  if (plan.kind == Plan::Kind::kFilter) {
    return OperatorPtr(std::make_unique<FilterOperator>(
        plan, context, std::move(children[0]), std::move(bound)));
  }
  return OperatorPtr(std::make_unique<ExtendOperator>(
      plan, context, std::move(children[0]), std::move(bound)));
}

}  // namespace zhimai::sparql
