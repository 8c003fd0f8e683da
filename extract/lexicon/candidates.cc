#include <algorithm>
#include <array>
#include <iterator>

#include "extract/lexicon/lexicon_tables.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr float kPlausible = 0.9F;
// The candidate cuts a word in two.
constexpr float kDoubtful = 0.7F;

bool Has(const std::vector<uint32_t>& sorted, uint32_t offset) {
  return std::binary_search(sorted.begin(), sorted.end(), offset);
}

bool IsNameDot(char32_t c) {
  return c == U'·' || c == U'•' || c == U'‧' || c == U'・';
}

struct Run {
  // Borders between its characters, first and last too.
  std::vector<uint32_t> borders;
  bool dotted = false;  // has a · inside
};

constexpr size_t kMinTranslit = 2;
constexpr size_t kMaxTranslit = 20;

void AddRun(const Run& run, const PhraseContext& context, TypeId type,
            Lattice* lattice) {
  const std::vector<uint32_t>& borders = run.borders;
  const size_t last = borders.size() - 1;
  for (size_t from = 0; from < last; ++from) {
    // A name may follow another one without a break: 白俄罗斯卢卡申科总统.
    if (from > 0 && !Has(context.name_ends, borders[from])) continue;
    const size_t limit = std::min(last, from + kMaxTranslit);
    for (size_t to = from + kMinTranslit; to <= limit; ++to) {
      const bool whole = to == last;
      if (!whole && !Has(context.word_starts, borders[to])) continue;
      const Span span{borders[from], borders[to]};
      if (context.names.Covers(span) && !run.dotted) continue;
      lattice->Add({span, type, Annotation::kNone, Annotation::kNone,
                    whole && from == 0 ? kPlausible : kDoubtful});
    }
  }
}

}  // namespace

void AddChineseNames(std::string_view text, Span block,
                     const PhraseContext& context, TypeId type,
                     Lattice* lattice) {
  const std::string_view part = text.substr(0, block.end);
  for (const Span& surname : context.surnames) {
    if (context.words.StrictlyCovers(surname)) continue;
    if (Has(context.name_starts, surname.end)) continue;
    float score =
        Has(context.word_starts, surname.end) ? kDoubtful : kPlausible;
    size_t pos = surname.end;
    for (int given = 0; given < 2 && pos < part.size(); ++given) {
      if (given == 1 && Has(context.word_starts, static_cast<uint32_t>(pos))) {
        score = kDoubtful;
      }
      if (!IsHan(DecodeUtf8(part, &pos))) break;
      const Span span{surname.begin, static_cast<uint32_t>(pos)};
      if (context.names.Covers(span)) continue;
      lattice->Add({span, type, Annotation::kNone, Annotation::kNone, score});
    }
  }
}

void AddTransliterations(std::string_view text, Span block,
                         const PhraseContext& context, const CharSet& translit,
                         TypeId type, Lattice* lattice) {
  const std::string_view part = text.substr(0, block.end);
  Run run;
  uint32_t dot = 0;  // where a trailing · began; 0 for none
  const auto finish = [&] {
    if (dot != 0) run.borders.pop_back();
    if (run.borders.size() > kMinTranslit) {
      AddRun(run, context, type, lattice);
    }
    run.borders.clear();
    run.dotted = false;
    dot = 0;
  };
  for (size_t pos = block.begin; pos < part.size();) {
    const auto begin = static_cast<uint32_t>(pos);
    const char32_t c = DecodeUtf8(part, &pos);
    if (translit.Contains(c)) {
      if (run.borders.empty()) run.borders.push_back(begin);
      if (dot != 0) run.dotted = true;
      dot = 0;
      run.borders.push_back(static_cast<uint32_t>(pos));
    } else if (IsNameDot(c) && !run.borders.empty() && dot == 0) {
      dot = begin;
      run.borders.push_back(static_cast<uint32_t>(pos));
    } else {
      finish();
    }
  }
  finish();
}

namespace {

// Words that begin sentences and are written with a capital there.
constexpr std::array<std::string_view, 40> kFunctionWords = {
    "A",        "About", "According", "After",   "All",   "Also",
    "Although", "An",    "And",       "As",      "At",    "Before",
    "But",      "By",    "During",    "Earlier", "For",   "From",
    "He",       "Her",   "His",       "However", "I",     "In",
    "It",       "Its",   "Meanwhile", "On",      "She",   "Since",
    "That",     "The",   "Their",     "There",   "These", "They",
    "This",     "We",    "When",      "With"};

// Two initials that are a form of address.
constexpr std::string_view kExcellency = "H.E.";

struct Word {
  Span span;
  bool particle = false;
};

bool IsFunctionWord(std::string_view word) {
  return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), word);
}

// End of the Latin word at `pos`: letters, and - ' ’ . inside or after them.
size_t WordEnd(std::string_view text, size_t pos) {
  while (pos < text.size()) {
    size_t next = pos;
    const char32_t c = DecodeUtf8(text, &next);
    const bool joins = c == U'-' || c == U'\'' || c == U'’';
    size_t ahead = next;
    const bool letter_follows =
        next < text.size() && HasWordBorders(DecodeUtf8(text, &ahead));
    if (!(HasWordBorders(c) || (joins && letter_follows))) break;
    pos = next;
  }
  return pos;
}

// al-Falih, el-Sisi: a particle and a capital behind its hyphen.
bool IsHyphenated(std::string_view word,
                  const std::vector<std::string>& particles) {
  const size_t hyphen = word.find('-');
  if (hyphen == std::string_view::npos || hyphen + 1 >= word.size()) {
    return false;
  }
  const char behind = word[hyphen + 1];
  return behind >= 'A' && behind <= 'Z' &&
         std::binary_search(particles.begin(), particles.end(),
                            word.substr(0, hyphen));
}

void AddWindows(const std::vector<Word>& words, TypeId type, Lattice* lattice) {
  constexpr int kMaxWords = 4;
  for (size_t from = 0; from < words.size(); ++from) {
    if (words[from].particle) continue;
    int capitalised = 1;
    for (size_t to = from + 1; to < words.size(); ++to) {
      if (words[to].particle) continue;
      if (++capitalised > kMaxWords) break;
      lattice->Add({{words[from].span.begin, words[to].span.end},
                    type,
                    Annotation::kNone,
                    Annotation::kNone,
                    kPlausible});
    }
  }
}

}  // namespace

void AddLatinNames(std::string_view text, Span block,
                   const std::vector<std::string>& particles, TypeId type,
                   Lattice* lattice) {
  const std::string_view part = text.substr(0, block.end);
  std::vector<Word> words;
  const auto finish = [&] {
    AddWindows(words, type, lattice);
    words.clear();
  };
  size_t pos = block.begin;
  while (pos < part.size()) {
    const auto byte = static_cast<unsigned char>(part[pos]);
    if (byte == ' ') {
      ++pos;
      continue;
    }
    if (part.substr(pos, kExcellency.size()) == kExcellency) {
      finish();
      pos += kExcellency.size();
      continue;
    }
    const size_t end = WordEnd(part, pos);
    if (end == pos) {
      finish();
      DecodeUtf8(part, &pos);
      continue;
    }
    const std::string_view word = part.substr(pos, end - pos);
    const Span span{static_cast<uint32_t>(pos), static_cast<uint32_t>(end)};
    pos = end;
    const bool capital = byte >= 'A' && byte <= 'Z';
    const bool initial =
        capital && word.size() == 1 && pos < part.size() && part[pos] == '.';
    if (initial) ++pos;
    if (capital && (initial || word.size() > 1) && !IsFunctionWord(word)) {
      words.push_back({span});
    } else if (!words.empty() && IsHyphenated(word, particles)) {
      words.push_back({span});
    } else if (!words.empty() &&
               std::binary_search(particles.begin(), particles.end(), word)) {
      words.push_back({span, true});
    } else {
      finish();
    }
  }
  finish();
}

}  // namespace zhimai
