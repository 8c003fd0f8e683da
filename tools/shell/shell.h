// zhimai shell.
#pragma once

#include "tools/cli/command.h"

namespace zhimai {

// Runs the commands of Io::commands, queries and updates, one after the other.
extern const Command kShellCommand;

}  // namespace zhimai
