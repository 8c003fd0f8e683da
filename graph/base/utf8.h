// UTF-8 without tables: decoding, validity, widths of code points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zhimai {

// Decodes the code point at `*pos` and moves past it. An ill-formed sequence
// gives U+FFFD and moves one byte.
// REQUIRES: *pos < text.size().
char32_t DecodeUtf8(std::string_view text, size_t* pos);

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
