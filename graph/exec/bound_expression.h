// Expressions of a plan, ready to run over rows of ids.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/exec_context.h"
#include "graph/exec/expression.h"
#include "graph/exec/operator.h"
#include "graph/plan/plan.h"

namespace zhimai::sparql {

// One row of ids as expressions see it. Columns from `columns.size()` on are
// values from outside, by VarId.
class IdRow final : public Row {
 public:
  IdRow(const std::vector<VarId>& columns, ExecContext* context)
      : columns_(columns), context_(*context), terms_(columns.size()) {}

  // `ids`: one for each column; borrowed until the next Set().
  void Set(const TermId* ids);
  const Term* At(size_t column) const override;
  // The value of a variable, from outside if the row has none.
  TermId ValueOf(VarId id) const;

 private:
  const Term* Decode(TermId id, TermPtr* keep) const;

  const std::vector<VarId>& columns_;
  ExecContext& context_;
  const TermId* ids_ = nullptr;
  mutable std::vector<TermPtr> terms_;
  mutable std::vector<TermPtr> outside_;
};

// A correlated pattern: EXISTS.
class ExistsPattern {
 public:
  // `variables`: what the pattern mentions and the row may bind.
  ExistsPattern(OperatorPtr root, std::vector<VarId> variables)
      : root_(std::move(root)), variables_(std::move(variables)) {}

  Result<bool> Matches(const IdRow& row, ExecContext* context);

 private:
  Result<bool> Search(ExecContext* context);

  OperatorPtr root_;
  std::vector<VarId> variables_;
  // The last row's values and answer: rows of one subject come together.
  std::vector<TermId> last_;
  std::optional<bool> answer_;
};

class BoundExpression {
 public:
  // `exists`: the plans of the patterns inside.
  static Result<BoundExpression> Make(
      const Expr& expr, const std::vector<VarId>& columns,
      const std::map<const Group*, PlanPtr>& exists, ExecContext* context,
      std::vector<const Operator*>* all);

  // Filters: true, false, or nothing for an error.
  Result<std::optional<bool>> Test(const IdRow& row);
  // None for an error.
  Result<TermId> Evaluate(const IdRow& row);
  Result<std::optional<Value>> EvaluateValue(const IdRow& row);

  // Columns of the row that are read; to be decoded ahead.
  const std::vector<size_t>& columns() const { return read_; }
  // A variable and nothing else: its column.
  std::optional<size_t> variable_column() const { return variable_column_; }

 private:
  void Enter();

  ExecContext* context_ = nullptr;
  CompiledExpression compiled_;
  std::vector<std::shared_ptr<ExistsPattern>> exists_;
  std::vector<size_t> read_;
  std::optional<size_t> variable_column_;
};

// Decodes the given columns of a batch.
Status PrefetchColumns(const Batch& batch, const std::vector<size_t>& columns,
                       ExecContext* context);

}  // namespace zhimai::sparql
