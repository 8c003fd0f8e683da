// zhimai path FROM TO: chains of facts between two entities.
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/statement_text.h"
#include "tools/commands/view_json.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    {"max-hops", "N", "give up beyond N facts in a row (default 6)"},
    {"all", "", "every shortest path (at most 100, or --k)"},
    {"k", "N", "the N best paths, longer ones too"},
    {"simple", "", "every path within --max-hops (at most 100, or --k)"},
    {"weighted", "", "the surest paths first, by the product of confidences"},
    {"via", "ENTITY", "only paths that pass it; in this order", '\0', true},
    {"avoid", "ENTITY", "only paths without it", '\0', true},
    kAtFlag,
    kClassFlag,
    kRelationsFlag,
    kStatusFlag,
    kCandidatesFlag,
    kLangFlag,
    kJsonFlag,
};

void PrintJson(const PathResult& result, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("paths").BeginArray();
  for (const GraphPath& path : result.paths) {
    json.BeginObject().Key("confidence").Double(path.confidence);
    json.Key("steps").BeginArray();
    for (const GraphPath::Step& step : path.steps) {
      json.BeginObject().Key("from");
      WriteJson(step.from, &json);
      json.Key("to");
      WriteJson(step.to, &json);
      json.Key("statements");
      WriteJson(step.statements, &json);
      json.EndObject();
    }
    json.EndArray().EndObject();
  }
  json.EndArray().Key("truncated").Bool(result.truncated);
  json.EndObject().EndLine();
  *io.out << text;
}

// 中国 → 上海合作组织 → 印度, with the best fact of each step below.
void PrintPath(const GraphPath& path, const StatementText& text, bool weighted,
               const Io& io) {
  if (path.steps.empty()) return;
  std::string line = text.Entity(path.steps.front().from);
  for (const GraphPath::Step& step : path.steps) {
    line += " → " + text.Entity(step.to);
  }
  *io.out << (io.color ? "\x1b[1m" : "") << line << (io.color ? "\x1b[0m" : "")
          << "  (" << Counted(path.steps.size(), "step", "steps");
  if (weighted) *io.out << ", confidence " << Fixed(path.confidence, 2);
  *io.out << ")\n";
  TextTable table({{"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kLeft, true},
                   {"", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kLeft, true}});
  size_t number = 0;
  for (const GraphPath::Step& step : path.steps) {
    ++number;
    if (step.statements.empty()) continue;
    const StatementView& best = step.statements.front();
    const size_t others = step.statements.size() - 1;
    std::string fact = text.Line(best);
    if (others > 0) fact += " (+" + std::to_string(others) + ")";
    if (io.listed != nullptr) io.listed->push_back(best.id);
    const size_t row = io.listed == nullptr ? number : io.listed->size();
    table.AddRow({std::to_string(row), fact, StatementText::Mark(best),
                  text.Qualifiers(best),
                  Counted(best.documents, "source", "sources"),
                  StatementText::ShortId(best.id)});
  }
  table.Print(io.out, io.width, 2);
}

Status NoPath(const EntityRef& from, const EntityRef& to,
              const PathRequest& request, bool truncated) {
  const auto hops = static_cast<uint64_t>(request.max_hops);
  std::string message = "no path of at most " + Counted(hops, "step", "steps") +
                        " from " + Printable(from.label) + " to " +
                        Printable(to.label);
  if (truncated) message += " among the first entities reached";
  return Status::NotFound(std::move(message));
}

Status ReadRequest(const Flags& flags, const Graph& graph,
                   const OntologyView& ontology, PathRequest* request) {
  ZM_TRY_ASSIGN(const int64_t hops, flags.GetInt("max-hops", 6, 1, 100));
  ZM_TRY_ASSIGN(const int64_t k, flags.GetInt("k", 100, 1, 1000000));
  ZM_TRY_ASSIGN(request->filter, ReadFilter(flags, ontology));
  ZM_TRY_ASSIGN(request->via, ResolveAll(graph, flags, "via"));
  ZM_TRY_ASSIGN(request->avoid, ResolveAll(graph, flags, "avoid"));
  request->max_hops = static_cast<int>(hops);
  request->all = flags.Has("all");
  request->weighted = flags.Has("weighted");
  request->ranked = flags.Has("simple") || (flags.Has("k") && !request->all);
  request->max_paths = static_cast<size_t>(k);
  const bool one = !request->ranked && !request->all;
  if (one) request->max_paths = 1;
  request->filter.include_literals = false;
  return {};
}

Status Run(const Flags& flags, Io& io) {
  PathRequest request;
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY(ReadRequest(flags, graph, ontology, &request));
  ZM_TRY_ASSIGN(const EntityRef from,
                ResolveEntity(graph, flags.arguments()[0]));
  ZM_TRY_ASSIGN(const EntityRef to, ResolveEntity(graph, flags.arguments()[1]));
  if (from.id == to.id) {
    return Status::InvalidInput("both ends are the entity " + from.id);
  }
  request.from = from.id;
  request.to = to.id;
  request.cancelled = [&io] { return io.cancelled(); };
  ZM_TRY_ASSIGN(const PathResult result, graph.FindPaths(request));
  if (flags.Has(kJsonFlag.name)) PrintJson(result, io);
  if (result.paths.empty()) return NoPath(from, to, request, result.truncated);
  if (flags.Has(kJsonFlag.name)) return Status();
  const StatementText text(&ontology, language);
  for (const GraphPath& path : result.paths) {
    PrintPath(path, text, request.weighted, io);
  }
  const bool told = request.all || flags.Has("k") || flags.Has("simple");
  if (result.truncated && told && !io.quiet) {
    *io.err << "there may be more paths\n";
  }
  return Status();
}

}  // namespace

const Command kPathCommand = {
    .name = "path",
    .summary = "find chains of facts between two entities",
    .arguments = "FROM TO",
    .min_arguments = 2,
    .max_arguments = 2,
    .flags = kFlags,
    .example =
        "zhimai path 南非 蒙古国\n"
        "zhimai path 中国 埃及 --all --max-hops 4\n"
        "zhimai path 南非 蒙古国 --k 3 --weighted --avoid 印度",
    .run = Run,
};

}  // namespace zhimai
