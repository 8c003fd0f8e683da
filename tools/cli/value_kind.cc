#include "tools/cli/value_kind.h"

#include <algorithm>

namespace zhimai {
namespace {

// Divided at `separator`, without spaces around.
std::vector<std::string_view> Parts(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = std::min(text.find(separator), text.size());
    std::string_view part = text.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    parts.push_back(part);
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

// "[FILE.rq]" and "FILE…" are FILE.
std::string_view Plain(std::string_view word) {
  while (!word.empty() && word.front() == '[') word.remove_prefix(1);
  while (!word.empty() && word.back() == ']') word.remove_suffix(1);
  const size_t end = word.find_first_of(".,\xE2");  // "…" begins with E2
  return word.substr(0, end);
}

}  // namespace

std::vector<std::string_view> Choices(std::string_view word) {
  while (!word.empty() && word.front() == '[') word.remove_prefix(1);
  while (!word.empty() && word.back() == ']') word.remove_suffix(1);
  return Parts(word, '|');
}

ValueKind KindOfValue(std::string_view word) {
  if (word.find('|') != std::string_view::npos) return ValueKind::kChoice;
  struct Known {
    std::string_view word;
    ValueKind kind;
  };
  constexpr Known kKnown[] = {
      {"ENTITY", ValueKind::kEntity}, {"FROM", ValueKind::kEntity},
      {"TO", ValueKind::kEntity},     {"A", ValueKind::kEntity},
      {"B", ValueKind::kEntity},      {"SUBJECT", ValueKind::kEntity},
      {"OBJECT", ValueKind::kEntity}, {"FILE", ValueKind::kFile},
      {"PATH", ValueKind::kFile},     {"DIR", ValueKind::kFolder},
      {"DB1", ValueKind::kFolder},    {"DB2", ValueKind::kFolder},
      {"R", ValueKind::kRelation},    {"RELATION", ValueKind::kRelation},
      {"C", ValueKind::kClass},       {"CLASS", ValueKind::kClass},
      {"S", ValueKind::kModality},
  };
  const std::string_view plain = Plain(word);
  for (const Known& known : kKnown) {
    if (plain == known.word) return known.kind;
  }
  return ValueKind::kOther;
}

std::string_view ArgumentWord(std::string_view arguments, size_t number) {
  // "lookup|add TEXT": one of these words as they are, and then others.
  const std::string_view first = arguments.substr(0, arguments.find(' '));
  if (number == 0 && first.find('|') != std::string_view::npos &&
      first.front() >= 'a' && first.front() <= 'z') {
    return first;
  }
  std::string_view best;
  for (const std::string_view way : Parts(arguments, '|')) {
    const std::vector<std::string_view> words = Parts(way, ' ');
    if (number < words.size()) {
      best = words[number];
    } else if (words.back().find("…") != std::string_view::npos) {
      best = words.back();
    }
  }
  return best;
}

}  // namespace zhimai
