// Operators that look at one row at a time, and unions.
#include <algorithm>

#include "graph/exec/graph_names.h"
#include "graph/exec/operators.h"
#include "graph/exec/row_operator.h"

namespace zhimai::sparql {
namespace {

void CopyColumns(const Batch& in, const std::vector<size_t>& sources,
                 Batch* out) {
  out->rows = in.rows;
  for (size_t i = 0; i < sources.size(); ++i) {
    if (sources[i] == kAbsentColumn) {
      out->columns[i].assign(in.rows, TermId{});
    } else {
      out->columns[i] = in.columns[sources[i]];
    }
  }
}

class ProjectOperator final : public Operator {
 public:
  ProjectOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : Operator(plan, context),
        child_(std::move(child)),
        sources_(SourcesOf(plan, child_->plan())) {}

 protected:
  Status DoReset() override { return child_->Reset(); }
  Status DoNext(Batch* out) override {
    ZM_TRY(child_->Next(&batch_));
    CopyColumns(batch_, sources_, out);
    return {};
  }

 private:
  OperatorPtr child_;
  std::vector<size_t> sources_;
  Batch batch_;
};

class UnionOperator final : public Operator {
 public:
  UnionOperator(const Plan& plan, ExecContext* context,
                std::vector<OperatorPtr> children)
      : Operator(plan, context), children_(std::move(children)) {
    for (const OperatorPtr& child : children_) {
      sources_.push_back(SourcesOf(plan, child->plan()));
    }
  }

 protected:
  Status DoReset() override {
    at_ = 0;
    return children_.empty() ? Status() : children_[0]->Reset();
  }
  Status DoNext(Batch* out) override {
    while (at_ < children_.size()) {
      ZM_TRY(children_[at_]->Next(&batch_));
      if (batch_.rows > 0) {
        CopyColumns(batch_, sources_[at_], out);
        return {};
      }
      if (++at_ < children_.size()) ZM_TRY(children_[at_]->Reset());
    }
    return {};
  }

 private:
  std::vector<OperatorPtr> children_;
  std::vector<std::vector<size_t>> sources_;
  size_t at_ = 0;
  Batch batch_;
};

class SliceOperator final : public Operator {
 public:
  SliceOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : Operator(plan, context), child_(std::move(child)) {}

 protected:
  Status DoReset() override {
    skip_ = plan().offset;
    left_ = plan().limit;
    return child_->Reset();
  }
  Status DoNext(Batch* out) override {
    while (out->rows == 0 && left_ != uint64_t{0}) {
      ZM_TRY(child_->Next(&batch_));
      if (batch_.rows == 0) return {};
      const auto first =
          static_cast<size_t>(std::min<uint64_t>(skip_, batch_.rows));
      skip_ -= first;
      size_t count = batch_.rows - first;
      if (left_) {
        count = static_cast<size_t>(std::min<uint64_t>(count, *left_));
        *left_ -= count;
      }
      for (size_t i = 0; i < out->columns.size(); ++i) {
        const auto begin =
            batch_.columns[i].begin() + static_cast<std::ptrdiff_t>(first);
        out->columns[i].assign(begin,
                               begin + static_cast<std::ptrdiff_t>(count));
      }
      out->rows = count;
    }
    return {};
  }

 private:
  OperatorPtr child_;
  uint64_t skip_ = 0;
  std::optional<uint64_t> left_;
  Batch batch_;
};

// Takes triple terms apart.
class UnpackOperator final : public RowOperator {
 public:
  UnpackOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : RowOperator(plan, context, std::move(child)),
        triple_(*child_plan().ColumnOf(plan.variable)) {
    WillRead(triple_);
  }

 protected:
  Status Visit(const Batch& batch, size_t at, bool* keep) override {
    return Unpack(batch.columns[triple_][at], keep);
  }

 private:
  Status Unpack(TermId id, bool* fits) {
    *fits = false;
    if (id.is_none()) return {};
    if (!IsLocalTerm(id) && !id.is_triple()) return {};
    ZM_TRY_ASSIGN(const TermPtr term, context().terms.Get(id));
    if (!term->is_triple()) return {};
    const Triple& triple = term->triple();
    const std::pair<const IdSlot*, const Term*> parts[] = {
        {&plan().subject, &triple.subject},
        {&plan().predicate, &triple.predicate},
        {&plan().object, &triple.object}};
    for (const auto& [slot, part] : parts) {
      ZM_TRY_ASSIGN(const TermId found, context().terms.Intern(*part));
      TermId wanted = slot->id;
      TermId* cell = nullptr;
      if (slot->variable) {
        cell = &row()[*plan().ColumnOf(*slot->variable)];
        wanted = *cell;
        if (wanted.is_none()) wanted = context().parameters[*slot->variable];
      }
      if (!wanted.is_none() && wanted != found) return {};
      if (cell != nullptr) *cell = found;
    }
    *fits = true;
    return {};
  }

  size_t triple_;  // column of the child
};

// Joins the graph that a pattern was found in into the variable of GRAPH.
class RebindOperator final : public RowOperator {
 public:
  RebindOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : RowOperator(plan, context, std::move(child)),
        target_(*plan.ColumnOf(plan.variable)),
        graph_(*plan.ColumnOf(plan.graph.variable)) {}

 protected:
  Status Visit(const Batch&, size_t, bool* keep) override {
    if (row()[target_].is_none()) row()[target_] = row()[graph_];
    *keep = row()[target_] == row()[graph_];
    return {};
  }

 private:
  size_t target_;
  size_t graph_;
};

class GraphLoopOperator final : public Operator {
 public:
  GraphLoopOperator(const Plan& plan, ExecContext* context, OperatorPtr child)
      : Operator(plan, context),
        child_(std::move(child)),
        sources_(SourcesOf(plan, child_->plan())),
        column_(*plan.ColumnOf(plan.variable)) {}

 protected:
  Status DoReset() override {
    ZM_TRY_ASSIGN(graphs_, NamedGraphs(plan().graph, &context()));
    at_ = 0;
    open_ = false;
    return {};
  }

  Status DoNext(Batch* out) override {
    TermId& parameter = context().parameters[plan().variable];
    const TermId saved = parameter;
    Status status;
    while (status.ok() && at_ < graphs_.size() && out->rows == 0) {
      parameter = graphs_[at_];
      status = Step(out);
    }
    parameter = saved;
    return status;
  }

 private:
  Status Step(Batch* out) {
    if (!open_) ZM_TRY(child_->Reset());
    open_ = true;
    ZM_TRY(child_->Next(&batch_));
    if (batch_.rows == 0) {
      open_ = false;
      ++at_;
      return {};
    }
    CopyColumns(batch_, sources_, out);
    out->columns[column_].assign(batch_.rows, graphs_[at_]);
    return {};
  }

  OperatorPtr child_;
  std::vector<size_t> sources_;
  size_t column_;
  std::vector<TermId> graphs_;
  size_t at_ = 0;
  bool open_ = false;
  Batch batch_;
};

}  // namespace

OperatorPtr MakeSimpleOperator(const Plan& plan, ExecContext* context,
                               std::vector<OperatorPtr> children) {
  switch (plan.kind) {
    case Plan::Kind::kUnion:
      return std::make_unique<UnionOperator>(plan, context,
                                             std::move(children));
    case Plan::Kind::kSlice:
      return std::make_unique<SliceOperator>(plan, context,
                                             std::move(children[0]));
    case Plan::Kind::kUnpack:
      return std::make_unique<UnpackOperator>(plan, context,
                                              std::move(children[0]));
    case Plan::Kind::kRebind:
      return std::make_unique<RebindOperator>(plan, context,
                                              std::move(children[0]));
    case Plan::Kind::kGraphLoop:
      return std::make_unique<GraphLoopOperator>(plan, context,
                                                 std::move(children[0]));
    default:
      return std::make_unique<ProjectOperator>(plan, context,
                                               std::move(children[0]));
  }
}

}  // namespace zhimai::sparql
