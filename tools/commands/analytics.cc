// zhimai rank, communities, components, kcore: measures of all entities.
#include <algorithm>
#include <map>
#include <numeric>

#include "graph/engine/analyze.h"
#include "tools/cli/format.h"
#include "tools/commands/answer_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/selection_flags.h"
#include "tools/commands/statement_text.h"
#include "tools/commands/threads.h"

namespace zhimai {
namespace {

constexpr FlagSpec kTopFlag = {"top", "N",
                               "the first N only (default 20; 0 for all)"};
constexpr FlagSpec kOnlyFlag = {
    "only", "C,…", "list only these classes; all count", '\0', true};
constexpr FlagSpec kResolutionFlag = {
    "resolution", "X", "above 1: more and smaller communities (default 1)"};
constexpr FlagSpec kSeedFlag = {"seed", "N", "of what is drawn (default 1)"};

constexpr FlagSpec kRankFlags[] = {
    kDbFlag,
    {"by", "MEASURE",
     "pagerank (default), degree, in_degree, out_degree, betweenness, core",
     '\0', false, "pagerank|degree|in_degree|out_degree|betweenness|core"},
    kTopFlag,
    kOnlyFlag,
    {"samples", "N", "estimate betweenness from N entities (default: exact)"},
    kSeedFlag,
    {"weighted", "", "a statement counts by its confidence (pagerank)"},
    kRelationsFlag,
    kClassFlag,
    kStatusFlag,
    kConfidenceFlag,
    kAllFlag,
    kFromFlag,
    kToFlag,
    kDocumentFlag,
    kLangFlag,
    kThreadsFlag,
    kAnswerFormatFlag,
    kJsonFlag,
    kAnswerOutputFlag,
};

constexpr FlagSpec kCommunityFlags[] = {
    kDbFlag,        kTopFlag,          kResolutionFlag, kSeedFlag,
    kRelationsFlag, kClassFlag,        kStatusFlag,     kConfidenceFlag,
    kAllFlag,       kFromFlag,         kToFlag,         kDocumentFlag,
    kLangFlag,      kAnswerFormatFlag, kJsonFlag,       kAnswerOutputFlag,
};

constexpr FlagSpec kComponentFlags[] = {
    kDbFlag,     kTopFlag,          kRelationsFlag, kClassFlag,
    kStatusFlag, kConfidenceFlag,   kAllFlag,       kFromFlag,
    kToFlag,     kDocumentFlag,     kLangFlag,      kAnswerFormatFlag,
    kJsonFlag,   kAnswerOutputFlag,
};

constexpr FlagSpec kCoreFlags[] = {
    kDbFlag,
    {"k", "K", "list the K-core: who has K others in it (default: all)"},
    kTopFlag,
    kOnlyFlag,
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

// What all four begin with.
struct Question {
  Graph graph;
  OntologyView ontology;
  std::string language;
  std::string format;
  size_t top = 0;
  EntityGraph entities;
  MeasureOptions options;
};

Result<Question> Ask(const Flags& flags, const Io& io) {
  ZM_TRY_ASSIGN(std::string format, ReadAnswerFormat(flags));
  ZM_TRY_ASSIGN(const int64_t top, flags.GetInt("top", 20, 0, 1000000000));
  ZM_TRY_ASSIGN(const int64_t samples,
                flags.GetInt("samples", 0, 1, 1000000000));
  ZM_TRY_ASSIGN(const int64_t seed, flags.GetInt("seed", 1, 0, 1000000000));
  ZM_TRY_ASSIGN(std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const Selection selection, ReadSelection(flags, ontology));
  ZM_TRY_ASSIGN(EntityGraph entities,
                graph.Project(selection, flags.Has("weighted")));
  MeasureOptions options;
  ZM_TRY_ASSIGN(options.run.threads, ThreadCount(flags));
  options.run.cancelled = [&io] { return io.cancelled(); };
  options.betweenness = {static_cast<uint32_t>(samples),
                         static_cast<uint64_t>(seed)};
  options.community.seed = static_cast<uint64_t>(seed);
  return Question{std::move(graph),         std::move(ontology),
                  std::move(language),      std::move(format),
                  static_cast<size_t>(top), std::move(entities),
                  std::move(options)};
}

void SayWhatItIsOf(const Question& question, const Io& io) {
  if (io.quiet || question.format != "table") return;
  *io.err << "of " << Counted(question.entities.nodes(), "entity", "entities")
          << " tied by "
          << Counted(question.entities.edges.size(), "statement", "statements")
          << '\n';
}

// Highest first, then by id.
std::vector<uint32_t> Ranked(const Measure& measure) {
  std::vector<uint32_t> order(measure.values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return measure.values[a] > measure.values[b];
  });
  return order;
}

AnswerCell ValueCell(const Measure& measure, uint32_t node) {
  const double value = measure.values[node];
  if (measure.whole) return static_cast<int64_t>(value);
  return value;
}

// `least`: nodes below it are left out.
Status PrintRanking(Question* question, const std::string& name,
                    const Measure& measure, double least, const Flags& flags,
                    const Io& io) {
  const StatementText text(&question->ontology, question->language);
  // Programs want the name of a class, people its label.
  const bool people = question->format == "table";
  std::vector<std::string> only;
  for (const std::string& given : flags.GetList(kOnlyFlag.name)) {
    ZM_TRY_ASSIGN(std::string known, ClassName(given, question->ontology));
    only.push_back(std::move(known));
  }
  AnswerTable table{
      {"ranking",
       {{"rank", ColumnType::kInteger},
        {"entity", ColumnType::kText},
        {"class", ColumnType::kText},
        {name, measure.whole ? ColumnType::kInteger : ColumnType::kReal},
        {"id", ColumnType::kText}}},
      {}};
  for (uint32_t node : Ranked(measure)) {
    if (question->top > 0 && table.rows.size() == question->top) break;
    if (measure.values[node] < least) break;
    ZM_TRY_ASSIGN(const std::vector<EntityRef> refs,
                  question->graph.References({question->entities.ids[node]}));
    const EntityRef& ref = refs.front();
    const bool listed =
        only.empty() ||
        std::any_of(only.begin(), only.end(), [&](const std::string& c) {
          return question->ontology.IsA(ref.class_name, c);
        });
    if (!listed) continue;
    table.rows.push_back({static_cast<int64_t>(table.rows.size()) + 1,
                          ref.Label(question->language),
                          people ? text.Class(ref.class_name) : ref.class_name,
                          ValueCell(measure, node), ref.id});
  }
  ZM_TRY(PrintAnswer(table, question->format, flags, io));
  SayWhatItIsOf(*question, io);
  return {};
}

Status RunRank(const Flags& flags, Io& io) {
  constexpr std::array<std::string_view, 6> kMeasures = {
      "pagerank", "degree", "in_degree", "out_degree", "betweenness", "core"};
  ZM_TRY_ASSIGN(const std::string name, flags.GetChoice("by", kMeasures));
  ZM_TRY_ASSIGN(Question question, Ask(flags, io));
  ZM_TRY_ASSIGN(const Measure measure,
                ComputeMeasure(question.entities, name, question.options));
  return PrintRanking(&question, name, measure, 0, flags, io);
}

Status RunCore(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const int64_t k, flags.GetInt("k", 0, 0, 1000000000));
  ZM_TRY_ASSIGN(Question question, Ask(flags, io));
  if (k > 0 && !flags.Has(kTopFlag.name)) question.top = 0;
  ZM_TRY_ASSIGN(const Measure measure,
                ComputeMeasure(question.entities, "core", question.options));
  double most = 0;
  for (double core : measure.values) most = std::max(most, core);
  if (static_cast<double>(k) > most) {
    return Status::NotFound("no entity is in the " + std::to_string(k) +
                            "-core; the highest is the " +
                            std::to_string(static_cast<int64_t>(most)) +
                            "-core");
  }
  return PrintRanking(&question, "core", measure, static_cast<double>(k), flags,
                      io);
}

// A line for each group, with its best connected members.
Result<AnswerTable> Summary(const Question& question, const std::string& name,
                            const Measure& groups) {
  constexpr size_t kNamed = 6;
  MeasureOptions none;
  ZM_TRY_ASSIGN(const Measure degree,
                ComputeMeasure(question.entities, "degree", none));
  std::map<int64_t, std::pair<int64_t, std::vector<std::string>>> members;
  for (uint32_t node : Ranked(degree)) {
    auto& group = members[static_cast<int64_t>(groups.values[node])];
    ++group.first;
    if (group.second.size() < kNamed) {
      group.second.push_back(question.entities.ids[node]);
    }
  }
  AnswerTable table{{name,
                     {{name, ColumnType::kInteger},
                      {"entities", ColumnType::kInteger},
                      {"best connected", ColumnType::kText}}},
                    {}};
  for (const auto& [number, group] : members) {
    if (question.top > 0 && table.rows.size() == question.top) break;
    ZM_TRY_ASSIGN(const std::vector<EntityRef> refs,
                  question.graph.References(group.second));
    std::string named;
    for (const EntityRef& ref : refs) {
      named += (named.empty() ? "" : ", ") + ref.Label(question.language);
    }
    if (static_cast<size_t>(group.first) > refs.size()) named += ", …";
    table.rows.push_back({number, group.first, named});
  }
  return table;
}

// A row for each entity.
Result<AnswerTable> Memberships(const Question& question,
                                const std::string& name,
                                const Measure& groups) {
  AnswerTable table{{name,
                     {{name, ColumnType::kInteger},
                      {"id", ColumnType::kText},
                      {"entity", ColumnType::kText},
                      {"class", ColumnType::kText}}},
                    {}};
  std::vector<uint32_t> order(groups.values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return groups.values[a] < groups.values[b];
  });
  ZM_TRY_ASSIGN(const std::vector<EntityRef> refs,
                question.graph.References(question.entities.ids));
  for (uint32_t node : order) {
    table.rows.push_back({static_cast<int64_t>(groups.values[node]),
                          refs[node].id, refs[node].Label(question.language),
                          refs[node].class_name});
  }
  return table;
}

Status PrintGroups(const Question& question, const std::string& name,
                   const Flags& flags, const Io& io) {
  ZM_TRY_ASSIGN(const Measure groups,
                ComputeMeasure(question.entities, name, question.options));
  const bool people = question.format == "table";
  ZM_TRY_ASSIGN(const AnswerTable table,
                people ? Summary(question, name, groups)
                       : Memberships(question, name, groups));
  ZM_TRY(PrintAnswer(table, question.format, flags, io));
  if (io.quiet || !people) return {};
  double count = 0;
  for (double group : groups.values) count = std::max(count, group);
  *io.err << Counted(static_cast<uint64_t>(count), name,
                     name == "community" ? "communities" : name + "s");
  if (name == "community") {
    std::vector<uint32_t> group_of;
    for (double g : groups.values) group_of.push_back(static_cast<uint32_t>(g));
    const double modularity =
        Modularity(question.entities.Undirected(), group_of,
                   question.options.community.resolution);
    *io.err << ", modularity " << Fixed(modularity, 3);
  }
  *io.err << "; --format csv lists all members\n";
  SayWhatItIsOf(question, io);
  return {};
}

Status RunCommunities(const Flags& flags, Io& io) {
  const std::string resolution = flags.Get(kResolutionFlag.name, "1");
  char* end = nullptr;
  const double value = std::strtod(resolution.c_str(), &end);
  if (resolution.empty() || *end != '\0' || !(value > 0 && value < 1e6)) {
    return Status::Usage("--resolution takes a number above 0, not '" +
                         resolution + "'");
  }
  ZM_TRY_ASSIGN(Question question, Ask(flags, io));
  question.options.community.resolution = value;
  return PrintGroups(question, "community", flags, io);
}

Status RunComponents(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const Question question, Ask(flags, io));
  return PrintGroups(question, "component", flags, io);
}

}  // namespace

const Command kRankCommand = {
    .name = "rank",
    .summary = "list the most central entities",
    .arguments = "",
    .flags = kRankFlags,
    .example =
        "zhimai rank --by pagerank --only Person --top 10\n"
        "zhimai rank --by betweenness --format csv -o ranking.csv",
    .run = RunRank,
};

const Command kCommunitiesCommand = {
    .name = "communities",
    .summary = "find groups that are tied closely",
    .arguments = "",
    .flags = kCommunityFlags,
    .example =
        "zhimai communities --top 10\n"
        "zhimai communities --format parquet -o communities.parquet",
    .run = RunCommunities,
};

const Command kComponentsCommand = {
    .name = "components",
    .summary = "find parts that nothing ties to each other",
    .arguments = "",
    .flags = kComponentFlags,
    .example = "zhimai components --class Country,Organization",
    .run = RunComponents,
};

const Command kKcoreCommand = {
    .name = "kcore",
    .summary = "list the entities in the densest part",
    .arguments = "",
    .flags = kCoreFlags,
    .example = "zhimai kcore --k 3",
    .run = RunCore,
};

}  // namespace zhimai
