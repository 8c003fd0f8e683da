// GROUP BY with aggregates, DISTINCT.
#include <algorithm>

#include "graph/exec/aggregate.h"
#include "graph/exec/bound_expression.h"
#include "graph/exec/id_table.h"
#include "graph/exec/operators.h"

namespace zhimai::sparql {
namespace {

// How an aggregate is computed. Those that need no terms work on ids.
enum class Way { kCountRows, kCountDistinctRows, kCountBound, kSample, kTerms };

struct Aggregate {
  Way way = Way::kTerms;
  bool distinct = false;
  const Expression* ast = nullptr;
  std::optional<BoundExpression> argument;
};

// One aggregate of one group.
struct State {
  uint64_t count = 0;
  TermId sample;
  std::unique_ptr<Accumulator> accumulator;
  size_t charged = 0;
};

Way WayOf(const AggregateCall& call,
          const std::optional<BoundExpression>& argument) {
  if (!call.argument) {
    return call.ast.distinct ? Way::kCountDistinctRows : Way::kCountRows;
  }
  const bool variable = argument->variable_column().has_value();
  if (variable && call.ast.name == "COUNT") return Way::kCountBound;
  if (variable && call.ast.name == "SAMPLE") return Way::kSample;
  return Way::kTerms;
}

class GroupOperator final : public Operator {
 public:
  GroupOperator(const Plan& plan, ExecContext* context, OperatorPtr child,
                std::vector<Aggregate> aggregates)
      : Operator(plan, context),
        child_(std::move(child)),
        aggregates_(std::move(aggregates)),
        groups_(plan.variables.size(), &context->memory),
        hold_(&context->memory),
        row_(child_->plan().columns, context),
        ids_(child_->plan().columns.size()) {
    for (const VarId id : plan.variables) {
      keys_.push_back(child_->plan().ColumnOf(id));
    }
    for (const Aggregate& aggregate : aggregates_) {
      // Rows of (group, values) that were counted already.
      const size_t width = aggregate.way == Way::kCountDistinctRows
                               ? ids_.size() + 1
                               : size_t{2};
      seen_.push_back(std::make_unique<IdRowSet>(width, &context->memory));
      if (aggregate.way != Way::kTerms) continue;
      read_.insert(read_.end(), aggregate.argument->columns().begin(),
                   aggregate.argument->columns().end());
    }
  }

 protected:
  Status DoReset() override {
    groups_.Clear();
    states_.clear();
    hold_.Clear();
    for (const auto& seen : seen_) seen->Clear();
    next_ = 0;
    done_ = false;
    return child_->Reset();
  }

  Status DoNext(Batch* out) override {
    if (!done_) {
      ZM_TRY(Consume());
      done_ = true;
    }
    std::vector<TermId> row(plan().columns.size());
    const size_t keys = plan().variables.size();
    for (; next_ < groups_.rows().size() && out->rows < kBatchRows; ++next_) {
      std::copy_n(groups_.rows().row(next_), keys, row.begin());
      for (size_t i = 0; i < aggregates_.size(); ++i) {
        ZM_TRY_ASSIGN(
            row[keys + i],
            Finish(aggregates_[i], states_[next_ * aggregates_.size() + i]));
      }
      out->Append(row.data());
    }
    return {};
  }

 private:
  Status Consume() {
    Batch batch;
    // Without GROUP BY there is one group, also of nothing.
    if (plan().variables.empty()) {
      size_t group = 0;
      ZM_TRY(FindGroup(nullptr, &group));
    }
    std::vector<TermId> key(keys_.size());
    for (;;) {
      ZM_TRY(child_->Next(&batch));
      if (batch.rows == 0) return {};
      ZM_TRY(PrefetchColumns(batch, read_, &context()));
      for (size_t i = 0; i < batch.rows; ++i) {
        batch.CopyRow(i, ids_.data());
        for (size_t k = 0; k < keys_.size(); ++k) {
          key[k] = keys_[k] ? ids_[*keys_[k]] : TermId{};
        }
        size_t group = 0;
        ZM_TRY(FindGroup(key.data(), &group));
        ZM_TRY(AddRow(group));
        ZM_TRY(context().PollOften());
      }
    }
  }

  Status FindGroup(const TermId* key, size_t* group) {
    bool fresh = false;
    ZM_TRY(groups_.Insert(key, group, &fresh));
    if (!fresh) return {};
    for (const Aggregate& aggregate : aggregates_) {
      states_.emplace_back();
      if (aggregate.way != Way::kTerms) continue;
      states_.back().accumulator = MakeAccumulator(*aggregate.ast);
    }
    return hold_.Add(aggregates_.size() * (sizeof(State) + 64));
  }

  Status AddRow(size_t group) {
    context().eval.NewSolution();
    bool set = false;
    for (size_t i = 0; i < aggregates_.size(); ++i) {
      Aggregate& aggregate = aggregates_[i];
      State& state = states_[group * aggregates_.size() + i];
      if (aggregate.way == Way::kTerms && !set) {
        row_.Set(ids_.data());
        set = true;
      }
      ZM_TRY(AddTo(aggregate, group, seen_[i].get(), &state));
    }
    return {};
  }

  Status AddTo(Aggregate& aggregate, size_t group, IdRowSet* seen,
               State* state) {
    switch (aggregate.way) {
      case Way::kCountRows:
        ++state->count;
        return {};
      case Way::kCountDistinctRows: {
        std::vector<TermId> row = {TermId{group}};
        row.insert(row.end(), ids_.begin(), ids_.end());
        return CountFresh(row.data(), seen, state);
      }
      case Way::kCountBound:
      case Way::kSample: {
        const TermId id = ids_[*aggregate.argument->variable_column()];
        if (id.is_none()) return {};
        if (state->sample.is_none()) state->sample = id;
        const TermId row[] = {TermId{group}, id};
        if (aggregate.distinct && aggregate.way == Way::kCountBound) {
          return CountFresh(row, seen, state);
        }
        ++state->count;
        return {};
      }
      case Way::kTerms:
        break;
    }
    ZM_TRY_ASSIGN(const std::optional<Value> value,
                  aggregate.argument->EvaluateValue(row_));
    state->accumulator->Add(value);
    const size_t bytes = state->accumulator->memory_bytes();
    if (bytes > state->charged) {
      ZM_TRY(hold_.Add(bytes - state->charged));
      state->charged = bytes;
    }
    return {};
  }

  static Status CountFresh(const TermId* row, IdRowSet* seen, State* state) {
    size_t index = 0;
    bool fresh = false;
    ZM_TRY(seen->Insert(row, &index, &fresh));
    if (fresh) ++state->count;
    return {};
  }

  Result<TermId> Finish(const Aggregate& aggregate, const State& state) {
    if (aggregate.way == Way::kSample) return state.sample;
    if (aggregate.way == Way::kTerms) {
      const std::optional<Term> term = state.accumulator->Finish();
      if (!term) return TermId{};
      return context().terms.Intern(*term);
    }
    return context().terms.Intern(
        Term::Literal(std::to_string(state.count),
                      "http://www.w3.org/2001/XMLSchema#integer"));
  }

  OperatorPtr child_;
  std::vector<Aggregate> aggregates_;
  std::vector<std::optional<size_t>> keys_;
  IdRowSet groups_;
  std::vector<State> states_;  // by group, then by aggregate
  std::vector<std::unique_ptr<IdRowSet>> seen_;
  MemoryHold hold_;
  IdRow row_;
  std::vector<TermId> ids_;
  std::vector<size_t> read_;
  size_t next_ = 0;
  bool done_ = false;
};

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
    last_.clear();
    first_ = true;
    return child_->Reset();
  }

  Status DoNext(Batch* out) override {
    while (out->rows == 0) {
      ZM_TRY(child_->Next(&batch_));
      if (batch_.rows == 0) return {};
      for (size_t i = 0; i < batch_.rows; ++i) {
        batch_.CopyRow(i, row_.data());
        // REDUCED drops only repetitions in a row, which costs nothing.
        if (!first_ && row_ == last_) continue;
        first_ = false;
        last_ = row_;
        if (plan().kind == Plan::Kind::kDistinct) {
          size_t index = 0;
          bool fresh = false;
          ZM_TRY(seen_.Insert(row_.data(), &index, &fresh));
          if (!fresh) continue;
        }
        out->Append(row_.data());
      }
    }
    return {};
  }

 private:
  OperatorPtr child_;
  IdRowSet seen_;
  std::vector<TermId> row_;
  std::vector<TermId> last_;
  bool first_ = true;
  Batch batch_;
};

}  // namespace

Result<OperatorPtr> MakeGroupOperator(const Plan& plan, ExecContext* context,
                                      OperatorPtr child, OperatorList* all) {
  std::vector<Aggregate> aggregates;
  for (const AggregateCall& call : plan.aggregates) {
    Aggregate aggregate;
    aggregate.ast = &call.ast;
    aggregate.distinct = call.ast.distinct;
    if (call.argument) {
      ZM_TRY_ASSIGN(aggregate.argument,
                    BoundExpression::Make(*call.argument, child->plan().columns,
                                          plan.exists, context, all));
    }
    aggregate.way = WayOf(call, aggregate.argument);
    aggregates.push_back(std::move(aggregate));
  }
  return OperatorPtr(std::make_unique<GroupOperator>(
      plan, context, std::move(child), std::move(aggregates)));
}

OperatorPtr MakeDistinctOperator(const Plan& plan, ExecContext* context,
                                 OperatorPtr child) {
  return std::make_unique<DistinctOperator>(plan, context, std::move(child));
}

}  // namespace zhimai::sparql
