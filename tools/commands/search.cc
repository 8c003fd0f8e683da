// zhimai search TEXT: names, titles and passages that hold a text.
#include "graph/engine/search.h"

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
    {"limit", "N", "at most so many of each kind (default 20)"},
    kLangFlag,
    kJsonFlag,
};

void PrintJson(const SearchResult& found, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("entities").BeginArray();
  for (const EntityMatches::Candidate& candidate : found.entities) {
    json.BeginObject().Key("entity");
    WriteJson(candidate.entity, &json);
    json.Field("name", candidate.matched);
    json.Field("documents", candidate.documents).EndObject();
  }
  json.EndArray().Field("more_entities", uint64_t{found.more_entities});
  json.Key("documents").BeginArray();
  for (const TitleHit& hit : found.documents) {
    json.BeginObject().Field("path", hit.path).Field("title", hit.title);
    json.EndObject();
  }
  json.EndArray().Key("passages").BeginArray();
  for (const QuotationHit& hit : found.quotations) {
    json.BeginObject().Field("statement", hit.statement);
    json.Field("document", hit.document).Field("begin", hit.begin);
    json.Field("text", hit.text).EndObject();
  }
  json.EndArray().EndObject().EndLine();
  *io.out << text;
}

void PrintText(const SearchResult& found, const StatementText& text,
               const Io& io) {
  TextTable names({{"entity"}, {"class"}, {"as"}, {"id"}});
  for (const EntityMatches::Candidate& candidate : found.entities) {
    names.AddRow({text.Entity(candidate.entity),
                  text.Class(candidate.entity.class_name), candidate.matched,
                  candidate.entity.id});
  }
  if (names.size() > 0) names.Print(io.out, io.width);
  if (found.more_entities > 0) {
    *io.out << "… " << WithCommas(found.more_entities)
            << " more (--limit raises it)\n";
  }
  TextTable titles({{"document"}, {"title"}});
  for (const TitleHit& hit : found.documents) {
    titles.AddRow({hit.path, hit.title});
  }
  if (titles.size() > 0) {
    *io.out << '\n';
    titles.Print(io.out, io.width);
  }
  const bool numbered = io.listed != nullptr;
  TextTable passages({{numbered ? "#" : "", TextTable::Align::kRight, true},
                      {"passage"},
                      {"document"},
                      {"statement", TextTable::Align::kLeft, true}});
  for (const QuotationHit& hit : found.quotations) {
    std::string row;
    if (numbered) {
      io.listed->push_back(hit.statement);
      row = std::to_string(io.listed->size());
    }
    passages.AddRow(
        {row, hit.text, hit.document, StatementText::ShortId(hit.statement)});
  }
  if (passages.size() == 0) return;
  *io.out << '\n';
  passages.Print(io.out, io.width);
}

Status Run(const Flags& flags, Io& io) {
  SearchRequest request;
  ZM_TRY_ASSIGN(const int64_t limit, flags.GetInt("limit", 20, 1, 1000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  request.text = flags.arguments().front();
  request.limit = static_cast<size_t>(limit);
  request.cancelled = [&io] { return io.cancelled(); };
  ZM_TRY_ASSIGN(const SearchResult found, graph.Search(request));
  if (flags.Has(kJsonFlag.name)) PrintJson(found, io);
  if (found.entities.empty() && found.documents.empty() &&
      found.quotations.empty()) {
    return Status::NotFound("nothing holds '" + Printable(request.text) + "'");
  }
  if (!flags.Has(kJsonFlag.name)) {
    PrintText(found, StatementText(&ontology, language), io);
  }
  return Status();
}

}  // namespace

const Command kSearchCommand = {
    .name = "search",
    .summary = "find names, titles and passages that hold a text",
    .arguments = "TEXT",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "zhimai search 峰会\n"
        "zhimai search 'Shanghai Cooperation' --lang en",
    .run = Run,
};

}  // namespace zhimai
