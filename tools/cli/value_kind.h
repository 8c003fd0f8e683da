// What the words of a command's help stand for: "ENTITY", "R,…", "zh|en".
// Completion in the shell and in bash, zsh and fish is made from them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "tools/cli/command.h"

namespace zhimai {

enum class ValueKind {
  kOther,
  kEntity,
  kFile,
  kFolder,
  kRelation,
  kClass,
  kModality,
  kChoice,  // of the words that Choices() gives
};

ValueKind KindOfValue(std::string_view word);

// Of "zh|en" or "[on|off]", the words.
std::vector<std::string_view> Choices(std::string_view word);

// The word of `arguments` (as in Command) for an argument, from 0; empty when
// there is none. The last one stands for all that follow where it has "…".
std::string_view ArgumentWord(std::string_view arguments, size_t number);

}  // namespace zhimai
