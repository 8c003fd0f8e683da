#include "tools/cli/reference.h"

#include <algorithm>
#include <string>

#include "tools/cli/value_kind.h"
#include "tools/cli/version.h"

namespace zhimai {
namespace {

std::vector<const FlagSpec*> FlagsOf(const Command& command) {
  std::vector<const FlagSpec*> flags;
  for (const FlagSpec& flag : command.flags) flags.push_back(&flag);
  flags.push_back(&kQuietFlag);
  flags.push_back(&kHelpFlag);
  return flags;
}

std::string Spelling(const FlagSpec& flag) {
  std::string text;
  if (flag.short_name != '\0') {
    text += std::string("-") + flag.short_name + ", ";
  }
  return text + flag.Spelling();
}

std::string Help(const FlagSpec& flag) {
  return std::string(flag.help) + (flag.repeatable ? " (may be repeated)" : "");
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// What man(7) would read as its own.
std::string Troff(std::string_view text) {
  std::string out;
  if (!text.empty() && (text.front() == '.' || text.front() == '\'')) {
    out += "\\&";
  }
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\'') {
      out += "\\(aq";
    } else {
      out += c;
    }
  }
  return out;
}

std::string Quoted(std::string_view text, std::string_view special,
                   std::string_view escape) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += escape;
    out += c;
  }
  return out;
}

// In single quotes of a POSIX shell, of which it may hold none.
std::string ShellQuoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string Joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) {
    text += (text.empty() ? "" : " ") + std::string(word);
  }
  return text;
}

// The bash that fills COMPREPLY for a value.
std::string BashReply(std::string_view word) {
  switch (KindOfValue(word)) {
    case ValueKind::kEntity:
      return "_zhimai_names \"$cur\"";
    case ValueKind::kFile:
      return "_zhimai_files -f \"$cur\"";
    case ValueKind::kFolder:
      return "_zhimai_files -d \"$cur\"";
    case ValueKind::kChoice:
      return "_zhimai_words " + ShellQuoted(Joined(Choices(word)));
    case ValueKind::kModality:
      return "_zhimai_words 'asserted planned proposed demanded reported "
             "negated'";
    case ValueKind::kRelation:
      return "_zhimai_terms relations";
    case ValueKind::kClass:
      return "_zhimai_terms classes";
    case ValueKind::kOther:
      break;
  }
  return ":";
}

void PrintBashCommand(const Command& command, std::ostream* out) {
  *out << "    " << command.name << ")\n      case \"$prev\" in\n";
  std::string flags;
  for (const FlagSpec* flag : FlagsOf(command)) {
    flags += " --" + std::string(flag->name);
    if (!flag->takes_value()) continue;
    *out << "        --" << flag->name;
    if (flag->short_name != '\0') *out << "|-" << flag->short_name;
    *out << ") " << BashReply(flag->kind()) << "; return ;;\n";
  }
  *out << "      esac\n      if [[ $cur == -* ]]; then\n        _zhimai_words "
       << ShellQuoted(flags.substr(1)) << "\n      else\n";
  if (command.name == "explain") {
    *out << "        _zhimai_names \"$cur\"\n";
  } else {
    *out << "        " << BashReply(ArgumentWord(command.arguments, 0)) << '\n';
  }
  *out << "      fi ;;\n";
}

constexpr std::string_view kBashHead = R"sh(# bash completion of zhimai
_zhimai_words() {
  local lead=
  # Of a list with commas, the last part.
  [[ $cur == *,* ]] && lead=${cur%,*},
  COMPREPLY=($(compgen -P "$lead" -W "$1" -- "${cur##*,}"))
}
_zhimai_terms() {
  _zhimai_words "$(zhimai completion "${db[@]}" --terms "$1" 2> /dev/null)"
}
_zhimai_files() {
  local IFS=$'\n'
  compopt -o filenames 2> /dev/null
  COMPREPLY=($(compgen "$1" -- "$2"))
}
_zhimai_names() {
  local IFS=$'\n' name typed=$1 quote=
  # A name that is typed in quotes stays in them.
  case $typed in \'*|\"*) quote=${typed:0:1}; typed=${typed:1} ;; esac
  COMPREPLY=()
  while read -r name; do
    if [[ -n $quote ]]; then
      COMPREPLY+=("$quote$name$quote")
    else
      # Not %q, which may write Chinese as octal numbers.
      COMPREPLY+=("${name// /\\ }")
    fi
  done < <(zhimai completion "${db[@]}" --names "$typed" 2> /dev/null)
}
_zhimai() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
  local -a db=()
  local i
  for ((i = 1; i < COMP_CWORD; ++i)); do
    [[ ${COMP_WORDS[i]} == --db ]] && db=(--db "${COMP_WORDS[i + 1]}")
  done
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
)sh";

constexpr std::string_view kBashTail = R"sh(  esac
}
complete -F _zhimai zhimai
)sh";

// Of zsh's _arguments: what completes a value.
std::string ZshAction(std::string_view word) {
  switch (KindOfValue(word)) {
    case ValueKind::kEntity:
      return "_zhimai_names";
    case ValueKind::kFile:
      return "_files";
    case ValueKind::kFolder:
      return "_files -/";
    case ValueKind::kChoice:
      return "(" + Joined(Choices(word)) + ")";
    case ValueKind::kModality:
      return "(asserted planned proposed demanded reported negated)";
    case ValueKind::kRelation:
      return "_zhimai_terms relations";
    case ValueKind::kClass:
      return "_zhimai_terms classes";
    case ValueKind::kOther:
      break;
  }
  return " ";
}

std::string ZshHelp(std::string_view text) {
  return Quoted(text, "[]:\\", "\\");
}

void PrintZshCommand(const Command& command, std::ostream* out) {
  *out << "    " << command.name << ")\n      _arguments";
  for (const FlagSpec* flag : FlagsOf(command)) {
    std::string spec = flag->repeatable ? "*" : "";
    spec += "--" + std::string(flag->name) + "[" + ZshHelp(flag->help) + "]";
    if (flag->takes_value()) {
      spec += ":" + ZshHelp(flag->value) + ":" + ZshAction(flag->kind());
    }
    *out << " \\\n        " << ShellQuoted(spec);
  }
  if (!command.arguments.empty()) {
    *out << " \\\n        "
         << ShellQuoted("*:" + ZshHelp(command.arguments) + ":" +
                        ZshAction(ArgumentWord(command.arguments, 0)));
  }
  *out << " ;;\n";
}

constexpr std::string_view kZshHead = R"sh(#compdef zhimai
_zhimai_names() {
  local -a names
  names=("${(@f)$(zhimai completion --names "${(Q)PREFIX}" 2> /dev/null)}")
  compadd -a names
}
_zhimai_terms() {
  local -a terms
  # _arguments puts options of its own before.
  terms=("${(@f)$(zhimai completion --terms "${@[-1]}" 2> /dev/null)}")
  _sequence compadd - "${terms[@]}"
}
_zhimai() {
  if ((CURRENT == 2)); then
    local -a commands
    commands=(
)sh";

std::string FishQuoted(std::string_view text) {
  return "'" + Quoted(text, "'\\", "\\") + "'";
}

// Of fish's `complete`: what completes a value.
std::string FishAction(std::string_view word) {
  switch (KindOfValue(word)) {
    case ValueKind::kEntity:
      return " -f -a '(zhimai completion --names (commandline -ct) "
             "2> /dev/null)'";
    case ValueKind::kFile:
      return " -F";
    case ValueKind::kFolder:
      return " -f -a '(__fish_complete_directories)'";
    case ValueKind::kChoice:
      return " -f -a " + FishQuoted(Joined(Choices(word)));
    case ValueKind::kModality:
      return " -f -a 'asserted planned proposed demanded reported negated'";
    case ValueKind::kRelation:
      return " -f -a '(zhimai completion --terms relations 2> /dev/null)'";
    case ValueKind::kClass:
      return " -f -a '(zhimai completion --terms classes 2> /dev/null)'";
    case ValueKind::kOther:
      break;
  }
  return " -f";
}

void PrintUsage(const Command& command, std::ostream* out) {
  *out << "zhimai " << command.name << " [FLAG…]";
  if (!command.arguments.empty()) *out << ' ' << command.arguments;
}

}  // namespace

void PrintManPage(CommandList commands, std::ostream* out) {
  *out << ".TH ZHIMAI 1 \"\" \"zhimai " << kVersion
       << "\" \"User Commands\"\n.SH NAME\nzhimai \\- builds a knowledge graph "
          "from documents and answers from it\n.SH SYNOPSIS\n.B zhimai\n"
          "COMMAND [FLAG…] [ARGUMENT…]\n.SH DESCRIPTION\nzhimai reads "
          "documents, finds entities and relations in them, and keeps them as "
          "a graph in which every statement can be traced to bytes of a "
          "source. It needs no network and no server.\n.PP\nAn entity may be "
          "named by its id (e/sco), an external id (wikidata:Q485207) or any "
          "of its names. stdout is data, stderr is talk.\n.SH COMMANDS\n";
  for (const Command* command : commands) {
    *out << ".SS \"" << command->name << "\"\n"
         << Troff(command->summary) << ".\n.PP\n.B zhimai " << command->name
         << "\n[FLAG…] " << Troff(command->arguments) << '\n';
    for (const FlagSpec* flag : FlagsOf(*command)) {
      *out << ".TP\n.B " << Troff(Spelling(*flag)) << '\n'
           << Troff(Help(*flag)) << '\n';
    }
    *out << ".PP\nExample:\n.PP\n.nf\n.RS\n";
    for (const std::string_view line : Lines(command->example)) {
      *out << Troff(line) << '\n';
    }
    *out << ".RE\n.fi\n";
  }
  *out << ".SS \"help\"\nshow the help of a command.\n.SS \"version\"\nprint "
          "the version.\n.SH \"EXIT STATUS\"\n.TP\n.B 0\nfine\n.TP\n.B 1\nbad "
          "input, some documents failed, nothing found, or an ambiguous name\n"
          ".TP\n.B 2\nthe command line is wrong\n.TP\n.B 3\nanother process "
          "holds the graph, or it is corrupt\n.TP\n.B 130\ninterrupted\n"
          ".SH ENVIRONMENT\n.TP\n.B ZHIMAI_DB\nthe graph, where \\-\\-db does "
          "not name it\n.TP\n.B ZHIMAI_DATA\nthe folder of the knowledge that "
          "zhimai comes with\n.TP\n.B ZHIMAI_HISTORY\nwhere the shell keeps "
          "what was typed\n.TP\n.BR ZHIMAI_PAGER \", \" PAGER\nthe pager of "
          "the shell\n.TP\n.B NO_COLOR\nno colours\n";
}

void PrintMarkdown(CommandList commands, std::ostream* out) {
  for (const Command* command : commands) {
    *out << "### " << command->name << "\n\n";
    std::string summary(command->summary);
    *out << static_cast<char>(summary[0] >= 'a' ? summary[0] - 'a' + 'A'
                                                : summary[0])
         << summary.substr(1) << ".\n\n    ";
    PrintUsage(*command, out);
    *out << "\n\n";
    for (const FlagSpec& flag : command->flags) {
      *out << "- `" << Spelling(flag) << "`: " << Help(flag) << '\n';
    }
    if (!command->flags.empty()) *out << '\n';
    for (const std::string_view line : Lines(command->example)) {
      *out << "    " << line << '\n';
    }
    *out << '\n';
  }
}

void PrintBashCompletion(CommandList commands, std::ostream* out) {
  std::string names;
  for (const Command* command : commands) {
    names += std::string(command->name) + " ";
  }
  names += "help version";
  *out << kBashHead << "    _zhimai_words " << ShellQuoted(names)
       << "\n    return\n  fi\n  case ${COMP_WORDS[1]} in\n    help) "
          "_zhimai_words "
       << ShellQuoted(names) << " ;;\n";
  for (const Command* command : commands) PrintBashCommand(*command, out);
  *out << kBashTail;
}

void PrintZshCompletion(CommandList commands, std::ostream* out) {
  *out << kZshHead;
  for (const Command* command : commands) {
    *out << "      "
         << ShellQuoted(std::string(command->name) + ":" +
                        ZshHelp(command->summary))
         << '\n';
  }
  *out << "      'help:show the help of a command'\n"
          "      'version:print the version'\n    )\n"
          "    _describe command commands\n    return\n  fi\n"
          "  local command=$words[2]\n  shift words\n  ((CURRENT--))\n"
          "  case $command in\n    help)\n      compadd --";
  for (const Command* command : commands) *out << ' ' << command->name;
  *out << " ;;\n";
  for (const Command* command : commands) PrintZshCommand(*command, out);
  *out << "  esac\n}\n_zhimai \"$@\"\n";
}

void PrintFishCompletion(CommandList commands, std::ostream* out) {
  *out << "# fish completion of zhimai\n";
  const auto first = [out](std::string_view name, std::string_view summary) {
    *out << "complete -c zhimai -n __fish_use_subcommand -f -a " << name
         << " -d " << FishQuoted(summary) << '\n';
  };
  for (const Command* command : commands) {
    first(command->name, command->summary);
  }
  first("help", "show the help of a command");
  first("version", "print the version");
  for (const Command* command : commands) {
    *out << "complete -c zhimai -n '__fish_seen_subcommand_from help' -f -a "
         << command->name << '\n';
  }
  for (const Command* command : commands) {
    const std::string lead =
        "complete -c zhimai -n '__fish_seen_subcommand_from " +
        std::string(command->name) + "'";
    for (const FlagSpec* flag : FlagsOf(*command)) {
      *out << lead << " -l " << flag->name;
      if (flag->short_name != '\0') *out << " -s " << flag->short_name;
      *out << " -d " << FishQuoted(flag->help);
      if (flag->takes_value()) *out << " -r" << FishAction(flag->kind());
      *out << '\n';
    }
    *out << lead << FishAction(ArgumentWord(command->arguments, 0)) << '\n';
  }
}

}  // namespace zhimai
