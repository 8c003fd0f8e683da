// Closures of property paths as rows.
#include <algorithm>

#include "graph/exec/graph_names.h"
#include "graph/exec/operators.h"
#include "graph/exec/path_engine.h"

namespace zhimai::sparql {
namespace {

class PathOperator final : public Operator {
 public:
  PathOperator(const Plan& plan, ExecContext* context)
      : Operator(plan, context), engine_(context), hold_(&context->memory) {
    if (plan.subject.variable) from_ = plan.ColumnOf(*plan.subject.variable);
    if (plan.object.variable) to_ = plan.ColumnOf(*plan.object.variable);
    if (plan.graph.kind == GraphChoice::Kind::kNamed) {
      graph_ = plan.ColumnOf(plan.graph.variable);
    }
    row_.resize(plan.columns.size());
  }

 protected:
  Status DoReset() override {
    graphs_.clear();
    const GraphChoice& choice = plan().graph;
    if (choice.kind == GraphChoice::Kind::kNamed) {
      ZM_TRY_ASSIGN(graphs_, NamedGraphs(choice, &context()));
    } else if (choice.kind == GraphChoice::Kind::kOne &&
               !choice.ids[0].is_none()) {
      // A graph that does not exist has no paths, not even those of no steps.
      ZM_TRY_ASSIGN(graphs_, NamedGraphs(choice, &context()));
    } else {
      graphs_ = {TermId{}};
    }
    next_graph_ = 0;
    starts_.clear();
    ends_.clear();
    next_start_ = next_end_ = 0;
    hold_.Clear();
    return {};
  }

  Status DoNext(Batch* out) override {
    const size_t wanted = NextBatchRows();
    while (out->rows < wanted) {
      if (next_end_ < ends_.size()) {
        Emit(ends_[next_end_++], out);
        continue;
      }
      if (next_start_ < starts_.size()) {
        ZM_TRY(Follow(starts_[next_start_++]));
        continue;
      }
      if (next_graph_ == graphs_.size()) return {};
      ZM_TRY(OpenGraph(graphs_[next_graph_++]));
    }
    return {};
  }

 private:
  TermId ValueOf(const IdSlot& slot) {
    return slot.variable ? context().parameters[*slot.variable] : slot.id;
  }

  Status OpenGraph(TermId graph) {
    const GraphChoice& choice = plan().graph;
    engine_.SetGraphs(choice.kind == GraphChoice::Kind::kNamed
                          ? std::vector<TermId>{graph}
                          : choice.ids);
    current_graph_ = graph;
    subject_ = ValueOf(plan().subject);
    object_ = ValueOf(plan().object);
    // From the end that is known.
    forward_ = !subject_.is_none() || object_.is_none();
    starts_.clear();
    next_start_ = 0;
    const TermId start = forward_ ? subject_ : object_;
    if (!start.is_none()) {
      starts_.push_back(start);
      return {};
    }
    ZM_TRY(engine_.Nodes(&starts_));
    return hold_.Set(starts_.size() * sizeof(TermId));
  }

  Status Follow(TermId start) {
    start_ = start;
    next_end_ = 0;
    ZM_TRY(engine_.Reach(*plan().path, start, forward_, &ends_));
    const TermId end = forward_ ? object_ : subject_;
    const bool both_variables =
        plan().subject.variable && plan().object.variable;
    // A path of no steps between two variables starts at a node of the graph.
    if (both_variables && ends_.size() == 1 && ends_[0] == start &&
        !(forward_ ? subject_ : object_).is_none()) {
      ZM_TRY_ASSIGN(const bool node, engine_.IsNode(start));
      if (!node) ends_.clear();
    }
    if (end.is_none()) return {};
    const bool found = std::binary_search(ends_.begin(), ends_.end(), end);
    ends_.clear();
    if (found) ends_.push_back(end);
    return {};
  }

  void Emit(TermId end, Batch* out) {
    const TermId subject = forward_ ? start_ : end;
    const TermId object = forward_ ? end : start_;
    if (from_ && from_ == to_ && subject != object) return;
    if (from_) row_[*from_] = subject;
    if (to_) row_[*to_] = object;
    if (graph_) {
      // GRAPH ?g { ?g :p* ?x } has a variable of its own for the graph.
      row_[*graph_] = current_graph_;
    }
    out->Append(row_.data());
  }

  PathEngine engine_;
  MemoryHold hold_;
  std::optional<size_t> from_;
  std::optional<size_t> to_;
  std::optional<size_t> graph_;
  std::vector<TermId> row_;
  std::vector<TermId> graphs_;
  size_t next_graph_ = 0;
  TermId current_graph_;
  TermId subject_;
  TermId object_;
  bool forward_ = true;
  std::vector<TermId> starts_;
  size_t next_start_ = 0;
  TermId start_;
  std::vector<TermId> ends_;
  size_t next_end_ = 0;
};

}  // namespace

OperatorPtr MakePathOperator(const Plan& plan, ExecContext* context) {
  return std::make_unique<PathOperator>(plan, context);
}

}  // namespace zhimai::sparql
