// Bytes of numbers and strings in keys and values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhimai {

// Big-endian, so that bytes sort as the numbers do.
inline void AppendBig64(uint64_t value, std::string* out) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) {
    bytes[i] = static_cast<char>(value >> (56 - 8 * i));
  }
  out->append(bytes, 8);
}

// REQUIRES: 8 bytes at `bytes`.
inline uint64_t ReadBig64(const char* bytes) {
  uint64_t value = 0;
  for (int i = 0; i < 8; ++i) {
    value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

inline std::string Big64(uint64_t value) {
  std::string out;
  AppendBig64(value, &out);
  return out;
}

// Seven bits a byte, low ones first; the high bit says that more follow.
inline void AppendVarint(uint64_t value, std::string* out) {
  while (value >= 0x80) {
    *out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *out += static_cast<char>(value);
}

void AppendLengthPrefixed(std::string_view bytes, std::string* out);

// Reads from the front of bytes that may be damaged: after the first failure
// ok() is false and everything reads as 0 or empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes)
      : next_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool ok() const { return ok_; }
  // All read, and well.
  bool done() const { return ok_ && next_ == end_; }
  size_t remaining() const { return static_cast<size_t>(end_ - next_); }

  uint64_t Varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && next_ != end_; shift += 7) {
      const auto byte = static_cast<unsigned char>(*next_++);
      // The tenth byte has room for one bit.
      if (shift == 63 && byte > 1) break;
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return Fail();
  }

  uint64_t Big64() {
    if (remaining() < 8) return Fail();
    next_ += 8;
    return ReadBig64(next_ - 8);
  }

  std::string_view Bytes(size_t size) {
    if (remaining() < size) {
      Fail();
      return {};
    }
    next_ += size;
    return {next_ - size, size};
  }

  std::string_view LengthPrefixed() {
    const uint64_t size = Varint();
    return Bytes(size);
  }

 private:
  uint64_t Fail() {
    ok_ = false;
    next_ = end_;
    return 0;
  }

  const char* next_;
  const char* end_;
  bool ok_ = true;
};

// A string inside a longer key, so that keys sort by it first: 00 becomes
// 00 FF, and 00 01 ends it.
void AppendEscaped(std::string_view text, std::string* out);
// The same without the end: a prefix of the keys whose string begins so.
void AppendEscapedPrefix(std::string_view text, std::string* out);
// Takes an escaped string off the front of `*key`.
std::optional<std::string> TakeEscaped(std::string_view* key);

// The least key above all that begin with `prefix`; empty when there is none.
std::string PrefixEnd(std::string_view prefix);

}  // namespace zhimai
