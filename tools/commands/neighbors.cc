// zhimai neighbors ENTITY: the entities around one, by distance.
#include <map>

#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/statement_text.h"
#include "tools/commands/view_json.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"depth", "N", "steps from the entity (default 1)"},
    kRelationsFlag,
    kClassFlag,
    kStatusFlag,
    kCandidatesFlag,
    kAtFlag,
    {"avoid", "ENTITY", "do not walk through it", '\0', true},
    {"max-entities", "N", "stop at this many (default 10000)"},
    kLangFlag,
    kJsonFlag,
};

// For each entity but the start, a statement that ties it to one nearer to the
// start; of several the asserted one of the highest confidence.
std::map<std::string, const StatementView*> Ties(const Neighborhood& found) {
  std::map<std::string, int> distance;
  for (const Neighborhood::Node& node : found.nodes) {
    distance.emplace(node.entity.id, node.distance);
  }
  const auto better = [](const StatementView& a, const StatementView& b) {
    if (a.modality != b.modality) return a.modality < b.modality;
    return a.confidence > b.confidence;
  };
  std::map<std::string, const StatementView*> ties;
  for (const StatementView& statement : found.statements) {
    if (!statement.object.is_entity) continue;
    const auto subject = distance.find(statement.subject.id);
    const auto object = distance.find(statement.object.entity.id);
    if (subject == distance.end() || object == distance.end()) continue;
    if (subject->second == object->second) continue;
    const std::string& farther =
        subject->second > object->second ? subject->first : object->first;
    const StatementView*& tie = ties[farther];
    if (tie == nullptr || better(statement, *tie)) tie = &statement;
  }
  return ties;
}

void PrintJson(const Neighborhood& found, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("entities").BeginArray();
  for (const Neighborhood::Node& node : found.nodes) {
    json.BeginObject().Key("distance").Int(node.distance).Key("entity");
    WriteJson(node.entity, &json);
    json.EndObject();
  }
  json.EndArray().Key("statements");
  WriteJson(found.statements, &json);
  json.Key("truncated").Bool(found.truncated).EndObject().EndLine();
  *io.out << text;
}

void PrintTable(const Neighborhood& found, const StatementText& text,
                const Io& io) {
  const auto ties = Ties(found);
  const bool numbered = io.listed != nullptr;
  TextTable table({{numbered ? "#" : "", TextTable::Align::kRight, true},
                   {"steps", TextTable::Align::kRight, true},
                   {"entity", TextTable::Align::kLeft, false},
                   {"class", TextTable::Align::kLeft, false},
                   {"by", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kLeft, true}});
  for (const Neighborhood::Node& node : found.nodes) {
    const auto tie = ties.find(node.entity.id);
    std::string line;
    std::string mark;
    if (tie != ties.end()) {
      line = text.Line(*tie->second);
      mark = StatementText::Mark(*tie->second);
    }
    std::string row;
    if (numbered && tie != ties.end()) {
      io.listed->push_back(tie->second->id);
      row = std::to_string(io.listed->size());
    }
    table.AddRow({row, std::to_string(node.distance), text.Entity(node.entity),
                  text.Class(node.entity.class_name), line, mark});
  }
  table.Print(io.out, io.width);
}

Status Run(const Flags& flags, Io& io) {
  NeighborhoodRequest request;
  ZM_TRY_ASSIGN(const int64_t depth, flags.GetInt("depth", 1, 0, 100));
  ZM_TRY_ASSIGN(const int64_t most,
                flags.GetInt("max-entities", 10000, 1, 100000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(request.filter, ReadFilter(flags, ontology));
  ZM_TRY_ASSIGN(const EntityRef entity,
                ResolveEntity(graph, flags.arguments().front()));
  ZM_TRY_ASSIGN(request.avoid, ResolveAll(graph, flags, "avoid"));
  request.entity = entity.id;
  request.depth = static_cast<int>(depth);
  request.max_entities = static_cast<size_t>(most);
  request.filter.include_literals = false;
  ZM_TRY_ASSIGN(const Neighborhood found, graph.Neighbors(request));
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(found, io);
  } else {
    PrintTable(found, StatementText(&ontology, language), io);
  }
  if (found.truncated && !io.quiet) {
    *io.err << "stopped at " << most << " entities; --max-entities raises it\n";
  }
  return Status();
}

}  // namespace

const Command kNeighborsCommand = {
    .name = "neighbors",
    .summary = "list the entities around one, by distance",
    .arguments = "ENTITY",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kFlags,
    .example = "zhimai neighbors 上海合作组织 --depth 2",
    .run = Run,
};

}  // namespace zhimai
