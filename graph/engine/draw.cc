// A part of the graph as a Drawing.
#include <algorithm>
#include <map>

#include "graph/engine/impl.h"

namespace zhimai {
namespace {

// The outermost classes below the root decide colour and shape.
std::string FamilyOf(const OntologyView& ontology, const std::string& name) {
  std::string family = name;
  std::set<std::string> met;
  while (met.insert(family).second) {
    const auto it = ontology.parents.find(family);
    if (it == ontology.parents.end() || it->second.empty()) break;
    const auto above = ontology.parents.find(it->second.front());
    const bool root = above == ontology.parents.end() || above->second.empty();
    if (root) break;
    family = it->second.front();
  }
  return family;
}

class Painter {
 public:
  Painter(const DrawRequest& request, const OntologyView& ontology)
      : request_(request), ontology_(ontology) {
    drawing_.language = request.language;
  }

  // Entities in the order in which they are kept.
  void AddEntity(const EntityRef& entity) {
    if (nodes_.contains(entity.id)) return;
    if (drawing_.nodes.size() >= request_.max_nodes) {
      if (left_out_.insert(entity.id).second) ++drawing_.nodes_left_out;
      return;
    }
    nodes_[entity.id] = static_cast<uint32_t>(drawing_.nodes.size());
    drawing_.nodes.push_back({entity.id, entity.Label(request_.language),
                              entity.class_name, false,
                              entity.id == request_.focus});
  }

  void AddStatement(const StatementView& statement) {
    const auto from = nodes_.find(statement.subject.id);
    std::optional<uint32_t> to;
    if (from != nodes_.end() && drawing_.edges.size() < request_.max_edges) {
      to = NodeOf(statement);
    }
    if (!to) {
      ++drawing_.edges_left_out;
      return;
    }
    DrawingEdge edge;
    edge.id = statement.id;
    edge.from = from->second;
    edge.to = *to;
    edge.relation = statement.predicate;
    edge.label =
        ontology_.RelationLabel(statement.predicate, request_.language);
    for (const QualifierView& qualifier : statement.qualifiers) {
      if (!edge.detail.empty()) edge.detail += "; ";
      edge.detail +=
          ontology_.QualifierLabel(qualifier.key, request_.language) + ": " +
          qualifier.value.Text(request_.language);
    }
    edge.modality = statement.modality;
    edge.confidence = statement.confidence;
    drawing_.edges.push_back(std::move(edge));
  }

  Drawing Finish(std::string title) {
    drawing_.title = std::move(title);
    std::set<std::string> classes;
    for (const DrawingNode& node : drawing_.nodes) {
      if (!node.class_name.empty()) classes.insert(node.class_name);
    }
    for (const std::string& name : classes) {
      drawing_.classes.push_back({name,
                                  ontology_.ClassLabel(name, request_.language),
                                  FamilyOf(ontology_, name)});
    }
    return std::move(drawing_);
  }

 private:
  std::optional<uint32_t> NodeOf(const StatementView& statement) {
    if (statement.object.is_entity) {
      const auto it = nodes_.find(statement.object.entity.id);
      if (it == nodes_.end()) return std::nullopt;
      return it->second;
    }
    if (drawing_.nodes.size() >= request_.max_nodes) return std::nullopt;
    // A literal belongs to one statement: equal dates are no hub.
    drawing_.nodes.push_back({"l/" + statement.id.substr(2),
                              statement.object.literal.value, "", true, false});
    return static_cast<uint32_t>(drawing_.nodes.size() - 1);
  }

  DrawRequest request_;
  const OntologyView& ontology_;
  Drawing drawing_;
  std::map<std::string, uint32_t> nodes_;
  std::set<std::string> left_out_;
};

}  // namespace

Result<Drawing> Graph::Draw(const DrawRequest& asked) const {
  DrawRequest request = asked;
  request.focus = WithoutBase(asked.focus);
  ZM_TRY_ASSIGN(const OntologyView ontology, Ontology());
  Painter painter(request, ontology);
  std::vector<StatementView> statements;
  std::string title;
  if (!request.focus.empty()) {
    NeighborhoodRequest around{request.focus, request.depth, request.filter};
    ZM_TRY_ASSIGN(Neighborhood found, Neighbors(around));
    for (const Neighborhood::Node& node : found.nodes) {
      painter.AddEntity(node.entity);
    }
    title = found.nodes.front().entity.Label(request.language);
    statements = std::move(found.statements);
  } else {
    ZM_TRY_ASSIGN(statements, FindStatements(std::nullopt, std::nullopt,
                                             std::nullopt, request.filter));
    // The best connected entities stay when there are too many.
    std::map<std::string, std::pair<size_t, EntityRef>> degrees;
    for (const StatementView& statement : statements) {
      auto& subject = degrees[statement.subject.id];
      ++subject.first;
      subject.second = statement.subject;
      if (!statement.object.is_entity) continue;
      auto& object = degrees[statement.object.entity.id];
      ++object.first;
      object.second = statement.object.entity;
    }
    std::vector<std::pair<size_t, EntityRef>> order;
    for (const auto& [id, degree] : degrees) order.push_back(degree);
    std::stable_sort(
        order.begin(), order.end(),
        [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [degree, ref] : order) painter.AddEntity(ref);
  }
  for (const StatementView& statement : statements) {
    painter.AddStatement(statement);
  }
  return painter.Finish(std::move(title));
}

}  // namespace zhimai
