#include "graph/base/unicode.h"

#include <gtest/gtest.h>
#include <string_view>

namespace zhimai {
namespace {

TEST(UnicodeTest, BringsTextToNormalForms) {
  EXPECT_EQ(ToNfc("e\u0301"), "é");
  EXPECT_EQ(ToNfc("１２"), "１２");  // NFC keeps compatibility characters
  EXPECT_EQ(ToNfkc("１２ｋｇ㎡"), "12kgm2");
  EXPECT_EQ(ToNfc("\uF900"), "豈");  // a CJK compatibility ideograph
  EXPECT_EQ(ToNfc(""), "");
  EXPECT_EQ(ToNfc("a\xFF"), "a\uFFFD");
}

TEST(NameKeyTest, GivesOneKeyToSpellingsOfOneName) {
  struct {
    std::string_view a, b;
  } const cases[] = {
      {"European Union", "EUROPEAN  UNION"},
      {"《天津宣言》", "天津宣言"},
      {"让-克洛德·容克", "让·克洛德·容克"},
      {"Ｇ２０", "g20"},
      {"“一带一路”", "一带一路"},
      {"U.S.", "US"},
      {"欧盟（EU）", "欧盟(EU)"},
      {"Straße", "STRASSE"},
      {"約翰・史密斯", "約翰•史密斯"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.a);
    EXPECT_EQ(NameKey(c.a), NameKey(c.b));
  }
  EXPECT_NE(NameKey("第22次会议"), NameKey("第23次会议"));
  EXPECT_EQ(NameKey("“”"), "");
}

TEST(DisplayWidthTest, CountsTerminalColumns) {
  struct {
    std::string_view text;
    int want;
  } const cases[] = {
      {"", 0},         {"abc", 3},     {"知脉", 4},
      {"（一）", 6},   {"e\u0301", 1},  // a combining accent
      {"ｶﾀｶﾅ", 4},                      // half-width katakana
      {"a\u200Bb", 2},                  // a zero-width space
      {"Ж", 1},     // ambiguous: narrow outside East Asian fonts
      {"\xFF", 1},  // shown as U+FFFD
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(DisplayWidth(c.text), c.want);
  }
}

}  // namespace
}  // namespace zhimai
