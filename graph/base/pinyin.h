// How Chinese names are typed in Latin letters: "shanghai", or by the first
// letters of the syllables, "sh". From ICU's table (CLDR), without tones.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

// Immutable after AddReadings(); thread-safe then.
class Pinyin {
 public:
  // Reads the table of all characters: some 0.1 s.
  Pinyin();

  // More readings than the one of the table: lines "重 zhong chong", comments
  // from '#' on. kInvalidInput with the line.
  Status AddReadings(std::string_view text);

  struct Spelling {
    std::string full;      // "shanghaihezuozuzhi"
    std::string initials;  // "shhzzz": first letters
  };
  // How `name` may be typed; other letters stand as NameKey() makes them. A
  // character with several readings gives several spellings, at most
  // kMaxSpellings; none for a name without Chinese characters.
  std::vector<Spelling> Spellings(std::string_view name) const;

  // What people type, in the form of Spelling::full: lower case, without
  // apostrophes and spaces, "lü" and "lv" as "lu". Empty unless all of it is
  // of letters and digits.
  static std::string Typed(std::string_view text);

  static constexpr size_t kMaxSpellings = 4;

 private:
  std::unordered_map<char32_t, std::vector<std::string>> readings_;
};

}  // namespace zhimai
