#include "extract/rules/scanner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/rules/loader.h"
#include "tests/extract/rules/toy_article.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kOntology[] = R"(
  class { name: "Person" }
  class { name: "Country" }
)";

class ScannerTest : public testing::Test {
 protected:
  // "rule@text" of every match in an article of one sentence per line, with
  // clauses that end at '，'.
  std::vector<std::string> Scan(const std::string& pack,
                                const std::string& text) {
    Result<Ontology> ontology =
        Ontology::Parse({{"o", "ontology/o.txtpb", 0, kOntology}});
    EXPECT_THAT(ontology, IsOk());
    const std::string head = "module: \"m\" lang: \"zh\" ";
    Result<RuleSet> rules = BuildRules({{"p", "rules/p.txtpb", 0, head + pack}},
                                       *ontology, &types_);
    EXPECT_THAT(rules, IsOk());
    if (!rules.ok()) return {};
    const Lattice lattice = ToyLattice(text,
                                       {{"云国", "Country", 1},
                                        {"海国", "Country", 2},
                                        {"山海国", "Country", 3},
                                        {"林远", "Person", 4},
                                        {"周高", "Person", 5}},
                                       &types_);
    const std::vector<uint8_t> hidden = HiddenArcs(lattice);
    const Article article = MakeArticle(text);
    std::vector<std::string> warnings;
    const ScopeSpans scopes = MakeScopes(article, &warnings);
    Scanner scanner(*rules);
    scanner.BeginArticle(text);
    std::vector<std::string> out;
    for (const RuleMatch& m : scanner.Scan(
             rules->packs()[0], {text, &scopes, &lattice, hidden},
             [](RuleMatch*) { return true; }, &warnings)) {
      out.push_back(m.rule->id + "@" + std::string(m.match.span.In(text)));
    }
    return out;
  }

  static Article MakeArticle(const std::string& text) {
    Article article;
    article.text = text;
    size_t begin = 0;
    while (begin < text.size()) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      const Span span = {static_cast<uint32_t>(begin),
                         static_cast<uint32_t>(end)};
      Block block;
      block.span = span;
      article.blocks.push_back(block);
      article.sentences.push_back(MakeSentence(text, span));
      begin = end + 1;
    }
    return article;
  }

  static Sentence MakeSentence(const std::string& text, Span span) {
    Sentence out;
    out.span = span;
    uint32_t begin = span.begin;
    while (begin < span.end) {
      const size_t comma = text.find("，", begin);
      const uint32_t end =
          comma == std::string::npos || comma >= span.end
              ? span.end
              : static_cast<uint32_t>(comma + std::string("，").size());
      out.clauses.push_back({begin, end});
      begin = end;
    }
    return out;
  }

  TypeRegistry types_;
};

TEST_F(ScannerTest, LooksOnlyWhereATriggerStands) {
  const std::string rule =
      R"(rule { id: "r" scope: CLAUSE trigger: "见" match: "[Person]" })";
  EXPECT_THAT(Scan(rule, "林远来，周高见"), ElementsAre("r@周高"));
  EXPECT_THAT(Scan(rule, "林远来"), IsEmpty());
}

TEST_F(ScannerTest, TakesTypesAsTriggers) {
  const std::string rule =
      R"(rule { id: "r" trigger: "[Country]" match: "[Person]" })";
  EXPECT_THAT(Scan(rule, "林远在云国，周高来"), ElementsAre("r@林远"));
}

TEST_F(ScannerTest, KeepsMatchesInsideTheirScope) {
  const std::string match = R"( match: "[Person] .{0,9} [Country]" })";
  EXPECT_THAT(Scan(R"(rule { id: "r" scope: CLAUSE)" + match, "林远来，云国"),
              IsEmpty());
  EXPECT_THAT(Scan(R"(rule { id: "r" scope: SENTENCE)" + match, "林远来，云国"),
              ElementsAre("r@林远来，云国"));
  EXPECT_THAT(
      Scan(R"(rule { id: "r" scope: PARAGRAPH)" + match, "林远来\n云国"),
      IsEmpty());
  EXPECT_THAT(Scan(R"(rule { id: "r" scope: ARTICLE)" + match, "林远来\n云国"),
              ElementsAre("r@林远来\n云国"));
}

TEST_F(ScannerTest, RefusesByUnless) {
  const std::string rule =
      "rule { id: \"r\" scope: SENTENCE match: '[Person] .{0,2}? (?<v>\"见\")' "
      "unless: '\"不\" .{0,1} $v' }";
  EXPECT_THAT(Scan(rule, "林远见"), ElementsAre("r@林远见"));
  EXPECT_THAT(Scan(rule, "林远不见"), IsEmpty());
  // It looks at the clause, and at what the capture stands for.
  EXPECT_THAT(Scan(rule, "不去，林远见"), ElementsAre("r@林远见"));
  EXPECT_THAT(Scan(rule, "不大林远见"), ElementsAre("r@林远见"));
}

TEST_F(ScannerTest, HidesNamesInsideLongerNames) {
  EXPECT_THAT(Scan(R"(rule { id: "r" match: "[Country]" })", "山海国和海国"),
              ElementsAre("r@山海国", "r@海国"));
}

TEST_F(ScannerTest, LongestPrefersPriorityThenLength) {
  const std::string rules = R"(
    rule { id: "short" trigger: "见" match: "[Person] \"见\"" }
    rule { id: "long" trigger: "见" match: "[Person] \"见\" [Person]" }
    rule { id: "other" trigger: "国" match: "[Country]" })";
  EXPECT_THAT(Scan(rules, "林远见周高去云国"),
              ElementsAre("long@林远见周高", "other@云国"));
  EXPECT_THAT(Scan("mode: ALL " + rules, "林远见周高"),
              ElementsAre("short@林远见", "long@林远见周高"));
  EXPECT_THAT(Scan("mode: FIRST " + rules, "林远见周高"),
              ElementsAre("short@林远见"));
  EXPECT_THAT(Scan(R"(rule { id: "a" priority: 1 match: "[Person] \"见\"" }
                      rule { id: "b" match: "[Person] \"见\" [Person]" })",
                   "林远见周高"),
              // Neither inside the other, and no trigger in common.
              ElementsAre("a@林远见", "b@林远见周高"));
}

TEST_F(ScannerTest, SharedTriggerLeavesOneOfOverlappingMatches) {
  const std::string rules = R"(
    rule { id: "a" priority: 1 trigger: "见" match: "[Person] \"见\"" }
    rule { id: "b" trigger: "见" match: "\"见\" [Person]" })";
  EXPECT_THAT(Scan(rules, "林远见周高"), ElementsAre("a@林远见"));
}

TEST_F(ScannerTest, OnceFiresOnceInAScope) {
  EXPECT_THAT(Scan(R"(mode: ONCE
                      rule { id: "r" scope: SENTENCE match: "[Person]" })",
                   "林远和周高\n周高"),
              ElementsAre("r@林远", "r@周高"));
}

TEST_F(ScannerTest, GivesUpOnAHostileScopeWithAWarning) {
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "云国";
  EXPECT_THAT(Scan(R"(rule { id: "r" scope: SENTENCE
                match: "( [Country]* [Country]* )* \"完\"" })",
                   text),
              IsEmpty());
}

TEST(ScopeSpansTest, LeavesOutWhatIsTooLong) {
  Article article;
  article.text = std::string(kMaxScopeBytes + 100, 'a');
  Sentence sentence;
  sentence.span = {0, kMaxScopeBytes + 100};
  sentence.clauses = {{0, 10}, {10, kMaxScopeBytes + 100}};
  article.sentences.push_back(sentence);
  std::vector<std::string> warnings;
  const ScopeSpans scopes = MakeScopes(article, &warnings);
  EXPECT_TRUE(scopes.of(RuleScope::kSentence).empty());
  EXPECT_EQ(scopes.of(RuleScope::kClause).size(), 1U);
  EXPECT_EQ(warnings.size(), 2U);
  EXPECT_EQ(scopes.Find(RuleScope::kClause, 9), 0U);
  EXPECT_EQ(scopes.Find(RuleScope::kClause, 10), ScopeSpans::kNone);
}

}  // namespace
}  // namespace zhimai
