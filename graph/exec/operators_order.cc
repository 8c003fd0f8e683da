// ORDER BY, whole or its first rows.
#include <algorithm>
#include <numeric>
#include <optional>

#include "graph/exec/id_table.h"
#include "graph/exec/operators.h"
#include "graph/exec/spill.h"
#include "graph/exec/value.h"

namespace zhimai::sparql {
namespace {

// Rows collected before all but the first `limit` are dropped.
constexpr size_t kMinRun = 4096;

// What decoding and ranking the key of one row may take.
constexpr size_t kKeyBytes = 320;

// Of keys: numbers that order as the terms do.
using RankColumn = std::vector<uint32_t>;

// The key of one row, decoded, for merging.
struct Key {
  std::vector<TermPtr> terms;  // null: unbound
  std::vector<std::optional<Value>> values;
};

// The next row of a sorted run.
struct Head {
  const TermId* row = nullptr;
  Key key;
  size_t run = 0;
};

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
    runs_.clear();
    heads_.clear();
    file_.Clear();
    done_ = false;
    next_ = 0;
    return child_->Reset();
  }

  Status DoNext(Batch* out) override {
    if (!done_) {
      ZM_TRY(Consume());
      done_ = true;
    }
    if (!runs_.empty()) return Merge(out);
    for (; next_ < rows_.size() && out->rows < kBatchRows; ++next_) {
      out->Append(rows_.row(next_));
    }
    return {};
  }

 private:
  static constexpr uint64_t kMaxRowsOfTopK = uint64_t{1} << 30;

  size_t BytesOfRow() const {
    return row_.size() * sizeof(TermId) + keys_.size() * kKeyBytes;
  }

  Status Consume() {
    Batch batch;
    uint64_t enough = UINT64_MAX;
    if (plan().limit.value_or(kMaxRowsOfTopK) < kMaxRowsOfTopK) {
      enough = std::max<uint64_t>(kMinRun, 2 * *plan().limit);
    }
    for (;;) {
      ZM_TRY(child_->Next(&batch));
      if (batch.rows == 0) break;
      for (size_t i = 0; i < batch.rows; ++i) {
        batch.CopyRow(i, row_.data());
        ZM_TRY(rows_.Append(row_.data()));
      }
      if (rows_.size() > enough) ZM_TRY(Sort());
      if (ShouldSpill(context().memory, rows_.size() * BytesOfRow())) {
        ZM_TRY(SpillRun());
      }
    }
    if (runs_.empty()) return Sort();
    ZM_TRY(SpillRun());
    return StartMerge();
  }

  Status SpillRun() {
    ZM_TRY(Sort());
    runs_.emplace_back(&file_, row_.size());
    for (size_t i = 0; i < rows_.size(); ++i) {
      ZM_TRY(runs_.back().Append(rows_.row(i)));
    }
    rows_.Clear();
    return runs_.back().Finish();
  }

  Status StartMerge() {
    const size_t share = ShareOf(context().memory) / 2 / runs_.size();
    const size_t rows = std::clamp<size_t>(share / BytesOfRow(), 4, 512);
    ZM_TRY(hold_.Add(runs_.size() * (rows + 1) * BytesOfRow()));
    for (size_t i = 0; i < runs_.size(); ++i) {
      runs_[i].set_read_rows(rows);
      Head head;
      head.run = i;
      ZM_TRY(Advance(&head));
      if (head.row != nullptr) heads_.push_back(std::move(head));
    }
    std::make_heap(heads_.begin(), heads_.end(), After());
    return {};
  }

  Status Advance(Head* head) {
    ZM_TRY_ASSIGN(head->row, runs_[head->run].Next());
    if (head->row == nullptr) return {};
    const SpilledRows& run = runs_[head->run];
    if (run.fresh()) ZM_TRY(PrefetchKeys(head->row, run.ahead()));
    head->key = Key();
    for (const auto& [column, descending] : keys_) {
      const TermId id = head->row[column];
      head->key.terms.emplace_back();
      head->key.values.emplace_back();
      if (id.is_none()) continue;
      ZM_TRY_ASSIGN(head->key.terms.back(), context().terms.Get(id));
      head->key.values.back() = Value::Of(*head->key.terms.back());
    }
    return {};
  }

  Status PrefetchKeys(const TermId* rows, size_t count) {
    std::vector<TermId> ids;
    for (const auto& [column, descending] : keys_) {
      for (size_t i = 0; i < count; ++i) {
        ids.push_back(rows[i * row_.size() + column]);
      }
    }
    return context().terms.Prefetch(&ids);
  }

  // The heap has what comes first on top; runs keep the order of the input.
  struct HeadAfter {
    const std::vector<std::pair<size_t, bool>>& keys;

    bool operator()(const Head& a, const Head& b) const {
      for (size_t i = 0; i < keys.size(); ++i) {
        const auto& left = a.key.values[i];
        const auto& right = b.key.values[i];
        const auto order =
            CompareForOrder(left ? &*left : nullptr, right ? &*right : nullptr);
        if (order != 0) return keys[i].second ? order < 0 : order > 0;
      }
      return a.run > b.run;
    }
  };
  HeadAfter After() const { return {keys_}; }

  Status Merge(Batch* out) {
    while (out->rows < kBatchRows && !heads_.empty()) {
      std::pop_heap(heads_.begin(), heads_.end(), After());
      Head& head = heads_.back();
      out->Append(head.row);
      ZM_TRY(Advance(&head));
      if (head.row == nullptr) {
        heads_.pop_back();
      } else {
        std::push_heap(heads_.begin(), heads_.end(), After());
      }
    }
    return {};
  }

  Status Sort() {
    std::vector<RankColumn> columns;
    for (const auto& [column, descending] : keys_) {
      columns.emplace_back();
      ZM_TRY(hold_.Add(rows_.size() * sizeof(uint32_t)));
      ZM_TRY(Rank(column, descending, &columns.back()));
    }
    ZM_TRY(hold_.Add(rows_.size() * (sizeof(uint32_t) + sizeof(TermId))));
    std::vector<uint32_t> sequence(rows_.size());
    std::iota(sequence.begin(), sequence.end(), 0U);
    const size_t keep = plan().limit ? static_cast<size_t>(std::min<uint64_t>(
                                           *plan().limit, sequence.size()))
                                     : sequence.size();
    Status stopped;
    std::partial_sort(sequence.begin(),
                      sequence.begin() + static_cast<std::ptrdiff_t>(keep),
                      sequence.end(), [&](uint32_t a, uint32_t b) {
                        if (stopped.ok()) stopped = context().PollOften();
                        for (const RankColumn& ranks : columns) {
                          if (ranks[a] != ranks[b]) return ranks[a] < ranks[b];
                        }
                        return a < b;
                      });
    ZM_TRY(stopped);
    sequence.resize(keep);
    rows_.Select(sequence);
    hold_.Clear();
    return {};
  }

  Status Rank(size_t column, bool descending, RankColumn* out) {
    const size_t before = hold_.held();
    std::vector<TermId> ids;
    ZM_TRY(hold_.Add(3 * rows_.size() * sizeof(TermId)));
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
    std::vector<uint32_t> ranks(distinct.size());
    uint32_t rank = 0;
    for (size_t i = 0; i < sequence.size(); ++i) {
      if (i > 0 &&
          CompareForOrder(value(sequence[i - 1]), value(sequence[i])) != 0) {
        ++rank;
      }
      ranks[sequence[i]] = rank;
    }
    for (const TermId id : ids) {
      ZM_TRY(context().PollOften());
      const auto found = std::lower_bound(distinct.begin(), distinct.end(), id);
      rank = ranks[static_cast<size_t>(found - distinct.begin())];
      out->push_back(descending ? ~rank : rank);
    }
    return hold_.Set(before);
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
  SpillFile file_;
  std::vector<SpilledRows> runs_;
  std::vector<Head> heads_;  // a heap
  size_t next_ = 0;
  bool done_ = false;
};

}  // namespace

OperatorPtr MakeOrderOperator(const Plan& plan, ExecContext* context,
                              OperatorPtr child) {
  return std::make_unique<OrderOperator>(plan, context, std::move(child));
}

}  // namespace zhimai::sparql
