// The program zhimai.
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

#include "tools/cli/fd_stream.h"
#include "tools/cli/interrupt.h"
#include "tools/cli/run.h"
#include "tools/commands/commands.h"
#include "tools/shell/shell.h"

namespace {

std::string Environment(const char* name, const char* fallback) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? fallback : value;
}

// 0, for no limit, when stdout is no terminal.
int TerminalWidth() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0) return 0;
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return size.ws_col;
  }
  return 80;
}

std::string ProgramDir() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::string() : program.parent_path().string();
}

}  // namespace

int main(int argc, char** argv) {
  // A reader that leaves (| head) shows as EPIPE of the stream, so that a
  // build is not killed in the middle.
  std::signal(SIGPIPE, SIG_IGN);
  zhimai::FdBuffer buffer(STDOUT_FILENO);
  std::ostream out(&buffer);
  zhimai::Io io;
  io.in = &std::cin;
  io.out = &out;
  io.err = &std::cerr;
  io.err_is_terminal = ::isatty(STDERR_FILENO) != 0;
  io.color = ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  io.width = TerminalWidth();
  io.default_db = Environment("ZHIMAI_DB", "zhimai.db");
  io.data_dir = Environment("ZHIMAI_DATA", "");
  io.program_dir = ProgramDir();
  io.cancel = zhimai::CatchInterrupts();
  std::vector<const zhimai::Command*> commands;
  for (const zhimai::Command* command : zhimai::AllCommands()) {
    commands.push_back(command);
  }
  commands.push_back(&zhimai::kShellCommand);
  io.commands = commands;
  std::ios::sync_with_stdio(false);

  const std::vector<std::string> words(argv + 1, argv + argc);
  int code = zhimai::RunCommandLine(commands, words, &io);
  out.flush();
  // Whoever reads us has had enough: no error, and nothing to say.
  if (buffer.error() == EPIPE) return zhimai::kExitOk;
  if (buffer.error() != 0) {
    std::cerr << "zhimai: cannot write the output: "
              << std::strerror(buffer.error()) << '\n';
    code = zhimai::kExitFailed;
  }
  return code;
}
