#include <algorithm>
#include <map>
#include <set>

#include "graph/ingest/rdf.h"
#include "tools/cli/format.h"
#include "tools/shell/answer.h"
#include "tools/shell/vocabulary.h"

namespace zhimai {
namespace {

constexpr std::string_view kRelations = "https://w3id.org/zhimai/o#";

using Row = std::map<std::string, Term, std::less<>>;

// "e/sco" from its IRI; nothing for IRIs of others.
std::optional<std::string> LocalName(const Term& term) {
  if (term.type() != TermType::kIri) return std::nullopt;
  const std::string_view iri = term.value();
  if (iri.substr(0, kShellBase.size()) != kShellBase) return std::nullopt;
  return IriToLocal(iri.substr(kShellBase.size()));
}

// Triple patterns of the query, wherever they stand in it.
class Patterns {
 public:
  explicit Patterns(const sparql::Query& query) { Take(query.where); }

  const std::vector<sparql::TriplePattern>& all() const { return patterns_; }

 private:
  // The parser bounds the depth.
  void Take(const sparql::Group& group) {
    for (const sparql::Element& element : group.elements) {
      if (element.kind == sparql::Element::Kind::kMinus) continue;
      for (const sparql::TriplePattern& triple : element.triples) {
        // What a statement's node says stands inside its triple term.
        const auto& inner = triple.object.triple;
        patterns_.push_back(inner != nullptr ? *inner : triple);
      }
      for (const sparql::Group& inner : element.groups) Take(inner);
      if (element.query != nullptr) Take(element.query->where);
    }
  }

  std::vector<sparql::TriplePattern> patterns_;
};

// What a part of a pattern is in this row; nothing when it is unbound.
std::optional<Term> InRow(const sparql::TermPattern& pattern, const Row& row) {
  if (pattern.kind == sparql::TermPattern::Kind::kTerm) return pattern.term;
  if (!pattern.is_variable()) return std::nullopt;
  const auto found = row.find(pattern.variable);
  if (found == row.end()) return std::nullopt;
  return found->second;
}

StatementFilter Everything() {
  StatementFilter filter;
  for (int number = 1; number <= kModalityCount; ++number) {
    filter.modalities.push_back(ModalityFromNumber(number));
  }
  filter.min_confidence = 0;
  return filter;
}

// Predicates that a pattern can mean: one, or those of a path.
std::vector<std::string> Relations(const sparql::TriplePattern& pattern,
                                   const Row& row) {
  std::vector<const sparql::Path*> todo;
  std::vector<std::string> iris;
  if (pattern.path != nullptr) todo.push_back(pattern.path.get());
  while (!todo.empty()) {
    const sparql::Path* path = todo.back();
    todo.pop_back();
    if (path->kind == sparql::Path::Kind::kLink) iris.push_back(path->iri);
    for (const sparql::Path& part : path->parts) todo.push_back(&part);
  }
  const std::optional<Term> predicate = InRow(pattern.predicate, row);
  if (pattern.path == nullptr && predicate) iris.push_back(predicate->value());
  std::vector<std::string> names;
  for (const std::string& iri : iris) {
    if (std::string_view(iri).substr(0, kRelations.size()) == kRelations) {
      names.push_back(iri.substr(kRelations.size()));
    }
  }
  return names;
}

class Finder {
 public:
  Finder(const Graph* graph, size_t limit) : graph_(graph), limit_(limit) {}

  Status Match(const sparql::TriplePattern& pattern, const Row& row) {
    const std::optional<Term> subject = InRow(pattern.subject, row);
    const std::optional<Term> object = InRow(pattern.object, row);
    std::optional<std::string> from;
    std::optional<std::string> to;
    if (subject) from = LocalName(*subject);
    if (object) {
      to = object->type() == TermType::kLiteral
               ? std::optional<std::string>(object->value())
               : LocalName(*object);
    }
    // A pattern with nothing bound would explain everything.
    if (!from && !to) return {};
    for (const std::string& relation : Relations(pattern, row)) {
      if (pattern.path == nullptr) {
        ZM_TRY(Take(from, relation, to));
        continue;
      }
      // Of a path only the steps at its ends are known.
      for (const std::optional<std::string>& end : {from, to}) {
        if (!end) continue;
        ZM_TRY(Take(end, relation, std::nullopt));
        ZM_TRY(Take(std::nullopt, relation, end));
      }
    }
    return {};
  }

  void Add(const std::string& id) {
    if (ids_.size() < limit_ && seen_.insert(id).second) ids_.push_back(id);
  }

  std::vector<std::string> Finish() { return std::move(ids_); }
  bool empty() const { return ids_.empty(); }

 private:
  Status Take(const std::optional<std::string>& from,
              const std::string& relation,
              const std::optional<std::string>& to) {
    ZM_TRY_ASSIGN(std::vector<StatementView> found,
                  graph_->FindStatements(from, relation, to, Everything()));
    // What is so comes before what was planned.
    std::stable_sort(found.begin(), found.end(),
                     [](const StatementView& a, const StatementView& b) {
                       return a.modality < b.modality;
                     });
    for (const StatementView& statement : found) Add(statement.id);
    return {};
  }

  const Graph* graph_;
  size_t limit_;
  std::vector<std::string> ids_;
  std::set<std::string> seen_;
};

Result<std::vector<std::string>> OfQueryRow(const Answer& answer,
                                            uint64_t number, const Graph& graph,
                                            size_t limit) {
  if (number == 0 || number > answer.rows.size()) {
    return Status::NotFound("the last answer has " +
                            Counted(answer.rows.size(), "row", "rows"));
  }
  Row row;
  Finder finder(&graph, limit);
  const sparql::Solution& cells = answer.rows[number - 1];
  for (size_t i = 0; i < cells.size(); ++i) {
    if (!cells[i]) continue;
    row.emplace(answer.variables[i], *cells[i]);
    const std::optional<std::string> local = LocalName(*cells[i]);
    if (local && local->substr(0, 2) == "s/") finder.Add(*local);
  }
  if (!finder.empty()) return finder.Finish();
  const Patterns patterns(*answer.query);
  for (const sparql::TriplePattern& pattern : patterns.all()) {
    ZM_TRY(finder.Match(pattern, row));
  }
  if (!finder.empty()) return finder.Finish();
  return Status::NotFound(
      "no statement of a document says what this row says; a query that "
      "selects the ends of a zm: relation can be explained");
}

}  // namespace

Result<std::vector<std::string>> StatementsOfRow(const Answer& answer,
                                                 uint64_t number,
                                                 const Graph& graph,
                                                 size_t limit) {
  if (answer.query) return OfQueryRow(answer, number, graph, limit);
  if (answer.statements.empty()) {
    return Status::NotFound("there is no answer with rows yet");
  }
  if (number == 0 || number > answer.statements.size()) {
    return Status::NotFound("the last answer has " +
                            Counted(answer.statements.size(), "row", "rows"));
  }
  return std::vector<std::string>{answer.statements[number - 1]};
}

}  // namespace zhimai
