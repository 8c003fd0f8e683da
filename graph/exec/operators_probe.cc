// Joins that evaluate their right side anew for each row of the left, with
// the row's values put in.
#include "graph/exec/id_table.h"
#include "graph/exec/join_condition.h"
#include "graph/exec/operators.h"
#include "graph/exec/row_combiner.h"

namespace zhimai::sparql {
namespace {

// Inner joins, OPTIONAL, EXISTS and MINUS.
class ProbeOperator final : public Operator {
 public:
  ProbeOperator(const Plan& plan, ExecContext* context,
                std::vector<OperatorPtr> children, JoinCondition condition)
      : Operator(plan, context),
        left_(std::move(children[0])),
        right_(std::move(children[1])),
        condition_(std::move(condition)),
        combiner_(left_->plan().columns, right_->plan().columns,
                  CombinedColumns(plan)),
        outer_(plan.kind == Plan::Kind::kLeftProbe),
        semi_(plan.kind == Plan::Kind::kSemiProbe),
        left_row_(left_->plan().columns.size()),
        right_row_(right_->plan().columns.size()),
        row_(plan.columns.size()) {
    for (const VarId id : plan.keys) {
      key_columns_.push_back(*left_->plan().ColumnOf(id));
    }
    saved_.resize(plan.keys.size());
  }

 protected:
  Status DoReset() override {
    batch_.Reset(0);
    right_batch_.Reset(0);
    next_row_ = next_right_ = 0;
    has_left_ = false;
    return left_->Reset();
  }

  Status DoNext(Batch* out) override {
    const size_t wanted = NextBatchRows();
    while (out->rows < wanted) {
      if (!has_left_) {
        bool more = false;
        ZM_TRY(NextLeft(&more));
        if (!more) return {};
      }
      ZM_TRY(Step(wanted, out));
    }
    return {};
  }

 private:
  static const std::vector<VarId>& CombinedColumns(const Plan& plan) {
    return plan.columns;
  }

  // Runs the right side with the values of the row, and only then.
  template <typename Action>
  Status WithKeys(Action action) {
    Parameters& parameters = context().parameters;
    const std::vector<VarId>& keys = plan().keys;
    for (size_t i = 0; i < keys.size(); ++i) {
      saved_[i] = parameters[keys[i]];
      parameters[keys[i]] = left_row_[key_columns_[i]];
    }
    Status status = action();
    for (size_t i = 0; i < keys.size(); ++i) parameters[keys[i]] = saved_[i];
    return status;
  }

  Status NextLeft(bool* more) {
    if (next_row_ == batch_.rows) {
      ZM_TRY(left_->Next(&batch_));
      next_row_ = 0;
      if (batch_.rows == 0) return {};
    }
    batch_.CopyRow(next_row_++, left_row_.data());
    has_left_ = *more = true;
    matched_ = false;
    next_right_ = 0;
    right_batch_.Reset(0);
    return WithKeys([&] { return right_->Reset(); });
  }

  Status Step(size_t wanted, Batch* out) {
    for (;;) {
      if (next_right_ == right_batch_.rows) {
        ZM_TRY(WithKeys([&] { return right_->Next(&right_batch_); }));
        next_right_ = 0;
        if (right_batch_.rows == 0) break;
      }
      while (next_right_ < right_batch_.rows) {
        if (out->rows >= wanted) return {};
        right_batch_.CopyRow(next_right_++, right_row_.data());
        bool fits =
            combiner_.Combine(left_row_.data(), right_row_.data(), row_.data());
        if (fits) ZM_TRY(condition_.Test(row_.data(), &fits));
        if (!fits) continue;
        matched_ = true;
        if (semi_) return FinishRow(out);
        out->Append(row_.data());
      }
    }
    return FinishRow(out);
  }

  Status FinishRow(Batch* out) {
    has_left_ = false;
    if (semi_) {
      if (matched_ != plan().anti) out->Append(left_row_.data());
    } else if (outer_ && !matched_) {
      combiner_.Combine(left_row_.data(), nullptr, row_.data());
      out->Append(row_.data());
    }
    return {};
  }

  OperatorPtr left_;
  OperatorPtr right_;
  JoinCondition condition_;
  RowCombiner combiner_;
  bool outer_;
  bool semi_;
  std::vector<size_t> key_columns_;
  std::vector<TermId> saved_;
  Batch batch_;
  size_t next_row_ = 0;
  Batch right_batch_;
  size_t next_right_ = 0;
  std::vector<TermId> left_row_;
  std::vector<TermId> right_row_;
  std::vector<TermId> row_;
  bool has_left_ = false;
  bool matched_ = false;
};

// Both sides ascend by the keys.
class MergeJoinOperator final : public Operator {
 public:
  MergeJoinOperator(const Plan& plan, ExecContext* context,
                    std::vector<OperatorPtr> children)
      : Operator(plan, context),
        combiner_(children[0]->plan().columns, children[1]->plan().columns,
                  plan.columns),
        left_(std::move(children[0]), plan.keys),
        right_(std::move(children[1]), plan.keys),
        group_(right_.width(), &context->memory),
        row_(plan.columns.size()) {}

 protected:
  Status DoReset() override {
    group_.Clear();
    group_key_.clear();
    next_in_group_ = 0;
    in_group_ = false;
    ZM_TRY(left_.Reset());
    return right_.Reset();
  }

  Status DoNext(Batch* out) override {
    const size_t wanted = NextBatchRows();
    while (out->rows < wanted) {
      if (!in_group_) {
        bool more = false;
        ZM_TRY(Align(&more));
        if (!more) return {};
        in_group_ = true;
        next_in_group_ = 0;
      }
      for (; next_in_group_ < group_.size() && out->rows < wanted;
           ++next_in_group_) {
        if (combiner_.Combine(left_.row(), group_.row(next_in_group_),
                              row_.data())) {
          out->Append(row_.data());
        }
      }
      if (next_in_group_ < group_.size()) return {};
      in_group_ = false;
      ZM_TRY(left_.Advance());
      ZM_TRY(context().PollOften());
    }
    return {};
  }

 private:
  // One row at a time of a child.
  class Side {
   public:
    Side(OperatorPtr child, const std::vector<VarId>& keys)
        : child_(std::move(child)), row_(child_->plan().columns.size()) {
      for (const VarId id : keys) {
        columns_.push_back(*child_->plan().ColumnOf(id));
      }
      key_.resize(keys.size());
    }

    size_t width() const { return row_.size(); }
    Status Reset() {
      batch_.Reset(0);
      next_ = 0;
      done_ = false;
      ZM_TRY(child_->Reset());
      return Advance();
    }
    Status Advance() {
      if (next_ == batch_.rows) {
        ZM_TRY(child_->Next(&batch_));
        next_ = 0;
        done_ = batch_.rows == 0;
        if (done_) return {};
      }
      batch_.CopyRow(next_++, row_.data());
      for (size_t i = 0; i < key_.size(); ++i) key_[i] = row_[columns_[i]];
      return {};
    }
    bool done() const { return done_; }
    const TermId* row() const { return row_.data(); }
    const std::vector<TermId>& key() const { return key_; }

   private:
    OperatorPtr child_;
    std::vector<size_t> columns_;
    Batch batch_;
    size_t next_ = 0;
    bool done_ = false;
    std::vector<TermId> row_;
    std::vector<TermId> key_;
  };

  // Moves to a row of the left that has partners; they are in group_.
  Status Align(bool* more) {
    while (!left_.done()) {
      if (!group_key_.empty() && group_key_ == left_.key()) {
        *more = true;
        return {};
      }
      if (right_.done()) return {};
      if (left_.key() < right_.key()) {
        ZM_TRY(left_.Advance());
        continue;
      }
      if (right_.key() < left_.key()) {
        ZM_TRY(right_.Advance());
        continue;
      }
      group_.Clear();
      group_key_ = right_.key();
      while (!right_.done() && right_.key() == group_key_) {
        ZM_TRY(group_.Append(right_.row()));
        ZM_TRY(right_.Advance());
      }
    }
    return {};
  }

  RowCombiner combiner_;
  Side left_;
  Side right_;
  IdTable group_;
  std::vector<TermId> group_key_;
  size_t next_in_group_ = 0;
  bool in_group_ = false;
  std::vector<TermId> row_;
};

}  // namespace

Result<OperatorPtr> MakeProbeOperator(const Plan& plan, ExecContext* context,
                                      std::vector<OperatorPtr> children,
                                      OperatorList* all) {
  ZM_TRY_ASSIGN(JoinCondition condition,
                JoinCondition::Make(plan, context, all));
  return OperatorPtr(std::make_unique<ProbeOperator>(
      plan, context, std::move(children), std::move(condition)));
}

OperatorPtr MakeMergeOperator(const Plan& plan, ExecContext* context,
                              std::vector<OperatorPtr> children) {
  return std::make_unique<MergeJoinOperator>(plan, context,
                                             std::move(children));
}

}  // namespace zhimai::sparql
