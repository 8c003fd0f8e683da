// XXH3 hashes and their text form.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhimai {

// 128 bits, big-endian.
using Hash128 = std::array<uint8_t, 16>;

uint64_t Hash64(std::string_view bytes);
Hash128 HashBytes128(std::string_view bytes);

// RFC 4648 base32 in lower case without padding: 26 characters.
std::string ToBase32(const Hash128& hash);
void AppendBase32(const Hash128& hash, std::string* out);
// The inverse; nothing for what ToBase32 does not write.
std::optional<Hash128> FromBase32(std::string_view text);

// ToBase32(HashBytes128(bytes)).
std::string HashText(std::string_view bytes);

}  // namespace zhimai
