// What a Lexicon holds; private to extract/lexicon.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/doc/entity_table.h"
#include "extract/lexicon/double_array.h"
#include "extract/lexicon/lexicon.h"
#include "extract/lexicon/span_cover.h"

namespace zhimai {

// One thing that a phrase is known as. A phrase may be several.
struct PhraseUse {
  enum class Kind : uint8_t {
    kName,
    kWeakName,
    kLetter,  // a one-letter form of a country: 中, 俄
    kList,
    kSuffix,
    kCue,
    kExcept,
    kCommonWord,
    kNotName,
    kSurname,
    kLetterBefore,
    kLetterAfter,
  };
  Kind kind = Kind::kName;
  TypeId type = TypeRegistry::kNone;
  int32_t entity = Annotation::kNone;
  // Index into Tables::spellings when case matters; else -1.
  int32_t spelling = -1;
  // A name of Taiwan or Hong Kong, looked for in Traditional articles only:
  // in others 东加 is the middle of 山东加快.
  bool traditional = false;
  bool operator==(const PhraseUse&) const = default;
};

struct PhraseInfo {
  uint32_t first_use = 0;
  uint32_t uses = 0;
  uint32_t code_points = 0;
  // Whether the first/last character is of a script with word borders.
  bool word_begin = false;
  bool word_end = false;
};

// A set of code points of the Basic Multilingual Plane.
class CharSet {
 public:
  void Insert(char32_t c) {
    if (c < bits_.size()) bits_[c] = true;
  }
  bool Contains(char32_t c) const { return c < bits_.size() && bits_[c]; }

 private:
  std::vector<bool> bits_ = std::vector<bool>(0x10000, false);
};

struct CoreTypes {
  TypeId quote = 0;
  TypeId title_mark = 0;
  TypeId chinese_name = 0;
  TypeId foreign_name = 0;
  TypeId office_title = 0;  // the list of that name
};

struct Lexicon::Tables {
  EntityList entities;
  std::unordered_map<std::string, int32_t> entity_ids;
  std::vector<TypeId> entity_types;  // of the class, by entity
  std::unordered_map<std::string, std::vector<int32_t>> by_name_key;
  std::map<std::string, int32_t, std::less<>> by_iso;

  // Phrases with ASCII letters in lower case; value: index into phrases.
  DoubleArray trie;
  std::vector<PhraseInfo> phrases;
  std::vector<PhraseUse> uses;
  std::vector<std::string> spellings;

  std::map<std::string, std::vector<std::string>, std::less<>> lists;
  // List name -> phrases in lower case, sorted.
  std::map<std::string, std::vector<std::string>, std::less<>> folded_lists;
  std::vector<TypeId> except_types;  // may have `except` phrases; sorted
  CharSet translit;
  CharSet letters_alone;
  CoreTypes types;
};

// ASCII letters to lower case; byte offsets stay.
std::string FoldAscii(std::string_view text);
// Latin, Greek and Cyrillic letters and ASCII digits: scripts whose words have
// borders.
bool HasWordBorders(char32_t c);

// The phrase matches of one stretch of text, with their uses resolved.
struct PhraseHit {
  Span span;  // of Article::text
  const PhraseInfo* info = nullptr;
};

// Arcs of quotations “…” and titles 《…》 inside `block`. Nested ones too; what
// is still open at the end of the block gives no arc.
void AnnotateQuotes(std::string_view text, Span block, const CoreTypes& types,
                    Lattice* lattice);

// What the candidates of names must know of the phrases around them.
struct PhraseContext {
  SpanCover words;  // phrases of two characters or more
  SpanCover names;  // entity names and common words
  // Offsets where such a phrase begins, ascending.
  std::vector<uint32_t> word_starts;
  std::vector<uint32_t> name_starts;
  std::vector<uint32_t> name_ends;  // where entity names end, ascending
  std::vector<Span> surnames;

  void Clear() {
    words.Clear();
    names.Clear();
    word_starts.clear();
    name_starts.clear();
    name_ends.clear();
    surnames.clear();
  }
};

// "ChineseName": a surname and one or two more characters.
void AddChineseNames(std::string_view text, Span block,
                     const PhraseContext& context, TypeId type,
                     Lattice* lattice);
// "ForeignName" in transliteration characters.
void AddTransliterations(std::string_view text, Span block,
                         const PhraseContext& context, const CharSet& translit,
                         TypeId type, Lattice* lattice);
// "ForeignName" in Latin letters: two to four capitalised words.
void AddLatinNames(std::string_view text, Span block,
                   const std::vector<std::string>& particles, TypeId type,
                   Lattice* lattice);

}  // namespace zhimai
