#include "tools/shell/completion.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "graph/base/modality.h"
#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "tools/cli/value_kind.h"
#include "tools/shell/vocabulary.h"

namespace zhimai {
namespace {

constexpr size_t kMostFiles = 200;

std::string Lower(std::string_view text) {
  std::string lower;
  for (const char c : text) {
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

void Files(std::string_view typed, bool folders, Completion* completion) {
  namespace fs = std::filesystem;
  const size_t slash = typed.rfind('/');
  const std::string folder(
      slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  const std::string_view start = typed.substr(folder.size());
  std::error_code error;
  fs::directory_iterator entries(folder.empty() ? "." : folder, error);
  std::vector<std::string> found;
  while (!error && entries != fs::directory_iterator()) {
    const std::string name = entries->path().filename().string();
    std::error_code unknown;
    const bool is_folder = entries->is_directory(unknown);
    const bool hidden = name.front() == '.' && !StartsWith(start, ".");
    if (StartsWith(name, start) && !hidden && (is_folder || !folders)) {
      found.push_back(folder + name + (is_folder ? "/" : ""));
    }
    entries.increment(error);
  }
  std::sort(found.begin(), found.end());
  if (found.size() > kMostFiles) found.resize(kMostFiles);
  for (std::string& name : found) completion->candidates.push_back({name, ""});
  if (found.size() == 1 && found.front().back() == '/') completion->after = "";
}

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Where the token that the cursor stands at the end of begins.
size_t TokenBegin(std::string_view line) {
  // Inside <…> or "…" when one is open.
  size_t open = std::string_view::npos;
  char close = '\0';
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (close != '\0') {
      if (c == close) close = '\0';
      if (close == '>' && c == ' ') close = '\0';  // was "less than"
      continue;
    }
    if (c == '<' || c == '"' || c == '\'') {
      open = i;
      close = c == '<' ? '>' : c;
    }
  }
  if (close != '\0') return open;
  size_t begin = line.size();
  while (begin > 0 && (IsNameByte(line[begin - 1]) || line[begin - 1] == ':')) {
    --begin;
  }
  if (begin > 0 && (line[begin - 1] == '?' || line[begin - 1] == '$')) --begin;
  return begin;
}

void Variables(std::string_view text, std::string_view typed,
               Completion* completion) {
  std::set<std::string> found;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '?') continue;
    size_t end = i + 1;
    while (end < text.size() && IsNameByte(text[end])) ++end;
    found.emplace(text.substr(i, end - i));
  }
  for (const std::string& name : found) {
    if (name.size() > 1 && name != typed && StartsWith(name, typed)) {
      completion->candidates.push_back({name, ""});
    }
  }
}

bool IsQuoted(std::string_view text) {
  return !text.empty() && (text.front() == '"' || text.front() == '\'');
}

// The bytes that all candidates begin with.
std::string_view CommonStart(
    const std::vector<CompletionCandidate>& candidates) {
  std::string_view common;
  for (const CompletionCandidate& candidate : candidates) {
    const bool by_name = IsQuoted(candidate.insert) && !candidate.shown.empty();
    const std::string_view text = by_name ? candidate.shown : candidate.insert;
    if (&candidate == &candidates.front()) common = text;
    const auto differ =
        std::mismatch(common.begin(), common.end(), text.begin(), text.end());
    common =
        common.substr(0, static_cast<size_t>(differ.first - common.begin()));
  }
  // Not in the middle of a character.
  while (FindInvalidUtf8(common) != std::string_view::npos) {
    common.remove_suffix(1);
  }
  return common;
}

// Whether `common` goes on after what was typed, or is what its pinyin means;
// not when something else is put in for a name, such as an IRI.
bool Continues(std::string_view typed, std::string_view common) {
  if (common.size() > typed.size() &&
      ToLower(common.substr(0, typed.size())) == ToLower(typed)) {
    return true;
  }
  const auto is_ascii = [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  };
  return !common.empty() && !is_ascii(common.front()) &&
         std::all_of(typed.begin(), typed.end(), is_ascii);
}

}  // namespace

const FlagSpec* FlagWithValue(const Command* command, std::string_view word) {
  if (command == nullptr) return nullptr;
  for (const FlagSpec& flag : command->flags) {
    const bool named =
        word == "--" + std::string(flag.name) ||
        (flag.short_name != '\0' && word == std::string("-") + flag.short_name);
    if (named && flag.takes_value()) return &flag;
  }
  return nullptr;
}

std::string SharedStart(std::string_view typed,
                        const std::vector<CompletionCandidate>& candidates) {
  std::string_view quote = typed.substr(0, 1);
  if (!IsQuoted(quote)) quote = {};
  const std::string_view name = typed.substr(quote.size());
  const std::string_view common = CommonStart(candidates);
  // An open quote would hide what goes on after a quote in the name.
  const bool divides = common.find_first_of("'\"") != std::string_view::npos;
  if (divides || !Continues(name, common)) return std::string(typed);
  return std::string(quote) + std::string(common);
}

void Completer::Vocabulary(const std::map<std::string, TermLabel>& terms,
                           std::string_view typed, std::string_view lead,
                           Completion* completion) const {
  const std::string lower = Lower(typed);
  for (const auto& [name, label] : terms) {
    const bool by_label =
        !typed.empty() &&
        (StartsWith(label.zh, typed) || StartsWith(Lower(label.en), lower));
    if (!StartsWith(Lower(name), lower) && !by_label) continue;
    const std::string whole = std::string(lead) + name;
    completion->candidates.push_back(
        {whole, label.zh.empty() ? "" : whole + " " + label.zh});
  }
}

void Completer::Entities(std::string_view line, std::string_view typed,
                         Completion* completion) const {
  std::vector<NamedEntity> found = names_(typed);
  const std::vector<ShellWord> words = SplitWords(line);
  // A name of several words need not be in quotes while it is typed.
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    const std::string_view rest = line.substr(words[i].begin);
    if (rest.find_first_of("'\"") != std::string_view::npos) continue;
    if (StartsWith(rest, "-")) continue;
    std::vector<NamedEntity> longer = names_(rest);
    if (longer.empty()) continue;
    found = std::move(longer);
    completion->begin = words[i].begin;
    break;
  }
  for (const NamedEntity& entity : found) {
    completion->candidates.push_back({QuoteWord(entity.name), entity.name});
  }
}

void Completer::Flags(const Command& command, Completion* completion,
                      std::string_view typed) const {
  std::vector<std::string> names = {"--help", "--quiet"};
  for (const FlagSpec& flag : command.flags) {
    names.push_back("--" + std::string(flag.name));
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    if (StartsWith(name, typed)) completion->candidates.push_back({name, ""});
  }
}

void Completer::Values(std::string_view word, std::string_view line,
                       std::string_view typed, Completion* completion) const {
  // Of a list with commas, the last part.
  const size_t comma = typed.rfind(',');
  const size_t lead = comma == std::string_view::npos ? 0 : comma + 1;
  const auto offer = [&](std::string_view choice) {
    if (StartsWith(choice, typed.substr(lead))) {
      completion->candidates.push_back(
          {std::string(typed.substr(0, lead)) + std::string(choice), ""});
    }
  };
  const ValueKind kind = KindOfValue(word);
  switch (kind) {
    case ValueKind::kEntity:
      return Entities(line, typed, completion);
    case ValueKind::kRelation:
      return Vocabulary(ontology_->relations, typed.substr(lead),
                        typed.substr(0, lead), completion);
    case ValueKind::kClass:
      return Vocabulary(ontology_->classes, typed.substr(lead),
                        typed.substr(0, lead), completion);
    case ValueKind::kModality:
      for (int number = 1; number <= kModalityCount; ++number) {
        offer(ModalityName(ModalityFromNumber(number)));
      }
      return;
    case ValueKind::kFile:
    case ValueKind::kFolder:
      return Files(typed, kind == ValueKind::kFolder, completion);
    case ValueKind::kChoice:
      for (const std::string_view choice : Choices(word)) offer(choice);
      return;
    case ValueKind::kOther:
      return;
  }
}

void Completer::CommandNames(std::string_view lead, std::string_view typed,
                             bool own, Completion* completion) const {
  std::set<std::string> names;
  for (const ShellCommand& command : ShellCommands()) {
    if (own) names.emplace(command.name);
  }
  for (const Command* command : commands_) {
    if (command->name != "shell") names.emplace(command->name);
  }
  for (const std::string& name : names) {
    if (StartsWith(name, typed)) {
      completion->candidates.push_back({std::string(lead) + name, ""});
    }
  }
}

void Completer::Argument(std::string_view name, const Command* command,
                         const std::vector<ShellWord>& words,
                         std::string_view line, Completion* completion) const {
  const std::string& typed = words.back().text;
  std::string_view kinds = command != nullptr ? command->arguments : "";
  for (const ShellCommand& own : ShellCommands()) {
    if (own.name == name) kinds = own.arguments;
  }
  // Arguments before this one; flags and their values do not count.
  size_t number = 0;
  const FlagSpec* pending = nullptr;
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    if (pending != nullptr) {
      pending = nullptr;
    } else if (StartsWith(words[i].text, "-")) {
      pending = FlagWithValue(command, words[i].text);
    } else {
      ++number;
    }
  }
  if (pending != nullptr) {
    Values(pending->kind(), line, typed, completion);
  } else if (name == "explain") {
    Values(number == 1 ? "RELATION" : "ENTITY", line, typed, completion);
  } else if (command == nullptr && kinds.find('|') != std::string_view::npos) {
    // "zh|en" of a command of the shell is one argument.
    if (number == 0) Values(kinds, line, typed, completion);
  } else {
    // Words after the first are of the same name, where there is one name.
    const bool one_name = kinds.find(' ') == std::string_view::npos &&
                          KindOfValue(kinds) == ValueKind::kEntity;
    Values(ArgumentWord(kinds, one_name ? 0 : number), line, typed, completion);
  }
}

Completion Completer::CompleteCommand(std::string_view line) const {
  Completion completion;
  completion.after = " ";
  std::vector<ShellWord> words = SplitWords(line);
  const bool new_word =
      !words.empty() && words.back().quote == '\0' && line.back() == ' ';
  if (words.empty() || new_word) words.push_back({"", line.size()});
  const std::string& typed = words.back().text;
  completion.begin = words.back().begin;
  std::string name = words.front().text;
  const std::string lead = StartsWith(name, "\\") ? "\\" : "";
  name = name.substr(lead.size());
  if (words.size() == 1) {
    CommandNames(lead, name, !lead.empty(), &completion);
    return completion;
  }
  if (words.size() == 2 && name == "help") {
    CommandNames("", typed, true, &completion);
    return completion;
  }
  const Command* command = nullptr;
  for (const Command* known : commands_) {
    if (known->name == name) command = known;
  }
  if (command != nullptr && StartsWith(typed, "-")) {
    Flags(*command, &completion, typed);
  } else {
    Argument(name, command, words, line, &completion);
  }
  return completion;
}

void Completer::QueryEntities(char quote, std::string_view typed,
                              Completion* completion) const {
  completion->after = " ";
  for (const NamedEntity& entity : names_(typed)) {
    const std::string iri = "<" + entity.id + ">";
    if (quote == '<') {
      completion->candidates.push_back({iri, entity.name + " " + iri});
    } else {
      completion->candidates.push_back(
          {quote + entity.name + quote, entity.name});
    }
  }
}

void Completer::PrefixedName(std::string_view prefix, std::string_view local,
                             Completion* completion) const {
  completion->after = " ";
  if (prefix == "zm:") {
    Vocabulary(ontology_->relations, local, prefix, completion);
    Vocabulary(ontology_->classes, local, prefix, completion);
  } else if (prefix == "zmq:") {
    Vocabulary(ontology_->qualifiers, local, prefix, completion);
  }
}

Completion Completer::CompleteQuery(std::string_view line,
                                    std::string_view before) const {
  Completion completion;
  completion.begin = TokenBegin(line);
  const std::string_view token = line.substr(completion.begin);
  if (token.empty()) return completion;
  const char first = token.front();
  if (first == '?' || first == '$') {
    Variables(std::string(before) + "\n" + std::string(line), token,
              &completion);
    return completion;
  }
  if (first == '<' || first == '"' || first == '\'') {
    QueryEntities(first, token.substr(1), &completion);
    return completion;
  }
  const size_t colon = token.find(':');
  if (colon != std::string_view::npos) {
    PrefixedName(token.substr(0, colon + 1), token.substr(colon + 1),
                 &completion);
    return completion;
  }
  const std::string lower = Lower(token);
  for (const std::string_view keyword : SparqlKeywords()) {
    if (StartsWith(Lower(keyword), lower)) {
      completion.candidates.push_back({std::string(keyword), ""});
    }
  }
  for (const PrefixName& prefix : ShellPrefixes()) {
    if (StartsWith(prefix.name, token)) {
      completion.candidates.push_back({std::string(prefix.name) + ":", ""});
    }
  }
  if (completion.candidates.empty()) {
    QueryEntities('<', token, &completion);
  }
  return completion;
}

Completion Completer::Complete(std::string_view line,
                               std::string_view before) const {
  if (!before.empty()) return CompleteQuery(line, before);
  const std::vector<ShellWord> words = SplitWords(line);
  if (words.empty() || StartsWith(words.front().text, "\\")) {
    return CompleteCommand(line);
  }
  const bool first_word = words.size() == 1 && line.back() != ' ';
  if (!first_word) {
    for (const Command* command : commands_) {
      if (command->name == words.front().text) return CompleteCommand(line);
    }
    return CompleteQuery(line, before);
  }
  Completion commands = CompleteCommand(line);
  Completion query = CompleteQuery(line, before);
  if (commands.candidates.empty()) return query;
  // "sel" begins no command, "s" begins show and SELECT.
  for (CompletionCandidate& candidate : query.candidates) {
    if (candidate.insert.front() != '<') {
      commands.candidates.push_back(std::move(candidate));
    }
  }
  return commands;
}

}  // namespace zhimai
