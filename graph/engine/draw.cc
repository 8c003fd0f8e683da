// A part of the graph as a Drawing.
#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "graph/engine/analyze.h"
#include "graph/engine/impl.h"
#include "graph/engine/selection.h"

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

// Percent-encodes all but what may stand in a path.
std::string EncodePath(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  std::string out;
  for (char c : path) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

// What is known of a statement before it is decided whether it is drawn.
struct Candidate {
  StatementId id{};
  std::string subject;
  std::string object;  // empty for a literal
};

// Chooses the entities and statements of a drawing.
class Choice {
 public:
  explicit Choice(const DrawRequest& request) : request_(request) {}

  Status Collect(Selector* selector) {
    const std::string& focus = request_.selection.focus;
    std::set<std::string> met;
    if (!focus.empty()) {
      met.insert(focus);
      order_.push_back(focus);
    }
    ZM_TRY(selector->ForEach([&](const FusedStatement& statement)
                                 -> Result<bool> {
      const StatementRecord& record = statement.record;
      candidates_.push_back({record.id, record.subject, record.object.entity});
      NoteTime(record);
      for (const std::string& end : {record.subject, record.object.entity}) {
        if (!end.empty() && met.insert(end).second) order_.push_back(end);
      }
      return true;
    }));
    if (!focus.empty()) KeepReached(focus);
    return {};
  }

  // Sorts by distance, measure and id; keeps the first.
  Status Rank(const EntityGraph& graph) {
    MeasureOptions options;
    options.run.threads = 2;
    ZM_TRY_ASSIGN(const Measure measure,
                  ComputeMeasure(graph, request_.rank_by, options));
    const auto key = [&](const std::string& id) {
      const auto distance = distances_.find(id);
      const uint32_t node = graph.Find(id);
      return std::tuple(
          distance == distances_.end() ? 1 << 30 : distance->second,
          node < graph.nodes() ? -measure.values[node] : 0.0);
    };
    std::vector<std::pair<std::tuple<int, double>, std::string>> ranked;
    for (const std::string& id : order_) ranked.emplace_back(key(id), id);
    std::sort(ranked.begin(), ranked.end());
    const size_t all = ranked.size();
    std::vector<std::string> sorted;
    for (auto& [ignored, id] : ranked) sorted.push_back(std::move(id));
    order_ = std::move(sorted);
    // Where not all can be drawn, those that would stand alone go first: so
    // the ones that are tied to nobody, then those whose others are cut off.
    if (all > request_.max_nodes) {
      KeepTied();
      order_.resize(std::min(order_.size(), request_.max_nodes));
      KeepTied();
    }
    left_out_ = all - order_.size();
    return {};
  }

  const std::vector<std::string>& entities() const { return order_; }
  const std::vector<Candidate>& candidates() const { return candidates_; }
  size_t left_out() const { return left_out_; }
  // "2025-08-31", the first day that is said of an entity; may be empty.
  std::string DayOf(const std::string& id) const {
    const auto own = own_day_.find(id);
    if (own != own_day_.end()) return own->second;
    const auto other = day_.find(id);
    return other == day_.end() ? "" : other->second;
  }

 private:
  // The walk from the focus knew nothing of time and documents: what its
  // statements no longer tie to the focus goes.
  void KeepReached(const std::string& focus) {
    std::map<std::string, std::vector<std::string>> around;
    for (const Candidate& candidate : candidates_) {
      if (candidate.object.empty()) continue;
      around[candidate.subject].push_back(candidate.object);
      around[candidate.object].push_back(candidate.subject);
    }
    distances_[focus] = 0;
    std::vector<std::string> reached = {focus};
    for (size_t i = 0; i < reached.size(); ++i) {
      const int next = distances_[reached[i]] + 1;
      if (next > request_.selection.depth) break;
      for (const std::string& other : around[reached[i]]) {
        if (distances_.emplace(other, next).second) reached.push_back(other);
      }
    }
    order_ = std::move(reached);
    std::erase_if(candidates_, [&](const Candidate& candidate) {
      return !distances_.contains(candidate.subject) ||
             (!candidate.object.empty() &&
              !distances_.contains(candidate.object));
    });
  }

  // Entities that a statement ties to another one of order_, and the focus.
  void KeepTied() {
    const std::set<std::string> drawn(order_.begin(), order_.end());
    std::set<std::string> tied = {request_.selection.focus};
    for (const Candidate& candidate : candidates_) {
      if (!drawn.contains(candidate.subject) ||
          !drawn.contains(candidate.object)) {
        continue;
      }
      tied.insert(candidate.subject);
      tied.insert(candidate.object);
    }
    std::erase_if(order_,
                  [&](const std::string& id) { return !tied.contains(id); });
  }

  static void Earliest(const std::string& id, const std::string& day,
                       std::map<std::string, std::string>* days) {
    std::string& known = (*days)[id];
    if (known.empty() || day < known) known = day;
  }

  // A date that is stated of an entity says more than when it did something.
  void NoteTime(const StatementRecord& record) {
    const TimeSpan span = TimeOf(record);
    if (!span.known()) return;
    const std::string& day = span.begin.empty() ? span.end : span.begin;
    const bool entity = record.object.is_entity();
    Earliest(record.subject, day, entity ? &day_ : &own_day_);
    if (entity) Earliest(record.object.entity, day, &day_);
  }

  const DrawRequest& request_;
  std::map<std::string, int> distances_;
  std::vector<std::string> order_;
  std::vector<Candidate> candidates_;
  std::map<std::string, std::string> day_;
  std::map<std::string, std::string> own_day_;
  size_t left_out_ = 0;
};

// 0 for what is no number from 1.
int64_t OrdinalOf(const std::string& text) {
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc() && stop == end && value > 0 ? value : 0;
}

class Painter {
 public:
  Painter(const Graph& graph, Reader* reader, const DrawRequest& request,
          const OntologyView& ontology)
      : graph_(graph), reader_(reader), request_(request), ontology_(ontology) {
    drawing_.language = request.language;
  }

  Status AddEntity(const std::string& id) {
    ZM_TRY_ASSIGN(const EntityRef ref, reader_->Ref(id));
    nodes_[id] = static_cast<uint32_t>(drawing_.nodes.size());
    DrawingNode node;
    node.id = id;
    node.label = ref.Label(request_.language);
    node.class_name = ref.class_name;
    node.focus = id == request_.selection.focus;
    const auto entity = graph_.GetEntity(id);
    if (entity.ok()) {
      for (const std::string& external : entity->external_ids) {
        if (external.substr(0, 9) != "wikidata:") continue;
        node.url = "https://www.wikidata.org/wiki/" + external.substr(9);
        break;
      }
    }
    drawing_.nodes.push_back(std::move(node));
    return {};
  }

  // `literals`: whether dates, numbers and texts have a place at all.
  Status AddStatement(const Candidate& candidate, bool literals) {
    const auto from = nodes_.find(candidate.subject);
    const auto to = nodes_.find(candidate.object);
    const bool literal = candidate.object.empty();
    const bool room =
        literal ? literals && drawing_.nodes.size() < request_.max_nodes
                : to != nodes_.end();
    if (from == nodes_.end() || !room ||
        drawing_.edges.size() >= request_.max_edges) {
      ++drawing_.edges_left_out;
      return {};
    }
    ZM_TRY_ASSIGN(const StatementView view, reader_->View(candidate.id));
    DrawingEdge edge;
    edge.id = view.id;
    edge.from = from->second;
    edge.to = literal ? AddLiteral(view) : to->second;
    edge.relation = view.predicate;
    edge.label = ontology_.RelationLabel(view.predicate, request_.language);
    for (const QualifierView& qualifier : view.qualifiers) {
      if (qualifier.key == "ordinal" && !qualifier.value.is_entity) {
        edge.ordinal = OrdinalOf(qualifier.value.literal.value);
      }
      if (!edge.detail.empty()) edge.detail += "; ";
      edge.detail +=
          ontology_.QualifierLabel(qualifier.key, request_.language) + ": " +
          qualifier.value.Text(request_.language);
    }
    edge.modality = view.modality;
    edge.confidence = view.confidence;
    edge.documents = view.documents;
    ZM_TRY(AddEvidence(&edge));
    drawing_.edges.push_back(std::move(edge));
    return {};
  }

  void Cluster(const std::map<std::string, std::string>& cluster_of) {
    std::map<std::string, size_t> sizes;
    for (DrawingNode& node : drawing_.nodes) {
      const auto it = cluster_of.find(node.id);
      if (it != cluster_of.end()) node.cluster = it->second;
      if (!node.cluster.empty()) ++sizes[node.cluster];
    }
    for (const auto& [key, size] : sizes) {
      // A community of one is none.
      if (request_.cluster == ClusterBy::kCommunity && size == 1) continue;
      drawing_.clusters.push_back({key, ClusterLabel(key)});
    }
  }

  Drawing Finish(const Choice& choice) {
    drawing_.title = request_.title;
    drawing_.nodes_left_out = choice.left_out();
    if (choice.left_out() > 0) drawing_.chosen_by = request_.rank_by;
    std::set<std::string> classes;
    for (const DrawingNode& node : drawing_.nodes) {
      if (node.focus && drawing_.title.empty()) drawing_.title = node.label;
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
  // A literal belongs to one statement: equal dates are no hub.
  uint32_t AddLiteral(const StatementView& view) {
    DrawingNode node;
    node.id = "l/" + view.id.substr(2);
    node.label = view.object.literal.value;
    node.literal = true;
    drawing_.nodes.push_back(std::move(node));
    return static_cast<uint32_t>(drawing_.nodes.size() - 1);
  }

  Status AddEvidence(DrawingEdge* edge) {
    if (request_.max_evidence == 0) return {};
    ZM_TRY_ASSIGN(const std::vector<EvidenceView> all,
                  graph_.EvidenceOf(edge->id));
    for (const EvidenceView& view : all) {
      if (edge->evidence.size() == request_.max_evidence) break;
      DrawingEvidence evidence;
      evidence.document = view.document;
      evidence.rule = view.rule;
      for (const PieceView& piece : view.pieces) {
        if (!evidence.quote.empty()) evidence.quote += " … ";
        if (evidence.end == 0) evidence.begin = piece.begin;
        evidence.quote += piece.text;
        evidence.begin = std::min(evidence.begin, piece.begin);
        evidence.end = std::max(evidence.end, piece.end);
      }
      ZM_TRY_ASSIGN(const DocumentView document,
                    graph_.GetDocument(view.document));
      std::string folder = EncodePath(document.root);
      if (request_.links) folder = *request_.links;
      if (!folder.empty() && folder.back() != '/') folder += '/';
      evidence.url = folder + EncodePath(view.document);
      edge->evidence.push_back(std::move(evidence));
    }
    return {};
  }

  std::string ClusterLabel(const std::string& key) const {
    const bool chinese = request_.language == "zh";
    switch (request_.cluster) {
      case ClusterBy::kClass:
        return ontology_.ClassLabel(key, request_.language);
      case ClusterBy::kCommunity:
        return (chinese ? "群组 " : "community ") +
               std::to_string(std::stoul(key));
      case ClusterBy::kYear:
      case ClusterBy::kMonth:
      case ClusterBy::kNone:
        break;
    }
    return key;
  }

  const Graph& graph_;
  Reader* reader_;
  const DrawRequest& request_;
  const OntologyView& ontology_;
  Drawing drawing_;
  std::map<std::string, uint32_t> nodes_;
};

// The key of the cluster of each entity that has one; keys sort as clusters
// are drawn.
Result<std::map<std::string, std::string>> Clusters(const DrawRequest& request,
                                                    const Choice& choice,
                                                    const EntityGraph& graph,
                                                    Reader* reader) {
  std::map<std::string, std::string> cluster_of;
  const bool year = request.cluster == ClusterBy::kYear;
  if (request.cluster == ClusterBy::kCommunity) {
    ZM_TRY_ASSIGN(const Measure measure,
                  ComputeMeasure(graph, "community", {}));
    for (const std::string& id : choice.entities()) {
      const uint32_t node = graph.Find(id);
      if (node == graph.nodes()) continue;
      std::string key =
          std::to_string(static_cast<uint64_t>(measure.values[node]));
      key.insert(0, 8 - std::min<size_t>(8, key.size()), '0');
      cluster_of[id] = std::move(key);
    }
    return cluster_of;
  }
  for (const std::string& id : choice.entities()) {
    if (request.cluster == ClusterBy::kClass) {
      ZM_TRY_ASSIGN(const EntityRef ref, reader->Ref(id));
      cluster_of[id] = ref.class_name;
    } else if (id != request.selection.focus) {
      cluster_of[id] = choice.DayOf(id).substr(0, year ? 4 : 7);
    }
  }
  return cluster_of;
}

}  // namespace

Result<Drawing> Graph::Draw(const DrawRequest& asked) const {
  DrawRequest request = asked;
  Selection& selection = request.selection;
  selection.focus = WithoutBase(asked.selection.focus);
  ZM_TRY_ASSIGN(const OntologyView ontology, Ontology());
  Reader reader = impl_->NewReader();
  ZM_TRY_ASSIGN(std::optional<std::set<StatementId>> around,
                StatementsAround(selection));
  ZM_TRY_ASSIGN(Selector selector,
                Selector::Make(&reader, selection, std::move(around)));
  Choice choice(request);
  ZM_TRY(choice.Collect(&selector));
  ZM_TRY_ASSIGN(const EntityGraph graph, Project(selection, false));
  ZM_TRY(choice.Rank(graph));
  Painter painter(*this, &reader, request, ontology);
  for (const std::string& id : choice.entities()) ZM_TRY(painter.AddEntity(id));
  for (const Candidate& candidate : choice.candidates()) {
    ZM_TRY(painter.AddStatement(candidate, choice.left_out() == 0));
  }
  if (request.cluster != ClusterBy::kNone) {
    ZM_TRY_ASSIGN(const auto cluster_of,
                  Clusters(request, choice, graph, &reader));
    painter.Cluster(cluster_of);
  }
  return painter.Finish(choice);
}

}  // namespace zhimai
