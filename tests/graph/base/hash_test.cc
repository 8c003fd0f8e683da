#include "graph/base/hash.h"

#include <array>
#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace zhimai {
namespace {

// Statement ids and stage keys are stored, so these values may never change.
// They are XXH3 test vectors with seed 0 (xxHash's specification), in
// canonical (big-endian) order.
TEST(HashTest, IsXxh3) {
  EXPECT_EQ(Hash64(""), 0x2D06800538D394C2U);
  const Hash128 empty = HashBytes128("");
  const Hash128 want = {0x99, 0xaa, 0x06, 0xd3, 0x01, 0x47, 0x98, 0xd8,
                        0x60, 0x01, 0xc3, 0x24, 0x46, 0x8d, 0x49, 0x7f};
  EXPECT_EQ(empty, want);
}

TEST(HashTest, WritesBase32OfRfc4648InLowerCase) {
  Hash128 hash{};
  EXPECT_EQ(ToBase32(hash), std::string(26, 'a'));
  hash.fill(0xFF);
  EXPECT_EQ(ToBase32(hash), std::string(25, '7') + "4");
  constexpr std::string_view kFoobar = "foobarfoobarfoob";
  for (size_t i = 0; i < hash.size(); ++i) {
    hash[i] = static_cast<uint8_t>(kFoobar[i]);
  }
  EXPECT_EQ(ToBase32(hash), "mzxw6ytbojtg633cmfzgm33pmi");
}

TEST(HashTest, TellsEmbeddedZeroBytesApart) {
  EXPECT_NE(HashText(std::string_view("a\0b", 3)), HashText("a"));
  EXPECT_EQ(HashText("知脉").size(), 26U);
}

}  // namespace
}  // namespace zhimai
