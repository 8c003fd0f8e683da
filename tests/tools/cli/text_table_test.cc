#include "tools/cli/text_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "tools/cli/format.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;

using Align = TextTable::Align;

TEST(PrintableTest, TakesControlCharactersOut) {
  struct {
    std::string_view text, want;
  } const cases[] = {
      {"", ""},
      {"中国", "中国"},
      {"a\x1b[31mb", "a[31mb"},  // escape sequences lose their teeth
      {"a\r\nb\tc", "a b c"},    // breaks become one space
      {"a\xC2\x9B"
       "1mb",
       "a1mb"},  // C1 control sequence introducer
      {"a\xE2\x80\xAE"
       "b",
       "ab"},                        // right-to-left override
      {"a\xFFz", "a\xEF\xBF\xBDz"},  // ill-formed
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.want);
    EXPECT_EQ(Printable(c.text), c.want);
  }
}

TEST(TruncateTest, CountsTerminalColumns) {
  struct {
    std::string_view text;
    int columns;
    std::string_view want;
  } const cases[] = {
      {"abc", 3, "abc"},
      {"abcd", 3, "ab…"},
      {"上海合作", 8, "上海合作"},
      {"上海合作", 7, "上海合…"},
      {"上海合作", 6, "上海…"},  // half a character does not fit
      {"上", 1, "…"},
      {"", 1, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Truncate(c.text, c.columns), c.want);
  }
}

TEST(WrapTest, BreaksAtSpacesAndBetweenWideCharacters) {
  EXPECT_THAT(Wrap("", 10), ElementsAre(""));
  EXPECT_THAT(Wrap("one two three", 8), ElementsAre("one two", "three"));
  EXPECT_THAT(Wrap("上海合作组织", 4), ElementsAre("上海", "合作", "组织"));
  EXPECT_THAT(Wrap("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
}

TEST(TextTableTest, AlignsChineseByWidth) {
  TextTable table({{"name", Align::kLeft, false}, {"n", Align::kRight, true}});
  table.AddRow({"中国", "1"});
  table.AddRow({"Kazakhstan", "1,234"});
  std::ostringstream out;
  table.Print(&out, 0);
  EXPECT_EQ(out.str(),
            "name            n\n"
            "中国            1\n"
            "Kazakhstan  1,234\n");
}

TEST(TextTableTest, CutsTheWidestColumnsToFitButNotFixedOnes) {
  TextTable table({{"", Align::kLeft, true}, {"", Align::kLeft, false}});
  table.AddRow({"s/abcdefghij", "上海合作组织成员国元首理事会"});
  std::ostringstream out;
  table.Print(&out, 25);
  EXPECT_EQ(out.str(), "s/abcdefghij  上海合作组…\n");
}

TEST(TextTableTest, SurvivesAWidthThatNothingFits) {
  TextTable table({{"", Align::kLeft, true}, {"", Align::kLeft, false}});
  table.AddRow({"0123456789", "short"});
  table.AddRow({});
  std::ostringstream out;
  table.Print(&out, 1, 4);
  EXPECT_EQ(out.str(), "    0123456789  short\n\n");
}

TEST(TextTableTest, PrintsNothingWithoutRowsAndHeaders) {
  std::ostringstream out;
  TextTable({{"", Align::kLeft, false}}).Print(&out, 80);
  EXPECT_EQ(out.str(), "");
}

TEST(FormatTest, FormatsNumbersForPeople) {
  EXPECT_EQ(WithCommas(0), "0");
  EXPECT_EQ(WithCommas(999), "999");
  EXPECT_EQ(WithCommas(1000), "1,000");
  EXPECT_EQ(WithCommas(12345678), "12,345,678");
  EXPECT_EQ(Fixed(0.925, 1), "0.9");
  EXPECT_EQ(HumanBytes(999), "999 B");
  EXPECT_EQ(HumanBytes(5300000), "5.3 MB");
  EXPECT_EQ(HumanBytes(999960), "1.0 MB");
  EXPECT_EQ(Counted(1, "node", "nodes"), "1 node");
  EXPECT_EQ(Counted(0, "node", "nodes"), "0 nodes");
}

}  // namespace
}  // namespace zhimai
