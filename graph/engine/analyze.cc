#include "graph/engine/analyze.h"

#include <algorithm>
#include <tuple>

#include "graph/engine/impl.h"
#include "graph/engine/selection.h"

namespace zhimai {
namespace {

Measure FromGroups(const Grouping& grouping) {
  Measure measure{{}, true};
  for (uint32_t group : grouping.group_of) {
    measure.values.push_back(static_cast<double>(group) + 1);
  }
  return measure;
}

Measure Degrees(const EntityGraph& graph, bool in, bool out) {
  Measure measure{std::vector<double>(graph.nodes(), 0), true};
  for (const WeightedEdge& edge : graph.edges) {
    if (out) ++measure.values[edge.from];
    if (in) ++measure.values[edge.to];
  }
  return measure;
}

}  // namespace

uint32_t EntityGraph::Find(std::string_view id) const {
  const auto it = std::lower_bound(ids.begin(), ids.end(), id);
  if (it == ids.end() || *it != id) return nodes();
  return static_cast<uint32_t>(it - ids.begin());
}

std::vector<std::string> MeasureNames() {
  return {"pagerank",    "degree", "in_degree", "out_degree",
          "betweenness", "core",   "component", "community"};
}

Result<Measure> ComputeMeasure(const EntityGraph& graph, std::string_view name,
                               const MeasureOptions& options) {
  if (name == "degree") return Degrees(graph, true, true);
  if (name == "in_degree") return Degrees(graph, true, false);
  if (name == "out_degree") return Degrees(graph, false, true);
  Measure measure;
  if (name == "pagerank") {
    ZM_TRY_ASSIGN(measure.values,
                  PageRank(graph.Directed(), options.pagerank, options.run));
    return measure;
  }
  const Csr undirected = graph.Undirected();
  if (name == "betweenness") {
    ZM_TRY_ASSIGN(measure.values,
                  Betweenness(undirected, options.betweenness, options.run));
    return measure;
  }
  if (name == "component") return FromGroups(ConnectedComponents(undirected));
  if (name == "community") {
    ZM_TRY_ASSIGN(const Grouping groups,
                  FindCommunities(undirected, options.community, options.run));
    return FromGroups(groups);
  }
  if (name == "core") {
    const std::vector<uint32_t> cores = CoreNumbers(undirected);
    measure.values.assign(cores.begin(), cores.end());
    measure.whole = true;
    return measure;
  }
  std::string known;
  for (const std::string& other : MeasureNames()) {
    known += (known.empty() ? "" : ", ") + other;
  }
  return Status::Usage("no measure '" + std::string(name) + "'; there are " +
                       known);
}

Result<EntityGraph> Graph::Project(const Selection& selection,
                                   bool weighted) const {
  Reader reader = impl_->NewReader();
  ZM_TRY_ASSIGN(std::optional<std::set<StatementId>> around,
                StatementsAround(selection));
  ZM_TRY_ASSIGN(Selector selector,
                Selector::Make(&reader, selection, std::move(around)));
  // Numbered as they are met; then in the order of their ids.
  std::unordered_map<std::string, uint32_t> numbers;
  const auto number = [&](const std::string& id) {
    return numbers.emplace(id, static_cast<uint32_t>(numbers.size()))
        .first->second;
  };
  EntityGraph graph;
  ZM_TRY(selector.ForEach([&](const FusedStatement& statement) -> Result<bool> {
    const StatementRecord& record = statement.record;
    if (!record.object.is_entity()) return true;
    if (record.object.entity == record.subject) return true;
    const uint32_t from = number(record.subject);
    const uint32_t to = number(record.object.entity);
    graph.edges.push_back({from, to, weighted ? record.confidence : 1.0});
    return true;
  }));
  std::vector<std::pair<std::string, uint32_t>> order(numbers.begin(),
                                                      numbers.end());
  std::sort(order.begin(), order.end());
  std::vector<uint32_t> place(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    place[order[i].second] = static_cast<uint32_t>(i);
    graph.ids.push_back(std::move(order[i].first));
  }
  for (WeightedEdge& edge : graph.edges) {
    edge.from = place[edge.from];
    edge.to = place[edge.to];
  }
  return graph;
}

Result<std::vector<EntityRef>> Graph::References(
    const std::vector<std::string>& ids) const {
  Reader reader = impl_->NewReader();
  std::vector<EntityRef> references;
  for (const std::string& id : ids) {
    ZM_TRY_ASSIGN(EntityRef reference, reader.Ref(id));
    references.push_back(std::move(reference));
  }
  return references;
}

Result<std::optional<std::set<StatementId>>> Graph::StatementsAround(
    const Selection& selection) const {
  std::optional<std::set<StatementId>> ids;
  if (selection.focus.empty()) return ids;
  // Classes are asked of both ends later; a walk asks them of the other one.
  NeighborhoodRequest request{selection.focus, selection.depth,
                              selection.filter};
  request.max_entities = 1000000;
  ZM_TRY_ASSIGN(const Neighborhood found, Neighbors(request));
  ids.emplace();
  for (const StatementView& statement : found.statements) {
    if (const auto id = ParseStatementName(statement.id)) ids->insert(*id);
  }
  return ids;
}

Result<std::vector<Encounter>> Graph::Encounters(
    const Selection& selection) const {
  Reader reader = impl_->NewReader();
  ZM_TRY_ASSIGN(std::optional<std::set<StatementId>> around,
                StatementsAround(selection));
  Selection all = selection;
  all.filter.include_literals = false;
  all.filter.classes.clear();  // asked of those who met, below
  ZM_TRY_ASSIGN(Selector selector,
                Selector::Make(&reader, all, std::move(around)));
  ZM_TRY_ASSIGN(Selector people, Selector::Make(&reader, selection, {}));
  ZM_TRY_ASSIGN(const LoadedOntology* loaded, reader.ontology());
  std::map<std::string, std::set<std::string>> present;  // by occasion
  std::map<std::pair<std::string, std::string>, std::set<std::string>> met;
  const auto meet = [&](const std::string& a, const std::string& b,
                        const std::string& occasion) {
    if (a != b) met[std::minmax(a, b)].insert(occasion);
  };
  ZM_TRY(selector.ForEach([&](const FusedStatement& statement) -> Result<bool> {
    const StatementRecord& record = statement.record;
    const std::string& other = record.object.entity;
    ZM_TRY_ASSIGN(const bool one, people.AdmitsEntity(other));
    ZM_TRY_ASSIGN(const EntityRef subject, reader.Ref(record.subject));
    if (loaded->view.IsA(subject.class_name, "Occurrence")) {
      if (one) present[record.subject].insert(other);
      return true;
    }
    ZM_TRY_ASSIGN(const bool both, people.AdmitsEntity(record.subject));
    if (!one || !both) return true;
    std::string occasion = StatementName(record.id);
    for (const QualifierRecord& qualifier : record.qualifiers) {
      if (qualifier.key == "occasion" && qualifier.value.is_entity()) {
        occasion = qualifier.value.entity;
      }
    }
    meet(record.subject, other, occasion);
    return true;
  }));
  for (const auto& [occasion, who] : present) {
    for (auto a = who.begin(); a != who.end(); ++a) {
      for (auto b = std::next(a); b != who.end(); ++b) meet(*a, *b, occasion);
    }
  }
  std::vector<Encounter> encounters;
  for (auto& [pair, occasions] : met) {
    encounters.push_back(
        {pair.first, pair.second, {occasions.begin(), occasions.end()}});
  }
  std::stable_sort(encounters.begin(), encounters.end(),
                   [](const Encounter& a, const Encounter& b) {
                     return a.occasions.size() > b.occasions.size();
                   });
  return encounters;
}

}  // namespace zhimai
