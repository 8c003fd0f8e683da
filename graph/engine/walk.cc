// Neighbourhoods and paths: graph/path over the links of a snapshot.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "graph/engine/impl.h"
#include "graph/path/search.h"

namespace zhimai {
namespace {

// Entities are numbered as they are met; both directions of a statement are
// walked.
class LinkGraph : public Adjacency {
 public:
  LinkGraph(Reader* reader, const StatementFilter& filter)
      : reader_(reader), filter_(filter) {}

  NodeId Number(std::string_view id) {
    const auto [it, added] =
        numbers_.emplace(std::string(id), static_cast<NodeId>(ids_.size()));
    if (added) ids_.emplace_back(id);
    return it->second;
  }
  const std::string& id(NodeId node) const { return ids_[node]; }

  Status Neighbors(NodeId node, WalkDirection,
                   std::vector<NodeId>* out) override {
    const std::string id = ids_[node];
    return Visit(id,
                 [&](const Link& link) { out->push_back(Number(link.third)); });
  }

  bool Before(NodeId a, NodeId b) const override { return ids_[a] < ids_[b]; }

  // Links of an entity, both ways, that the filter admits.
  template <typename Take>
  Status Visit(const std::string& id, Take take) {
    for (LinkKind kind : {LinkKind::kOut, LinkKind::kIn}) {
      ZM_TRY(reader_->Links(
          LinkPrefix(kind, id), [&](const Link& link) -> Result<bool> {
            if (IsLiteralEnd(link.third) || link.third == id) return true;
            if (!Reader::Admits(filter_, link.second, link)) return true;
            ZM_TRY_ASSIGN(const bool admitted,
                          reader_->AdmitsClass(filter_, link.third));
            if (admitted) take(link);
            return true;
          }));
    }
    return {};
  }

 private:
  Reader* reader_;
  StatementFilter filter_;
  std::unordered_map<std::string, NodeId> numbers_;
  std::vector<std::string> ids_;
};

// Asserted first, then the surer, then by id.
bool Better(const StatementView& a, const StatementView& b) {
  return std::tuple(a.modality != Modality::kAsserted, -a.confidence, a.id) <
         std::tuple(b.modality != Modality::kAsserted, -b.confidence, b.id);
}

Result<GraphPath::Step> StepBetween(Reader* reader, LinkGraph* graph,
                                    const std::string& from,
                                    const std::string& to) {
  GraphPath::Step step;
  ZM_TRY_ASSIGN(step.from, reader->Ref(from));
  ZM_TRY_ASSIGN(step.to, reader->Ref(to));
  std::set<StatementId> ids;
  ZM_TRY(graph->Visit(from, [&](const Link& link) {
    if (link.third == to) ids.insert(link.statement);
  }));
  // The class filter speaks of the other end, so an end that it does not admit
  // is reached from here only when it is the goal's side.
  ZM_TRY(graph->Visit(to, [&](const Link& link) {
    if (link.third == from) ids.insert(link.statement);
  }));
  for (const StatementId& id : ids) {
    ZM_TRY_ASSIGN(StatementView view, reader->View(id));
    step.statements.push_back(std::move(view));
  }
  std::sort(step.statements.begin(), step.statements.end(), Better);
  return step;
}

Status CheckEntity(const Reader& reader, std::string_view id) {
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                reader.snapshot().entities().Get(id));
  if (bytes) return {};
  return Status::NotFound("no entity '" + std::string(id) + "'");
}

}  // namespace

Result<Neighborhood> Graph::Neighbors(
    const NeighborhoodRequest& request) const {
  const std::string start(WithoutBase(request.entity));
  Reader reader = impl_->NewReader();
  ZM_TRY(CheckEntity(reader, start));
  LinkGraph graph(&reader, request.filter);
  WalkLimits limits;
  limits.max_nodes = std::max<size_t>(request.max_entities, 1);
  ZM_TRY_ASSIGN(const Reach reach, ReachableWithin(graph, graph.Number(start),
                                                   request.depth, limits));
  Neighborhood around;
  around.truncated = reach.truncated;
  std::set<std::string, std::less<>> inside;
  for (const ReachedNode& node : reach.nodes) {
    ZM_TRY_ASSIGN(EntityRef ref, reader.Ref(graph.id(node.node)));
    inside.insert(ref.id);
    around.nodes.push_back({std::move(ref), node.distance});
  }
  std::set<StatementId> ids;
  for (const std::string& id : inside) {
    ZM_TRY(reader.Links(
        LinkPrefix(LinkKind::kOut, id), [&](const Link& link) -> Result<bool> {
          if (!Reader::Admits(request.filter, link.second, link)) return true;
          const bool literal = IsLiteralEnd(link.third);
          if (literal ? request.filter.include_literals && id == start
                      : inside.contains(link.third)) {
            ids.insert(link.statement);
          }
          return true;
        }));
  }
  for (const StatementId& id : ids) {
    ZM_TRY_ASSIGN(StatementView view, reader.View(id));
    around.statements.push_back(std::move(view));
  }
  return around;
}

Result<PathResult> Graph::ShortestPaths(const PathRequest& request) const {
  const std::string from(WithoutBase(request.from));
  const std::string to(WithoutBase(request.to));
  Reader reader = impl_->NewReader();
  ZM_TRY(CheckEntity(reader, from));
  ZM_TRY(CheckEntity(reader, to));
  LinkGraph graph(&reader, request.filter);
  WalkLimits limits;
  limits.max_nodes = request.max_entities;
  const size_t max_paths =
      request.all ? std::max<size_t>(request.max_paths, 1) : 1;
  ZM_TRY_ASSIGN(const ShortestPathsResult found,
                FindShortestPaths(graph, graph.Number(from), graph.Number(to),
                                  request.max_hops, max_paths, limits));
  PathResult result;
  result.truncated = found.truncated && (request.all || found.paths.empty());
  for (const std::vector<NodeId>& nodes : found.paths) {
    GraphPath& path = result.paths.emplace_back();
    for (size_t i = 1; i < nodes.size(); ++i) {
      ZM_TRY_ASSIGN(GraphPath::Step step,
                    StepBetween(&reader, &graph, graph.id(nodes[i - 1]),
                                graph.id(nodes[i])));
      path.steps.push_back(std::move(step));
    }
  }
  return result;
}

}  // namespace zhimai
