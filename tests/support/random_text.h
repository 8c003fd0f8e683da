// Short texts of few characters, so that random texts and queries meet: Han in
// both forms, Kana, Latin with case and width, digits, separators, marks.
#pragma once

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace zhimai {

class RandomText {
 public:
  explicit RandomText(uint64_t seed) : random_(seed) {}

  // Ill-formed ones too, if `any_bytes`.
  std::string Make(size_t most, bool any_bytes = false) {
    static constexpr std::array<std::string_view, 33> kPieces = {
        "国", "國", "会", "會", "合", "作", "の", "ア", "𠀀", "a",  "b",
        "A",  "B",  "ab", "é",  "ß",  "ss", "Σ",  "ς",  "1",  "２", "ｱ",
        " ",  " ",  "-",  "·",  "《", ".",  "'",  "\n", "́",   "ー", "\xFF"};
    std::string text;
    for (size_t size = random_() % (most + 1); size > 0; --size) {
      text += kPieces[random_() % (kPieces.size() - (any_bytes ? 0 : 1))];
    }
    return text;
  }
  // As Make(), with what a search gives a meaning to.
  std::string Query(size_t most) {
    std::string text = Make(most);
    switch (random_() % 6) {
      case 0:
        return "*" + text;
      case 1:
        return text + "*";
      case 2:
        return "\"" + text + "\"";
      case 3:
        return text + " *" + Make(2) + "*";
      default:
        return text;
    }
  }
  uint64_t Below(uint64_t end) { return random_() % end; }

 private:
  std::mt19937_64 random_;
};

}  // namespace zhimai
