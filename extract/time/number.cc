#include "extract/time/number.h"

#include <algorithm>
#include <array>
#include <string>

#include "extract/time/numeral.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

struct NumberWord {
  std::string_view word;
  int64_t value;
};

constexpr std::array<NumberWord, 28> kNumberWords = {{
    {"eight", 8},    {"eighteen", 18}, {"eighty", 80},  {"eleven", 11},
    {"fifteen", 15}, {"fifty", 50},    {"five", 5},     {"forty", 40},
    {"four", 4},     {"fourteen", 14}, {"nine", 9},     {"nineteen", 19},
    {"ninety", 90},  {"one", 1},       {"seven", 7},    {"seventeen", 17},
    {"seventy", 70}, {"six", 6},       {"sixteen", 16}, {"sixty", 60},
    {"ten", 10},     {"thirteen", 13}, {"thirty", 30},  {"three", 3},
    {"twelve", 12},  {"twenty", 20},   {"two", 2},      {"zero", 0},
}};

int EnglishScale(std::string_view word) {
  if (word == "hundred") return 2;
  if (word == "thousand") return 3;
  if (word == "million" || word == "mln") return 6;
  if (word == "billion" || word == "bln") return 9;
  if (word == "trillion" || word == "trln") return 12;
  return 0;
}

bool IsLatin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The ASCII word at `pos` in lower case.
std::string WordAt(std::string_view text, size_t pos) {
  std::string word;
  while (pos < text.size() && IsLatin(text[pos]) && word.size() < 12) {
    const char c = text[pos++];
    word += c < 'a' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return word;
}

const NumberWord* FindNumberWord(std::string_view word) {
  const auto it = std::lower_bound(
      kNumberWords.begin(), kNumberWords.end(), word,
      [](const NumberWord& w, std::string_view key) { return w.word < key; });
  return it != kNumberWords.end() && it->word == word ? &*it : nullptr;
}

// Moves past " million" and the like; returns the power of ten, 0 for none.
int TakeEnglishScale(std::string_view text, size_t* pos) {
  size_t at = *pos;
  if (at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
  const std::string word = WordAt(text, at);
  const int power = EnglishScale(word);
  if (power > 0) *pos = at + word.size();
  return power;
}

// two, twenty-two, two hundred and five thousand.
std::optional<NumberMatch> ScanEnglish(std::string_view text, uint32_t begin) {
  if (begin > 0 && IsLatin(text[begin - 1])) return std::nullopt;
  size_t pos = begin;
  size_t good = begin;  // end of the last word that was part of the number
  Decimal total;
  int64_t section = 0;
  int words = 0;
  NumberMatch match;
  while (words < 16) {
    const std::string word = WordAt(text, pos);
    const NumberWord* number = FindNumberWord(word);
    const int power = EnglishScale(word);
    if (number != nullptr) {
      // "two three" are two numbers; "twenty two" is one.
      const bool fits =
          section % 100 == 0 ||
          (section % 10 == 0 && section % 100 >= 20 && number->value < 10);
      if (!fits) break;
      section += number->value;
    } else if (power == 2 && section > 0 && section < 100) {
      section *= 100;
    } else if (power > 2 && section > 0) {
      const auto sum = Add(total, Scale({section, 0}, power));
      if (!sum) return std::nullopt;
      total = *sum;
      section = 0;
      match.has_scale = true;
    } else if (!(word == "and" && section >= 100 && section % 100 == 0)) {
      break;
    }
    pos += word.size();
    if (word != "and") {
      ++words;
      good = pos;
    }
    if (pos >= text.size() || (text[pos] != ' ' && text[pos] != '-')) break;
    ++pos;
  }
  if (words == 0 || (good < text.size() && IsLatin(text[good]))) {
    return std::nullopt;
  }
  const auto sum = Add(total, {section, 0});
  if (!sum) return std::nullopt;
  match.value = *sum;
  match.span = {begin, static_cast<uint32_t>(good)};
  match.style = NumberMatch::Style::kEnglish;
  match.code_points = match.span.size();
  return match;
}

}  // namespace

bool MayBeginNumber(char32_t c) {
  return MayBeginNumeral(c) || (c < 0x80 && IsLatin(static_cast<char>(c)));
}

std::optional<NumberMatch> ScanNumber(std::string_view text, uint32_t pos,
                                      uint32_t* end) {
  *end = pos;
  if (pos >= text.size()) return std::nullopt;
  if (IsLatin(text[pos])) {
    const auto words = ScanEnglish(text, pos);
    if (words) *end = words->span.end;
    return words;
  }
  size_t next = pos;
  if (!MayBeginNumeral(DecodeUtf8(text, &next))) return std::nullopt;
  auto match = ScanNumeral(text, pos);
  if (!match) {
    *end = NumeralRunEnd(text, pos);
    return std::nullopt;
  }
  if (match->style == NumberMatch::Style::kArabic && !match->has_scale) {
    size_t at = match->span.end;
    const int power = TakeEnglishScale(text, &at);
    if (power > 0 && !(at < text.size() && IsLatin(text[at]))) {
      match->value = Scale(match->value, power);
      match->span.end = static_cast<uint32_t>(at);
      match->has_scale = true;
    }
  }
  *end = match->span.end;
  return match;
}

std::optional<Decimal> ParseNumber(std::string_view text) {
  uint32_t end = 0;
  const auto match = ScanNumber(text, 0, &end);
  if (!match || match->span.end != text.size()) return std::nullopt;
  return match->value;
}

std::optional<Decimal> ParseChineseNumber(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) {
    return std::nullopt;
  }
  return ParseNumber(text);
}

}  // namespace zhimai
