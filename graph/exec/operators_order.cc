// ORDER BY, whole or its first rows.
#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "graph/exec/id_table.h"
#include "graph/exec/operators.h"
#include "graph/exec/value.h"

namespace zhimai::sparql {
namespace {

// Rows collected before all but the first `limit` are dropped.
constexpr size_t kMinRun = 4096;

// Terms of a sort key by their place in the order of terms: equal values have
// one rank. Unbound is before all.
using Ranks = std::unordered_map<uint64_t, uint32_t>;

class OrderOperator final : public Operator {
 public:
  OrderOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : Operator(plan, context),
        child_(std::move(child)),
        rows_(plan.columns.size(), &context->memory),
        hold_(&context->memory),
        row_(plan.columns.size()) {
    for (const SortKey& key : plan.sort_keys) {
      const std::optional<size_t> column = plan.ColumnOf(key.variable);
      if (column) keys_.emplace_back(*column, key.descending);
    }
  }

 protected:
  Status DoReset() override {
    rows_.Clear();
    hold_.Clear();
    done_ = false;
    next_ = 0;
    return child_->Reset();
  }

  Status DoNext(Batch* out) override {
    if (!done_) {
      ZM_TRY(Consume());
      done_ = true;
    }
    for (; next_ < rows_.size() && out->rows < kBatchRows; ++next_) {
      out->Append(rows_.row(next_));
    }
    return {};
  }

 private:
  Status Consume() {
    Batch batch;
    const std::optional<uint64_t> limit = plan().limit;
    for (;;) {
      ZM_TRY(child_->Next(&batch));
      if (batch.rows == 0) break;
      for (size_t i = 0; i < batch.rows; ++i) {
        batch.CopyRow(i, row_.data());
        ZM_TRY(rows_.Append(row_.data()));
      }
      if (limit && rows_.size() > std::max<uint64_t>(kMinRun, 2 * *limit) &&
          *limit < kMaxRowsOfTopK) {
        ZM_TRY(Sort());
      }
    }
    return Sort();
  }

  static constexpr uint64_t kMaxRowsOfTopK = uint64_t{1} << 30;

  Status Sort() {
    std::vector<std::vector<uint32_t>> columns;
    for (const auto& [column, descending] : keys_) {
      columns.emplace_back();
      ZM_TRY(hold_.Add(rows_.size() * sizeof(uint32_t)));
      ZM_TRY(RankColumn(column, descending, &columns.back()));
    }
    ZM_TRY(context().Poll());
    ZM_TRY(hold_.Add(rows_.size() * sizeof(uint32_t)));
    std::vector<uint32_t> sequence(rows_.size());
    std::iota(sequence.begin(), sequence.end(), 0U);
    const auto before = [&](uint32_t a, uint32_t b) {
      for (const std::vector<uint32_t>& ranks : columns) {
        if (ranks[a] != ranks[b]) return ranks[a] < ranks[b];
      }
      return a < b;
    };
    const size_t keep = plan().limit ? static_cast<size_t>(std::min<uint64_t>(
                                           *plan().limit, sequence.size()))
                                     : sequence.size();
    std::partial_sort(sequence.begin(),
                      sequence.begin() + static_cast<std::ptrdiff_t>(keep),
                      sequence.end(), before);
    sequence.resize(keep);
    rows_.Select(sequence);
    hold_.Clear();
    return {};
  }

  Status RankColumn(size_t column, bool descending,
                    std::vector<uint32_t>* out) {
    std::vector<TermId> ids;
    ZM_TRY(hold_.Add(2 * rows_.size() * sizeof(TermId)));
    for (size_t i = 0; i < rows_.size(); ++i) {
      ids.push_back(rows_.row(i)[column]);
    }
    std::vector<TermId> distinct = ids;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()),
                   distinct.end());
    std::vector<Value> values;
    ZM_TRY(DecodeAll(distinct, &values));
    std::vector<uint32_t> sequence(distinct.size());
    std::iota(sequence.begin(), sequence.end(), 0U);
    const auto value = [&](uint32_t i) {
      return distinct[i].is_none() ? nullptr : &values[i];
    };
    Status stopped;
    std::stable_sort(sequence.begin(), sequence.end(),
                     [&](uint32_t a, uint32_t b) {
                       if (stopped.ok()) stopped = context().PollOften();
                       // Comparing nothing ends the sort soon.
                       if (!stopped.ok()) return false;
                       return CompareForOrder(value(a), value(b)) < 0;
                     });
    ZM_TRY(stopped);
    Ranks ranks;
    uint32_t rank = 0;
    for (size_t i = 0; i < sequence.size(); ++i) {
      if (i > 0 &&
          CompareForOrder(value(sequence[i - 1]), value(sequence[i])) != 0) {
        ++rank;
      }
      ranks[distinct[sequence[i]].bits] = rank;
    }
    for (const TermId id : ids) {
      const uint32_t found = ranks[id.bits];
      out->push_back(descending ? ~found : found);
    }
    return {};
  }

  // In steps, so that a deadline is kept.
  Status DecodeAll(const std::vector<TermId>& ids, std::vector<Value>* out) {
    for (size_t begin = 0; begin < ids.size(); begin += kBatchRows) {
      ZM_TRY(context().Poll());
      const size_t end = std::min(ids.size(), begin + kBatchRows);
      std::vector<TermId> some(ids.begin() + static_cast<std::ptrdiff_t>(begin),
                               ids.begin() + static_cast<std::ptrdiff_t>(end));
      ZM_TRY(context().terms.Prefetch(&some));
      for (size_t i = begin; i < end; ++i) {
        if (ids[i].is_none()) {
          out->push_back(Value::Boolean(false));
          continue;
        }
        ZM_TRY_ASSIGN(const TermPtr term, context().terms.Get(ids[i]));
        ZM_TRY(hold_.Add(sizeof(Value) + sizeof(Term) + 64 +
                         term->value().size()));
        out->push_back(Value::Owning(*term));
      }
    }
    return {};
  }

  OperatorPtr child_;
  IdTable rows_;
  MemoryHold hold_;
  std::vector<TermId> row_;
  std::vector<std::pair<size_t, bool>> keys_;
  size_t next_ = 0;
  bool done_ = false;
};

}  // namespace

OperatorPtr MakeOrderOperator(const Plan& plan, ExecContext* context,
                              OperatorPtr child) {
  return std::make_unique<OrderOperator>(plan, context, std::move(child));
}

}  // namespace zhimai::sparql
