// DISTINCT and REDUCED.
#include "graph/exec/id_table.h"
#include "graph/exec/operators.h"
#include "graph/exec/spill.h"

namespace zhimai::sparql {
namespace {

class DistinctOperator final : public Operator {
 public:
  DistinctOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : Operator(plan, context),
        child_(std::move(child)),
        seen_(plan.columns.size(), &context->memory),
        row_(plan.columns.size()) {}

 protected:
  Status DoReset() override {
    seen_.Clear();
    spilled_.reset();
    next_part_ = 0;
    last_.clear();
    first_ = true;
    return child_->Reset();
  }

  Status DoNext(Batch* out) override {
    while (out->rows == 0) {
      if (next_part_ > 0) return FromParts(out);
      ZM_TRY(child_->Next(&batch_));
      if (batch_.rows == 0) {
        if (spilled_ == nullptr) return {};
        ZM_TRY(spilled_->Finish());
        next_part_ = 1;
        seen_.Clear();
        continue;
      }
      for (size_t i = 0; i < batch_.rows; ++i) {
        batch_.CopyRow(i, row_.data());
        // REDUCED drops only repetitions in a row, which costs nothing.
        if (!first_ && row_ == last_) continue;
        first_ = false;
        last_ = row_;
        if (plan().kind == Plan::Kind::kReduced) {
          out->Append(row_.data());
        } else {
          ZM_TRY(Take(row_.data(), out));
        }
      }
    }
    return {};
  }

 private:
  // What does not fit is put off, by parts with the same hashes.
  Status Take(const TermId* row, Batch* out) {
    if (spilled_ == nullptr && !plan().keep_order &&
        ShouldSpill(context().memory, seen_.bytes())) {
      spilled_ =
          std::make_unique<SpillPartitions>(row_.size(), &context().memory);
    }
    if (spilled_ != nullptr) {
      if (seen_.Contains(row)) return {};
      return spilled_->Append(HashIds(row, row_.size()), row);
    }
    return Emit(row, out);
  }

  Status Emit(const TermId* row, Batch* out) {
    size_t index = 0;
    bool fresh = false;
    ZM_TRY(seen_.Insert(row, &index, &fresh));
    if (fresh) out->Append(row);
    return {};
  }

  Status FromParts(Batch* out) {
    while (out->rows < kBatchRows && next_part_ <= SpillPartitions::kCount) {
      SpilledRows& part = spilled_->part(next_part_ - 1);
      ZM_TRY_ASSIGN(const TermId* row, part.Next());
      if (row == nullptr) {
        ++next_part_;
        seen_.Clear();
        continue;
      }
      ZM_TRY(Emit(row, out));
      ZM_TRY(context().PollOften());
    }
    return {};
  }

  OperatorPtr child_;
  IdRowSet seen_;
  std::unique_ptr<SpillPartitions> spilled_;
  size_t next_part_ = 0;  // 0: the child is not read to its end
  std::vector<TermId> row_;
  std::vector<TermId> last_;
  bool first_ = true;
  Batch batch_;
};

}  // namespace

OperatorPtr MakeDistinctOperator(const Plan& plan, ExecContext* context,
                                 OperatorPtr child) {
  return std::make_unique<DistinctOperator>(plan, context, std::move(child));
}

}  // namespace zhimai::sparql
