#include "graph/base/text_match.h"

#include <gtest/gtest.h>
#include <string>

namespace zhimai {
namespace {

struct Case {
  const char* query;
  const char* text;
  bool matches;
};

constexpr Case kCases[] = {
    {"上合", "上合组织成员国", true},
    {"合作組織", "上海合作组织", true},
    {"上海合作组织", "上海合作組織", true},
    {"组织 上海", "上海合作组织", true},
    {"组织 北京", "上海合作组织", false},
    {"\"组织上海\"", "上海合作组织", false},
    {"port", "a Port of call", true},
    {"port", "airports", false},
    {"port*", "ports", true},
    {"*port", "airport", true},
    {"*port*", "airports", true},
    {"green growth", "growth, and green", true},
    {"\"green growth\"", "Green Growth Fund", true},
    {"\"green growth\"", "growth is green", false},
    {"ＳＣＯ", "the sco", true},
    {"G20", "在G20峰会上", true},
    {"G2", "在G20峰会上", false},
    {"straße", "STRASSE", false},
    {"ÉTÉ", "l'été", true},
    {"", "anything", false},
    {" \t　", "anything", false},
    {"*", "anything", false},
    {"\"", "anything", false},
    {"\"open phrase", "an open phrase", true},
    {"a", "", false},
    {"\xFF", "a\xFF", true},
};

TEST(TextMatchTest, Matches) {
  for (const Case& c : kCases) {
    TextMatch match(c.query);
    EXPECT_EQ(match.Matches(c.text), c.matches) << c.query << " in " << c.text;
  }
}

TEST(TextMatchTest, LongTextsAndQueries) {
  const std::string text(100000, 'a');
  EXPECT_FALSE(TextMatch("aa").Matches(text));
  EXPECT_TRUE(TextMatch("*aa*").Matches(text));
  EXPECT_TRUE(TextMatch(text).Matches(text));
}

}  // namespace
}  // namespace zhimai
