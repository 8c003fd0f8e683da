#include "extract/rules/pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

const std::map<std::string, std::string>& Macros() {
  static const auto* const macros = new std::map<std::string, std::string>{
      {"WHO", "[Person] | [Country]"},
      {"LOOP", "\"a\" $LOOP"},
      {"BAD", "\"a\" ]"},
      {"B0", "\"x\" \"x\" \"x\" \"x\" \"x\" \"x\" \"x\" \"x\""},
      {"B1", "$B0 $B0 $B0 $B0 $B0 $B0 $B0 $B0"},
      {"B2", "$B1 $B1 $B1 $B1 $B1 $B1 $B1 $B1"},
      {"B3", "$B2 $B2 $B2 $B2 $B2 $B2 $B2 $B2"},
      {"B4", "$B3 $B3 $B3 $B3 $B3 $B3 $B3 $B3"},
  };
  return *macros;
}

Result<PatternPtr> Parse(std::string_view text) {
  PatternContext context;
  context.macro = [](const std::string& name) -> const std::string* {
    const auto it = Macros().find(name);
    return it == Macros().end() ? nullptr : &it->second;
  };
  context.is_capture = [](const std::string& name) { return name == "v"; };
  return ParsePattern(text, context);
}

TEST(PatternTest, TakesEveryKindOfAtom) {
  for (const char* text : {
           "[Person]",
           "[Person | Cue:PLANNED]",
           "\"会见\"",
           "\"a\\\"b\"",
           "@meet_verb",
           "$WHO",
           ".",
           ".{0,4}",
           ".{2}?",
           ".?",
           "( [A] | [B] )",
           "(?<x> [A] )",
           "[A]?",
           "[A]*?",
           "[A]{2,3}",
           "^ [A] $",
           "$v [A]",
           "(?<m> $WHO ( \"、\" $WHO )* )",
           "[A]$",
       }) {
    SCOPED_TRACE(text);
    EXPECT_THAT(Parse(text), IsOk());
  }
}

TEST(PatternTest, SaysWhereAndWhatIsWrong) {
  const struct {
    const char* text;
    uint32_t column;
    const char* message;
  } cases[] = {
      {"", 1, "expected an atom"},
      {"[A", 3, "expected ']'"},
      {"[]", 2, "name of a type"},
      {"\"会见", 4, "end of the text"},
      {"\"\"", 3, "empty text"},
      {"@", 2, "name of a list"},
      {"$NONE", 1, "unknown macro"},
      {"[A] ( [B]", 10, "expected ')'"},
      {"[A] )", 5, "unexpected ')'"},
      {"[A] | ", 7, "expected an atom"},
      {"(?<x [A])", 5, "expected 'name>'"},
      {"(?<each> [A])", 9, "may not be called"},
      {".*", 2, "without a bound"},
      {".{0,9999}", 8, "above 500"},
      {".{4,2}", 7, "below the first"},
      {"[A]{1", 6, "expected '}'"},
      {"会 [A]", 1, "found '会'"},
      {"[A] $BAD", 5, "in macro $BAD (column 5): expected an atom"},
      {"$LOOP", 1, "uses itself"},
      {"$B4", 1, "too large"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<PatternPtr> result = Parse(c.text);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.status().location().column, c.column);
    EXPECT_THAT(result.status().message(), testing::HasSubstr(c.message));
  }
}

TEST(PatternTest, LimitsDepth) {
  EXPECT_THAT(Parse(std::string(10000, '(')),
              FailsWith(Code::kInvalidInput, "too deep"));
}

}  // namespace
}  // namespace zhimai
