// Operators: each gives its rows in batches of term ids, pulled by the one
// above.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/exec_context.h"
#include "graph/plan/plan.h"

namespace zhimai::sparql {

inline constexpr size_t kBatchRows = 1024;

// Rows by columns; those of the plan, in its sequence. None is unbound.
struct Batch {
  std::vector<std::vector<TermId>> columns;
  size_t rows = 0;

  void Reset(size_t column_count);
  void Append(const TermId* row);
  // REQUIRES: room for columns.size() ids.
  void CopyRow(size_t row, TermId* out) const;
};

// One thread at a time. Borrows its plan and context.
class Operator {
 public:
  struct Counts {
    uint64_t rows = 0;
    uint64_t resets = 0;
    int64_t nanoseconds = 0;  // with those of its children
  };

  Operator(const Plan& plan, ExecContext* context)
      : plan_(plan), context_(*context) {}
  virtual ~Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;

  // From the beginning, with the context's parameters as they are now. Must be
  // called before the first Next().
  Status Reset();
  // Replaces `*out`; no rows: the end. Errors end the query.
  Status Next(Batch* out);

  const Plan& plan() const { return plan_; }
  const Counts& counts() const { return counts_; }

 protected:
  virtual Status DoReset() = 0;
  virtual Status DoNext(Batch* out) = 0;

  // Small at first, so that LIMIT and EXISTS do not pay for what they drop.
  size_t NextBatchRows();
  ExecContext& context() { return context_; }

 private:
  const Plan& plan_;
  ExecContext& context_;
  Counts counts_;
  size_t batch_rows_ = 0;
};

using OperatorPtr = std::unique_ptr<Operator>;

// Builds what a plan says. `all`, if not null, collects every operator made,
// for EXPLAIN; they live as long as the root.
Result<OperatorPtr> MakeOperator(const Plan& plan, ExecContext* context,
                                 std::vector<const Operator*>* all);

}  // namespace zhimai::sparql
