// Cryptographic digests, by libcrypto.
#pragma once

#include <string>
#include <string_view>

namespace zhimai {

enum class DigestKind { kMd5, kSha1, kSha256, kSha384, kSha512 };

// In lower-case hexadecimal. Nothing else than empty when the system's
// libcrypto does not offer the digest (MD5 in FIPS mode).
std::string HexDigest(DigestKind kind, std::string_view bytes);

}  // namespace zhimai
