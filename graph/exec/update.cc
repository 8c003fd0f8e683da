#include "graph/exec/update.h"

#include <utility>

#include "graph/exec/load.h"
#include "graph/exec/load_source.h"
#include "graph/exec/overlay.h"
#include "graph/exec/template.h"

namespace zhimai::sparql {
namespace {

using Kind = UpdateOperation::Kind;

// Keeps every solution: WHERE must be read to its end before anything changes.
class SolutionList : public ResultSink {
 public:
  Status OnColumns(const std::vector<std::string>& names) override {
    columns = names;
    return {};
  }
  Status OnSolution(const Solution& solution) override {
    rows.push_back(solution);
    return {};
  }
  Status OnTriple(const Triple&) override { return {}; }
  Status OnBoolean(bool) override { return {}; }

  std::vector<std::string> columns;
  std::vector<Solution> rows;
};

Term GraphTerm(const GraphRef& ref) {
  return ref.kind == GraphRef::Kind::kNamed ? Term::Iri(ref.iri) : Term();
}

std::vector<Term> Iris(const std::vector<std::string>& iris) {
  std::vector<Term> terms;
  for (const std::string& iri : iris) terms.push_back(Term::Iri(iri));
  return terms;
}

// SELECT of these variables; of all when there are none, for the number of
// solutions counts even then.
Query SelectOf(const Group& where, const std::vector<std::string>& names) {
  Query query;
  query.where = where;
  query.star = names.empty();
  for (const std::string& name : names) query.select.push_back({name, {}});
  return query;
}

Query AllTriples() {
  Element element;
  element.triples.push_back({TermPattern::Var("s"), TermPattern::Var("p"),
                             nullptr, TermPattern::Var("o")});
  Group group;
  group.elements.push_back(std::move(element));
  return SelectOf(group, {"s", "p", "o"});
}

Query AllNamedQuads() {
  Query query = AllTriples();
  Element graph;
  graph.kind = Element::Kind::kGraph;
  graph.name = TermPattern::Var("g");
  graph.groups.push_back(std::move(query.where));
  Group group;
  group.elements.push_back(std::move(graph));
  return SelectOf(group, {"s", "p", "o", "g"});
}

class UpdateRunner {
 public:
  UpdateRunner(Store* store, const UpdateOptions& options)
      : store_(store),
        options_(options),
        snapshot_(store->snapshot()),
        overlay_(snapshot_) {}

  Result<CommitResult> Run(const Update& update) {
    WriteBatch batch;
    ZM_TRY_ASSIGN(prefix_, NextBlankPrefix(snapshot_, &batch));
    for (const UpdateOperation& operation : update.operations) {
      ++operation_;
      Status status = Operation(operation);
      // SILENT hides what the operation is about, not that we were stopped.
      const bool hidden =
          operation.silent && (status.code() == Code::kInvalidInput ||
                               status.code() == Code::kNotFound ||
                               status.code() == Code::kUnsupported);
      if (!status.ok() && !hidden) return status;
    }
    if (overlay_.empty()) return CommitResult();
    for (const auto& [quad, added] : overlay_.Changes()) {
      if (added) {
        batch.Add(quad);
      } else {
        batch.Remove(quad);
      }
    }
    return store_->Commit(&batch);
  }

 private:
  Status Operation(const UpdateOperation& operation) {
    switch (operation.kind) {
      case Kind::kLoad:
        return Load(operation);
      case Kind::kClear:
      case Kind::kDrop:
        return Clear(operation.source);
      case Kind::kCreate:
        return Create(operation);
      case Kind::kAdd:
      case Kind::kMove:
      case Kind::kCopy:
        return Transfer(operation);
      case Kind::kInsertData:
      case Kind::kDeleteData:
        return Change({{}}, {}, operation, Term());
      case Kind::kModify:
        break;
    }
    return Modify(operation);
  }

  // REQUIRES: the query is a SELECT.
  Result<SolutionList> Select(const Query& query,
                              std::optional<ActiveDataset> dataset) {
    QueryOptions options = options_.query;
    options.dataset = std::move(dataset);
    options.overlay = &overlay_;
    SolutionList list;
    ZM_TRY_ASSIGN([[maybe_unused]] const QueryResult result,
                  RunQuery(snapshot_, query, options, &list));
    return list;
  }

  Result<std::vector<Quad>> QuadsOf(const Term& graph) {
    ActiveDataset dataset;
    dataset.default_graphs = std::vector<Term>{graph};
    ZM_TRY_ASSIGN(SolutionList list, Select(AllTriples(), dataset));
    return ToQuads(std::move(list), graph);
  }

  Result<std::vector<Quad>> NamedQuads() {
    ZM_TRY_ASSIGN(SolutionList list, Select(AllNamedQuads(), std::nullopt));
    return ToQuads(std::move(list), Term());
  }

  static std::vector<Quad> ToQuads(SolutionList list, const Term& graph) {
    std::vector<Quad> quads;
    quads.reserve(list.rows.size());
    for (Solution& row : list.rows) {
      quads.push_back({*std::move(row[0]), *std::move(row[1]),
                       *std::move(row[2]),
                       row.size() > 3 ? *std::move(row[3]) : graph});
    }
    return quads;
  }

  Status Apply(const std::vector<Quad>& quads, bool add) {
    for (const Quad& quad : quads) {
      ZM_TRY_ASSIGN([[maybe_unused]] const bool changed,
                    add ? overlay_.Add(quad) : overlay_.Remove(quad));
    }
    return {};
  }

  Status Clear(const GraphRef& ref) {
    std::vector<Quad> quads;
    if (ref.kind == GraphRef::Kind::kAllNamed ||
        ref.kind == GraphRef::Kind::kAll) {
      ZM_TRY_ASSIGN(quads, NamedQuads());
      ZM_TRY(Apply(quads, /*add=*/false));
      if (ref.kind == GraphRef::Kind::kAllNamed) return {};
    }
    ZM_TRY_ASSIGN(quads, QuadsOf(GraphTerm(ref)));
    return Apply(quads, /*add=*/false);
  }

  Status Create(const UpdateOperation& operation) {
    ZM_TRY_ASSIGN(const std::vector<Quad> quads,
                  QuadsOf(GraphTerm(operation.source)));
    if (quads.empty()) return {};
    return Status::InvalidInput("graph <" + operation.source.iri +
                                "> exists already");
  }

  // ADD, COPY (the target is emptied first) and MOVE (the source, too).
  Status Transfer(const UpdateOperation& operation) {
    const Term source = GraphTerm(operation.source);
    const Term target = GraphTerm(operation.target);
    if (source == target) return {};
    ZM_TRY_ASSIGN(std::vector<Quad> quads, QuadsOf(source));
    // Empty graphs are not kept, so that this one may or may not exist. An
    // operation that fails in silence does nothing.
    if (operation.silent && quads.empty() &&
        operation.source.kind == GraphRef::Kind::kNamed) {
      return {};
    }
    if (operation.kind != Kind::kAdd) ZM_TRY(Clear(operation.target));
    if (operation.kind == Kind::kMove) ZM_TRY(Apply(quads, /*add=*/false));
    for (Quad& quad : quads) quad.graph = target;
    return Apply(quads, /*add=*/true);
  }

  Status Load(const UpdateOperation& operation) {
    ZM_TRY_ASSIGN(const LoadSource source,
                  OpenLoadSource(operation.source_iri, options_.load_folders));
    const Term target = GraphTerm(operation.target);
    std::vector<Quad> quads;
    ZM_TRY(ParseRdf(source.text,
                    {source.format, operation.source_iri,
                     prefix_ + "_" + std::to_string(operation_)},
                    [&](Quad quad) {
                      if (quad.in_default_graph()) quad.graph = target;
                      quads.push_back(std::move(quad));
                      return Status();
                    })
               .In(source.file));
    return Apply(quads, /*add=*/true);
  }

  Status Modify(const UpdateOperation& operation) {
    std::optional<ActiveDataset> dataset;
    const Term with = operation.with ? Term::Iri(*operation.with) : Term();
    if (!operation.using_clause.empty()) {
      dataset.emplace();
      dataset->default_graphs = Iris(operation.using_clause.from);
      dataset->named_graphs = Iris(operation.using_clause.from_named);
    } else if (operation.with) {
      dataset.emplace();
      dataset->default_graphs = std::vector<Term>{with};
    }
    std::vector<QuadPattern> both = operation.remove;
    both.insert(both.end(), operation.insert.begin(), operation.insert.end());
    ZM_TRY_ASSIGN(const SolutionList list,
                  Select(SelectOf(operation.where, VariablesOf(both)),
                         std::move(dataset)));
    return Change(list.rows, list.columns, operation, with);
  }

  // All removals of an operation come before its insertions.
  Status Change(const std::vector<Solution>& rows,
                const std::vector<std::string>& columns,
                const UpdateOperation& operation, const Term& graph) {
    const QuadTemplate remove(operation.remove, graph, columns);
    const QuadTemplate insert(operation.insert, graph, columns);
    std::vector<Quad> removed;
    std::vector<Quad> inserted;
    const auto fresh = [this](std::string_view) { return FreshBlank(); };
    made_.clear();
    for (const Solution& row : rows) {
      remove.Instantiate(row, fresh, &removed);
      if (operation.insert.empty()) continue;
      ZM_TRY_ASSIGN(const Solution own, Adopt(row));
      insert.Instantiate(own, fresh, &inserted);
    }
    ZM_TRY(Apply(removed, /*add=*/false));
    return Apply(inserted, /*add=*/true);
  }

  Term FreshBlank() {
    return Term::Blank(prefix_ + "n" + std::to_string(++blanks_));
  }

  // What BNODE() made in the query gets a label of the store's: the query's
  // own are only unique within it.
  Result<Solution> Adopt(const Solution& row) {
    Solution own = row;
    for (std::optional<Term>& cell : own) {
      if (!cell) continue;
      ZM_TRY_ASSIGN(cell, AdoptTerm(*cell));
    }
    return own;
  }

  Result<Term> AdoptTerm(const Term& term) {
    if (term.is_triple()) {
      Triple triple = term.triple();
      ZM_TRY_ASSIGN(triple.subject, AdoptTerm(triple.subject));
      ZM_TRY_ASSIGN(triple.object, AdoptTerm(triple.object));
      return Term::OfTriple(std::move(triple));
    }
    if (!term.is_blank()) return term;
    const auto known = made_.find(term);
    if (known != made_.end()) return known->second;
    ZM_TRY_ASSIGN(const std::optional<TermId> id, snapshot_.Find(term));
    const bool stored = id || overlay_.terms().contains(term);
    return made_.emplace(term, stored ? term : FreshBlank()).first->second;
  }

  Store* store_;
  const UpdateOptions& options_;
  Snapshot snapshot_;
  Overlay overlay_;
  std::string prefix_;
  int operation_ = 0;
  uint64_t blanks_ = 0;
  // Blank nodes of the solutions at hand, and what they are in the store.
  std::map<Term, Term> made_;
};

}  // namespace

Result<CommitResult> RunUpdate(Store* store, const Update& update,
                               const UpdateOptions& options) {
  return UpdateRunner(store, options).Run(update);
}

}  // namespace zhimai::sparql
