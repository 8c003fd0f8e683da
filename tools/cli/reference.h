// Documentation and completion of all commands, made from their table.
#pragma once

#include <ostream>
#include <span>

#include "tools/cli/command.h"

namespace zhimai {

using CommandList = std::span<const Command* const>;

// man(7) source, UTF-8.
void PrintManPage(CommandList commands, std::ostream* out);
// The reference part of docs/cli.md.
void PrintMarkdown(CommandList commands, std::ostream* out);

// Scripts that those shells load. They ask `zhimai completion --names` for
// names of entities.
void PrintBashCompletion(CommandList commands, std::ostream* out);
void PrintZshCompletion(CommandList commands, std::ostream* out);
void PrintFishCompletion(CommandList commands, std::ostream* out);

}  // namespace zhimai
