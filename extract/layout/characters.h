// Small questions about code points and the ends of strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace zhimai {

// 0 for an empty text. REQUIRES: valid UTF-8, here and below.
char32_t FirstCodePoint(std::string_view text);
char32_t LastCodePoint(std::string_view text);
// Begin of the code point that ends at `pos`. REQUIRES: pos > 0.
size_t PreviousCodePoint(std::string_view text, size_t pos);

bool StartsWith(std::string_view text, std::string_view prefix);
bool EndsWith(std::string_view text, std::string_view suffix);
bool Contains(std::string_view text, std::string_view part);
// Without blanks at both ends.
std::string_view TrimBlanks(std::string_view text);

inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool IsIn(char32_t c, std::u32string_view set) {
  return set.find(c) != std::u32string_view::npos;
}

// One number for two characters, to count pairs by.
inline uint64_t PairKey(char32_t first, char32_t second) {
  return (static_cast<uint64_t>(first) << 32) | second;
}

// Value of a number at the start of `text`, in ASCII digits (at most 9) or in
// Chinese numerals from 一 to 九十九; `*length` is its bytes, 0 for none.
int32_t ReadSmallNumber(std::string_view text, size_t* length);

}  // namespace zhimai
