#include "tools/cli/run.h"

#include "graph/base/suggest.h"
#include "tools/cli/parse.h"
#include "tools/cli/reference.h"
#include "tools/cli/version.h"

namespace zhimai {
namespace {

const Command* FindCommand(std::span<const Command* const> commands,
                           std::string_view name) {
  for (const Command* command : commands) {
    if (command->name == name) return command;
  }
  return nullptr;
}

Status UnknownCommand(std::span<const Command* const> commands,
                      const std::string& name) {
  std::vector<std::string> known = {"help", "version"};
  for (const Command* command : commands) known.emplace_back(command->name);
  if (name.starts_with("-")) {
    return Status::Usage("a command comes before its flags: zhimai COMMAND " +
                         name);
  }
  const std::string near = ClosestWord(name, known);
  std::string message = "no command '" + name + "'; ";
  message += near.empty() ? "'zhimai help' lists them"
                          : "did you mean '" + near + "'?";
  return Status::Usage(std::move(message));
}

int Report(const Status& status, Io* io) {
  // So that the error stands behind the data where both go to one place.
  io->out->flush();
  const int code = ExitCode(status, io->cancelled());
  // An error without a message: the output is closed, and main knows why.
  if (status.ok() || status.message().empty()) return code;
  *io->err << io->speaker << ": " << status.ToString() << '\n';
  return code;
}

Status Help(std::span<const Command* const> commands,
            const std::vector<std::string>& words, Io* io) {
  if (words.size() == 2 && words[1] == "--man") {
    PrintManPage(commands, io->out);
    return Status();
  }
  if (words.size() == 2 && words[1] == "--markdown") {
    PrintMarkdown(commands, io->out);
    return Status();
  }
  if (words.size() < 2 || words[1].starts_with("-")) {
    PrintHelp(commands, io->out);
    return Status();
  }
  const Command* command = FindCommand(commands, words[1]);
  if (command == nullptr) return UnknownCommand(commands, words[1]);
  PrintCommandHelp(*command, io->width, io->out);
  return Status();
}

}  // namespace

int ExitCode(const Status& status, bool interrupted) {
  switch (status.code()) {
    case Code::kOk:
      return kExitOk;
    case Code::kUsage:
      return kExitUsage;
    case Code::kLocked:
    case Code::kCorruption:
      return kExitStore;
    case Code::kCancelled:
      return interrupted ? kExitInterrupted : kExitFailed;
    case Code::kInvalidInput:
    case Code::kNotFound:
    case Code::kAmbiguous:
    case Code::kIo:
    case Code::kUnsupported:
      return kExitFailed;
  }
  return kExitFailed;
}

int RunCommandLine(std::span<const Command* const> commands,
                   const std::vector<std::string>& words, Io* io) {
  const std::string first = words.empty() ? "help" : words.front();
  if (words.empty()) {
    PrintHelp(commands, io->err);
    return kExitUsage;
  }
  if (first == "help" || first == "--help" || first == "-h") {
    return Report(Help(commands, words, io), io);
  }
  if (first == "version" || first == "--version") {
    *io->out << "zhimai " << kVersion << '\n';
    return kExitOk;
  }
  const Command* command = FindCommand(commands, first);
  if (command == nullptr) return Report(UnknownCommand(commands, first), io);
  Result<Flags> flags = ParseFlags(*command, {words.begin() + 1, words.end()});
  if (!flags.ok()) {
    const int code = Report(flags.status(), io);
    *io->err << "see 'zhimai " << command->name << " --help'\n";
    return code;
  }
  if (flags->Has(kHelpFlag.name)) {
    PrintCommandHelp(*command, io->width, io->out);
    return kExitOk;
  }
  io->quiet = flags->Has(kQuietFlag.name);
  return Report(command->run(*flags, *io), io);
}

}  // namespace zhimai
