#include "extract/rules/loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

constexpr char kOntology[] = R"(
  class { name: "Agent" abstract: true }
  class { name: "Person" parent: "Agent" }
  class { name: "Country" parent: "Agent" }
  class { name: "Meeting" }
  relation { name: "knows" }
  qualifier { name: "since" }
)";

class LoaderTest : public testing::Test {
 protected:
  LoaderTest() { types_.Intern("@verb"); }

  Result<RuleSet> Load(const std::vector<std::string>& packs) {
    std::vector<DataFile> files;
    for (size_t i = 0; i < packs.size(); ++i) {
      const std::string name = "p" + std::to_string(i) + ".txtpb";
      files.push_back({name, "rules/" + name, 0, packs[i]});
    }
    Result<Ontology> ontology =
        Ontology::Parse({{"o.txtpb", "ontology/o.txtpb", 0, kOntology}});
    EXPECT_THAT(ontology, IsOk());
    ontology_ = std::make_unique<Ontology>(std::move(ontology).value());
    return BuildRules(files, *ontology_, &types_);
  }

  TypeRegistry types_;
  std::unique_ptr<Ontology> ontology_;
};

// A pack with one rule, on lines of its own: the rule begins on line 2.
std::string Pack(const std::string& body) {
  return "module: \"m\"\nrule {\n  id: \"r\"\n" + body + "\n}\n";
}

TEST_F(LoaderTest, SaysWhichFieldOfWhichRuleIsWrong) {
  const char* const kMatch = "match: \"(?<a>[Person])\"\n";
  const struct {
    std::string body;
    const char* want;
  } cases[] = {
      {"match: \"[Nobody]\"",
       "p0.txtpb:4:1: rule r: match: column 1: unknown type Nobody"},
      {"match: \"[Person] @nothing\"", "column 10: unknown list @nothing"},
      {"match: \"[Person] $NONE\"", "column 10: unknown macro"},
      {"match: \"[Person\"", "column 8: expected ']'"},
      {"", "without a match pattern"},
      {std::string(kMatch) + "unless: \"$b\"", "p0.txtpb:5:1: rule r: unless"},
      {std::string(kMatch) + "where: \"$b == $a\"",
       "unknown capture or variable $b"},
      {std::string(kMatch) + "where: \"$a in @nothing\"",
       "unknown list @nothing"},
      {std::string(kMatch) + "let { var: \"x\" resolve: \"topic([Nobody])\" }",
       "p0.txtpb:5:16: rule r: resolve: unknown type Nobody"},
      {std::string(kMatch) + "let { var: \"each\" resolve: \"$a\" }",
       "name of a variable"},
      {std::string(kMatch) + "trigger: \"@nothing\"", "unknown type or list"},
      {std::string(kMatch) + "annotate { span: \"$b\" type: \"Person\" }",
       "rule r: span: expected $0 or a capture"},
      {std::string(kMatch) +
           "emit { subject: \"$a\" relation: \"likes\" object: \"$a\" }",
       "unknown relation 'likes'"},
      {std::string(kMatch) +
           "emit { subject: \"$a\" relation: \"knows\" object: \"$b\" }",
       "rule r: object: column 1: unknown capture"},
      {std::string(kMatch) +
           "emit { subject: \"$each\" relation: \"knows\" object: \"$a\" }",
       "$each stands only"},
      {std::string(kMatch) +
           "emit { subject: \"$a\" relation: \"knows\" object: \"$a\" "
           "qualifier { key: \"until\" value: \"$a\" } }",
       "unknown qualifier 'until'"},
      {std::string(kMatch) +
           "emit { new_event: \"Agent($a)\" relation: \"knows\" "
           "object: \"$a\" }",
       "'Agent' is no class of entities"},
      {std::string(kMatch) + "emit { relation: \"knows\" object: \"$a\" }",
       "needs a subject or new_event"},
      {std::string(kMatch) + "prior: 2", "between 0 and 1"},
      {std::string(kMatch) + "colour: \"red\"", "p0.txtpb:5"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.body);
    EXPECT_THAT(Load({Pack(c.body)}), FailsWith(Code::kInvalidInput, c.want));
  }
}

TEST_F(LoaderTest, RefusesInput) {
  EXPECT_THAT(Load({"module: \"m\"\ninput: \"Person\"\n"}),
              FailsWith(Code::kInvalidInput, "p0.txtpb:2:1: input is"));
}

TEST_F(LoaderTest, RefusesARuleTwice) {
  const std::string pack = Pack("match: \"[Person]\"");
  EXPECT_THAT(
      Load({pack, pack}),
      FailsWith(Code::kInvalidInput,
                "p1.txtpb:2:1: rule r is defined already, at p0.txtpb:2:1"));
}

TEST_F(LoaderTest, RefusesALanguageThatNoArticleHas) {
  EXPECT_THAT(Load({"module: \"m\"\nlang: \"cn\"\n"}),
              FailsWith(Code::kInvalidInput,
                        "p0.txtpb:2:1: no articles have the language 'cn'"));
}

TEST_F(LoaderTest, OrdersPacksByPhaseAndModule) {
  const auto pack = [](const char* module, int phase) {
    return std::string("module: \"") + module +
           "\" phase: " + std::to_string(phase) + " rule { id: \"" + module +
           "\" match: \"[Person]\" }";
  };
  const Result<RuleSet> rules =
      Load({pack("c", 20), pack("b", 10), pack("a", 20)});
  ASSERT_THAT(rules, IsOk());
  std::vector<std::string> order;
  for (const RulePack& p : rules->packs()) order.push_back(p.module);
  EXPECT_THAT(order, testing::ElementsAre("b", "a", "c"));
}

TEST_F(LoaderTest, FindsMacrosOfThePackThenOfItsLanguage) {
  const std::string macros =
      "module: \"macros\" lang: \"zh\" "
      "macro { name: \"WHO\" pattern: \"[Person]\" }";
  const std::string uses = "rule { id: \"r\" match: \"$WHO\" }";
  EXPECT_THAT(Load({macros, "module: \"m\" lang: \"zh\" " + uses}), IsOk());
  EXPECT_FALSE(Load({macros, "module: \"m\" lang: \"en\" " + uses}).ok());
  EXPECT_THAT(Load({"module: \"m\" macro { name: \"WHO\" "
                    "pattern: \"[Country]\" } " +
                    uses}),
              IsOk());
}

TEST_F(LoaderTest, KnowsWhatRulesIntroduce) {
  EXPECT_THAT(
      Load({"module: \"b\" phase: 40 rule { id: \"u\" match: \"[Guest]\" }",
            "module: \"a\" phase: 10 rule { id: \"i\" match: "
            "\"(?<g>[Person])\" annotate { span: \"$g\" type: \"Guest\" } }"}),
      IsOk());
}

}  // namespace
}  // namespace zhimai
