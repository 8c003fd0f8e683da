// Character classes that the Turtle and SPARQL grammars share.
#pragma once

namespace zhimai {

constexpr bool IsAsciiAlpha(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
constexpr bool IsAsciiDigit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiHex(char32_t c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// PN_CHARS_BASE.
bool IsNameStart(char32_t c);
// PN_CHARS_U.
inline bool IsNameStartOrUnderscore(char32_t c) {
  return c == '_' || IsNameStart(c);
}
// PN_CHARS.
bool IsNameChar(char32_t c);

}  // namespace zhimai
