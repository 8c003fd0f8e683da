// The only file that includes CLI11, which costs 8 s to compile. CLI11 splits
// the words; help, suggestions and messages are ours.
#include "tools/cli/parse.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "graph/base/suggest.h"

namespace zhimai {
namespace {

struct Slot {
  const FlagSpec* spec = nullptr;
  CLI::Option* option = nullptr;
  std::vector<std::string> values;
};

std::vector<Slot> SlotsOf(const Command& command) {
  std::vector<Slot> slots;
  slots.push_back({&kHelpFlag, nullptr, {}});
  slots.push_back({&kQuietFlag, nullptr, {}});
  for (const FlagSpec& spec : command.flags) {
    slots.push_back({&spec, nullptr, {}});
  }
  return slots;
}

void AddTo(CLI::App* app, Slot* slot) {
  std::string names = "--" + std::string(slot->spec->name);
  if (slot->spec->short_name != '\0') {
    names += std::string(",-") + slot->spec->short_name;
  }
  if (!slot->spec->takes_value()) {
    slot->option = app->add_flag(names);
    return;
  }
  // Without allow_extra_args(false) a repeatable flag would swallow the
  // arguments after it, and a value in square brackets would be split.
  slot->option = app->add_option(names, slot->values)
                     ->type_size(1)
                     ->expected(1)
                     ->allow_extra_args(false)
                     ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

// What "--wait=5" gave a switch; CLI11 has "true" for "--wait".
std::vector<std::string> GivenTo(const CLI::Option& option) {
  std::vector<std::string> values;
  for (const std::string& value : option.results()) {
    if (value != "true") values.push_back(value);
  }
  return values;
}

Status UnknownFlag(const Command& command, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  std::vector<std::string> known = {"--help", "--quiet"};
  for (const FlagSpec& spec : command.flags) {
    known.push_back("--" + std::string(spec.name));
  }
  return Status::Usage(std::string(command.name) + " has no flag " + name +
                       DidYouMean(name, known));
}

// CLI11 leaves arguments and unknown flags over, in their order. It has
// arguments of its own, but would split one in square brackets.
Result<std::vector<std::string>> ArgumentsIn(
    const Command& command, const std::vector<std::string>& left) {
  std::vector<std::string> arguments;
  bool flags_over = false;
  for (const std::string& word : left) {
    if (!flags_over && word == "--") {
      flags_over = true;
    } else if (!flags_over && word.size() > 1 && word.front() == '-') {
      return UnknownFlag(command, word);
    } else {
      arguments.push_back(word);
    }
  }
  return arguments;
}

Status CheckArguments(const Command& command, const Flags& flags) {
  const size_t count = flags.arguments().size();
  if (flags.Has(kHelpFlag.name)) return Status();
  if (count < command.min_arguments) {
    return Status::Usage(std::string(command.name) + " needs " +
                         std::string(command.arguments));
  }
  if (count <= command.max_arguments) return Status();
  return Status::Usage(std::string(command.name) +
                       " does not take the argument '" +
                       flags.arguments()[command.max_arguments] + "'");
}

}  // namespace

Result<Flags> ParseFlags(const Command& command,
                         const std::vector<std::string>& words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::vector<Slot> slots = SlotsOf(command);
  for (Slot& slot : slots) AddTo(&app, &slot);
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::Error& error) {
    return Status::Usage(std::string(command.name) + ": " + error.what());
  }
  Flags flags;
  for (Slot& slot : slots) {
    if (slot.option->count() > 0) {
      if (!slot.spec->takes_value()) slot.values = GivenTo(*slot.option);
      flags.Set(slot.spec->name, std::move(slot.values));
    }
  }
  ZM_TRY_ASSIGN(std::vector<std::string> arguments,
                ArgumentsIn(command, app.remaining()));
  flags.SetArguments(std::move(arguments));
  ZM_TRY(CheckArguments(command, flags));
  return flags;
}

}  // namespace zhimai
