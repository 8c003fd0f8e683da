#include <algorithm>

#include "graph/base/unicode.h"
#include "tools/cli/run.h"
#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

// Where there is less room than this, the terminal may break the lines.
constexpr int kNarrowestHelp = 20;

std::string Padded(std::string text, int columns) {
  const int missing = columns - DisplayWidth(text);
  if (missing > 0) text.append(static_cast<size_t>(missing), ' ');
  return text;
}

std::string Spelling(const FlagSpec& flag) {
  std::string text = flag.short_name == '\0'
                         ? std::string("    ")
                         : std::string("-") + flag.short_name + ", ";
  return text + flag.Spelling();
}

void PrintIndented(std::string_view text, std::ostream* out) {
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    *out << "  " << text.substr(begin, end - begin) << '\n';
    begin = end + 1;
  }
}

}  // namespace

void PrintHelp(std::span<const Command* const> commands, std::ostream* out) {
  *out << "zhimai builds a knowledge graph from documents and answers from "
          "it.\n\nUsage: zhimai COMMAND [FLAG…] [ARGUMENT…]\n\nCommands:\n";
  int widest = static_cast<int>(std::string_view("version").size());
  for (const Command* command : commands) {
    widest = std::max(widest, static_cast<int>(command->name.size()));
  }
  for (const Command* command : commands) {
    *out << "  " << Padded(std::string(command->name), widest + 2)
         << command->summary << '\n';
  }
  *out << "  " << Padded("help", widest + 2) << "show the help of a command\n"
       << "  " << Padded("version", widest + 2) << "print the version\n"
       << "\nThe graph is the folder that --db names (default: $ZHIMAI_DB, "
          "else ./zhimai.db).\nExit: 0 ok, 1 bad input or nothing found, 2 "
          "wrong usage, 3 graph locked or corrupt,\n130 interrupted.\n\n"
          "Start with:\n  zhimai build data/corpus\n  zhimai show "
          "上海合作组织\n";
}

void PrintCommandHelp(const Command& command, int width, std::ostream* out) {
  *out << "zhimai " << command.name << ": " << command.summary
       << "\n\nUsage: zhimai " << command.name << " [FLAG…]";
  if (!command.arguments.empty()) *out << ' ' << command.arguments;
  *out << "\n\nFlags:\n";
  std::vector<const FlagSpec*> flags;
  for (const FlagSpec& flag : command.flags) flags.push_back(&flag);
  flags.push_back(&kQuietFlag);
  flags.push_back(&kHelpFlag);
  int widest = 0;
  for (const FlagSpec* flag : flags) {
    widest = std::max(widest, DisplayWidth(Spelling(*flag)));
  }
  for (const FlagSpec* flag : flags) {
    std::string help(flag->help);
    if (flag->repeatable) help += " (may be repeated)";
    std::string lead = "  " + Padded(Spelling(*flag), widest + 2);
    const int room = width - DisplayWidth(lead);
    const std::vector<std::string> lines = width > 0 && room >= kNarrowestHelp
                                               ? Wrap(help, room)
                                               : std::vector<std::string>{help};
    for (const std::string& line : lines) {
      *out << lead << line << '\n';
      lead = std::string(static_cast<size_t>(DisplayWidth(lead)), ' ');
    }
  }
  *out << "\nExample:\n";
  PrintIndented(command.example, out);
}

}  // namespace zhimai
