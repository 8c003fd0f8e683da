#include "graph/base/hash.h"

#include <xxhash.h>

namespace zhimai {
namespace {

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
// 128 bits are 25 digits of five and one of three.
constexpr size_t kBase32Size = 26;

}  // namespace

uint64_t Hash64(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

Hash128 HashBytes128(std::string_view bytes) {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical,
                           XXH3_128bits(bytes.data(), bytes.size()));
  Hash128 out;
  for (size_t i = 0; i < out.size(); ++i) out[i] = canonical.digest[i];
  return out;
}

void AppendBase32(const Hash128& hash, std::string* out) {
  std::array<char, kBase32Size> digits{};
  size_t used = 0;
  uint32_t buffer = 0;
  int bits = 0;
  for (uint8_t byte : hash) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits[used++] = kAlphabet[(buffer >> bits) & 31];
    }
    buffer &= (1u << bits) - 1;
  }
  digits[used++] = kAlphabet[(buffer << (5 - bits)) & 31];
  out->append(digits.data(), used);
}

std::string ToBase32(const Hash128& hash) {
  std::string out;
  AppendBase32(hash, &out);
  return out;
}

std::optional<Hash128> FromBase32(std::string_view text) {
  if (text.size() != kBase32Size) return std::nullopt;
  Hash128 out{};
  uint32_t buffer = 0;
  int bits = 0;
  size_t next = 0;
  for (char c : text) {
    const size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    buffer = (buffer << 5) | static_cast<uint32_t>(digit);
    bits += 5;
    if (bits >= 8 && next < out.size()) {
      bits -= 8;
      out[next++] = static_cast<uint8_t>(buffer >> bits);
      buffer &= (1u << bits) - 1;
    }
  }
  // Two bits are left over; ToBase32 writes them as zeros.
  return buffer == 0 ? std::optional(out) : std::nullopt;
}

std::string HashText(std::string_view bytes) {
  return ToBase32(HashBytes128(bytes));
}

}  // namespace zhimai
