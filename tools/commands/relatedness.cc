// zhimai similar ENTITY, zhimai met [ENTITY]: who goes with whom.
#include <algorithm>
#include <array>
#include <set>

#include "graph/analytics/similarity.h"
#include "graph/engine/analyze.h"
#include "tools/cli/format.h"
#include "tools/commands/answer_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/selection_flags.h"
#include "tools/commands/statement_text.h"

namespace zhimai {
namespace {

constexpr FlagSpec kTopFlag = {"top", "N",
                               "the first N only (default 20; 0 for all)"};

constexpr FlagSpec kSimilarFlags[] = {
    kDbFlag,
    {"by", "MEASURE",
     "jaccard (default), adamic-adar, overlap or common (neighbours)", '\0',
     false, "jaccard|adamic-adar|overlap|common"},
    {"same-class", "", "list only entities of the same class"},
    kTopFlag,
    kRelationsFlag,
    kClassFlag,
    kStatusFlag,
    kConfidenceFlag,
    kAllFlag,
    kFromFlag,
    kToFlag,
    kDocumentFlag,
    kLangFlag,
    kAnswerFormatFlag,
    kJsonFlag,
    kAnswerOutputFlag,
};

constexpr FlagSpec kMetFlags[] = {
    kDbFlag,
    kTopFlag,
    {"relations", "R,…", "what brings together (default participant, met_with)",
     '\0', true},
    kClassFlag,
    {"status", "S,…", "only these (default asserted and reported)", '\0', true},
    kConfidenceFlag,
    kFromFlag,
    kToFlag,
    kDocumentFlag,
    kLangFlag,
    kAnswerFormatFlag,
    kJsonFlag,
    kAnswerOutputFlag,
};

Status RunSimilar(const Flags& flags, Io& io) {
  constexpr std::array<std::string_view, 4> kMeasures = {
      "jaccard", "adamic-adar", "overlap", "common"};
  constexpr std::array<NodeLikeness, 4> kLikenesses = {
      NodeLikeness::kJaccard, NodeLikeness::kAdamicAdar, NodeLikeness::kOverlap,
      NodeLikeness::kCommon};
  ZM_TRY_ASSIGN(const std::string by, flags.GetChoice("by", kMeasures));
  const auto place = std::find(kMeasures.begin(), kMeasures.end(), by);
  const NodeLikeness likeness =
      kLikenesses[static_cast<size_t>(place - kMeasures.begin())];
  ZM_TRY_ASSIGN(const std::string format, ReadAnswerFormat(flags));
  ZM_TRY_ASSIGN(const int64_t top, flags.GetInt("top", 20, 0, 1000000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const Selection selection, ReadSelection(flags, ontology));
  ZM_TRY_ASSIGN(const EntityRef entity,
                ResolveEntity(graph, flags.arguments().front()));
  ZM_TRY_ASSIGN(const EntityGraph entities, graph.Project(selection, false));
  const StatementText text(&ontology, language);
  AnswerTable table{{"similar",
                     {{"rank", ColumnType::kInteger},
                      {"entity", ColumnType::kText},
                      {"class", ColumnType::kText},
                      {by, ColumnType::kReal},
                      {"common", ColumnType::kInteger},
                      {"id", ColumnType::kText}}},
                    {}};
  const uint32_t node = entities.Find(entity.id);
  std::vector<SimilarNode> similar;
  if (node < entities.nodes()) {
    similar = SimilarTo(entities.Undirected(), node, likeness, 0);
  }
  for (const SimilarNode& other : similar) {
    if (top > 0 && table.rows.size() == static_cast<size_t>(top)) break;
    ZM_TRY_ASSIGN(const std::vector<EntityRef> refs,
                  graph.References({entities.ids[other.node]}));
    const EntityRef& ref = refs.front();
    if (flags.Has("same-class") && ref.class_name != entity.class_name) {
      continue;
    }
    table.rows.push_back(
        {static_cast<int64_t>(table.rows.size()) + 1, ref.Label(language),
         format == "table" ? text.Class(ref.class_name) : ref.class_name,
         other.score, static_cast<int64_t>(other.common), ref.id});
  }
  if (table.rows.empty() && format == "table") {
    return Status::NotFound("nothing has a neighbour in common with " +
                            text.Entity(entity));
  }
  return PrintAnswer(table, format, flags, io);
}

Result<Selection> MeetingSelection(const Flags& flags,
                                   const OntologyView& ontology) {
  ZM_TRY_ASSIGN(Selection selection, ReadSelection(flags, ontology));
  if (selection.filter.relations.empty()) {
    selection.filter.relations = {"participant", "met_with"};
  }
  if (selection.filter.modalities.empty()) {
    selection.filter.modalities = {Modality::kAsserted, Modality::kReported};
  }
  return selection;
}

// Labels of occasions; a statement by which two met has none but its id.
Result<std::string> Occasions(const Encounter& encounter, const Graph& graph,
                              const std::string& language) {
  ZM_TRY_ASSIGN(const std::vector<EntityRef> refs,
                graph.References(encounter.occasions));
  std::string labels;
  for (const EntityRef& ref : refs) {
    if (!labels.empty()) labels += "; ";
    labels += ref.Label(language);
  }
  return labels;
}

Status RunMet(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const std::string format, ReadAnswerFormat(flags));
  ZM_TRY_ASSIGN(const int64_t top, flags.GetInt("top", 20, 0, 1000000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const Selection selection, MeetingSelection(flags, ontology));
  std::set<std::string> about;
  for (const std::string& name : flags.arguments()) {
    ZM_TRY_ASSIGN(const EntityRef entity, ResolveEntity(graph, name));
    about.insert(entity.id);
  }
  ZM_TRY_ASSIGN(const std::vector<Encounter> encounters,
                graph.Encounters(selection));
  AnswerTable table{{"met",
                     {{"times", ColumnType::kInteger},
                      {"one", ColumnType::kText},
                      {"other", ColumnType::kText},
                      {"occasions", ColumnType::kText},
                      {"one_id", ColumnType::kText},
                      {"other_id", ColumnType::kText}}},
                    {}};
  uint64_t found = 0;
  for (const Encounter& encounter : encounters) {
    const size_t named = about.count(encounter.a) + about.count(encounter.b);
    if (named < std::min<size_t>(about.size(), 2)) continue;
    ++found;
    if (top > 0 && table.rows.size() == static_cast<size_t>(top)) continue;
    // The one that was asked about stands first.
    const bool turn =
        about.contains(encounter.b) && !about.contains(encounter.a);
    ZM_TRY_ASSIGN(const std::vector<EntityRef> refs,
                  graph.References({turn ? encounter.b : encounter.a,
                                    turn ? encounter.a : encounter.b}));
    ZM_TRY_ASSIGN(std::string occasions, Occasions(encounter, graph, language));
    table.rows.push_back({static_cast<int64_t>(encounter.occasions.size()),
                          refs[0].Label(language), refs[1].Label(language),
                          std::move(occasions), refs[0].id, refs[1].id});
  }
  if (table.rows.empty() && format == "table") {
    return Status::NotFound("nothing says that they met");
  }
  if (format == "table") {
    table.schema.columns.resize(4);
    for (auto& row : table.rows) row.resize(4);
  }
  ZM_TRY(PrintAnswer(table, format, flags, io));
  if (!io.quiet && found > table.rows.size()) {
    *io.err << "the first " << table.rows.size() << " of " << WithCommas(found)
            << " pairs; --top 0 lists all\n";
  }
  return {};
}

}  // namespace

const Command kSimilarCommand = {
    .name = "similar",
    .summary = "list the entities with the same neighbours as one",
    .arguments = "ENTITY",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kSimilarFlags,
    .example = "zhimai similar 中国 --same-class",
    .run = RunSimilar,
};

const Command kMetCommand = {
    .name = "met",
    .summary = "count who met whom",
    .arguments = "[ENTITY [ENTITY]]",
    .min_arguments = 0,
    .max_arguments = 2,
    .flags = kMetFlags,
    .example =
        "zhimai met 习近平 --class Person\n"
        "zhimai met --from 2025 --to 2025 --top 0 --format csv",
    .run = RunMet,
};

}  // namespace zhimai
