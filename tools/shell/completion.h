// What Tab offers: commands, flags, relations, classes, prefixes, variables,
// files and names of entities, by what stands before the cursor.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/engine/view.h"
#include "tools/cli/command.h"
#include "tools/shell/words.h"

namespace zhimai {

struct CompletionCandidate {
  std::string insert;
  std::string shown;  // for the list; `insert` when empty
};

struct Completion {
  size_t begin = 0;  // of the text to replace; it goes to the cursor
  std::vector<CompletionCandidate> candidates;  // best first
  // After a whole candidate; ' ' or nothing.
  std::string after;
};

// A name of an entity that begins as typed, or is spelled so in pinyin.
struct NamedEntity {
  std::string name;
  std::string id;
};

// Borrows all it is made with. One thread at a time.
class Completer {
 public:
  using FindNames =
      std::function<std::vector<NamedEntity>(std::string_view typed)>;

  Completer(std::span<const Command* const> commands,
            const OntologyView* ontology, FindNames names)
      : commands_(commands), ontology_(ontology), names_(std::move(names)) {}

  // `line` up to the cursor; `before`: lines of the same query above it.
  Completion Complete(std::string_view line, std::string_view before) const;

 private:
  Completion CompleteCommand(std::string_view line) const;
  Completion CompleteQuery(std::string_view line,
                           std::string_view before) const;
  void CommandNames(std::string_view lead, std::string_view typed, bool own,
                    Completion* completion) const;
  void Argument(std::string_view name, const Command* command,
                const std::vector<ShellWord>& words, std::string_view line,
                Completion* completion) const;
  void QueryEntities(char quote, std::string_view typed,
                     Completion* completion) const;
  void PrefixedName(std::string_view prefix, std::string_view local,
                    Completion* completion) const;
  void Flags(const Command& command, Completion* completion,
             std::string_view typed) const;
  // What `word` of the help stands for (tools/cli/value_kind.h).
  void Values(std::string_view word, std::string_view line,
              std::string_view typed, Completion* completion) const;
  void Entities(std::string_view line, std::string_view typed,
                Completion* completion) const;
  void Vocabulary(const std::map<std::string, TermLabel>& terms,
                  std::string_view typed, std::string_view lead,
                  Completion* completion) const;

  std::span<const Command* const> commands_;
  const OntologyView* ontology_;
  FindNames names_;
};

// The flag of the command that `word` names, when a value follows it as a word
// of its own; else null. `command` may be null.
const FlagSpec* FlagWithValue(const Command* command, std::string_view word);

// What Tab puts in place of `typed` while there are several candidates: the
// start that all of them share when that says more, in whole characters (it
// goes on after `typed`, or is what its pinyin means); else `typed`. Names that
// would be put in quotes are compared without.
std::string SharedStart(std::string_view typed,
                        const std::vector<CompletionCandidate>& candidates);

}  // namespace zhimai
