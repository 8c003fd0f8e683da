// Neighbourhoods and paths: graph/path over the links of a snapshot.
#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "graph/engine/impl.h"
#include "graph/path/ranked.h"
#include "graph/path/search.h"

namespace zhimai {
namespace {

// Costs add up where confidences multiply; whole numbers, so that sums do not
// depend on their order.
uint32_t CostOf(double confidence) {
  constexpr double kUnit = 1e6;
  const double sure = std::clamp(confidence, 1e-9, 1.0);
  return static_cast<uint32_t>(std::lround(-std::log(sure) * kUnit)) + 1;
}

// Entities are numbered as they are met; both directions of a statement are
// walked.
class LinkGraph : public Adjacency, public WeightedAdjacency {
 public:
  LinkGraph(Reader* reader, const StatementFilter& filter,
            const std::vector<std::string>& avoid, bool weighted = false)
      : reader_(reader), filter_(filter), weighted_(weighted) {
    for (const std::string& id : avoid) avoid_.emplace(WithoutBase(id));
  }

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

  Status Edges(NodeId node, std::vector<RankedEdge>* out) override {
    const std::string id = ids_[node];
    return Visit(id, [&](const Link& link) {
      out->push_back({Number(link.third),
                      weighted_ ? CostOf(link.confidence) : uint32_t{1}});
    });
  }

  bool Before(NodeId a, NodeId b) const override { return ids_[a] < ids_[b]; }

  // Links of an entity, both ways, that the filter admits.
  template <typename Take>
  Status Visit(const std::string& id, Take take) {
    for (LinkKind kind : {LinkKind::kOut, LinkKind::kIn}) {
      ZM_TRY(reader_->Links(
          LinkPrefix(kind, id), [&](const Link& link) -> Result<bool> {
            if (IsLiteralEnd(link.third) || link.third == id) return true;
            if (avoid_.contains(link.third)) return true;
            if (!Reader::Admits(filter_, link.second, link)) return true;
            ZM_TRY_ASSIGN(const bool in_time,
                          reader_->AdmitsTime(filter_, link));
            if (!in_time) return true;
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
  bool weighted_;
  std::set<std::string, std::less<>> avoid_;
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
  LinkGraph graph(&reader, request.filter, request.avoid);
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
          ZM_TRY_ASSIGN(const bool in_time,
                        reader.AdmitsTime(request.filter, link));
          if (!in_time) return true;
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

namespace {

using Walks = std::vector<std::vector<NodeId>>;

// The ends and the entities between are there and different.
Status CheckRequest(const Reader& reader, const PathRequest& request) {
  std::vector<std::string> wanted = {request.from, request.to};
  wanted.insert(wanted.end(), request.via.begin(), request.via.end());
  std::set<std::string_view> seen;
  for (const std::string& name : wanted) {
    const std::string_view id = WithoutBase(name);
    ZM_TRY(CheckEntity(reader, id));
    if (!seen.insert(id).second) {
      return Status::InvalidInput("a path passes an entity only once: " +
                                  std::string(id));
    }
  }
  for (const std::string& name : request.avoid) {
    const std::string_view id = WithoutBase(name);
    if (seen.contains(id)) {
      return Status::InvalidInput("to pass and to avoid: " + std::string(id));
    }
  }
  return {};
}

Result<Walks> ShortestWalks(LinkGraph* graph, const PathRequest& request,
                            const WalkLimits& limits, bool* truncated) {
  const size_t most = request.all ? std::max<size_t>(request.max_paths, 1) : 1;
  ZM_TRY_ASSIGN(
      ShortestPathsResult found,
      FindShortestPaths(*graph, graph->Number(WithoutBase(request.from)),
                        graph->Number(WithoutBase(request.to)),
                        request.max_hops, most, limits));
  *truncated = found.truncated && (request.all || found.paths.empty());
  return std::move(found.paths);
}

Result<Walks> RankedWalks(LinkGraph* graph, const PathRequest& request,
                          const WalkLimits& limits, bool* truncated) {
  RankedPathsRequest ranked;
  ranked.start = graph->Number(WithoutBase(request.from));
  ranked.goal = graph->Number(WithoutBase(request.to));
  for (const std::string& id : request.via) {
    ranked.via.push_back(graph->Number(WithoutBase(id)));
  }
  ranked.max_hops = request.max_hops;
  ranked.max_paths = std::max<size_t>(request.max_paths, 1);
  ranked.limits = limits;
  ZM_TRY_ASSIGN(RankedPathsResult found, FindRankedPaths(*graph, ranked));
  *truncated = found.truncated;
  Walks walks;
  for (RankedPath& path : found.paths) walks.push_back(std::move(path.nodes));
  return walks;
}

}  // namespace

Result<PathResult> Graph::FindPaths(const PathRequest& request) const {
  Reader reader = impl_->NewReader();
  ZM_TRY(CheckRequest(reader, request));
  LinkGraph graph(&reader, request.filter, request.avoid, request.weighted);
  WalkLimits limits;
  limits.max_nodes = request.max_entities;
  limits.cancelled = request.cancelled;
  const bool ranked =
      request.ranked || request.weighted || !request.via.empty();
  PathResult result;
  ZM_TRY_ASSIGN(
      const Walks walks,
      ranked ? RankedWalks(&graph, request, limits, &result.truncated)
             : ShortestWalks(&graph, request, limits, &result.truncated));
  for (const std::vector<NodeId>& nodes : walks) {
    GraphPath& path = result.paths.emplace_back();
    for (size_t i = 1; i < nodes.size(); ++i) {
      ZM_TRY_ASSIGN(GraphPath::Step step,
                    StepBetween(&reader, &graph, graph.id(nodes[i - 1]),
                                graph.id(nodes[i])));
      double surest = 0;
      for (const StatementView& statement : step.statements) {
        surest = std::max(surest, statement.confidence);
      }
      path.confidence *= surest;
      path.steps.push_back(std::move(step));
    }
  }
  return result;
}

}  // namespace zhimai
