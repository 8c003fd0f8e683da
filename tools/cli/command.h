// Commands and their flags as data: parsing, help and the documentation are
// made from these tables.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "tools/cli/io.h"

namespace zhimai {

struct FlagSpec {
  std::string_view name;  // without dashes
  // "N", "DIR"; empty for a switch; "[=N]" for one that may have a value.
  std::string_view value;
  std::string_view help;
  char short_name = '\0';
  bool repeatable = false;
  // "csv|json" where `value` does not name the words it may be.
  std::string_view choices = {};

  // What completion offers for it (tools/cli/value_kind.h).
  std::string_view kind() const { return choices.empty() ? value : choices; }
  bool takes_value() const { return !value.empty() && value.front() != '['; }
  // "--name", "--name N", "--name[=N]"
  std::string Spelling() const;
};

// The flags and arguments of one call. Immutable after parsing.
class Flags {
 public:
  void Set(std::string_view name, std::vector<std::string> values);
  void SetArguments(std::vector<std::string> arguments) {
    arguments_ = std::move(arguments);
  }

  bool Has(std::string_view name) const;
  // The last value given, else `fallback`.
  std::string Get(std::string_view name, std::string_view fallback = "") const;
  std::vector<std::string> GetAll(std::string_view name) const;
  // Values given with repeats or separated by commas, without empty ones.
  std::vector<std::string> GetList(std::string_view name) const;
  // kUsage when the value is no integer in [low, high].
  Result<int64_t> GetInt(std::string_view name, int64_t fallback, int64_t low,
                         int64_t high) const;
  // One of `choices`, the first one when not given; kUsage otherwise.
  Result<std::string> GetChoice(
      std::string_view name, std::span<const std::string_view> choices) const;
  const std::vector<std::string>& arguments() const { return arguments_; }

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
  std::vector<std::string> arguments_;
};

struct Command {
  static constexpr size_t kAnyNumber = static_cast<size_t>(-1);

  std::string_view name;
  std::string_view summary;    // one line, without a full stop
  std::string_view arguments;  // "PATH…"; for help
  size_t min_arguments = 0;
  size_t max_arguments = 0;
  std::span<const FlagSpec> flags;
  std::string_view example;  // lines that work as they stand
  Status (*run)(const Flags& flags, Io& io) = nullptr;
};

// Flags that every command takes.
inline constexpr FlagSpec kHelpFlag = {"help", "", "show this help", 'h'};
inline constexpr FlagSpec kQuietFlag = {
    "quiet", "", "say nothing but errors on stderr", 'q'};
// Flags that many commands list among theirs.
inline constexpr FlagSpec kDbFlag = {
    "db", "DIR", "the graph (default: $ZHIMAI_DB, else ./zhimai.db)"};
inline constexpr FlagSpec kJsonFlag = {"json", "", "print JSON"};
inline constexpr FlagSpec kLangFlag = {"lang", "zh|en",
                                       "language of labels (default zh)"};
// Of commands that write; tools/commands/graph_access.h obeys it.
inline constexpr FlagSpec kWaitFlag = {
    "wait", "[=SECONDS]", "wait while another process writes to the graph"};
inline constexpr FlagSpec kDataFlag = {
    "data", "DIR", "add a folder of your own gazetteers, rules, relations",
    '\0', true};
inline constexpr FlagSpec kThreadsFlag = {
    "threads", "N", "worker threads (default: one for each core)"};

}  // namespace zhimai
