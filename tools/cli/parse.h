// Turns the words of a command line into Flags, by a command's table.
#pragma once

#include <string>
#include <vector>

#include "tools/cli/command.h"

namespace zhimai {

// `words` follow the command's name. kUsage for an unknown flag (with a
// suggestion), a missing value, or too few or too many arguments; the number
// of arguments is not checked when --help is among them.
Result<Flags> ParseFlags(const Command& command,
                         const std::vector<std::string>& words);

}  // namespace zhimai
