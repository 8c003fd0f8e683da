#include "tools/shell/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhimai {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> Texts(std::string_view line) {
  std::vector<std::string> texts;
  for (const ShellWord& word : SplitWords(line)) texts.push_back(word.text);
  return texts;
}

TEST(WordsTest, DividesAtSpacesAlsoTheWideOne) {
  EXPECT_THAT(Texts("  show 上海合作组织　--lang en "),
              ElementsAre("show", "上海合作组织", "--lang", "en"));
  EXPECT_THAT(Texts(""), ElementsAre());
  EXPECT_THAT(Texts(" \t　"), ElementsAre());
}

TEST(WordsTest, QuotesHoldTogether) {
  EXPECT_THAT(
      Texts("path 'Shanghai Cooperation Organisation' \"a 'b' c\""),
      ElementsAre("path", "Shanghai Cooperation Organisation", "a 'b' c"));
  EXPECT_THAT(Texts("x'y z'w ''"), ElementsAre("xy zw", ""));
}

TEST(WordsTest, TellsWhichQuoteIsOpen) {
  EXPECT_EQ(SplitWords("show 'a b").back().quote, '\'');
  EXPECT_EQ(SplitWords("show \"a b").back().quote, '"');
  EXPECT_EQ(SplitWords("show 'a b'").back().quote, '\0');
  EXPECT_EQ(SplitWords("show 'a b").back().begin, 5U);
}

TEST(WordsTest, QuotedWordsComeBackWhole) {
  for (const std::string word :
       {"plain", "上海", "two words", "it's", "say \"x y\"", "it's \"both\"",
        "", "wide　space"}) {
    EXPECT_THAT(Texts(QuoteWord(word)), ElementsAre(word)) << word;
  }
}

}  // namespace
}  // namespace zhimai
