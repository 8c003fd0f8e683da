// FILTER, BIND and the expressions of SELECT.
#include <algorithm>

#include "graph/exec/bound_expression.h"
#include "graph/exec/operators.h"

namespace zhimai::sparql {
namespace {

class FilterOperator final : public Operator {
 public:
  FilterOperator(const Plan& plan, ExecContext* context, OperatorPtr child,
                 std::vector<BoundExpression> filters)
      : Operator(plan, context),
        child_(std::move(child)),
        filters_(std::move(filters)),
        row_(plan.columns, context),
        ids_(plan.columns.size()) {
    for (const BoundExpression& filter : filters_) {
      read_.insert(read_.end(), filter.columns().begin(),
                   filter.columns().end());
    }
  }

 protected:
  Status DoReset() override { return child_->Reset(); }

  Status DoNext(Batch* out) override {
    while (out->rows == 0) {
      ZM_TRY(child_->Next(&batch_));
      if (batch_.rows == 0) return {};
      ZM_TRY(PrefetchColumns(batch_, read_, &context()));
      for (size_t i = 0; i < batch_.rows; ++i) {
        ZM_TRY(context().PollOften());
        batch_.CopyRow(i, ids_.data());
        bool keep = true;
        ZM_TRY(Test(&keep));
        if (keep) out->Append(ids_.data());
      }
    }
    return {};
  }

 private:
  Status Test(bool* keep) {
    row_.Set(ids_.data());
    context().eval.NewSolution();
    for (BoundExpression& filter : filters_) {
      ZM_TRY_ASSIGN(const std::optional<bool> answer, filter.Test(row_));
      if (answer == true) continue;
      *keep = false;
      return {};
    }
    return {};
  }

  OperatorPtr child_;
  std::vector<BoundExpression> filters_;
  IdRow row_;
  std::vector<TermId> ids_;
  std::vector<size_t> read_;
  Batch batch_;
};

class ExtendOperator final : public Operator {
 public:
  ExtendOperator(const Plan& plan, ExecContext* context, OperatorPtr child,
                 std::vector<BoundExpression> expressions)
      : Operator(plan, context),
        child_(std::move(child)),
        expressions_(std::move(expressions)),
        row_(plan.columns, context),
        ids_(plan.columns.size()) {
    const size_t given = child_->plan().columns.size();
    for (const BoundExpression& expression : expressions_) {
      for (const size_t column : expression.columns()) {
        if (column < given) read_.push_back(column);
      }
    }
    for (const VarId id : plan.variables) {
      targets_.push_back(*plan.ColumnOf(id));
    }
  }

 protected:
  Status DoReset() override { return child_->Reset(); }

  Status DoNext(Batch* out) override {
    while (out->rows == 0) {
      ZM_TRY(child_->Next(&batch_));
      if (batch_.rows == 0) return {};
      ZM_TRY(PrefetchColumns(batch_, read_, &context()));
      for (size_t i = 0; i < batch_.rows; ++i) {
        ZM_TRY(context().PollOften());
        std::fill(ids_.begin(), ids_.end(), TermId{});
        batch_.CopyRow(i, ids_.data());
        bool keep = true;
        ZM_TRY(Compute(&keep));
        if (keep) out->Append(ids_.data());
      }
    }
    return {};
  }

 private:
  Status Compute(bool* keep) {
    context().eval.NewSolution();
    for (size_t i = 0; i < expressions_.size(); ++i) {
      TermId value;
      if (expressions_[i].variable_column()) {
        value = ids_[*expressions_[i].variable_column()];
        if (value.is_none()) {
          value =
              context()
                  .visible[plan().columns[*expressions_[i].variable_column()]];
        }
      } else {
        row_.Set(ids_.data());
        ZM_TRY_ASSIGN(value, expressions_[i].Evaluate(row_));
      }
      // Inside EXISTS the variable may have a value already.
      const TermId given = context().parameters[plan().variables[i]];
      if (!given.is_none() && !value.is_none() && given != value) {
        *keep = false;
        return {};
      }
      ids_[targets_[i]] = value;
    }
    return {};
  }

  OperatorPtr child_;
  std::vector<BoundExpression> expressions_;
  IdRow row_;
  std::vector<TermId> ids_;
  std::vector<size_t> read_;
  std::vector<size_t> targets_;
  Batch batch_;
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
