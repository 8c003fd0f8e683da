#include "graph/base/utf8.h"

#include <cstring>

namespace zhimai {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code_point;
  size_t length;  // 0 when ill-formed
};

Decoded DecodeOne(std::string_view text, size_t pos) {
  const auto at = [&](size_t i) -> uint32_t {
    return static_cast<unsigned char>(text[i]);
  };
  const uint32_t lead = at(pos);
  if (lead < 0x80) return {lead, 1};
  size_t length = 0;
  uint32_t value = 0;
  uint32_t minimum = 0;
  if ((lead & 0xE0) == 0xC0) {
    length = 2, value = lead & 0x1F, minimum = 0x80;
  } else if ((lead & 0xF0) == 0xE0) {
    length = 3, value = lead & 0x0F, minimum = 0x800;
  } else if ((lead & 0xF8) == 0xF0) {
    length = 4, value = lead & 0x07, minimum = 0x10000;
  } else {
    return {kReplacement, 0};
  }
  if (pos + length > text.size()) return {kReplacement, 0};
  for (size_t i = 1; i < length; ++i) {
    const uint32_t byte = at(pos + i);
    if ((byte & 0xC0) != 0x80) return {kReplacement, 0};
    value = (value << 6) | (byte & 0x3F);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < minimum || value > 0x10FFFF || surrogate) {
    return {kReplacement, 0};
  }
  return {value, length};
}

}  // namespace

char32_t internal::DecodeUtf8Slow(std::string_view text, size_t* pos) {
  const Decoded decoded = DecodeOne(text, *pos);
  *pos += decoded.length == 0 ? 1 : decoded.length;
  return decoded.code_point;
}

void AppendUtf8(char32_t code_point, std::string* out) {
  const auto put = [&](char32_t byte) {
    out->push_back(static_cast<char>(byte));
  };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

size_t FindInvalidUtf8(std::string_view text) {
  size_t pos = 0;
  while (pos < text.size()) {
    // Eight bytes of ASCII at a time.
    uint64_t eight = 0;
    if (text.size() - pos >= sizeof eight) {
      std::memcpy(&eight, text.data() + pos, sizeof eight);
      if ((eight & 0x8080808080808080) == 0) {
        pos += sizeof eight;
        continue;
      }
    }
    const Decoded decoded = DecodeOne(text, pos);
    if (decoded.length == 0) return pos;
    pos += decoded.length;
  }
  return std::string_view::npos;
}

size_t CountCodePoints(std::string_view text) {
  size_t count = 0;
  for (char c : text) count += IsUtf8Lead(c) ? 1U : 0U;
  return count;
}

bool IsHan(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x20000 && c <= 0x2FA1F) || c == 0x3005;
}

}  // namespace zhimai
