#include "graph/export/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;

TEST(WrapTextTest, CutsByDisplayWidth) {
  EXPECT_THAT(WrapText("上海合作组织", 8, 4), ElementsAre("上海合作", "组织"));
  EXPECT_THAT(WrapText("上海合作组织", 9, 4), ElementsAre("上海合作", "组织"));
  EXPECT_THAT(WrapText("Shanghai Cooperation Organisation", 12, 4),
              ElementsAre("Shanghai", "Cooperation", "Organisation"));
  EXPECT_THAT(WrapText("Organisation", 5, 4),
              ElementsAre("Organ", "isati", "on"));
  EXPECT_THAT(WrapText("中国 China 中国", 8, 4),
              ElementsAre("中国", "China 中", "国"));
  EXPECT_THAT(WrapText("一二三四五六七八九十", 4, 2),
              ElementsAre("一二", "三…"));
  EXPECT_THAT(WrapText("", 8, 4), ElementsAre(""));
  EXPECT_THAT(WrapText("  \n ", 8, 4), ElementsAre(""));
  EXPECT_THAT(WrapText("a\nb", 8, 4), ElementsAre("a b"));
}

TEST(WrapTextTest, KeepsHostileTextWellFormed) {
  std::string bytes;
  for (int i = 0; i < 512; ++i) bytes += static_cast<char>(i * 37 % 256);
  for (const std::string& line : WrapText(bytes, 7, 5)) {
    EXPECT_EQ(FindInvalidUtf8(line), std::string::npos) << line;
    EXPECT_LE(DisplayWidth(line), 8) << line;
  }
}

TEST(EscapeTest, MakesTextHarmless) {
  EXPECT_EQ(EscapeDot("a\"b\\N&c\n\x01"), "a\\\"b\\\\N&amp;c ");
  EXPECT_EQ(EscapeXml("<a href=\"x\">&\x02"),
            "&lt;a href=&quot;x&quot;&gt;&amp;");
  EXPECT_EQ(EscapeJson("\"\\\n中"), "\\\"\\\\\\u000a中");
  EXPECT_EQ(EscapeJson("\xff"), "\xEF\xBF\xBD");
  EXPECT_EQ(CsvField("a,b"), "\"a,b\"");
  EXPECT_EQ(CsvField("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(CsvField("中国"), "中国");
}

}  // namespace
}  // namespace zhimai
