// English papers name a person in full once, then by the last name alone.
#include <map>
#include <string>
#include <vector>

#include "extract/link/runner.h"

namespace zhimai {
namespace {

constexpr float kLastNameScore = 0.95F;
constexpr size_t kMinLastName = 3;    // bytes
constexpr size_t kMaxLastNames = 50;  // each reads the rest of the article
constexpr int32_t kSeveral = -2;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// Whether a word goes on over this byte. Characters of other scripts do not
// continue a word of Latin letters, but é and the like do.
bool IsWordByte(std::string_view text, size_t at) {
  const char c = text[at];
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0xC3 && byte <= 0xC9) return true;
  if (byte >= 0x80 && byte < 0xC0) {
    return at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0xC3 &&
           static_cast<unsigned char>(text[at - 1]) <= 0xC9;
  }
  return IsUpper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         c == '-';
}

// al-Falih is al-Falih or Falih.
std::vector<std::string_view> LastWords(std::string_view name) {
  const size_t space = name.rfind(' ');
  if (space == std::string_view::npos) return {};
  std::string_view word = name.substr(space + 1);
  if (word.empty()) return {};
  std::vector<std::string_view> words;
  const size_t hyphen = word.find('-');
  if (!IsUpper(word[0]) && hyphen != std::string_view::npos) {
    words.push_back(word);
    word.remove_prefix(hyphen + 1);
  }
  if (word.size() < kMinLastName || !IsUpper(word[0]) ||
      word.find('.') != std::string_view::npos) {
    return {};
  }
  words.push_back(word);
  return words;
}

// The family name of somebody called in full.
std::vector<std::string_view> FamilyNames(const ArticleState& state,
                                          const Annotation& arc) {
  const std::string_view name = state.Text(arc.span);
  const int32_t country = state.document.CountryOf(arc.entity);
  const std::string* order =
      country < 0 ? nullptr : state.Feature(country, "family_name");
  if (order == nullptr || *order != "first") return LastWords(name);
  const std::string_view word = name.substr(0, name.find(' '));
  const bool is_full = word.size() < name.size();
  if (!is_full || word.size() < kMinLastName || !IsUpper(word[0])) return {};
  return {word};
}

// The one person of the article of each last name, kSeveral for more.
std::map<std::string, int32_t> LastNames(const ArticleState& state) {
  std::map<std::string, int32_t> names;
  const LinkedDocument& document = state.document;
  const auto arcs = state.lattice.all();
  for (uint32_t index : state.entity_arcs) {
    const Annotation& arc = arcs[index];
    if (document.info(arc.entity).class_name != "Person") continue;
    const int32_t person = document.Canonical(arc.entity);
    for (std::string_view last : FamilyNames(state, arc)) {
      const auto [at, is_new] = names.emplace(last, person);
      if (!is_new && at->second != person) at->second = kSeveral;
    }
  }
  return names;
}

// The word that ends one blank before `offset`; empty when there is none.
Span WordBefore(std::string_view text, uint32_t offset) {
  if (offset < 2 || text[offset - 1] != ' ') return {offset, offset};
  uint32_t begin = offset - 1;
  while (begin > 0 && IsWordByte(text, begin - 1)) --begin;
  return {begin, offset - 1};
}

// Whether something known, that is no mere candidate of a name, ends at
// `offset`: an office, a country, a form of address.
bool IsKnownBefore(const ArticleState& state, Span word) {
  constexpr uint32_t kLongest = 60;
  const TypeRegistry& types = state.document.knowledge.types;
  const uint32_t from = word.end > kLongest ? word.end - kLongest : 0;
  for (const Annotation& arc : state.lattice.StartingIn({from, word.end})) {
    if (arc.span.end == word.end && arc.span.begin <= word.begin &&
        types.name(arc.type) != "ForeignName" &&
        types.name(arc.type) != "Person") {
      return true;
    }
  }
  return false;
}

// Whether another name or a date is there, or the word is part of a longer
// name.
bool IsTaken(const ArticleState& state, Span word) {
  constexpr uint32_t kLongest = 400;
  const LinkKnowledge& knowledge = state.document.knowledge;
  const uint32_t from = word.begin > kLongest ? word.begin - kLongest : 0;
  for (const Annotation& arc : state.lattice.StartingIn({from, word.end})) {
    if (arc.span.end <= word.begin || !state.IsVisible(arc)) continue;
    if (arc.type == knowledge.date) return true;
    // A quotation and a title are around what they hold.
    if (arc.entity >= 0 && arc.type != knowledge.title_mark) return true;
  }
  const std::string_view text = state.article.text;
  const Span before = WordBefore(text, word.begin);
  if (before.end > before.begin && IsUpper(text[before.begin]) &&
      !IsKnownBefore(state, before)) {
    return true;
  }
  return word.end + 1 < text.size() && text[word.end] == ' ' &&
         IsUpper(text[word.end + 1]);
}

}  // namespace

void AddLastNames(ArticleState* state) {
  if (state->article.language.compare(0, 2, "en") != 0) return;
  const std::map<std::string, int32_t> names = LastNames(*state);
  if (names.size() > kMaxLastNames) return;
  const std::string_view text = state->article.text;
  for (const auto& [last, person] : names) {
    if (person == kSeveral) continue;
    for (size_t at = text.find(last); at != std::string_view::npos;
         at = text.find(last, at + last.size())) {
      const size_t end = at + last.size();
      if (at > 0 && IsWordByte(text, at - 1)) continue;
      if (end < text.size() && IsWordByte(text, end)) continue;
      Annotation arc;
      arc.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
      if (IsTaken(*state, arc.span)) continue;
      arc.type = state->document.knowledge.person;
      arc.entity = person;
      arc.score = kLastNameScore;
      state->AddArc(arc, "last_name");
    }
  }
}

}  // namespace zhimai
