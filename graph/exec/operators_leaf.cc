// Scans, VALUES, graph names, and the two constants.
#include <algorithm>

#include "graph/exec/graph_names.h"
#include "graph/exec/operators.h"

namespace zhimai::sparql {
namespace {

// 0 subject, 1 predicate, 2 object, 3 graph.
TermId At(const IdQuad& quad, size_t position) {
  switch (position) {
    case 0:
      return quad.subject;
    case 1:
      return quad.predicate;
    case 2:
      return quad.object;
    default:
      return quad.graph;
  }
}

class ScanOperator final : public Operator {
 public:
  ScanOperator(const Plan& plan, ExecContext* context)
      : Operator(plan, context), scan_(context->source.NewScan()) {
    const IdSlot* slots[] = {&plan.subject, &plan.predicate, &plan.object};
    std::vector<VarId> seen;
    for (size_t i = 0; i < 3; ++i) {
      if (!slots[i]->variable) continue;
      AddPosition(*slots[i]->variable, i);
    }
    if (plan.graph.kind == GraphChoice::Kind::kNamed) {
      AddPosition(plan.graph.variable, 3);
    }
    std::vector<TermId> listed = plan.graph.ids;
    std::sort(listed.begin(), listed.end());
    listed_ = std::move(listed);
  }

 protected:
  Status DoReset() override {
    const Parameters& parameters = context().parameters;
    const auto value = [&](const IdSlot& slot) -> std::optional<TermId> {
      if (!slot.variable) return slot.id;
      const TermId id = parameters[*slot.variable];
      if (id.is_none()) return std::nullopt;
      return id;
    };
    IdPattern pattern;
    pattern.subject = value(plan().subject);
    pattern.predicate = value(plan().predicate);
    pattern.object = value(plan().object);
    const GraphChoice& graph = plan().graph;
    if (graph.kind == GraphChoice::Kind::kOne) pattern.graph = graph.ids[0];
    if (graph.kind == GraphChoice::Kind::kNamed) {
      const TermId id = parameters[graph.variable];
      if (!id.is_none()) pattern.graph = id;
    }
    last_.reset();
    done_ = false;
    scan_.Open(pattern, plan().order);
    return {};
  }

  Status DoNext(Batch* out) override {
    const size_t wanted = NextBatchRows();
    while (!done_ && out->rows < wanted) {
      if (!scan_.Next()) {
        done_ = true;
        return scan_.status();
      }
      const IdQuad& quad = scan_.quad();
      if (!Wanted(quad)) {
        ZM_TRY(context().PollOften());
        continue;
      }
      for (size_t i = 0; i < positions_.size(); ++i) {
        out->columns[i].push_back(At(quad, positions_[i]));
      }
      ++out->rows;
    }
    return {};
  }

 private:
  void AddPosition(VarId id, size_t position) {
    const size_t column = *plan().ColumnOf(id);
    if (column == positions_.size()) {
      positions_.push_back(position);
    } else {
      equal_.emplace_back(positions_[column], position);
    }
  }

  bool Wanted(const IdQuad& quad) {
    const GraphChoice& graph = plan().graph;
    if (graph.kind == GraphChoice::Kind::kNamed) {
      if (quad.graph.is_none()) return false;
      if (graph.listed && !Listed(quad.graph)) return false;
    }
    if (graph.kind == GraphChoice::Kind::kMerge) {
      if (!Listed(quad.graph)) return false;
      // The graph is the last column of every order: copies are neighbours.
      const IdQuad triple{quad.subject, quad.predicate, quad.object, {}};
      if (last_ == triple) return false;
      last_ = triple;
    }
    for (const auto& [a, b] : equal_) {
      if (At(quad, a) != At(quad, b)) return false;
    }
    const std::vector<TermId>& excluded = plan().excluded;
    return std::find(excluded.begin(), excluded.end(), quad.predicate) ==
           excluded.end();
  }

  bool Listed(TermId graph) const {
    return std::binary_search(listed_.begin(), listed_.end(), graph);
  }

  SourceScan scan_;
  std::vector<size_t> positions_;  // of each column
  std::vector<std::pair<size_t, size_t>> equal_;
  std::vector<TermId> listed_;
  std::optional<IdQuad> last_;
  bool done_ = false;
};

class UnitOperator final : public Operator {
 public:
  UnitOperator(const Plan& plan, ExecContext* context)
      : Operator(plan, context),
        rows_(plan.kind == Plan::Kind::kUnit ? 1U : 0U) {}

 protected:
  Status DoReset() override {
    left_ = rows_;
    return {};
  }
  Status DoNext(Batch* out) override {
    out->rows = left_;
    left_ = 0;
    return {};
  }

 private:
  size_t rows_;
  size_t left_ = 0;
};

class ValuesOperator final : public Operator {
 public:
  ValuesOperator(const Plan& plan, ExecContext* context)
      : Operator(plan, context) {}

 protected:
  Status DoReset() override {
    next_ = 0;
    if (interned_) return {};
    for (const auto& row : plan().rows_of_values) {
      for (const std::optional<Term>& term : row) {
        TermId id;
        if (term) {
          ZM_TRY_ASSIGN(id, context().terms.Intern(*term));
        }
        ids_.push_back(id);
      }
    }
    interned_ = true;
    return {};
  }

  Status DoNext(Batch* out) override {
    const size_t wanted = NextBatchRows();
    const size_t width = plan().columns.size();
    const size_t count = plan().rows_of_values.size();
    for (; next_ < count && out->rows < wanted; ++next_) {
      const TermId* row = ids_.data() + next_ * width;
      bool fits = true;
      for (size_t i = 0; i < width && fits; ++i) {
        const TermId given = context().parameters[plan().columns[i]];
        fits = given.is_none() || row[i].is_none() || given == row[i];
      }
      if (fits) out->Append(row);
    }
    return {};
  }

 private:
  std::vector<TermId> ids_;
  bool interned_ = false;
  size_t next_ = 0;
};

class GraphNamesOperator final : public Operator {
 public:
  GraphNamesOperator(const Plan& plan, ExecContext* context)
      : Operator(plan, context) {}

 protected:
  Status DoReset() override {
    ZM_TRY_ASSIGN(graphs_, NamedGraphs(plan().graph, &context()));
    next_ = 0;
    return {};
  }

  Status DoNext(Batch* out) override {
    const size_t wanted = NextBatchRows();
    if (plan().columns.empty()) {
      // GRAPH <g> {}: one solution if there is such a graph.
      if (next_ == 0 && !graphs_.empty()) out->rows = 1;
      ++next_;
      return {};
    }
    for (; next_ < graphs_.size() && out->rows < wanted; ++next_) {
      out->Append(&graphs_[next_]);
    }
    return {};
  }

 private:
  std::vector<TermId> graphs_;
  size_t next_ = 0;
};

}  // namespace

OperatorPtr MakeLeafOperator(const Plan& plan, ExecContext* context) {
  switch (plan.kind) {
    case Plan::Kind::kScan:
      return std::make_unique<ScanOperator>(plan, context);
    case Plan::Kind::kValues:
      return std::make_unique<ValuesOperator>(plan, context);
    case Plan::Kind::kGraphNames:
      return std::make_unique<GraphNamesOperator>(plan, context);
    default:
      return std::make_unique<UnitOperator>(plan, context);
  }
}

}  // namespace zhimai::sparql
