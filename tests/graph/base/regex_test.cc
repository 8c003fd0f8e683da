#include "graph/base/regex.h"

#include <gtest/gtest.h>

namespace zhimai {
namespace {

std::string Match(std::string_view pattern, std::string_view flags,
                  std::string_view text) {
  Result<std::unique_ptr<Regex>> regex = Regex::Compile(pattern, flags);
  if (!regex.ok()) return "bad";
  const Result<bool> found = (*regex)->Matches(text, {});
  if (!found.ok()) return "failed";
  return *found ? "yes" : "no";
}

TEST(RegexTest, FollowsXPath) {
  const struct {
    std::string_view pattern, flags, text, want;
  } cases[] = {
      {"", "", "", "yes"},
      {"b", "", "abc", "yes"},
      {"^b", "", "abc", "no"},
      {"B", "i", "abc", "yes"},
      {"Σ", "i", "ς", "yes"},
      // Anchors: the very ends, or those of lines that \n ends.
      {"a$", "", "a\n", "no"},
      {"a$", "m", "a\nb", "yes"},
      {"^b", "", "a\nb", "no"},
      {"^b", "m", "a\nb", "yes"},
      {"a$", "m", "a\rb", "no"},
      {"^$", "m", "a\n", "no"},
      // Dots.
      {"^a.b$", "", "a\nb", "no"},
      {"^a.b$", "", "a\rb", "no"},
      {"^a.b$", "",
       "a\xE2\x80\xA8"
       "b",
       "yes"},
      {"^a.b$", "s", "a\nb", "yes"},
      {"^a.b$", "s", "a\r\nb", "no"},
      {"^.$", "", "\xF0\x9F\x98\x80", "yes"},
      // White space in the pattern.
      {" a b ", "x", "ab", "yes"},
      {"[ ]b", "x", " b", "yes"},
      {"a#b", "x", "a#b", "yes"},
      {"a {2}", "x", "aa", "yes"},
      // Literally.
      {"a.b", "q", "a.b", "yes"},
      {"a.b", "q", "axb", "no"},
      {"A.B(", "qi", "a.b(", "yes"},
      {"\\Qa", "", "a", "bad"},
      // Classes.
      {"^[a-z-[aeiou]]+$", "", "xyz", "yes"},
      {"^[a-z-[aeiou]]+$", "", "xay", "no"},
      {"^[^a-c]$", "", "d", "yes"},
      {"^[^a-z-[x]]$", "", "A", "yes"},
      {"^[-a]$", "", "-", "yes"},
      {"^[a-]$", "", "-", "yes"},
      {"^[&&a]$", "", "&", "yes"},
      {"[:alpha:]", "", ":", "yes"},
      {"[z-a]", "", "a", "bad"},
      {"[]", "", "a", "bad"},
      {"[a", "", "a", "bad"},
      {"[[a]]", "", "a", "bad"},
      {"^\\s$", "", "\xC2\xA0", "no"},
      {"^[\\s]$", "", "\t", "yes"},
      {"^\\S$", "", "\xC2\xA0", "yes"},
      {"^\\d$", "", "\xD9\xA3", "yes"},
      {"^\\w$", "", "_", "no"},
      {"^\\w$", "", "知", "yes"},
      {"^[^\\W]$", "", "$", "yes"},
      {"^\\i\\c*$", "", "a:b-1", "yes"},
      {"^\\i\\c*$", "", "1a", "no"},
      {"^\\p{Lu}$", "", "A", "yes"},
      {"^\\P{Lu}$", "", "A", "no"},
      {"^\\p{IsBasicLatin}$", "", "z", "yes"},
      {"^\\p{IsGreek}$", "", "z", "no"},
      {"\\p{Latin}", "", "z", "bad"},
      {"\\p{Xx}", "", "z", "bad"},
      {"\\p{L", "", "z", "bad"},
      // Groups and references.
      {"^(a)(b)\\2\\1$", "", "abba", "yes"},
      {"^(a)\\11$", "", "aa1", "yes"},
      {"(a\\1)", "", "aa", "bad"},
      {"\\1(a)", "", "aa", "bad"},
      {"^(?:a|b)+$", "", "abab", "yes"},
      {"(?=a)", "", "a", "bad"},
      {"(?i)a", "", "a", "bad"},
      {"(a", "", "a", "bad"},
      {"a)", "", "a", "bad"},
      {"^(|a)b$", "", "b", "yes"},
      // Quantifiers.
      {"^a{2}$", "", "aa", "yes"},
      {"^a{2,}$", "", "aaaa", "yes"},
      {"^a{1,2}?$", "", "aa", "yes"},
      {"a{,2}", "", "aa", "bad"},
      {"a{2,1}", "", "aa", "bad"},
      {"a{9999999999}", "", "aa", "bad"},
      {"a++", "", "aa", "bad"},
      {"*a", "", "aa", "bad"},
      {"a**", "", "aa", "bad"},
      {"a|*", "", "aa", "bad"},
      // What XPath does not have.
      {"\\ba", "", "a", "bad"},
      {"\\x61", "", "a", "bad"},
      {"\\u0061", "", "a", "bad"},
      {"a\\", "", "a", "bad"},
      {"a}", "", "a}", "bad"},
      {"a]", "", "a]", "bad"},
      {"a", "g", "a", "bad"},
      {"\\^\\$\\-\\{\\}\\[\\]", "", "^$-{}[]", "yes"},
      // Ill-formed UTF-8 is U+FFFD.
      {"^.b$", "",
       "\xFF"
       "b",
       "yes"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.pattern) + " " + std::string(c.flags) + " " +
                 std::string(c.text));
    EXPECT_EQ(Match(c.pattern, c.flags, c.text), c.want);
  }
}

std::string Replaced(std::string_view pattern, std::string_view flags,
                     std::string_view text, std::string_view replacement) {
  Result<std::unique_ptr<Regex>> regex = Regex::Compile(pattern, flags);
  if (!regex.ok()) return "bad";
  const Result<std::optional<std::string>> out =
      (*regex)->Replace(text, replacement, {});
  if (!out.ok()) return "failed";
  return out->value_or("error");
}

TEST(RegexTest, Replaces) {
  const struct {
    std::string_view pattern, flags, text, replacement, want;
  } cases[] = {
      {"b", "", "abcb", "X", "aXcX"},
      {"x", "", "abc", "X", "abc"},
      {"(a)(b)?", "", "ab a", "[$2$1]", "[ba] [a]"},
      {"(a)", "", "a", "$10", "a0"},
      {"a", "", "a", "$1", ""},
      {"a", "", "a", "\\$\\\\", "$\\"},
      {"a", "", "a", "\\n", "error"},
      {"a", "", "a", "$x", "error"},
      {"a", "", "a", "x\\", "error"},
      {"a*", "", "aa", "x", "error"},
      {"^", "", "aa", "x", "error"},
      {"a", "q", "aba", "$1\\", "$1\\b$1\\"},
      {"脉", "", "知脉", "识", "知识"},
      {".", "", "\xF0\x9F\x98\x80", "x", "x"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.pattern) + " by " + std::string(c.replacement));
    EXPECT_EQ(Replaced(c.pattern, c.flags, c.text, c.replacement), c.want);
  }
}

TEST(RegexTest, CanBeStopped) {
  Result<std::unique_ptr<Regex>> regex = Regex::Compile("(a|aa)+$x", "");
  ASSERT_TRUE(regex.ok());
  const Result<bool> found =
      (*regex)->Matches(std::string(60, 'a'), [] { return true; });
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.status().code(), Code::kCancelled);
}

TEST(RegexTest, SurvivesHugePatterns) {
  EXPECT_EQ(Match(std::string(40, '(') + std::string(40, ')'), "", "a"), "yes");
  // ICU sets the limit.
  EXPECT_EQ(Match(std::string(10000, '(') + std::string(10000, ')'), "", "a"),
            "bad");
  EXPECT_EQ(Match(std::string(1000, '['), "", "a"), "bad");
  std::string classes;
  for (int i = 0; i < 100; ++i) classes += "[a-z-";
  EXPECT_EQ(Match(classes, "", "a"), "bad");
}

}  // namespace
}  // namespace zhimai
