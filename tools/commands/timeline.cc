// zhimai timeline ENTITY: what happened to an entity, by date.
#include <algorithm>
#include <map>
#include <tuple>

#include "graph/ingest/valid_time.h"
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
    {"from", "DATE", "nothing that was over before"},
    {"to", "DATE", "nothing that began after"},
    kRelationsFlag,
    kStatusFlag,
    kCandidatesFlag,
    {"limit", "N", "at most so many lines, the latest (default 0: all)"},
    kLangFlag,
    kJsonFlag,
};

struct Moment {
  std::string date;   // as the statement has it
  std::string first;  // days
  std::string last;
  std::string what;  // "since", "until" or empty
  // The date is that of the occurrence at the other end.
  bool of_occurrence = false;
  const StatementView* statement = nullptr;

  auto Order() const {
    return std::tuple(std::string_view(first), std::string_view(last),
                      std::string_view(what),
                      std::string_view(statement->predicate),
                      std::string_view(statement->id));
  }
};

void Add(std::string date, std::string what, bool of_occurrence,
         const StatementView& statement, std::vector<Moment>* moments) {
  Moment moment;
  if (!DaysOf(date, &moment.first, &moment.last)) return;
  moment.date = std::move(date);
  moment.what = std::move(what);
  moment.of_occurrence = of_occurrence;
  moment.statement = &statement;
  moments->push_back(std::move(moment));
}

// Dates that the statement itself has.
void AddOwn(const StatementView& statement, std::vector<Moment>* moments) {
  if (!statement.object.is_entity &&
      statement.object.literal.type == LiteralView::Type::kDate) {
    Add(statement.object.literal.value, "", false, statement, moments);
  }
  for (const QualifierView& qualifier : statement.qualifiers) {
    const std::string& date = qualifier.value.literal.value;
    if (qualifier.key == "point_in_time") {
      Add(date, "", false, statement, moments);
    } else if (qualifier.key == "since" || qualifier.key == "until") {
      Add(date, qualifier.key, false, statement, moments);
    }
  }
}

// The dates of occurrences, each asked for once.
class Occurrences {
 public:
  explicit Occurrences(const Graph* graph) : graph_(graph) {}

  Result<std::vector<std::string>> DatesOf(const std::string& id) {
    const auto known = dates_.find(id);
    if (known != dates_.end()) return known->second;
    ZM_TRY_ASSIGN(
        const std::vector<StatementView> found,
        graph_->FindStatements(id, "point_in_time", std::nullopt, {}));
    std::vector<std::string> dates;
    for (const StatementView& statement : found) {
      dates.push_back(statement.object.literal.value);
    }
    return dates_.emplace(id, std::move(dates)).first->second;
  }

 private:
  const Graph* graph_;
  std::map<std::string, std::vector<std::string>> dates_;
};

Result<std::vector<Moment>> MomentsOf(
    const Graph& graph, const EntityRef& entity,
    const std::vector<StatementView>& statements) {
  std::vector<Moment> moments;
  Occurrences occurrences(&graph);
  for (const StatementView& statement : statements) {
    const size_t before = moments.size();
    AddOwn(statement, &moments);
    if (moments.size() > before || !statement.object.is_entity) continue;
    const bool outward = statement.subject.id == entity.id;
    const std::string& other =
        outward ? statement.object.entity.id : statement.subject.id;
    ZM_TRY_ASSIGN(const std::vector<std::string> dates,
                  occurrences.DatesOf(other));
    for (const std::string& date : dates) {
      Add(date, "", true, statement, &moments);
    }
  }
  std::sort(
      moments.begin(), moments.end(),
      [](const Moment& a, const Moment& b) { return a.Order() < b.Order(); });
  return moments;
}

// --from and --to.
Status CutToDates(const Flags& flags, std::vector<Moment>* moments) {
  std::string from;
  std::string to;
  std::string unused;
  if (flags.Has("from") && !DaysOf(flags.Get("from"), &from, &unused)) {
    return Status::Usage("--from takes a date such as 2025-09-01");
  }
  if (flags.Has("to") && !DaysOf(flags.Get("to"), &unused, &to)) {
    return Status::Usage("--to takes a date such as 2025-09-01");
  }
  moments->erase(
      std::remove_if(moments->begin(), moments->end(),
                     [&](const Moment& moment) {
                       return (!from.empty() && moment.last < from) ||
                              (!to.empty() && moment.first > to);
                     }),
      moments->end());
  return {};
}

void PrintJson(const EntityRef& entity, const std::vector<Moment>& moments,
               const Io& io) {
  std::string text;
  JsonWriter json(&text);
  json.BeginObject().Key("entity");
  WriteJson(entity, &json);
  json.Key("timeline").BeginArray();
  for (const Moment& moment : moments) {
    json.BeginObject().Field("date", moment.date);
    json.Field("first", moment.first).Field("last", moment.last);
    if (!moment.what.empty()) json.Field("what", moment.what);
    json.Key("of_occurrence").Bool(moment.of_occurrence).Key("statement");
    WriteJson(*moment.statement, &json);
    json.EndObject();
  }
  json.EndArray().EndObject().EndLine();
  *io.out << text;
}

void PrintTable(const std::vector<Moment>& moments, const StatementText& text,
                const OntologyView& ontology, const Io& io) {
  TextTable table({{"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kLeft, true},
                   {"", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kLeft, false},
                   {"", TextTable::Align::kRight, true},
                   {"", TextTable::Align::kLeft, true}});
  for (const Moment& moment : moments) {
    const StatementView& statement = *moment.statement;
    std::string row;
    if (io.listed != nullptr) {
      io.listed->push_back(statement.id);
      row = std::to_string(io.listed->size());
    }
    std::string date = moment.date;
    if (!moment.what.empty()) {
      date += " " + ontology.QualifierLabel(moment.what, text.language());
    }
    table.AddRow({row, date, text.Line(statement),
                  StatementText::Mark(statement),
                  Counted(statement.documents, "source", "sources"),
                  StatementText::ShortId(statement.id)});
  }
  table.Print(io.out, io.width);
}

Status Run(const Flags& flags, Io& io) {
  ZM_TRY_ASSIGN(const int64_t limit, flags.GetInt("limit", 0, 0, 1000000000));
  ZM_TRY_ASSIGN(const std::string language, ReadLanguage(flags));
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const StatementFilter filter, ReadFilter(flags, ontology));
  ZM_TRY_ASSIGN(const EntityRef entity,
                ResolveEntity(graph, flags.arguments().front()));
  ZM_TRY_ASSIGN(std::vector<StatementView> statements,
                graph.StatementsOf(entity.id, filter));
  ZM_TRY_ASSIGN(const std::vector<StatementView> qualified,
                graph.QualifiedBy(entity.id, filter));
  statements.insert(statements.end(), qualified.begin(), qualified.end());
  std::sort(statements.begin(), statements.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  statements.erase(
      std::unique(statements.begin(), statements.end(),
                  [](const auto& a, const auto& b) { return a.id == b.id; }),
      statements.end());
  ZM_TRY_ASSIGN(std::vector<Moment> moments,
                MomentsOf(graph, entity, statements));
  ZM_TRY(CutToDates(flags, &moments));
  if (limit > 0 && moments.size() > static_cast<size_t>(limit)) {
    moments.erase(moments.begin(),
                  moments.end() - static_cast<ptrdiff_t>(limit));
  }
  if (flags.Has(kJsonFlag.name)) {
    PrintJson(entity, moments, io);
    return Status();
  }
  if (moments.empty()) {
    return Status::NotFound("nothing of " + Printable(entity.label) +
                            " has a date here");
  }
  PrintTable(moments, StatementText(&ontology, language), ontology, io);
  return Status();
}

}  // namespace

const Command kTimelineCommand = {
    .name = "timeline",
    .summary = "list the dated facts of an entity, by date",
    .arguments = "ENTITY",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = kFlags,
    .example =
        "zhimai timeline 上海合作组织\n"
        "zhimai timeline 金砖国家 --from 2023 --to 2024-10",
    .run = Run,
};

}  // namespace zhimai
