#include "graph/base/utf8.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace zhimai {
namespace {

TEST(Utf8Test, DecodesWhatItEncodesAtEveryWidth) {
  const char32_t cases[] = {0,       0x7F,    0x80,    0x7FF,  0x800,
                            0x4E2D,  0xD7FF,  0xE000,  0xFFFF, 0x10000,
                            0x20000, 0x2FA1F, 0x10FFFF};
  for (const char32_t c : cases) {
    SCOPED_TRACE(static_cast<uint32_t>(c));
    std::string text;
    AppendUtf8(c, &text);
    size_t pos = 0;
    EXPECT_EQ(DecodeUtf8(text, &pos), c);
    EXPECT_EQ(pos, text.size());
    EXPECT_EQ(FindInvalidUtf8(text), std::string_view::npos);
    EXPECT_EQ(CountCodePoints(text), 1U);
  }
}

TEST(Utf8Test, FindsTheFirstIllFormedByte) {
  struct {
    std::string_view text;
    size_t want;
  } const cases[] = {
      {"", std::string_view::npos},
      {"中", std::string_view::npos},
      {"\x80", 0},                  // a lone continuation byte
      {"a\xC3", 1},                 // cut off
      {"中\xE4\xB8", 3},            // cut off after two of three
      {"\xC0\xAF", 0},              // '/' in two bytes: overlong
      {"\xE0\x80\xAF", 0},          // overlong
      {"\xED\xA0\x80", 0},          // a surrogate
      {"\xF4\x90\x80\x80", 0},      // above U+10FFFF
      {"\xF8\x88\x80\x80\x80", 0},  // five bytes
      {"ab\xFFzz", 2},
      {"\xE4\xE4\xB8\xAD", 0},  // a lead where a continuation should be
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.text));
    EXPECT_EQ(FindInvalidUtf8(c.text), c.want);
  }
}

TEST(Utf8Test, AlwaysMovesAndNeverReadsPastTheEnd) {
  // Every two-byte string, of which most are ill-formed.
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text = {static_cast<char>(first),
                                static_cast<char>(second)};
      size_t pos = 0;
      size_t steps = 0;
      while (pos < text.size()) {
        const size_t before = pos;
        DecodeUtf8(text, &pos);
        ASSERT_GT(pos, before);
        ASSERT_LE(pos, text.size());
        ++steps;
      }
      ASSERT_LE(steps, 2U);
    }
  }
}

TEST(Utf8Test, KnowsHanCharacters) {
  for (const char32_t c : {U'中', U'龥', U'㐀', U'𠀀', U'々'}) {
    EXPECT_TRUE(IsHan(c)) << static_cast<uint32_t>(c);
  }
  for (const char32_t c : {U'a', U'。', U'あ', U'ア', U'한', U'１', U'〇'}) {
    EXPECT_FALSE(IsHan(c)) << static_cast<uint32_t>(c);
  }
}

TEST(Utf8Test, TellsLeadBytesFromContinuations) {
  const std::string text = "a中";
  EXPECT_TRUE(IsUtf8Lead(text[0]));
  EXPECT_TRUE(IsUtf8Lead(text[1]));
  EXPECT_FALSE(IsUtf8Lead(text[2]));
  EXPECT_FALSE(IsUtf8Lead(text[3]));
}

}  // namespace
}  // namespace zhimai
