// Operators that look at one row of their child at a time.
#pragma once

#include <vector>

#include "graph/exec/operator.h"

namespace zhimai::sparql {

inline constexpr size_t kAbsentColumn = ~size_t{0};

// Where each column of a plan comes from in its child, or kAbsentColumn.
std::vector<size_t> SourcesOf(const Plan& plan, const Plan& child);

class RowOperator : public Operator {
 public:
  RowOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : Operator(plan, context),
        child_(std::move(child)),
        sources_(SourcesOf(plan, child_->plan())),
        row_(plan.columns.size()) {}

 protected:
  // Changes row(), or drops it: `*keep` is true at first. `batch` and `at` say
  // where the row stands in what the child gave.
  virtual Status Visit(const Batch& batch, size_t at, bool* keep) = 0;

  // The child's values in the columns of the plan; none where it has no such.
  std::vector<TermId>& row() { return row_; }
  const Plan& child_plan() const { return child_->plan(); }
  // The terms of this column of the child are fetched a batch at a time.
  void WillRead(size_t child_column) { read_.push_back(child_column); }

 private:
  Status DoReset() final { return child_->Reset(); }
  Status DoNext(Batch* out) final;

  OperatorPtr child_;
  std::vector<size_t> sources_;
  std::vector<TermId> row_;
  std::vector<size_t> read_;
  Batch batch_;
};

}  // namespace zhimai::sparql
