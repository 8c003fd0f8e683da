// The words of a command in the shell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace zhimai {

struct ShellWord {
  std::string text;   // without quotes
  size_t begin = 0;   // of the word in the line, quote included
  char quote = '\0';  // that is still open at the end of the line
};

// Divides at spaces (the wide one of Chinese too). '…' and "…" hold spaces
// together; they may stand inside a word. An unclosed quote goes to the end.
std::vector<ShellWord> SplitWords(std::string_view line);

// In quotes where the word would else be divided.
std::string QuoteWord(std::string_view word);

}  // namespace zhimai
