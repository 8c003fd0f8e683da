#include "tools/shell/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr FlagSpec kFlags[] = {{"relations", "R,…", ""}, {"class", "C,…", ""},
                               {"status", "S,…", ""},    {"lang", "zh|en", ""},
                               {"avoid", "ENTITY", ""},  {"json", "", ""}};
Command Made(std::string_view name, std::string_view arguments,
             std::span<const FlagSpec> flags) {
  Command command;
  command.name = name;
  command.arguments = arguments;
  command.flags = flags;
  return command;
}

const Command kShow = Made("show", "ENTITY", kFlags);
const Command kPath = Made("path", "FROM TO", kFlags);
const Command kBuild = Made("build", "PATH…", {});
const Command* const kAll[] = {&kShow, &kPath, &kBuild};

class CompletionTest : public ::testing::Test {
 protected:
  CompletionTest() {
    ontology_.relations["member_of"] = {"成员", "member of", "", ""};
    ontology_.relations["met_with"] = {"会见", "met with", "", ""};
    ontology_.classes["Country"] = {"国家", "country", "", ""};
    ontology_.qualifiers["since"] = {"始于", "since", "", ""};
  }

  std::vector<NamedEntity> Names(std::string_view typed) {
    asked_.emplace_back(typed);
    const NamedEntity kNames[] = {
        {"上海合作组织", "e/sco"},
        {"上海", "e/shanghai"},
        {"Shanghai Cooperation Organisation", "e/sco"}};
    std::vector<NamedEntity> found;
    for (const NamedEntity& name : kNames) {
      if (!typed.empty() &&
          std::string_view(name.name).substr(0, typed.size()) == typed) {
        found.push_back(name);
      }
    }
    return found;
  }

  Completion Complete(std::string_view line, std::string_view before = "") {
    return Completer(kAll, &ontology_,
                     [this](std::string_view typed) { return Names(typed); })
        .Complete(line, before);
  }
  std::vector<std::string> Inserts(std::string_view line,
                                   std::string_view before = "") {
    std::vector<std::string> inserts;
    for (const auto& candidate : Complete(line, before).candidates) {
      inserts.push_back(candidate.insert);
    }
    return inserts;
  }

  OntologyView ontology_;
  std::vector<std::string> asked_;
};

TEST_F(CompletionTest, Commands) {
  EXPECT_THAT(Inserts("\\sh"), ElementsAre("\\show"));
  EXPECT_THAT(Inserts("\\ti"), ElementsAre("\\timing"));
  EXPECT_THAT(Inserts("sho"), ElementsAre("show"));
  EXPECT_THAT(Inserts("\\help sh"), ElementsAre("show"));
  EXPECT_THAT(Inserts("\\nothing"), IsEmpty());
}

TEST_F(CompletionTest, FlagsAndTheirValues) {
  EXPECT_THAT(Inserts("\\show --re"), ElementsAre("--relations"));
  EXPECT_THAT(Inserts("\\show x --relations me"),
              ElementsAre("member_of", "met_with"));
  EXPECT_THAT(Inserts("\\show x --relations 成"), ElementsAre("member_of"));
  EXPECT_THAT(Inserts("\\show x --relations met_with,mem"),
              ElementsAre("met_with,member_of"));
  EXPECT_THAT(Inserts("\\show x --class C"), ElementsAre("Country"));
  EXPECT_THAT(Inserts("\\show x --status pl"), ElementsAre("planned"));
  EXPECT_THAT(Inserts("\\show x --lang "), ElementsAre("zh", "en"));
  EXPECT_THAT(Inserts("\\show x --avoid 上海合"), ElementsAre("上海合作组织"));
  EXPECT_THAT(Inserts("\\format v"), ElementsAre("vertical"));
  EXPECT_THAT(Inserts("\\lang e"), ElementsAre("en"));
}

TEST_F(CompletionTest, Names) {
  EXPECT_THAT(Inserts("\\show 上海"), ElementsAre("上海合作组织", "上海"));
  EXPECT_THAT(Inserts("\\path 上海 上海合"), ElementsAre("上海合作组织"));
  EXPECT_THAT(Inserts("\\path --json 上海合"), ElementsAre("上海合作组织"));
  EXPECT_THAT(Inserts("\\explain 上海合"), ElementsAre("上海合作组织"));
  EXPECT_THAT(Inserts("\\explain x me"), ElementsAre("member_of", "met_with"));
  EXPECT_THAT(Inserts("\\path 上海 上海 上海"), IsEmpty());
}

TEST_F(CompletionTest, NamesOfSeveralWordsAreQuoted) {
  const Completion whole = Complete("\\show Shanghai Coop");
  EXPECT_EQ(whole.begin, 6U);
  ASSERT_EQ(whole.candidates.size(), 1U);
  EXPECT_EQ(whole.candidates[0].insert, "'Shanghai Cooperation Organisation'");
  EXPECT_THAT(Inserts("\\show 'Shanghai Coop"),
              ElementsAre("'Shanghai Cooperation Organisation'"));
}

TEST_F(CompletionTest, Queries) {
  EXPECT_THAT(Inserts("SELECT * { ?s zm:me"),
              ElementsAre("zm:member_of", "zm:met_with"));
  EXPECT_THAT(Inserts("SELECT * { ?s zmq:s"), ElementsAre("zmq:since"));
  EXPECT_THAT(Inserts("SELECT * { ?s ?p <上海合"), ElementsAre("<e/sco>"));
  EXPECT_THAT(Inserts("SELECT * { ?s ?p \"上海合"),
              ElementsAre("\"上海合作组织\""));
  EXPECT_THAT(Inserts("SELECT * { ?s ?p 上海合"), ElementsAre("<e/sco>"));
  EXPECT_THAT(Inserts("?who ?wh", "SELECT ?where {"),
              ElementsAre("?where", "?who"));
  EXPECT_THAT(Inserts("sel"), ElementsAre("SELECT"));
  EXPECT_THAT(Inserts("SELECT * { FILTER(?a < ?b) opt"),
              ElementsAre("OPTIONAL"));
  EXPECT_THAT(Inserts("SELECT * { rd"), ElementsAre("rdf:", "rdfs:"));
}

TEST_F(CompletionTest, SurvivesAnything) {
  for (const char* line : {"", " ", "\\", "\\ ", "'", "\"", "<", "?", "zm:",
                           "\\show '", "\\o /no/", "\\explain ", "\xE4\xB8",
                           "SELECT <", "\\help ", "\\format x y z"}) {
    (void)Complete(line);
    (void)Complete(line, "SELECT");
  }
}

TEST(SharedStartTest, GoesOnAfterWhatIsTypedInWholeCharacters) {
  EXPECT_EQ(SharedStart("上", {{"上海合作", ""}, {"上海", ""}}), "上海");
  EXPECT_EQ(SharedStart("x", {{"丁", ""}, {"七", ""}}), "x");  // same byte
  EXPECT_EQ(SharedStart("shangh", {{"上海合作", ""}, {"上海", ""}}), "上海");
  EXPECT_EQ(SharedStart("上海", {{"<e/1>", "上海 <e/1>"}, {"<e/2>", "海"}}),
            "上海");
  EXPECT_EQ(SharedStart("x", {}), "x");
}

TEST(SharedStartTest, OfNamesInQuotesIsTheNames) {
  const std::vector<CompletionCandidate> two = {
      {"\"New Zealand\"", "New Zealand"}, {"\"New Zeal\"", "New Zeal"}};
  EXPECT_EQ(SharedStart("new", two), "New Zeal");
  EXPECT_EQ(SharedStart("\"New Z", two), "\"New Zeal");
  EXPECT_EQ(SharedStart("'N", two), "'New Zeal");
  EXPECT_EQ(SharedStart("A", {{"\"A'b c\"", "A'b c"}, {"\"A'b\"", "A'b"}}),
            "A");
}

}  // namespace
}  // namespace zhimai
