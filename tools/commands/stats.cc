// zhimai stats: how much the graph holds, and of what.
#include <algorithm>
#include <vector>

#include "tools/cli/format.h"
#include "tools/cli/json_writer.h"
#include "tools/cli/text_table.h"
#include "tools/commands/commands.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/statement_text.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {kDbFlag, kLangFlag, kJsonFlag};

using Counts = std::map<std::string, uint64_t>;

void WriteCounts(const char* name, const Counts& counts, JsonWriter* json) {
  json->Key(name).BeginObject();
  for (const auto& [key, count] : counts) json->Field(key, count);
  json->EndObject();
}

void PrintJson(const GraphStats& stats, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject()
      .Field("documents", stats.documents)
      .Field("bytes", stats.bytes)
      .Field("entities", stats.entities)
      .Field("statements", stats.statements)
      .Field("evidence", stats.evidence)
      .Field("triples", stats.triples)
      .Field("disk_bytes", stats.disk_bytes);
  WriteCounts("statements_by_status", stats.by_modality, &json);
  WriteCounts("entities_by_class", stats.by_class, &json);
  WriteCounts("statements_by_relation", stats.by_relation, &json);
  json.EndObject().EndLine();
  *io.out << text;
}

// Most frequent first.
std::vector<std::pair<std::string, uint64_t>> Ranked(const Counts& counts) {
  std::vector<std::pair<std::string, uint64_t>> ranked(counts.begin(),
                                                       counts.end());
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const auto& a, const auto& b) { return a.second > b.second; });
  return ranked;
}

TextTable CountTable(const char* name) {
  return TextTable({{name, TextTable::Align::kLeft, false},
                    {"", TextTable::Align::kRight, true},
                    {"", TextTable::Align::kLeft, false}});
}

void PrintTables(const GraphStats& stats, const StatementText& text,
                 const Io& io) {
  TextTable totals = CountTable("");
  totals.AddRow(
      {"documents", WithCommas(stats.documents), HumanBytes(stats.bytes)});
  totals.AddRow({"entities", WithCommas(stats.entities)});
  totals.AddRow({"statements", WithCommas(stats.statements)});
  totals.AddRow({"evidence", WithCommas(stats.evidence)});
  totals.AddRow({"plain triples", WithCommas(stats.triples)});
  totals.AddRow({"on disk", HumanBytes(stats.disk_bytes)});
  totals.Print(io.out, io.width);
  const auto print = [&io](const TextTable& table) {
    if (table.size() == 0) return;
    *io.out << '\n';
    table.Print(io.out, io.width);
  };
  TextTable statuses = CountTable("statements");
  for (const auto& [name, count] : Ranked(stats.by_modality)) {
    statuses.AddRow({name, WithCommas(count)});
  }
  print(statuses);
  TextTable classes = CountTable("entities");
  for (const auto& [name, count] : Ranked(stats.by_class)) {
    classes.AddRow({name, WithCommas(count), text.Class(name)});
  }
  print(classes);
  TextTable relations = CountTable("relations");
  for (const auto& [name, count] : Ranked(stats.by_relation)) {
    relations.AddRow({name, WithCommas(count), text.Relation(name)});
  }
  print(relations);
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const GraphStats stats, graph.Stats());
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(stats, io);
  } else {
    PrintTables(stats, StatementText(&ontology, language), io);
  }
  return Status();
}

}  // namespace

const Command kStatsCommand = {
    .name = "stats",
    .summary = "count what the graph holds",
    .arguments = "",
    .flags = kFlags,
    .example = "zhimai stats --lang en",
    .run = Run,
};

}  // namespace zhimai
