#include "tools/shell/session.h"

#include <algorithm>
#include <chrono>
#include <sstream>

#include "graph/base/suggest.h"
#include "graph/exec/update.h"
#include "graph/sparql/parser.h"
#include "graph/store/store.h"
#include "tools/cli/format.h"
#include "tools/cli/run.h"
#include "tools/cli/text_table.h"
#include "tools/commands/graph_access.h"
#include "tools/commands/rdf_input.h"
#include "tools/shell/completion.h"
#include "tools/shell/pager.h"
#include "tools/shell/terminal.h"
#include "tools/shell/vocabulary.h"

namespace zhimai {
namespace {

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

std::string_view FirstWord(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin);
  return text.substr(0, text.find_first_of(" \t\r\n{(<;"));
}

// Past comments and declarations, to the word that says what it is.
std::string_view Verb(std::string_view text) {
  while (true) {
    const std::string_view word = FirstWord(text);
    if (word.empty()) return word;
    const auto at = static_cast<size_t>(word.data() - text.data());
    const std::string lower = [&] {
      std::string out;
      for (const char c : word) {
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      return out;
    }();
    size_t end = std::string_view::npos;
    if (word.front() == '#') {
      end = text.find('\n', at);
    } else if (lower == "prefix" || lower == "base" || lower == "version") {
      end = text.find(lower == "version" ? '\n' : '>', at);
    } else {
      return word;
    }
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
}

bool IsUpdate(std::string_view text) {
  std::string verb;
  for (const char c : Verb(text)) {
    verb += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  constexpr std::string_view kVerbs[] = {"INSERT", "DELETE", "LOAD", "CLEAR",
                                         "DROP",   "CREATE", "ADD",  "MOVE",
                                         "COPY",   "WITH"};
  return std::find(std::begin(kVerbs), std::end(kVerbs), verb) !=
         std::end(kVerbs);
}

// Commands after which the graph is another.
bool ChangesGraph(std::string_view name) {
  constexpr std::string_view kNames[] = {"build", "import", "load", "remove",
                                         "update"};
  return std::find(std::begin(kNames), std::end(kNames), name) !=
         std::end(kNames);
}

// Commands that talk while they work, and have little to show in the end.
bool TellsProgress(std::string_view name) {
  constexpr std::string_view kNames[] = {"build", "import", "load", "optimize",
                                         "backup"};
  return std::find(std::begin(kNames), std::end(kNames), name) !=
         std::end(kNames);
}

}  // namespace

ShellSession::ShellSession(const Io& io, Options options)
    : io_(io), options_(std::move(options)) {}

const Command* ShellSession::Find(std::string_view name) const {
  for (const Command* command : io_.commands) {
    if (command->name == name) return command;
  }
  return nullptr;
}

// "\show", "show" and "help" are; "load <x>" is SPARQL, as is "SELECT".
bool ShellSession::IsCommand(std::string_view line) const {
  const std::string_view word = FirstWord(line);
  if (StartsWith(word, "\\")) return true;
  if (StartsWith(word, "#")) return false;
  return !BeginsSparql(word);
}

bool ShellSession::Knows(std::string_view line) const {
  const std::string_view name = FirstWord(line).substr(1);
  return HandlerOf(name) != nullptr || Find(name) != nullptr;
}

bool ShellSession::TakeLine(std::string_view line) {
  ++line_;
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  const bool begins = input_.empty();
  if (begins && FirstWord(line).empty()) return true;
  // A comment between queries is no part of one.
  if (begins && StartsWith(FirstWord(line), "#")) return true;
  // In the middle of a query, too: \help, or \quit.
  if (!begins && StartsWith(FirstWord(line), "\\") && Knows(line)) {
    Run(std::string(line));
    return false;
  }
  if (!input_.AddLine(line, begins && IsCommand(line))) return false;
  const std::string text = input_.text();
  input_.Clear();
  Run(text);
  return true;
}

void ShellSession::TakeEnd() {
  if (input_.empty() || done_) return;
  const std::string text = input_.text();
  input_.Clear();
  Run(text);
}

void ShellSession::RunLines(std::istream* in, const std::string& source) {
  const std::string outer = std::exchange(source_, source);
  const uint64_t outer_line = std::exchange(line_, 0);
  const ShellInput outer_input = std::exchange(input_, ShellInput());
  std::string line;
  while (!done_ && !io_.cancelled() && std::getline(*in, line)) {
    TakeLine(line);
    if (io_.out_failed()) break;
  }
  if (!io_.cancelled()) TakeEnd();
  input_ = outer_input;
  source_ = outer;
  line_ = outer_line;
}

std::string ShellSession::Place() const {
  return source_ + ":" + std::to_string(line_);
}

void ShellSession::Fail(const Status& status) {
  io_.out->flush();
  ++failures_;
  if (said_ || status.message().empty()) return;
  if (!source_.empty()) *io_.err << Place() << ": ";
  *io_.err << status.ToString() << '\n';
}

void ShellSession::Run(const std::string& text) {
  said_ = false;
  if (options_.echo) *io_.out << "zhimai> " << text << '\n';
  const auto begin = std::chrono::steady_clock::now();
  const Status status = RunText(text);
  if (!status.ok()) Fail(status);
  if (timing_) {
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - begin;
    *io_.out << "time: " << Fixed(taken.count(), 1) << " ms\n";
  }
  io_.out->flush();
}

Status ShellSession::RunText(const std::string& text) {
  if (IsCommand(text)) return RunCommand(text);
  if (FirstWord(text).empty()) return {};
  if (IsUpdate(text)) return ApplyUpdate(text);
  Answer answer;
  Status status = WithOutput([&](const Io& io) {
    const AnswerForm form = {format_, names_ ? options_.language : ""};
    return AnswerQuery(text, options_.db, form, io, &answer);
  });
  if (answer.query) answer_ = std::move(answer);
  if (status.code() == Code::kCancelled && io_.cancelled()) {
    return {Code::kCancelled, "interrupted"};
  }
  return status;
}

Status ShellSession::ApplyUpdate(const std::string& text) {
  const auto parsed = sparql::ParseUpdate(text, ShellParseOptions());
  if (!parsed.ok()) return WithExcerpt(parsed.status(), "update", text);
  StoreOptions options;
  options.mode = StoreMode::kReadWrite;
  ZM_TRY_ASSIGN(const std::unique_ptr<Store> store,
                Store::Open(options_.db, options));
  sparql::UpdateOptions update;
  update.query.cancel = io_.cancel;
  ZM_TRY_ASSIGN(const CommitResult result,
                RunUpdate(store.get(), *parsed, update));
  *io_.out << "added " << Counted(result.quads_added, "triple", "triples")
           << ", removed " << WithCommas(result.quads_removed) << '\n';
  return {};
}

Status ShellSession::WithOutput(
    const std::function<Status(const Io& io)>& work) {
  Io io = io_;
  io.quiet = false;
  if (file_ != nullptr) {
    io.out = file_.get();
    io.width = 0;
    io.color = false;
    Status status = work(io);
    file_->flush();
    if (!status.ok() || file_->good()) return status;
    return Status::Io("cannot write").In(file_name_);
  }
  if (!options_.interactive) return work(io);
  const TerminalSize size = SizeOfTerminal();
  io.width = size.columns;
  const std::string pager = paging_ ? PagerCommand() : "";
  if (pager.empty()) return work(io);
  // Talk would be in the midst of what the pager shows.
  std::ostringstream talk;
  Status status;
  {
    Pager pages(io_.out, pager, size.lines - 1, size.columns);
    io.out = pages.stream();
    io.err = &talk;
    status = work(io);
  }
  *io_.err << talk.str();
  return status;
}

Status ShellSession::RunCommand(std::string_view line) {
  Words words;
  for (ShellWord& word : SplitWords(line)) {
    if (word.quote != '\0') {
      return Status::InvalidInput(std::string("a quote ") + word.quote +
                                  " is not closed");
    }
    words.push_back(std::move(word.text));
  }
  if (words.empty()) return {};  // a wide space only
  // What is used to end a query with ';' ends a command so, too.
  if (words.back() == ";") {
    words.pop_back();
  } else if (words.back().size() > 1 && words.back().back() == ';') {
    words.back().pop_back();
  }
  if (words.empty()) return {};
  if (StartsWith(words.front(), "\\")) words.front().erase(0, 1);
  const std::string& name = words.front();
  const Handler handler = HandlerOf(name);
  const bool by_number =
      name != "explain" ||
      (words.size() == 2 && !words[1].empty() &&
       words[1].find_first_not_of("0123456789") == std::string::npos);
  if (handler != nullptr && by_number) {
    return (this->*handler)({words.begin() + 1, words.end()});
  }
  if (Find(name) != nullptr) return RunProgram(words);
  std::vector<std::string> known;
  for (const ShellCommand& own : ShellCommands()) known.emplace_back(own.name);
  for (const Command* command : io_.commands) known.emplace_back(command->name);
  const std::string near = ClosestWord(name, known);
  std::string message = "no command '" + Printable(name) + "'; ";
  message += near.empty() ? "\\help lists them; a query begins with SELECT, "
                            "ASK, CONSTRUCT, DESCRIBE or PREFIX"
                          : "did you mean \\" + near + "?";
  return Status::InvalidInput(std::move(message));
}

// The settings of the shell as flags, where the command has them and none is
// given; words of a name that is not in quotes as one argument.
ShellSession::Words ShellSession::WithSettings(const Command& command,
                                               const Words& words) const {
  Words flags;
  Words arguments;
  bool help = false;
  for (size_t i = 1; i < words.size(); ++i) {
    if (words[i].size() < 2 || words[i].front() != '-') {
      arguments.push_back(words[i]);
      continue;
    }
    flags.push_back(words[i]);
    help = help || words[i] == "--help" || words[i] == "-h";
    if (FlagWithValue(&command, words[i]) != nullptr && i + 1 < words.size()) {
      flags.push_back(words[++i]);
    }
  }
  const auto given = [&](std::string_view name) {
    return std::any_of(flags.begin(), flags.end(), [&](const auto& flag) {
      return StartsWith(flag, "--" + std::string(name));
    });
  };
  for (const FlagSpec& flag : command.flags) {
    if (given(flag.name) || help) continue;
    if (flag.name == kLangFlag.name)
      flags.push_back("--lang=" + options_.language);
    if (flag.name == kJsonFlag.name && format_ == AnswerFormat::kJson) {
      flags.emplace_back("--json");
    }
  }
  const bool one_name =
      command.max_arguments == 1 && (StartsWith(command.arguments, "ENTITY") ||
                                     StartsWith(command.arguments, "TEXT"));
  if (one_name && arguments.size() > 1) {
    std::string whole;
    for (const std::string& part : arguments) {
      whole += (whole.empty() ? "" : " ") + part;
    }
    arguments = {whole};
  }
  Words all = {words.front()};
  all.insert(all.end(), flags.begin(), flags.end());
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

int ShellSession::CallProgram(const Words& words,
                              std::vector<std::string>* listed) {
  int code = kExitOk;
  const auto work = [&](const Io& io) {
    Io own = io;
    own.default_db = options_.db;
    if (!source_.empty()) own.speaker = Place();
    own.listed = listed;
    code = RunCommandLine(io_.commands, words, &own);
    return Status();
  };
  const Status status =
      TellsProgress(words.front()) ? work(io_) : WithOutput(work);
  if (!status.ok()) {
    Fail(status);
    said_ = true;
    return kExitFailed;
  }
  return code;
}

Status ShellSession::RunProgram(const Words& words) {
  const Command& command = *Find(words.front());
  if (command.name == "shell") {
    return Status::InvalidInput("this is the shell; \\quit leaves it");
  }
  std::vector<std::string> listed;
  const int code = CallProgram(WithSettings(command, words), &listed);
  if (!listed.empty()) {
    answer_ = Answer();
    answer_.statements = std::move(listed);
  }
  if (ChangesGraph(command.name)) options_.graph_changed();
  if (code == kExitOk) return {};
  said_ = true;
  return Status::InvalidInput("the command failed");
}

}  // namespace zhimai
