#include <array>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/base/suggest.h"
#include "tests/support/status_matchers.h"
#include "tools/cli/parse.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;

constexpr FlagSpec kFlags[] = {
    {"depth", "N", "steps"},
    {"output", "FILE", "where to", 'o'},
    {"relations", "R,…", "which", '\0', true},
    {"all", "", "everything"},
};
constexpr Command kCommand = {
    .name = "walk",
    .summary = "walk",
    .arguments = "FROM [TO]",
    .min_arguments = 1,
    .max_arguments = 2,
    .flags = kFlags,
    .example = "zhimai walk",
};

TEST(ParseFlagsTest, SplitsFlagsFromArguments) {
  const Result<Flags> flags =
      ParseFlags(kCommand, {"中国", "--depth=3", "-o", "x.svg", "印度",
                            "--relations", "a,b", "--relations", "c", "--all"});
  ASSERT_THAT(flags, IsOk());
  EXPECT_THAT(flags->arguments(), ElementsAre("中国", "印度"));
  EXPECT_EQ(flags->Get("depth"), "3");
  EXPECT_EQ(flags->Get("output"), "x.svg");
  EXPECT_THAT(flags->GetList("relations"), ElementsAre("a", "b", "c"));
  EXPECT_TRUE(flags->Has("all"));
  EXPECT_FALSE(flags->Has("quiet"));
}

TEST(ParseFlagsTest, TakesOddArgumentsAsTheyAre) {
  struct {
    std::vector<std::string> words, want;
  } const cases[] = {
      {{"-"}, {"-"}},
      {{"[a,b]"}, {"[a,b]"}},
      {{"--", "--all"}, {"--all"}},
      {{"a b", ""}, {"a b", ""}},
      {{"“x”"}, {"“x”"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.words.front());
    const Result<Flags> flags = ParseFlags(kCommand, c.words);
    ASSERT_THAT(flags, IsOk());
    EXPECT_EQ(flags->arguments(), c.want);
  }
}

TEST(ParseFlagsTest, SaysWhatIsWrong) {
  struct {
    std::vector<std::string> words;
    std::string_view want;
  } const cases[] = {
      {{}, "walk needs FROM [TO]"},
      {{"a", "b", "c"}, "does not take the argument 'c'"},
      {{"a", "--dept", "3"}, "no flag --dept; did you mean --depth?"},
      {{"a", "--realtions=x"}, "no flag --realtions; did you mean --relations"},
      {{"a", "--zzz"}, "walk has no flag --zzz"},
      {{"a", "-x"}, "walk has no flag -x"},
      {{"a", "--depth"}, "--depth"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.want);
    EXPECT_THAT(ParseFlags(kCommand, c.words),
                FailsWith(Code::kUsage, std::string(c.want)));
  }
}

TEST(ParseFlagsTest, HelpNeedsNoArguments) {
  EXPECT_THAT(ParseFlags(kCommand, {"--help"}), IsOk());
  EXPECT_THAT(ParseFlags(kCommand, {"-h"}), IsOk());
}

TEST(FlagsTest, ChecksNumbersAndChoices) {
  constexpr std::array<std::string_view, 2> kChoices = {"zh", "en"};
  Flags flags;
  EXPECT_THAT(flags.GetInt("depth", 7, 0, 9), IsOkAnd(7));
  EXPECT_THAT(flags.GetChoice("lang", kChoices), IsOkAnd(std::string("zh")));
  for (const char* bad :
       {"", "x", "3x", "10", "-1", "1.5", "99999999999999999999"}) {
    SCOPED_TRACE(bad);
    flags.Set("depth", {bad});
    EXPECT_THAT(flags.GetInt("depth", 7, 0, 9),
                FailsWith(Code::kUsage, "--depth takes a whole number"));
  }
  flags.Set("depth", {"1", "9"});
  EXPECT_THAT(flags.GetInt("depth", 7, 0, 9), IsOkAnd(9));
  flags.Set("lang", {"fr"});
  EXPECT_THAT(flags.GetChoice("lang", kChoices),
              FailsWith(Code::kUsage, "--lang takes one of zh, en, not 'fr'"));
}

TEST(ClosestWordTest, FindsWhatWasMeant) {
  const std::vector<std::string> known = {"build", "show",    "stats",
                                          "path",  "extract", "export"};
  struct {
    std::string_view word, want;
  } const cases[] = {
      {"biuld", "build"}, {"shwo", "show"},   {"extarct", "extract"},
      {"neigh", ""},      {"pat", "path"},    {"sta", "stats"},
      {"", ""},           {"zzzzzzzzzz", ""}, {"exprot", "export"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.word);
    EXPECT_EQ(ClosestWord(c.word, known), c.want);
  }
}

}  // namespace
}  // namespace zhimai
