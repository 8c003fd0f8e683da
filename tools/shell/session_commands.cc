// The commands that only the shell has.
#include <array>
#include <cerrno>
#include <cstring>

#include "tools/cli/format.h"
#include "tools/cli/run.h"
#include "tools/cli/text_table.h"
#include "tools/commands/graph_access.h"
#include "tools/shell/session.h"
#include "tools/shell/vocabulary.h"

namespace zhimai {
namespace {

constexpr int kDeepestFile = 20;
// Statements that one row of a query is explained by.
constexpr size_t kMostExplained = 5;

constexpr std::string_view kIntroduction =
    "A query in SPARQL ends with ';' at the end of a line, or with an empty\n"
    "line. <e/sco> names an entity, zm: the relations and classes, zmq: the\n"
    "qualifiers. Anything else is a command; the \\ before it may be left "
    "out.\n"
    "Tab completes commands, relations, prefixes and names of entities (as\n"
    "they are, in pinyin, or by the initials of their pinyin); Tab again\n"
    "chooses. Ctrl-C stops what runs, Ctrl-D leaves, Ctrl-R searches what "
    "was\n"
    "typed before.\n";

Result<bool> ReadSwitch(const std::vector<std::string>& arguments, bool now) {
  if (arguments.empty()) return !now;
  if (arguments.size() == 1 && arguments[0] == "on") return true;
  if (arguments.size() == 1 && arguments[0] == "off") return false;
  return Status::InvalidInput("on or off?");
}

bool Holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

}  // namespace

ShellSession::Handler ShellSession::HandlerOf(std::string_view name) {
  struct Entry {
    std::string_view name;
    Handler handler;
  };
  static constexpr std::array<Entry, 17> kHandlers = {{
      {"help", &ShellSession::Help},
      {"?", &ShellSession::Help},
      {"explain", &ShellSession::Explain},
      {"lang", &ShellSession::Language},
      {"format", &ShellSession::Format},
      {"names", &ShellSession::Names},
      {"timing", &ShellSession::Timing},
      {"pager", &ShellSession::Paging},
      {"o", &ShellSession::Output},
      {"i", &ShellSession::Input},
      {"db", &ShellSession::Db},
      {"relations", &ShellSession::Relations},
      {"classes", &ShellSession::Classes},
      {"prefixes", &ShellSession::Prefixes},
      {"echo", &ShellSession::Echo},
      {"quit", &ShellSession::Quit},
      {"q", &ShellSession::Quit},
  }};
  if (name == "exit") return &ShellSession::Quit;
  for (const Entry& entry : kHandlers) {
    if (entry.name == name) return entry.handler;
  }
  return nullptr;
}

Status ShellSession::Help(const Words& arguments) {
  if (!arguments.empty()) {
    std::string name = arguments[0];
    if (name.front() == '\\') name.erase(0, 1);
    for (const ShellCommand& own : ShellCommands()) {
      if (own.name != name || Find(name) != nullptr) continue;
      *io_.out << "\\" << own.name << (own.arguments.empty() ? "" : " ")
               << own.arguments << "\n  " << own.help << '\n';
      return {};
    }
    CallProgram({"help", name}, nullptr);
    return {};
  }
  return WithOutput([this](const Io& io) {
    *io.out << kIntroduction << '\n';
    TextTable table({{""}, {""}});
    for (const ShellCommand& own : ShellCommands()) {
      table.AddRow(
          {"\\" + std::string(own.name) + " " + std::string(own.arguments),
           std::string(own.help)});
    }
    for (const Command* command : io_.commands) {
      if (command->name == "shell" || command->name == "explain") continue;
      table.AddRow({"\\" + std::string(command->name) + " " +
                        std::string(command->arguments),
                    std::string(command->summary)});
    }
    table.Print(io.out, io.width);
    return Status();
  });
}

Status ShellSession::Explain(const Words& arguments) {
  uint64_t number = 0;
  for (const char digit : arguments[0].substr(0, 18)) {
    number = number * 10 + static_cast<uint64_t>(digit - '0');
  }
  std::vector<std::string> ids;
  {
    ZM_TRY_ASSIGN(const Graph graph,
                  Graph::Open(options_.db, GraphMode::kRead));
    ZM_TRY_ASSIGN(ids, StatementsOfRow(answer_, number, graph, kMostExplained));
  }
  const Command* explain = Find("explain");
  if (explain == nullptr) return Status::NotFound("no command explain");
  for (const std::string& id : ids) {
    if (CallProgram(WithSettings(*explain, {"explain", id}), nullptr) !=
        kExitOk) {
      said_ = true;
      return Status::InvalidInput("the command failed");
    }
  }
  return {};
}

Status ShellSession::Language(const Words& arguments) {
  if (arguments.size() == 1 && (arguments[0] == "zh" || arguments[0] == "en")) {
    options_.language = arguments[0];
    return {};
  }
  if (!arguments.empty()) return Status::InvalidInput("\\lang zh or \\lang en");
  *io_.out << options_.language << '\n';
  return {};
}

Status ShellSession::Format(const Words& arguments) {
  constexpr std::array<std::string_view, 4> kNames = {"table", "csv", "json",
                                                      "vertical"};
  if (arguments.empty()) {
    *io_.out << kNames[static_cast<size_t>(format_)] << '\n';
    return {};
  }
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (arguments.size() == 1 && arguments[0] == kNames[i]) {
      format_ = static_cast<AnswerFormat>(i);
      return {};
    }
  }
  return Status::InvalidInput("\\format table, csv, json or vertical");
}

Status ShellSession::Names(const Words& arguments) {
  ZM_TRY_ASSIGN(names_, ReadSwitch(arguments, names_));
  return {};
}

Status ShellSession::Timing(const Words& arguments) {
  ZM_TRY_ASSIGN(timing_, ReadSwitch(arguments, timing_));
  return {};
}

Status ShellSession::Paging(const Words& arguments) {
  ZM_TRY_ASSIGN(paging_, ReadSwitch(arguments, paging_));
  return {};
}

Status ShellSession::Output(const Words& arguments) {
  if (arguments.size() > 1) return Status::InvalidInput("\\o FILE");
  file_.reset();
  file_name_.clear();
  if (arguments.empty()) return {};
  auto file = std::make_unique<std::ofstream>(arguments[0], std::ios::binary);
  if (!*file) {
    return Status::Io(std::string("cannot write: ") + std::strerror(errno))
        .In(arguments[0]);
  }
  file_ = std::move(file);
  file_name_ = arguments[0];
  return {};
}

Status ShellSession::Input(const Words& arguments) {
  if (arguments.size() != 1) return Status::InvalidInput("\\i FILE");
  if (depth_ >= kDeepestFile) {
    return Status::InvalidInput("files run each other too deeply");
  }
  std::ifstream file(arguments[0], std::ios::binary);
  if (!file || file.peek() == std::ifstream::traits_type::eof()) {
    const bool there = file.is_open() && file.eof();
    if (there) return {};
    return Status::NotFound("cannot read").In(arguments[0]);
  }
  ++depth_;
  const uint64_t before = failures_;
  RunLines(&file, arguments[0]);
  --depth_;
  if (failures_ == before) return {};
  // Each has been said.
  --failures_;
  said_ = true;
  return Status::InvalidInput("the file failed");
}

Status ShellSession::Db(const Words& arguments) {
  if (arguments.empty()) {
    *io_.out << options_.db << '\n';
    return {};
  }
  if (arguments.size() > 1) return Status::InvalidInput("\\db DIR");
  Flags flags;
  flags.Set(kDbFlag.name, {arguments[0]});
  ZM_TRY(OpenGraph(flags, io_, GraphMode::kRead).status());
  options_.db = arguments[0];
  answer_ = Answer();
  options_.graph_changed();
  return {};
}

Status ShellSession::ListTerms(const Words& arguments, bool relations) {
  Flags flags;
  flags.Set(kDbFlag.name, {options_.db});
  ZM_TRY_ASSIGN(const Graph graph, OpenGraph(flags, io_, GraphMode::kRead));
  ZM_TRY_ASSIGN(const OntologyView ontology, graph.Ontology());
  ZM_TRY_ASSIGN(const GraphStats stats, graph.Stats());
  const auto& counts = relations ? stats.by_relation : stats.by_class;
  const auto& terms = relations ? ontology.relations : ontology.classes;
  TextTable table({{relations ? "relation" : "class"},
                   {"zh"},
                   {"en"},
                   {relations ? "statements" : "entities",
                    TextTable::Align::kRight, true}});
  for (const auto& [name, label] : terms) {
    const bool wanted = arguments.empty() || Holds(name, arguments[0]) ||
                        Holds(label.zh, arguments[0]) ||
                        Holds(label.en, arguments[0]);
    const auto found = counts.find(name);
    const uint64_t count = found == counts.end() ? 0 : found->second;
    // Without a word, those that this graph has.
    if (!wanted || (arguments.empty() && count == 0)) continue;
    table.AddRow({name, label.zh, label.en, WithCommas(count)});
  }
  if (table.size() == 0) return Status::NotFound("there is none");
  return WithOutput([&](const Io& io) {
    table.Print(io.out, io.width);
    return Status();
  });
}

Status ShellSession::Relations(const Words& arguments) {
  return ListTerms(arguments, true);
}

Status ShellSession::Classes(const Words& arguments) {
  return ListTerms(arguments, false);
}

Status ShellSession::Prefixes(const Words&) {
  TextTable table({{""}, {""}});
  for (const PrefixName& prefix : ShellPrefixes()) {
    table.AddRow({std::string(prefix.name) + ":", std::string(prefix.iri)});
  }
  table.AddRow({"base", std::string(kShellBase)});
  table.Print(io_.out, io_.width);
  return {};
}

Status ShellSession::Echo(const Words& arguments) {
  return WithOutput([&](const Io& io) {
    std::string text;
    for (const std::string& word : arguments) {
      text += (text.empty() ? "" : " ") + word;
    }
    *io.out << text << '\n';
    return Status();
  });
}

Status ShellSession::Quit(const Words&) {
  done_ = true;
  return {};
}

}  // namespace zhimai
