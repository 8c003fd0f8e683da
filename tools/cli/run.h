// From the words of a command line to an exit code.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tools/cli/command.h"

namespace zhimai {

// Exit codes; a contract with scripts.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;  // bad input, nothing found, ambiguous
inline constexpr int kExitUsage = 2;
inline constexpr int kExitStore = 3;  // locked or corrupt
inline constexpr int kExitInterrupted = 130;

int ExitCode(const Status& status, bool interrupted);

// Runs the command that `words` (without the program's name) call. Errors go
// to io->err as "zhimai: what is wrong". `commands` in the order of help.
int RunCommandLine(std::span<const Command* const> commands,
                   const std::vector<std::string>& words, Io* io);

// The help of the program, and of one command.
void PrintHelp(std::span<const Command* const> commands, std::ostream* out);
// `width` in columns, 0 for no limit.
void PrintCommandHelp(const Command& command, int width, std::ostream* out);

}  // namespace zhimai
