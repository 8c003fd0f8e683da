#include "graph/base/digest.h"

#include <gtest/gtest.h>

namespace zhimai {
namespace {

// RFC 1321, FIPS 180-4.
TEST(DigestTest, KnownAnswers) {
  const struct {
    DigestKind kind;
    std::string_view want;
  } cases[] = {
      {DigestKind::kMd5, "900150983cd24fb0d6963f7d28e17f72"},
      {DigestKind::kSha1, "a9993e364706816aba3e25717850c26c9cd0d89d"},
      {DigestKind::kSha256,
       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {DigestKind::kSha384,
       "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
       "8086072ba1e7cc2358baeca134c825a7"},
      {DigestKind::kSha512,
       "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
       "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.want);
    EXPECT_EQ(HexDigest(c.kind, "abc"), c.want);
  }
  EXPECT_EQ(HexDigest(DigestKind::kMd5, ""),
            "d41d8cd98f00b204e9800998ecf8427e");
}

}  // namespace
}  // namespace zhimai
