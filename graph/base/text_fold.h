// The form of a text in which full-text search compares it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace zhimai {

// What a character is to a search.
enum class CharClass : uint8_t {
  kNone,    // no letter, no digit
  kJoined,  // of a script that parts words by spaces
  kSingle,  // of one that does not: Han, Kana, Thai, …
};

// NFKC, lower case, Simplified characters. One thread at a time: it remembers
// the characters it has seen.
class TextFolder {
 public:
  TextFolder();
  ~TextFolder();
  TextFolder(const TextFolder&) = delete;
  TextFolder& operator=(const TextFolder&) = delete;

  std::u32string Fold(std::string_view text);
  // The code points of the text, simplified and nothing else.
  std::u32string Simplified(std::string_view text);
  CharClass ClassOf(char32_t c) { return Look(c).kind; }

 private:
  class Table;
  struct Known {
    char32_t simple = 0;
    CharClass kind = CharClass::kNone;
    bool seen = false;
  };

  const Known& Look(char32_t c);

  std::vector<Known> plane_;  // U+0000 to U+FFFF
  std::unordered_map<char32_t, Known> beyond_;
  std::unique_ptr<Table> table_;  // made with the first Han character
};

}  // namespace zhimai
