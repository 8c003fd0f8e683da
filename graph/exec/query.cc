#include "graph/exec/query.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <unordered_map>

#include "graph/exec/bound_expression.h"
#include "graph/exec/describe.h"
#include "graph/exec/operator.h"
#include "graph/exec/overlay.h"
#include "graph/exec/paths.h"
#include "graph/exec/template.h"
#include "graph/plan/planner.h"
#include "graph/plan/text.h"
#include "graph/plan/translate.h"
#include "graph/plan/verify.h"

namespace zhimai::sparql {
namespace {

// Actual rows beside the estimates.
class ActualNotes final : public PlanNotes {
 public:
  ActualNotes(const std::vector<const Operator*>& operators, bool ran,
              TermPool* terms)
      : ran_(ran), terms_(*terms) {
    for (const Operator* each : operators) operators_[&each->plan()] = each;
  }

  std::string NoteOn(const Plan& plan) const override {
    const auto found = operators_.find(&plan);
    if (!ran_ || found == operators_.end()) return {};
    const Operator::Counts& counts = found->second->counts();
    char text[120];
    std::snprintf(text, sizeof(text), "; actual %llu rows, %.1f ms",
                  static_cast<unsigned long long>(counts.rows),
                  static_cast<double>(counts.nanoseconds) / 1e6);
    std::string out = text;
    if (counts.resets > 1) {
      out += ", " + std::to_string(counts.resets) + " times";
    }
    return out;
  }

  std::string NameOf(TermId id) const override {
    const Result<TermPtr> term = terms_.Get(id);
    return term.ok() ? ShortTerm(**term) : "?";
  }

 private:
  bool ran_;
  TermPool& terms_;
  std::unordered_map<const Plan*, const Operator*> operators_;
};

std::vector<Term> Iris(const std::vector<std::string>& iris) {
  std::vector<Term> out;
  for (const std::string& iri : iris) out.push_back(Term::Iri(iri));
  return out;
}

ActiveDataset DatasetOf(const Query& query, const QueryOptions& options) {
  if (options.dataset) return *options.dataset;
  ActiveDataset out;
  if (query.dataset.empty()) return out;
  out.default_graphs = Iris(query.dataset.from);
  out.named_graphs = Iris(query.dataset.from_named);
  return out;
}

Result<std::vector<TermId>> FindGraphs(const std::vector<Term>& graphs,
                                       ExecContext* context) {
  std::vector<TermId> out;
  for (const Term& graph : graphs) {
    std::optional<TermId> id = TermId{};
    if (graph != Term()) {
      ZM_TRY_ASSIGN(id, context->source.Find(graph));
    }
    if (id && std::find(out.begin(), out.end(), *id) == out.end()) {
      out.push_back(*id);
    }
  }
  return out;
}

Result<PlanDataset> Resolve(const ActiveDataset& dataset,
                            ExecContext* context) {
  PlanDataset out;
  if (dataset.default_graphs) {
    ZM_TRY_ASSIGN(out.default_graphs,
                  FindGraphs(*dataset.default_graphs, context));
  }
  if (dataset.named_graphs) {
    ZM_TRY_ASSIGN(out.named_graphs, FindGraphs(*dataset.named_graphs, context));
  }
  return out;
}

ExecLimits LimitsOf(const QueryOptions& options) {
  ExecLimits limits;
  limits.cancel = options.cancel;
  limits.timeout = options.timeout;
  if (options.timeout.count() > 0) {
    limits.deadline = options.start.value_or(std::chrono::steady_clock::now()) +
                      options.timeout;
  }
  return limits;
}

EvalOptions EvalOptionsOf(const Snapshot& snapshot) {
  EvalOptions out;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  out.now_millis =
      std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  out.seed = static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
  // No blank node of the store may begin with the prefix and go on with a
  // number; the first one stands for all that queries ever make.
  for (int i = 0; i < 1000; ++i) {
    const Result<std::optional<TermId>> taken =
        snapshot.Find(Term::Blank(out.blank_prefix + "0"));
    if (!taken.ok() || !*taken) break;
    out.blank_prefix += 'q';
  }
  return out;
}

class QueryRun {
 public:
  QueryRun(const Snapshot& snapshot, const Query& query,
           const QueryOptions& options, ResultSink* sink)
      : snapshot_(snapshot), query_(query), options_(options), sink_(*sink) {}

  Result<QueryResult> Run() {
    ZM_TRY_ASSIGN(algebra_, Translate(query_));
    context_ = std::make_unique<ExecContext>(
        snapshot_, options_.overlay, options_.lookups, options_.memory_bytes,
        LimitsOf(options_), algebra_.variables.size(),
        EvalOptionsOf(snapshot_));
    context_->base = query_.base;
    if (options_.overlay != nullptr) {
      ZM_TRY(context_->memory.Charge(options_.overlay->byte_size()));
    }
    ZM_TRY_ASSIGN(dataset_,
                  Resolve(DatasetOf(query_, options_), context_.get()));
    ZM_TRY_ASSIGN(const Passes passes, PassesWithout(options_.disabled_passes));
    ZM_TRY_ASSIGN(plan_,
                  MakePlan(algebra_, dataset_, passes, &context_->source));
    if (options_.verify_plan) ZM_CHECK(VerifyPlan(*plan_).empty());
    std::vector<const Operator*> all;
    ZM_TRY_ASSIGN(root_, MakeOperator(*plan_, context_.get(), &all));
    for (const VarId id : algebra_.columns) {
      columns_.push_back(plan_->ColumnOf(id));
    }
    QueryResult result;
    result.form = query_.form;
    if (!options_.dry_run) ZM_TRY(Execute(&result));
    result.peak_bytes = context_->memory.peak();
    if (options_.explain) {
      const ActualNotes notes(all, !options_.dry_run, &context_->terms);
      result.plan = PlanText(*plan_, algebra_.variables, &notes);
    }
    return result;
  }

 private:
  Status Execute(QueryResult* result) {
    ZM_TRY(root_->Reset());
    switch (query_.form) {
      case Query::Form::kSelect:
        ZM_TRY(sink_.OnColumns(algebra_.column_names));
        return ForEach([&](const Solution& solution) {
          ++result->rows;
          return sink_.OnSolution(solution);
        });
      case Query::Form::kAsk: {
        Batch batch;
        ZM_TRY(root_->Next(&batch));
        return sink_.OnBoolean(batch.rows > 0);
      }
      case Query::Form::kConstruct:
        return Construct(result);
      case Query::Form::kDescribe:
        return Describe(result);
      case Query::Form::kPaths:
        ZM_CHECK(false);  // PathsRun's
    }
    return {};
  }

  template <typename Action>
  Status ForEach(Action action) {
    Batch batch;
    Solution solution(columns_.size());
    std::vector<size_t> read;
    for (const auto& column : columns_) {
      if (column) read.push_back(*column);
    }
    for (;;) {
      ZM_TRY(root_->Next(&batch));
      if (batch.rows == 0) return {};
      ZM_TRY(PrefetchColumns(batch, read, context_.get()));
      for (size_t row = 0; row < batch.rows; ++row) {
        for (size_t i = 0; i < columns_.size(); ++i) {
          solution[i].reset();
          if (!columns_[i]) continue;
          const TermId id = batch.columns[*columns_[i]][row];
          if (id.is_none()) continue;
          ZM_TRY_ASSIGN(const TermPtr term, context_->terms.Get(id));
          solution[i] = *term;
        }
        ZM_TRY(action(solution));
      }
    }
  }

  // Each triple once, as the result is a graph.
  Status Send(const Triple& triple, QueryResult* result) {
    IdQuad ids;
    ZM_TRY_ASSIGN(ids.subject, context_->terms.Intern(triple.subject));
    ZM_TRY_ASSIGN(ids.predicate, context_->terms.Intern(triple.predicate));
    ZM_TRY_ASSIGN(ids.object, context_->terms.Intern(triple.object));
    if (!sent_.insert(ids).second) return {};
    ZM_TRY(context_->memory.Charge(80));
    ++result->rows;
    return sink_.OnTriple(triple);
  }

  Status Construct(QueryResult* result) {
    std::vector<QuadPattern> quads;
    for (const TriplePattern& triple : algebra_.construct) {
      quads.push_back({triple, std::nullopt});
    }
    const QuadTemplate quad_template(quads, Term::Iri("urn:x"),
                                     algebra_.column_names);
    std::vector<Quad> made;
    return ForEach([&](const Solution& solution) -> Status {
      made.clear();
      quad_template.Instantiate(
          solution,
          [&](std::string_view) { return context_->eval.FreshBlank(); }, &made);
      for (const Quad& quad : made) {
        ZM_TRY(Send({quad.subject, quad.predicate, quad.object}, result));
      }
      return {};
    });
  }

  Status Describe(QueryResult* result) {
    Describer describer(
        context_.get(), dataset_.default_graphs,
        [&](const Triple& triple) { return Send(triple, result); });
    for (const TermPattern& term : algebra_.describe) {
      if (!term.is_variable()) ZM_TRY(describer.Add(term.term));
    }
    return ForEach([&](const Solution& solution) -> Status {
      for (const std::optional<Term>& term : solution) {
        if (term) ZM_TRY(describer.Add(*term));
      }
      return {};
    });
  }

  const Snapshot& snapshot_;
  const Query& query_;
  const QueryOptions& options_;
  ResultSink& sink_;
  Algebra algebra_;
  std::unique_ptr<ExecContext> context_;
  PlanDataset dataset_;
  PlanPtr plan_;
  OperatorPtr root_;
  std::vector<std::optional<size_t>> columns_;
  std::set<IdQuad> sent_;
};

// Keeps the nodes that the only column has.
class NodeSink final : public ResultSink {
 public:
  Status OnColumns(const std::vector<std::string>&) override { return {}; }
  Status OnSolution(const Solution& solution) override {
    if (solution[0] && !solution[0]->is_literal()) nodes.insert(*solution[0]);
    return {};
  }
  Status OnTriple(const Triple&) override { return {}; }
  Status OnBoolean(bool) override { return {}; }

  std::set<Term> nodes;
};

class PathsRun {
 public:
  PathsRun(const Snapshot& snapshot, const Query& query,
           const QueryOptions& options, ResultSink* sink)
      : snapshot_(snapshot), query_(query), options_(options), sink_(*sink) {}

  Result<QueryResult> Run() {
    ExecContext context(snapshot_, options_.overlay, options_.lookups,
                        options_.memory_bytes, LimitsOf(options_), 0,
                        EvalOptionsOf(snapshot_));
    ZM_TRY_ASSIGN(const PlanDataset dataset,
                  Resolve(DatasetOf(query_, options_), &context));
    const PathsClause& paths = query_.paths;
    ZM_TRY_ASSIGN(const std::vector<TermId> starts,
                  Nodes(paths.start, &context));
    ZM_TRY_ASSIGN(const std::vector<TermId> ends, Nodes(paths.end, &context));
    result_.form = Query::Form::kPaths;
    if (options_.explain) {
      result_.plan = "paths from " + std::to_string(starts.size()) + " to " +
                     std::to_string(ends.size()) + " nodes, at most " +
                     std::to_string(paths.max_length) + " steps\n";
    }
    if (options_.dry_run) return result_;
    ZM_TRY(sink_.OnColumns({"path", "step", "from", "edge", "to", "forward"}));
    PathFinder finder(paths, dataset.default_graphs, &context);
    const auto visit = [&](const std::vector<PathStep>& path) {
      return Send(path, &context);
    };
    if (query_.limit != 0) ZM_TRY(finder.Run(starts, ends, visit));
    result_.peak_bytes = context.memory.peak();
    return result_;
  }

 private:
  // Sorted. What the store has not met leads nowhere.
  Result<std::vector<TermId>> Nodes(const PathsClause::End& end,
                                    ExecContext* context) {
    NodeSink found;
    if (!end.iri.empty()) {
      found.nodes.insert(Term::Iri(end.iri));
    } else {
      Query inner;
      inner.base = query_.base;
      inner.dataset = query_.dataset;
      inner.where = end.where;
      inner.select.push_back({end.variable, std::nullopt});
      inner.distinct = true;
      QueryOptions options = options_;
      options.explain = false;
      ZM_TRY(QueryRun(snapshot_, inner, options, &found).Run().status());
    }
    std::vector<TermId> ids;
    for (const Term& term : found.nodes) {
      ZM_TRY_ASSIGN(const std::optional<TermId> id, context->source.Find(term));
      if (id) ids.push_back(*id);
    }
    std::sort(ids.begin(), ids.end());
    return ids;
  }

  static Term Number(uint64_t value) {
    return Term::Literal(std::to_string(value), std::string(kXsd) + "integer");
  }

  Result<bool> Send(const std::vector<PathStep>& path, ExecContext* context) {
    ++found_;
    const uint64_t skipped = query_.offset.value_or(0);
    if (found_ <= skipped) return true;
    for (size_t i = 0; i < path.size(); ++i) {
      const PathStep& step = path[i];
      ZM_TRY_ASSIGN(const TermPtr from, context->terms.Get(step.from));
      ZM_TRY_ASSIGN(const TermPtr edge, context->terms.Get(step.predicate));
      ZM_TRY_ASSIGN(const TermPtr to, context->terms.Get(step.to));
      ZM_TRY(sink_.OnSolution({Number(found_ - skipped), Number(i + 1), *from,
                               *edge, *to,
                               Term::Literal(step.backwards ? "false" : "true",
                                             std::string(kXsd) + "boolean")}));
      ++result_.rows;
    }
    return !query_.limit || found_ - skipped < *query_.limit;
  }

  const Snapshot& snapshot_;
  const Query& query_;
  const QueryOptions& options_;
  ResultSink& sink_;
  QueryResult result_;
  uint64_t found_ = 0;
};

}  // namespace

Status CheckStopped(const QueryOptions& options) {
  return LimitsOf(options).Check();
}

Result<QueryResult> RunQuery(const Snapshot& snapshot, const Query& query,
                             const QueryOptions& options, ResultSink* sink) {
  if (query.form == Query::Form::kPaths) {
    return PathsRun(snapshot, query, options, sink).Run();
  }
  return QueryRun(snapshot, query, options, sink).Run();
}

}  // namespace zhimai::sparql
