#include "extract/rules/matcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "extract/rules/pattern.h"
#include "tests/extract/rules/toy_article.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

class MatcherTest : public testing::Test {
 protected:
  Program Compile(std::string_view pattern, bool words = false) {
    Result<PatternPtr> tree = ParsePattern(pattern, {});
    EXPECT_THAT(tree, IsOk());
    Result<Program> program =
        CompilePattern(**tree, words, [this](const std::string& name) {
          TypeSet& set = sets_[name];
          set.Add(types_.Intern(name));
          return &set;
        });
    EXPECT_THAT(program, IsOk());
    return std::move(program).value();
  }

  // The text of the first match, and of its captures as "name=text".
  std::vector<std::string> Match(std::string_view pattern,
                                 const std::string& text,
                                 const std::vector<ToyWord>& words,
                                 bool english = false) {
    const Lattice lattice = ToyLattice(text, words, &types_);
    const Program program = Compile(pattern, english);
    const MatchInput input{text, &lattice, {}, {}};
    const Span scope{0, static_cast<uint32_t>(text.size())};
    PatternMatch match;
    Matcher matcher;
    for (uint32_t at = 0; at < text.size(); ++at) {
      if (!matcher.MatchAt(program, input, scope, at, &match)) continue;
      std::vector<std::string> out{std::string(match.span.In(text))};
      for (const CapturedSpan& c : match.captures) {
        out.push_back(program.captures[c.name] + "=" +
                      std::string(c.span.In(text)));
      }
      return out;
    }
    return {};
  }

  TypeRegistry types_;
  std::map<std::string, TypeSet> sets_;
};

const std::vector<ToyWord>& Words() {
  static const auto* const words = new std::vector<ToyWord>{
      {"云国", "Country", 1}, {"海国", "Country", 2}, {"山海国", "Country", 3},
      {"白山", "Person", 4},  {"白", "Person", 5},    {"成员国", "@role"},
      {"五", "Number"},
  };
  return *words;
}

TEST_F(MatcherTest, FollowsPatterns) {
  using V = std::vector<std::string>;
  const struct {
    const char* pattern;
    const char* text;
    V want;
  } cases[] = {
      {"[Country]", "在云国", {"云国"}},
      // The longest arc first.
      {"[Country]", "山海国", {"山海国"}},
      {"[Person]", "白山来", {"白山"}},
      // A shorter arc when the longer one leads nowhere.
      {"[Person] \"山来\"", "白山来", {"白山来"}},
      {"(?<m> [Country] ( \"、\" [Country] )* ) (?<n> [Number]) \"个\" @role",
       "云国、海国五个成员国",
       {"云国、海国五个成员国", "m=云国、海国", "n=五"}},
      // A repeated capture is a list.
      {"( (?<c> [Country]) \"、\"? )+",
       "云国、海国、山海国",
       {"云国、海国、山海国", "c=云国", "c=海国", "c=山海国"}},
      // Greedy and lazy gaps.
      {"[Country] .{0,9} [Country]", "云国和海国和海国", {"云国和海国和海国"}},
      {"[Country] .{0,9}? [Country]", "云国和海国和海国", {"云国和海国"}},
      {"[Country] .{2,9}? [Country]", "云国和海国和海国", {"云国和海国和海国"}},
      // The first alternative wins, not the longest.
      {"\"会\" | \"会见\"", "会见", {"会"}},
      {"^ \"云\"", "云国", {"云"}},
      {"^ \"国\"", "云国", {}},
      {"\"国\" $", "国云国", {"国"}},
      // A group that matched nothing binds nothing.
      {"\"云\" (?<x> \"海\"? ) \"国\"", "云国", {"云国"}},
      {"( \"a\"* )* \"b\"", "aaab", {"aaab"}},
      {"( \"a\" | \"a\" \"a\" ){3} \"b\"", "aaaab", {"aaaab"}},
      {"[Country]{2}", "云国海国", {"云国海国"}},
      {"[Country]{3,4}", "云国海国", {}},
      // Captures of a way that failed are forgotten.
      {"( (?<a> \"云国\" ) \"、\" [Person] | (?<b> \"云国\" ) \"、\" )",
       "云国、海国",
       {"云国、", "b=云国"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.pattern);
    EXPECT_EQ(Match(c.pattern, c.text, Words()), c.want);
  }
}

TEST_F(MatcherTest, ReadsEnglishByWords) {
  const std::vector<ToyWord> words = {{"Ann", "Person"}, {"Bo", "Person"}};
  const struct {
    const char* pattern;
    const char* text;
    bool matches;
  } cases[] = {
      {"[Person] \"met\" [Person]", "Ann met Bo", true},
      {"[Person] \"met\" \"with\"? [Person]", "Ann  Met with Bo", true},
      {"[Person] \"met\"", "Ann metal", false},
      {"\"he\" \"met\"", "The met", false},
      {"\"'s\" \"met\"", "Ann's met", true},
      {"[Person] \".\" $", "Ann. ", true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(!Match(c.pattern, c.text, words, true).empty(), c.matches);
  }
}

TEST_F(MatcherTest, DoesNotStepOnHiddenArcs) {
  const std::string text = "山海国";
  const Lattice lattice = ToyLattice(text, Words(), &types_);
  const Program program = Compile("[Country]");
  std::vector<uint8_t> hidden(lattice.all().size(), 0);
  const auto is_inner = [](const Annotation& a) { return a.span.begin == 3; };
  for (size_t i = 0; i < hidden.size(); ++i) {
    hidden[i] = is_inner(lattice.all()[i]) ? 1 : 0;
  }
  Matcher matcher;
  const MatchInput input{text, &lattice, hidden, {}};
  EXPECT_FALSE(matcher.MatchAt(program, input, {0, 9}, 3, nullptr));
  EXPECT_TRUE(matcher.MatchAt(program, input, {0, 9}, 0, nullptr));
}

TEST_F(MatcherTest, KeepsInsideTheScope) {
  const std::string text = "云国、海国";
  const Lattice lattice = ToyLattice(text, Words(), &types_);
  const MatchInput input{text, &lattice, {}, {}};
  Matcher matcher;
  EXPECT_FALSE(matcher.MatchAt(Compile("[Country] . [Country]"), input, {0, 12},
                               0, nullptr));
  EXPECT_FALSE(matcher.MatchAt(Compile("[Country] \"、海\""), input, {0, 10}, 0,
                               nullptr));
}

// A backtracker without memory would need 2^n steps here.
TEST_F(MatcherTest, TakesBoundedTime) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "a";
  const Lattice lattice = ToyLattice(text, {{"a", "A"}, {"aa", "A"}}, &types_);
  const MatchInput input{text, &lattice, {}, {}};
  const Span scope{0, static_cast<uint32_t>(text.size())};
  Matcher matcher;
  for (const char* pattern :
       {"( [A]* )* \"b\"", "( [A] | [A] [A] )* \"b\"",
        "( \"a\"* \"a\"* )* \"b\"", "( .{0,200} )* \"b\""}) {
    SCOPED_TRACE(pattern);
    matcher.ResetBudget();
    EXPECT_FALSE(matcher.MatchAt(Compile(pattern), input, scope, 0, nullptr));
    EXPECT_LE(matcher.steps(), Matcher::kMaxSteps + 1);
  }
}

TEST_F(MatcherTest, GivesUpWhenTheBudgetIsSpent) {
  const std::string text(60000, 'a');
  const Lattice lattice = ToyLattice(text, {}, &types_);
  const MatchInput input{text, &lattice, {}, {}};
  Matcher matcher;
  EXPECT_FALSE(matcher.Search(Compile("( .{0,100} )* \"b\""), input,
                              {0, static_cast<uint32_t>(text.size())}));
  EXPECT_TRUE(matcher.exhausted());
}

}  // namespace
}  // namespace zhimai
