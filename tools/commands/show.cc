// zhimai show ENTITY: what is known of an entity.
#include <algorithm>
#include <map>

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
    kStatusFlag,
    kCandidatesFlag,
    kAtFlag,
    {"limit", "N", "statements of each relation (default 30; 0 for all)"},
    kLangFlag,
    kJsonFlag,
};

constexpr int64_t kDefaultLimit = 30;

// Statements of one relation in one direction.
struct Group {
  bool outward = true;
  std::string relation;
  std::vector<const StatementView*> statements;
};

// When a statement began to hold or happened; what has no date comes last.
std::string DateOf(const StatementView& statement) {
  for (const QualifierView& qualifier : statement.qualifiers) {
    if (qualifier.key == "since" || qualifier.key == "point_in_time") {
      return qualifier.value.literal.value;
    }
  }
  return "~";
}

// Facts first, then what is planned and said; the best attested first, and
// among equals by date, by role and the like, by name.
bool ShownBefore(const StatementView* a, const StatementView* b) {
  if (a->modality != b->modality) return a->modality < b->modality;
  if (a->documents != b->documents) return a->documents > b->documents;
  const std::string date_a = DateOf(*a);
  const std::string date_b = DateOf(*b);
  return std::tie(date_a, a->qualifiers, a->subject.id, a->object, a->id) <
         std::tie(date_b, b->qualifiers, b->subject.id, b->object, b->id);
}

std::vector<Group> GroupByRelation(const EntityRef& entity,
                                   const std::vector<StatementView>& all) {
  std::vector<Group> groups;
  for (const StatementView& statement : all) {
    const bool outward = statement.subject.id == entity.id;
    if (groups.empty() || groups.back().outward != outward ||
        groups.back().relation != statement.predicate) {
      groups.push_back({outward, statement.predicate, {}});
    }
    groups.back().statements.push_back(&statement);
  }
  for (Group& group : groups) {
    std::sort(group.statements.begin(), group.statements.end(), ShownBefore);
  }
  return groups;
}

std::string Names(const std::vector<NameView>& names) {
  std::map<std::string, std::string> by_language;
  for (const NameView& name : names) {
    std::string& line = by_language[name.language];
    line += (line.empty() ? "" : ", ") + Printable(name.text);
  }
  std::string text;
  for (const auto& [language, line] : by_language) {
    if (!text.empty()) text += " · ";
    if (language != "und") text.append(language).append(" ");
    text += line;
  }
  return text;
}

void PrintWrapped(const std::string& name, const std::string& text,
                  const Io& io) {
  constexpr size_t kIndent = 10;
  if (text.empty()) return;
  const int columns = io.width > 0 ? std::max(io.width, 40) : 100;
  std::string lead = name;
  for (const std::string& line :
       Wrap(text, columns - static_cast<int>(kIndent))) {
    lead.resize(kIndent, ' ');
    *io.out << lead << line << '\n';
    lead.clear();
  }
}

void PrintEntity(const EntityView& entity, const StatementText& text,
                 const Io& io) {
  *io.out << (io.color ? "\x1b[1m" : "") << text.Entity(entity.ref)
          << (io.color ? "\x1b[0m" : "") << "  " << entity.ref.id << '\n';
  PrintWrapped("class", text.Class(entity.ref.class_name), io);
  PrintWrapped("names", Names(entity.labels), io);
  PrintWrapped("aliases", Names(entity.aliases), io);
  std::string ids;
  for (const std::string& id : entity.external_ids) {
    ids += (ids.empty() ? "" : ", ") + Printable(id);
  }
  PrintWrapped("same as", ids, io);
  PrintWrapped("sources", Counted(entity.documents, "document", "documents"),
               io);
}

void PrintGroup(const Group& group, const StatementText& text, size_t limit,
                const Io& io) {
  const size_t total = group.statements.size();
  const size_t shown = limit == 0 ? total : std::min(limit, total);
  *io.out << '\n'
          << (io.color ? "\x1b[1m" : "")
          << (group.outward ? text.Relation(group.relation)
                            : text.Inverse(group.relation))
          << (io.color ? "\x1b[0m" : "") << "  (" << (group.outward ? "" : "← ")
          << group.relation << ", " << WithCommas(total) << ")\n";
  TextTable table({{"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kLeft, true},
                   {"", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kLeft, true}});
  for (size_t i = 0; i < shown; ++i) {
    const StatementView& statement = *group.statements[i];
    std::string row;
    if (io.listed != nullptr) {
      io.listed->push_back(statement.id);
      row = std::to_string(io.listed->size());
    }
    table.AddRow({row,
                  group.outward ? text.Value(statement.object)
                                : text.Entity(statement.subject),
                  StatementText::Mark(statement), text.Qualifiers(statement),
                  Counted(statement.documents, "source", "sources"),
                  Fixed(statement.confidence, 2),
                  StatementText::ShortId(statement.id)});
  }
  table.Print(io.out, io.width, 2);
  if (shown < total) {
    *io.out << "  … " << WithCommas(total - shown)
            << " more (--limit 0 shows all)\n";
  }
}

void PrintJson(const EntityView& entity,
               const std::vector<StatementView>& statements, const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("entity");
  WriteJson(entity, &json);
  json.Key("statements");
  WriteJson(statements, &json);
  json.EndObject().EndLine();
  *io.out << text;
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const int64_t limit,
                flags.GetInt("limit", kDefaultLimit, 0, 1000000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const StatementFilter filter, ReadFilter(flags, ontology));
  ZM_TRY_ASSIGN(const EntityRef ref,
                ResolveEntity(graph, flags.arguments().front()));
  ZM_TRY_ASSIGN(const EntityView entity, graph.GetEntity(ref.id));
  ZM_TRY_ASSIGN(const std::vector<StatementView> statements,
                graph.StatementsOf(ref.id, filter));
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(entity, statements, io);
    return Status();
  }
  const StatementText text(&ontology, language);
  PrintEntity(entity, text, io);
  for (const Group& group : GroupByRelation(ref, statements)) {
    PrintGroup(group, text, static_cast<size_t>(limit), io);
  }
  if (statements.empty()) *io.out << "\nno statements\n";
  return Status();
}

}  // namespace

const Command kShowCommand = {
    .name = "show",
    .summary = "show what is known of an entity, by any of its names",
    .arguments = "ENTITY",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "zhimai show 上海合作组织\n"
        "zhimai show SCO --relations member_of,member_count --lang en",
    .run = Run,
};

}  // namespace zhimai
