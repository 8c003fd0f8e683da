#include "extract/rules/expression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

TEST(ExpressionTest, TakesTheLanguage) {
  for (const char* text : {
           "$x",
           "$0.text",
           "$x.country.label",
           "$a[i]",
           "$each",
           "\"峰会\"",
           "topic([Summit, Meeting]) ?? $x",
           "right([Organization], SENTENCE)",
           "name_part($x, City)",
           "attribute($x ?? $y, since)",
           "speaker()",
           "country(topic([Person]))",
           "docdate()",
           "Person",
           "3.5",
       }) {
    SCOPED_TRACE(text);
    EXPECT_THAT(ParseExpression(text), IsOk());
  }
}

TEST(ExpressionTest, SaysWhereAndWhatIsWrong) {
  const struct {
    const char* text;
    uint32_t column;
    const char* message;
  } cases[] = {
      {"", 1, "expected $name"},
      {"$", 2, "a name after"},
      {"$x ??", 6, "expected $name"},
      {"nothing($x)", 1, "unknown function nothing"},
      {"topic(Person)", 7, "a list of types"},
      {"topic([Person)", 14, "expected ']'"},
      {"right([Person], LINE)", 17, "expected CLAUSE"},
      {"right([Person])", 15, "expected ','"},
      {"speaker($x)", 9, "takes 0 argument"},
      {"$x $y", 4, "unexpected '$'"},
      {"\"峰会", 4, "end of the text"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Expression> result = ParseExpression(c.text);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.status().location().column, c.column);
    EXPECT_THAT(result.status().message(), testing::HasSubstr(c.message));
  }
  std::string deep = "$x";
  for (int i = 0; i < 5000; ++i) deep = "text(" + deep + ")";
  EXPECT_THAT(ParseExpression(deep),
              FailsWith(Code::kInvalidInput, "too deep"));
}

TEST(ConditionTest, TakesEveryForm) {
  using Kind = Check::Kind;
  const struct {
    const char* text;
    Kind kind;
    bool negated;
  } cases[] = {
      {"count($m) == value($n)", Kind::kCompare, false},
      {"$a != $b", Kind::kCompare, false},
      {"$a<=3", Kind::kCompare, false},
      {"$a[i] in @sign_verb", Kind::kIn, false},
      {"not $a in @x", Kind::kIn, true},
      {"class($x) == Person", Kind::kCompare, false},
      {"defined($x)", Kind::kDefined, false},
      {"not defined($x)", Kind::kDefined, true},
      {"defined($x) == 3", Kind::kCompare, false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Condition> result = ParseCondition(c.text);
    ASSERT_THAT(result, IsOk());
    ASSERT_EQ(result->alternatives.size(), 1U);
    ASSERT_EQ(result->alternatives[0].size(), 1U);
    EXPECT_EQ(result->alternatives[0][0].kind, c.kind);
    EXPECT_EQ(result->alternatives[0][0].negated, c.negated);
  }
  for (const char* text :
       {"", "$a", "$a in list", "$a = $b", "$a == ", "$a == $b $c"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(ParseCondition(text).ok());
  }
}

TEST(ConditionTest, JoinsChecksByAndThenOr) {
  const Result<Condition> result =
      ParseCondition("$a == $b and not defined($c) or $d in @list");
  ASSERT_THAT(result, IsOk());
  ASSERT_EQ(result->alternatives.size(), 2U);
  EXPECT_EQ(result->alternatives[0].size(), 2U);
  EXPECT_EQ(result->alternatives[1].size(), 1U);
}

TEST(NameTemplateTest, DividesTextAndVariables) {
  const Result<NameTemplate> parts = ParseNameTemplate("${o}与${c.text}峰会");
  ASSERT_THAT(parts, IsOk());
  ASSERT_EQ(parts->size(), 4U);
  EXPECT_EQ((*parts)[0].variable, "o");
  EXPECT_EQ((*parts)[1].text, "与");
  EXPECT_THAT((*parts)[2].attributes, testing::ElementsAre("text"));
  EXPECT_EQ((*parts)[3].text, "峰会");
  EXPECT_FALSE(ParseNameTemplate("${o").ok());
  EXPECT_FALSE(ParseNameTemplate("${}").ok());
  EXPECT_FALSE(ParseNameTemplate("${a.}").ok());
}

TEST(EventSpecTest, HasClassAndArguments) {
  const Result<EventSpec> event = ParseEventSpec("Meeting($host, date(), $t)");
  ASSERT_THAT(event, IsOk());
  EXPECT_EQ(event->class_name, "Meeting");
  EXPECT_EQ(event->arguments.size(), 3U);
  EXPECT_THAT(ParseEventSpec("Meeting()"), IsOk());
  EXPECT_FALSE(ParseEventSpec("Meeting").ok());
  EXPECT_FALSE(ParseEventSpec("($x)").ok());
}

}  // namespace
}  // namespace zhimai
