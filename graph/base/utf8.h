// UTF-8 without tables: decoding, validity, widths of code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zhimai {

namespace internal {
// Any sequence, well-formed or not; DecodeUtf8() without its short cuts.
char32_t DecodeUtf8Slow(std::string_view text, size_t* pos);
}  // namespace internal

// Decodes the code point at `*pos` and moves past it. An ill-formed sequence
// gives U+FFFD and moves one byte.
// REQUIRES: *pos < text.size().
inline char32_t DecodeUtf8(std::string_view text, size_t* pos) {
  const auto at = [&](size_t i) -> uint32_t {
    return static_cast<unsigned char>(text[*pos + i]);
  };
  const uint32_t lead = at(0);
  if (lead < 0x80) {
    ++*pos;
    return lead;
  }
  // U+1000 to U+CFFF, where nearly all Chinese lies: no overlong form and no
  // surrogate begins with these bytes.
  if (lead >= 0xE1 && lead <= 0xEC && text.size() - *pos >= 3 &&
      (at(1) & 0xC0) == 0x80 && (at(2) & 0xC0) == 0x80) {
    const char32_t c =
        (lead & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F);
    *pos += 3;
    return c;
  }
  return internal::DecodeUtf8Slow(text, pos);
}

void AppendUtf8(char32_t code_point, std::string* out);

// Offset of the first ill-formed byte; npos when valid (RFC 3629).
size_t FindInvalidUtf8(std::string_view text);

// Number of code points. REQUIRES: valid UTF-8.
size_t CountCodePoints(std::string_view text);

inline bool IsUtf8Lead(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// CJK Unified Ideographs with extensions A and B–F, and the iteration mark 々.
bool IsHan(char32_t c);

}  // namespace zhimai
