// zhimai shell: the graph, interactively.
#include "tools/shell/shell.h"

#include <cstdlib>
#include <filesystem>

#include "tools/cli/format.h"
#include "tools/cli/interrupt.h"
#include "tools/commands/data_dirs.h"
#include "tools/commands/graph_access.h"
#include "tools/shell/line_editor.h"
#include "tools/shell/names.h"
#include "tools/shell/session.h"
#include "tools/shell/terminal.h"

namespace zhimai {
namespace {

constexpr FlagSpec kFlags[] = {
    kDbFlag,
    kLangFlag,
    {"echo", "", "print each command before its answer"},
    {"no-history", "", "keep nothing of what is typed"},
};

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// $ZHIMAI_HISTORY, else zhimai/history where XDG keeps such files; empty when
// there is no place.
std::string HistoryFile() {
  std::string file = FromEnvironment("ZHIMAI_HISTORY");
  if (!file.empty()) return file;
  std::filesystem::path folder = FromEnvironment("XDG_STATE_HOME");
  if (folder.empty()) {
    const std::string home = FromEnvironment("HOME");
    if (home.empty()) return "";
    folder = std::filesystem::path(home) / ".local/state";
  }
  folder /= "zhimai";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  return error ? "" : (folder / "history").string();
}

void Greet(const std::string& db, const Io& io) {
  *io.out << "zhimai shell: ";
  const Result<Graph> graph = Graph::Open(db, GraphMode::kRead);
  if (graph.ok()) {
    const Result<GraphStats> stats = graph->Stats();
    *io.out << db;
    if (stats.ok()) {
      *io.out << ", " << Counted(stats->documents, "document", "documents")
              << ", " << Counted(stats->entities, "entity", "entities") << ", "
              << Counted(stats->statements, "statement", "statements");
    }
  } else if (graph.status().code() == Code::kNotFound) {
    *io.out << "there is no graph at " << db << "; \\build PATH makes one";
  } else {
    *io.out << graph.status().ToString();
  }
  *io.out << "\nA query ends with ';' or an empty line; \\help helps, Tab "
             "completes, Ctrl-D ends.\n";
  io.out->flush();
}

Status Interact(ShellSession* session, LineEditor* editor, const Io& io) {
  while (!session->done()) {
    const bool first = session->between();
    std::string line;
    const LineEditor::Outcome outcome =
        editor->Read(first ? "zhimai> " : "   ...> ", &line);
    ForgetInterrupt();
    if (outcome == LineEditor::Outcome::kInterrupted) {
      session->DropInput();
      continue;
    }
    if (outcome == LineEditor::Outcome::kEnd) break;
    const std::string pending = session->pending();
    std::string whole = pending;
    if (!pending.empty()) whole += '\n';
    whole += line;
    if (session->TakeLine(line)) {
      if (whole.find_first_not_of(" \t\n") != std::string::npos) {
        editor->Remember(whole);
      }
    }
    ForgetInterrupt();
  }
  session->TakeEnd();
  *io.out << '\n';
  return {};
}

Status Run(const Flags& flags, Io& io) {
  const std::string db = flags.Get(kDbFlag.name, io.default_db);
  ShellSession::Options options;
  ZM_TRY_ASSIGN(options.language, ReadLanguage(flags));
  options.db = db;
  options.echo = flags.Has("echo");
  if (!IsTerminal()) {
    ShellSession session(io, std::move(options));
    session.RunLines(io.in, "stdin");
    if (io.cancelled()) return {Code::kCancelled, "interrupted"};
    if (session.failures() == 0) return {};
    return Status::InvalidInput(
        Counted(session.failures(), "command", "commands") + " failed");
  }
  const Result<std::string> data = BuiltInDataDir(io);
  ShellNames names(data.ok() ? *data + "/pinyin/readings.txt" : "");
  ShellSession* running = nullptr;
  options.interactive = true;
  options.graph_changed = [&] {
    if (running != nullptr) names.Use(running->db());
  };
  ShellSession session(io, std::move(options));
  running = &session;
  const Completer completer(
      io.commands, names.ontology(),
      [&names](std::string_view typed) { return names.Find(typed); });
  const std::unique_ptr<LineEditor> editor = LineEditor::Create(
      flags.Has("no-history") ? "" : HistoryFile(), [&](std::string_view line) {
        return completer.Complete(line, session.pending());
      });
  if (editor == nullptr) {
    return Status::InvalidInput("the terminal cannot be used");
  }
  OutliveInterrupts();
  if (!io.quiet) Greet(db, io);
  names.Use(db);
  return Interact(&session, editor.get(), io);
}

}  // namespace

const Command kShellCommand = {
    .name = "shell",
    .summary = "all of this interactively, with completion of names",
    .arguments = "",
    .min_arguments = 0,
    .max_arguments = 0,
    .flags = kFlags,
    .example =
        "zhimai shell\n"
        "echo '\\show 上海合作组织' | zhimai shell",
    .run = Run,
};

}  // namespace zhimai
