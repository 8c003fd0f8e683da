#include "tools/shell/words.h"

namespace zhimai {
namespace {

constexpr std::string_view kWideSpace = "　";

// Bytes of the space that begins at `pos`; 0 for none.
size_t SpaceAt(std::string_view line, size_t pos) {
  const char c = line[pos];
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return 1;
  if (line.substr(pos, kWideSpace.size()) == kWideSpace) {
    return kWideSpace.size();
  }
  return 0;
}

}  // namespace

std::vector<ShellWord> SplitWords(std::string_view line) {
  std::vector<ShellWord> words;
  bool inside = false;
  char quote = '\0';
  for (size_t pos = 0; pos < line.size(); ++pos) {
    const char c = line[pos];
    const size_t space = quote == '\0' ? SpaceAt(line, pos) : 0;
    if (space > 0) {
      inside = false;
      pos += space - 1;
      continue;
    }
    if (!inside) {
      words.push_back({"", pos});
      inside = true;
    }
    ShellWord& word = words.back();
    if (c == quote) {
      quote = '\0';
    } else if (quote == '\0' && (c == '\'' || c == '"')) {
      quote = c;
    } else {
      word.text += c;
    }
    word.quote = quote;
  }
  return words;
}

std::string QuoteWord(std::string_view word) {
  const bool single = word.find('\'') != std::string_view::npos;
  bool plain = !word.empty();
  for (size_t pos = 0; pos < word.size(); ++pos) {
    if (word[pos] == '\'' || word[pos] == '"' || SpaceAt(word, pos) > 0) {
      plain = false;
    }
  }
  if (plain) return std::string(word);
  if (single && word.find('"') == std::string_view::npos) {
    return "\"" + std::string(word) + "\"";
  }
  // A single quote inside single quotes: close, put it in double ones, go on.
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') {
      quoted += "'\"'\"'";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace zhimai
