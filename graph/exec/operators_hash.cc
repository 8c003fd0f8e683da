// Joins that keep their right side in memory.
#include <algorithm>

#include "graph/exec/bound_expression.h"
#include "graph/exec/join_condition.h"
#include "graph/exec/join_table.h"
#include "graph/exec/operators.h"
#include "graph/exec/row_combiner.h"

namespace zhimai::sparql {
namespace {

std::vector<size_t> RightOf(const RowCombiner& combiner) {
  std::vector<size_t> out;
  for (const auto& [left, right] : combiner.shared()) out.push_back(right);
  return out;
}

// Inner joins and OPTIONAL.
class HashJoinOperator final : public Operator {
 public:
  HashJoinOperator(const Plan& plan, ExecContext* context,
                   std::vector<OperatorPtr> children, JoinCondition condition)
      : Operator(plan, context),
        left_(std::move(children[0])),
        right_(std::move(children[1])),
        condition_(std::move(condition)),
        combiner_(left_->plan().columns, right_->plan().columns, plan.columns),
        table_(right_->plan().columns.size(), RightOf(combiner_),
               &context->memory),
        outer_(plan.kind == Plan::Kind::kLeftHash),
        left_row_(left_->plan().columns.size()),
        key_(combiner_.shared().size()),
        row_(plan.columns.size()) {}

 protected:
  Status DoReset() override {
    ZM_TRY(left_->Reset());
    table_.Clear();
    built_ = false;
    batch_.Reset(0);
    next_row_ = 0;
    matches_.clear();
    next_match_ = 0;
    has_left_ = false;
    return {};
  }

  Status DoNext(Batch* out) override {
    const size_t wanted = NextBatchRows();
    if (!built_) ZM_TRY(Build());
    while (out->rows < wanted) {
      if (!has_left_) {
        bool more = false;
        ZM_TRY(NextLeft(&more));
        if (!more) return {};
      }
      ZM_TRY(EmitMatches(wanted, out));
    }
    return {};
  }

 private:
  Status Build() {
    built_ = true;
    ZM_TRY(right_->Reset());
    Batch batch;
    std::vector<TermId> row(right_->plan().columns.size());
    for (;;) {
      ZM_TRY(right_->Next(&batch));
      if (batch.rows == 0) return {};
      for (size_t i = 0; i < batch.rows; ++i) {
        batch.CopyRow(i, row.data());
        ZM_TRY(table_.Add(row.data()));
      }
    }
  }

  Status NextLeft(bool* more) {
    // Nothing on the right joins nothing.
    if (!outer_ && table_.size() == 0) return {};
    if (next_row_ == batch_.rows) {
      ZM_TRY(left_->Next(&batch_));
      next_row_ = 0;
      if (batch_.rows == 0) return {};
    }
    batch_.CopyRow(next_row_++, left_row_.data());
    for (size_t i = 0; i < key_.size(); ++i) {
      key_[i] = left_row_[combiner_.shared()[i].first];
    }
    matches_.clear();
    next_match_ = 0;
    matched_ = false;
    has_left_ = true;
    *more = true;
    return table_.Lookup(key_.data(), &matches_);
  }

  Status EmitMatches(size_t wanted, Batch* out) {
    for (; next_match_ < matches_.size(); ++next_match_) {
      if (out->rows >= wanted) return {};
      const TermId* right = table_.row(matches_[next_match_]);
      if (!combiner_.Combine(left_row_.data(), right, row_.data())) continue;
      bool keep = true;
      ZM_TRY(condition_.Test(row_.data(), &keep));
      if (!keep) {
        ZM_TRY(context().PollOften());
        continue;
      }
      matched_ = true;
      out->Append(row_.data());
    }
    if (outer_ && !matched_) {
      combiner_.Combine(left_row_.data(), nullptr, row_.data());
      out->Append(row_.data());
    }
    has_left_ = false;
    return {};
  }

  OperatorPtr left_;
  OperatorPtr right_;
  JoinCondition condition_;
  RowCombiner combiner_;
  JoinTable table_;
  bool outer_;
  bool built_ = false;
  Batch batch_;
  size_t next_row_ = 0;
  std::vector<TermId> left_row_;
  std::vector<TermId> key_;
  std::vector<TermId> row_;
  std::vector<uint32_t> matches_;
  size_t next_match_ = 0;
  bool has_left_ = false;
  bool matched_ = false;
};

// EXISTS, NOT EXISTS and MINUS.
class SemiHashOperator final : public Operator {
 public:
  SemiHashOperator(const Plan& plan, ExecContext* context,
                   std::vector<OperatorPtr> children)
      : Operator(plan, context),
        left_(std::move(children[0])),
        right_(std::move(children[1])),
        combiner_(left_->plan().columns, right_->plan().columns, plan.columns),
        // Only the shared variables matter.
        set_(combiner_.shared().size(), &context->memory),
        table_(combiner_.shared().size(), Iota(combiner_.shared().size()),
               &context->memory) {
    for (size_t i = 0; i < combiner_.shared().size(); ++i) {
      const VarId id = left_->plan().columns[combiner_.shared()[i].first];
      const bool graph = plan.graph.kind == GraphChoice::Kind::kNamed &&
                         id == plan.graph.variable;
      if (plan.minus && !graph) domain_ |= BoundMask{1} << i;
    }
  }

 protected:
  Status DoReset() override {
    ZM_TRY(left_->Reset());
    table_.Clear();
    set_.Clear();
    built_ = false;
    return {};
  }

  Status DoNext(Batch* out) override {
    if (!built_) ZM_TRY(Build());
    const size_t width = plan().columns.size();
    std::vector<TermId> row(width);
    std::vector<TermId> key(combiner_.shared().size());
    Batch batch;
    while (out->rows == 0) {
      ZM_TRY(left_->Next(&batch));
      if (batch.rows == 0) return {};
      for (size_t i = 0; i < batch.rows; ++i) {
        batch.CopyRow(i, row.data());
        for (size_t k = 0; k < key.size(); ++k) {
          key[k] = row[combiner_.shared()[k].first];
        }
        bool found = false;
        ZM_TRY(table_.Any(key.data(), domain_, &found));
        if (found != plan().anti) out->Append(row.data());
      }
    }
    return {};
  }

 private:
  static std::vector<size_t> Iota(size_t count) {
    std::vector<size_t> out;
    for (size_t i = 0; i < count; ++i) out.push_back(i);
    return out;
  }

  Status Build() {
    built_ = true;
    ZM_TRY(right_->Reset());
    Batch batch;
    std::vector<TermId> key(combiner_.shared().size());
    for (;;) {
      ZM_TRY(right_->Next(&batch));
      if (batch.rows == 0) break;
      for (size_t i = 0; i < batch.rows; ++i) {
        for (size_t k = 0; k < key.size(); ++k) {
          key[k] = batch.columns[combiner_.shared()[k].second][i];
        }
        size_t index = 0;
        bool fresh = false;
        ZM_TRY(set_.Insert(key.data(), &index, &fresh));
        if (fresh) ZM_TRY(table_.Add(key.data()));
      }
    }
    set_.Clear();
    return {};
  }

  OperatorPtr left_;
  OperatorPtr right_;
  RowCombiner combiner_;
  IdRowSet set_;
  JoinTable table_;
  BoundMask domain_ = 0;
  bool built_ = false;
};

}  // namespace

Result<OperatorPtr> MakeHashOperator(const Plan& plan, ExecContext* context,
                                     std::vector<OperatorPtr> children,
                                     OperatorList* all) {
  const RowCombiner combiner(children[0]->plan().columns,
                             children[1]->plan().columns, plan.columns);
  if (combiner.shared().size() > kMaxSharedVariables) {
    return Status(Code::kUnsupported, "two patterns share more than " +
                                          std::to_string(kMaxSharedVariables) +
                                          " variables");
  }
  if (plan.kind == Plan::Kind::kSemiHash) {
    return OperatorPtr(
        std::make_unique<SemiHashOperator>(plan, context, std::move(children)));
  }
  ZM_TRY_ASSIGN(JoinCondition condition,
                JoinCondition::Make(plan, context, all));
  return OperatorPtr(std::make_unique<HashJoinOperator>(
      plan, context, std::move(children), std::move(condition)));
}

}  // namespace zhimai::sparql
