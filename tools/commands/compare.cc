// zhimai compare A B: two entities side by side.
#include <algorithm>
#include <map>
#include <tuple>

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
    kRelationsFlag,
    kClassFlag,
    kStatusFlag,
    kCandidatesFlag,
    kAtFlag,
    {"limit", "N", "values of each relation (default 10; 0 for all)"},
    kLangFlag,
    kJsonFlag,
};

// What is said of one of the two: a relation in one direction, and its end.
struct Said {
  bool outward = true;
  std::string relation;
  ValueView value;
  auto operator<=>(const Said&) const = default;
};

struct Sides {
  std::vector<const StatementView*> a;
  std::vector<const StatementView*> b;
};

using Comparison = std::map<Said, Sides>;

void Take(const EntityRef& entity, const std::vector<StatementView>& all,
          bool of_a, Comparison* comparison) {
  for (const StatementView& statement : all) {
    Said said;
    said.outward = statement.subject.id == entity.id;
    said.relation = statement.predicate;
    if (said.outward) {
      said.value = statement.object;
    } else {
      said.value.is_entity = true;
      said.value.entity = statement.subject;
    }
    Sides& sides = (*comparison)[said];
    (of_a ? sides.a : sides.b).push_back(&statement);
  }
}

void WriteIds(const std::vector<const StatementView*>& statements,
              JsonWriter* json) {
  json->BeginArray();
  for (const StatementView* statement : statements) {
    json->String(statement->id);
  }
  json->EndArray();
}

void PrintJson(const EntityRef& a, const EntityRef& b,
               const Comparison& comparison, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("a");
  WriteJson(a, &json);
  json.Key("b");
  WriteJson(b, &json);
  json.Key("facts").BeginArray();
  for (const auto& [said, sides] : comparison) {
    json.BeginObject().Field("relation", said.relation);
    json.Field("direction", said.outward ? "out" : "in").Key("value");
    WriteJson(said.value, &json);
    json.Key("a");
    WriteIds(sides.a, &json);
    json.Key("b");
    WriteIds(sides.b, &json);
    json.EndObject();
  }
  json.EndArray().EndObject().EndLine();
  *io.out << text;
}

// Values of one relation in one direction.
struct Row {
  std::vector<std::string> both;
  std::vector<std::string> a;
  std::vector<std::string> b;
};

// The modality where a fact is not plainly asserted.
std::string Marked(const std::string& value,
                   const std::vector<const StatementView*>& statements) {
  std::string best = "?";
  for (const StatementView* statement : statements) {
    const std::string mark = StatementText::Mark(*statement);
    if (mark.empty()) return value;
    if (best == "?") best = mark;
  }
  return value + " (" + best + ")";
}

std::string Joined(const std::vector<std::string>& values, size_t limit) {
  std::string text;
  const size_t shown =
      limit == 0 ? values.size() : std::min(limit, values.size());
  for (size_t i = 0; i < shown; ++i) {
    text += (text.empty() ? "" : ", ") + values[i];
  }
  if (shown < values.size()) {
    text += " … " + WithCommas(values.size() - shown) + " more";
  }
  return text;
}

// A cell for each of the two, wrapped where the terminal is narrow.
void PrintPair(const std::string& name, const Row& row, size_t limit, int width,
               const Io& io) {
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"both", Joined(row.both, limit)},
      {"A", Joined(row.a, limit)},
      {"B", Joined(row.b, limit)}};
  *io.out << '\n'
          << (io.color ? "\x1b[1m" : "") << name << (io.color ? "\x1b[0m" : "")
          << "  (both " << row.both.size() << ", A only " << row.a.size()
          << ", B only " << row.b.size() << ")\n";
  for (const auto& [side, text] : lines) {
    if (text.empty()) continue;
    std::string lead = "  " + side;
    for (const std::string& line : Wrap(text, width - 8)) {
      lead.resize(8, ' ');
      *io.out << lead << line << '\n';
      lead.clear();
    }
  }
}

void PrintText(const EntityRef& a, const EntityRef& b,
               const Comparison& comparison, const StatementText& text,
               size_t limit, const Io& io) {
  const int width = io.width > 0 ? std::max(io.width, 40) : 100;
  *io.out << "A  " << text.Entity(a) << "  " << a.id << '\n'
          << "B  " << text.Entity(b) << "  " << b.id << '\n';
  std::map<std::pair<bool, std::string>, Row> rows;
  for (const auto& [said, sides] : comparison) {
    Row& row = rows[{!said.outward, said.relation}];
    const std::string value = text.Value(said.value);
    if (sides.b.empty()) {
      row.a.push_back(Marked(value, sides.a));
    } else if (sides.a.empty()) {
      row.b.push_back(Marked(value, sides.b));
    } else {
      row.both.push_back(value);
    }
  }
  for (const auto& [key, row] : rows) {
    const std::string name =
        key.first ? text.Inverse(key.second) : text.Relation(key.second);
    PrintPair(name, row, limit, width, io);
  }
  if (rows.empty()) *io.out << "\nno statements\n";
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const int64_t limit, flags.GetInt("limit", 10, 0, 1000000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const StatementFilter filter, ReadFilter(flags, ontology));
  ZM_TRY_ASSIGN(const EntityRef a, ResolveEntity(graph, flags.arguments()[0]));
  ZM_TRY_ASSIGN(const EntityRef b, ResolveEntity(graph, flags.arguments()[1]));
  if (a.id == b.id) {
    return Status::InvalidInput("both are the entity " + a.id);
  }
  ZM_TRY_ASSIGN(const std::vector<StatementView> of_a,
                graph.StatementsOf(a.id, filter));
  ZM_TRY_ASSIGN(const std::vector<StatementView> of_b,
                graph.StatementsOf(b.id, filter));
  Comparison comparison;
  Take(a, of_a, true, &comparison);
  Take(b, of_b, false, &comparison);
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(a, b, comparison, io);
  } else {
    PrintText(a, b, comparison, StatementText(&ontology, language),
              static_cast<size_t>(limit), io);
  }
  return Status();
}

}  // namespace

const Command kCompareCommand = {
    .name = "compare",
    .summary = "show what two entities share and where they differ",
    .arguments = "A B",
    .min_arguments = 2,
    .max_arguments = 2,
    .flags = kFlags,
    .example = "zhimai compare 上海合作组织 金砖国家",
    .run = Run,
};

}  // namespace zhimai
