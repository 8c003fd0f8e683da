#include "graph/exec/expression.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/graph/exec/evaluate.h"

namespace zhimai::sparql {
namespace {

struct Case {
  std::string_view text, want;
};

void Check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Evaluate(c.text), c.want);
  }
}

// 1/0 is the type error.
TEST(ExpressionTest, LogicKeepsWhatDecidesOverErrors) {
  Check({
      {"true || 1/0", "\"true\"^^xsd:boolean"},
      {"1/0 || true", "\"true\"^^xsd:boolean"},
      {"false || 1/0", "error"},
      {"1/0 || 1/0", "error"},
      {"false && 1/0", "\"false\"^^xsd:boolean"},
      {"1/0 && false", "\"false\"^^xsd:boolean"},
      {"true && 1/0", "error"},
      {"!(1/0)", "error"},
      {"!\"\"", "\"true\"^^xsd:boolean"},
      {"!\"a\"@en", "error"},
      {"!:a", "error"},
      {"!\"x\"^^xsd:integer", "error"},
      {"!\"NaN\"^^xsd:double", "\"true\"^^xsd:boolean"},
      {"!\"2024-01-01\"^^xsd:date", "error"},
  });
}

TEST(ExpressionTest, Comparisons) {
  Check({
      {"1 < 1.5", "\"true\"^^xsd:boolean"},
      {"\"a\" < \"b\"", "\"true\"^^xsd:boolean"},
      {"\"a\" < 1", "error"},
      {"\"a\"@en < \"b\"@en", "error"},
      {":a < :b", "error"},
      {"false < true", "\"true\"^^xsd:boolean"},
      {"\"NaN\"^^xsd:double >= 1", "\"false\"^^xsd:boolean"},
      {"\"NaN\"^^xsd:double != 1", "\"true\"^^xsd:boolean"},
      {"\"2024-01-01\"^^xsd:date <= \"2024-01-01\"^^xsd:date",
       "\"true\"^^xsd:boolean"},
      {"1 IN (2, 1/0, 1)", "\"true\"^^xsd:boolean"},
      {"1 IN (2, 1/0)", "error"},
      {"1 IN ()", "\"false\"^^xsd:boolean"},
      {"1 NOT IN (2, 3)", "\"true\"^^xsd:boolean"},
      {"1 NOT IN (1/0, 1.0)", "\"false\"^^xsd:boolean"},
  });
}

TEST(ExpressionTest, Arithmetic) {
  Check({
      {"1 + 2", "\"3\"^^xsd:integer"},
      {"9223372036854775807 + 1", "\"9223372036854775808\"^^xsd:integer"},
      {"170141183460469231731687303715884105727 + 1", "error"},
      {"1 / 2", "\"0.5\"^^xsd:decimal"},
      {"1 / 0", "error"},
      {"1.0 / 0.0", "error"},
      {"1 / 0e0", "\"INF\"^^xsd:double"},
      {"0.1 + 0.2", "\"0.3\"^^xsd:decimal"},
      {"0.1e0 + 0.2", "\"3.0000000000000004E-1\"^^xsd:double"},
      {"\"1.5\"^^xsd:float * 2", "\"3.0E0\"^^xsd:float"},
      {"\"1\"^^xsd:byte + \"1\"^^xsd:byte", "\"2\"^^xsd:integer"},
      {"-(1.50)", "\"-1.5\"^^xsd:decimal"},
      {"+\"a\"", "error"},
      {"-\"a\"", "error"},
      {"\"1\" + 1", "error"},
      {"1 + 2 * 3 - 4", "\"3\"^^xsd:integer"},
      {"10 - 3 - 2", "\"5\"^^xsd:integer"},
      {"\"2024-01-31\"^^xsd:date + \"P1M\"^^xsd:yearMonthDuration",
       "\"2024-02-29\"^^xsd:date"},
      {"\"2024-03-01T00:00:00Z\"^^xsd:dateTime - "
       "\"2024-02-28T12:00:00Z\"^^xsd:dateTime",
       "\"P1DT12H\"^^xsd:dayTimeDuration"},
      {"\"P1D\"^^xsd:dayTimeDuration * 1.5",
       "\"P1DT12H\"^^xsd:dayTimeDuration"},
      {"\"2024-01-01\"^^xsd:date + 1", "error"},
  });
}

TEST(ExpressionTest, Branches) {
  Check({
      {"IF(true, 1, 1/0)", "\"1\"^^xsd:integer"},
      {"IF(1/0, 1, 2)", "error"},
      {"IF(\"\", 1, 2)", "\"2\"^^xsd:integer"},
      {"COALESCE(?x, 1/0, 5, 6)", "\"5\"^^xsd:integer"},
      {"COALESCE()", "error"},
      {"BOUND(?x)", "\"false\"^^xsd:boolean"},
      {"?x", "error"},
  });
}

TEST(ExpressionTest, Casts) {
  Check({
      {"xsd:integer(\" 12 \")", "\"12\"^^xsd:integer"},
      {"xsd:integer(-1.9)", "\"-1\"^^xsd:integer"},
      {"xsd:integer(\"1.5\")", "error"},
      {"xsd:integer(\"NaN\"^^xsd:double)", "error"},
      {"xsd:integer(true)", "\"1\"^^xsd:integer"},
      {"xsd:byte(300)", "error"},
      {"xsd:byte(12)", "\"12\"^^xsd:byte"},
      {"xsd:decimal(1.5e0)", "\"1.5\"^^xsd:decimal"},
      {"xsd:decimal(\"1e3\")", "error"},
      {"xsd:double(\"1.50\")", "\"1.5E0\"^^xsd:double"},
      {"xsd:float(1.1)", "\"1.1E0\"^^xsd:float"},
      {"xsd:boolean(\"1\")", "\"true\"^^xsd:boolean"},
      {"xsd:boolean(0e0)", "\"false\"^^xsd:boolean"},
      {"xsd:boolean(:a)", "error"},
      {"xsd:string(:a)", "\"http://example.org/a\""},
      {"xsd:string(1.0)", "\"1\""},
      {"xsd:string(1e7)", "\"1.0E7\""},
      {"xsd:string(0.000001e0)", "\"0.000001\""},
      {"xsd:string(1.5e-7)", "\"1.5E-7\""},
      {"xsd:string(-0e0)", "\"-0\""},
      {"xsd:string(\"1\"^^xsd:boolean)", "\"true\""},
      {"xsd:dateTime(\"2024-01-01T00:00:00Z\")",
       "\"2024-01-01T00:00:00Z\"^^xsd:dateTime"},
      {"xsd:date(\"2024-01-01T23:00:00Z\"^^xsd:dateTime)",
       "\"2024-01-01Z\"^^xsd:date"},
      {"xsd:dateTime(\"2024-01-01\"^^xsd:date)",
       "\"2024-01-01T00:00:00\"^^xsd:dateTime"},
      {"xsd:gYear(\"2024-01-01\"^^xsd:date)", "\"2024\"^^xsd:gYear"},
      {"xsd:dateTime(\"2024\"^^xsd:gYear)", "error"},
      {"xsd:dayTimeDuration(\"P1Y2D\"^^xsd:duration)",
       "\"P2D\"^^xsd:dayTimeDuration"},
      {"xsd:integer(\"1\"@en)", "error"},
      {"xsd:integer(\"1\"^^:t)", "error"},
      {":unknown(1)", "error"},
  });
}

TEST(ExpressionTest, ReadsColumns) {
  const Result<CompiledExpression> compiled = CompiledExpression::Compile(
      ParseExpressionText("IF(BOUND(?b), ?a + ?b, ?a)"),
      {.column = [](std::string_view name) -> std::optional<size_t> {
         if (name == "a") return 3;
         if (name == "b") return 1;
         return std::nullopt;
       },
       .exists = {},
       .base = ""});
  ASSERT_TRUE(compiled.ok());
  EXPECT_EQ(compiled->columns(), (std::vector<size_t>{1, 3}));
  EXPECT_TRUE(compiled->deterministic());
  const Term one = Term::Literal("01", std::string(kXsd) + "integer");
  EvalContext context;
  std::vector<std::optional<Term>> row(4);
  EXPECT_EQ(compiled->Evaluate(TermRow(row), context), std::nullopt);
  row[3] = one;
  // Not computed, so as it was.
  EXPECT_EQ(compiled->Evaluate(TermRow(row), context), one);
  row[1] = one;
  EXPECT_EQ(compiled->Evaluate(TermRow(row), context)->value(), "2");
  EXPECT_EQ(compiled->Test(TermRow(row), context), true);
}

TEST(ExpressionTest, ExistsIsAskedOfTheEngine) {
  const Result<CompiledExpression> compiled = CompiledExpression::Compile(
      ParseExpressionText("NOT EXISTS { ?s ?p ?o }"),
      {.column = {},
       .exists = [](const Expression&) -> Result<size_t> { return size_t{7}; },
       .base = ""});
  ASSERT_TRUE(compiled.ok());
  EXPECT_FALSE(compiled->deterministic());
  EvalContext context;
  context.exists = [](size_t pattern, const Row&) -> std::optional<bool> {
    return pattern == 7;
  };
  EXPECT_EQ(compiled->Test(TermRow({}), context), false);
  context.exists = [](size_t, const Row&) { return std::optional<bool>(); };
  EXPECT_EQ(compiled->Test(TermRow({}), context), std::nullopt);
}

TEST(ExpressionTest, LongChainsAreNoDepth) {
  std::string chain = "?x = 0";
  for (int i = 1; i < 5000; ++i) chain += " || ?x = " + std::to_string(i);
  EXPECT_EQ(Evaluate(chain), "error");
  EXPECT_EQ(Evaluate(chain + " || true"), "\"true\"^^xsd:boolean");
}

TEST(ExpressionTest, TooDeepTreesAreRefused) {
  Expression deep = ParseExpressionText("1");
  for (int i = 0; i <= kMaxExpressionDepth; ++i) {
    Expression outer;
    outer.op = Op::kNegate;
    outer.arguments.push_back(std::move(deep));
    deep = std::move(outer);
  }
  EXPECT_FALSE(CompiledExpression::Compile(deep, {}).ok());
}

}  // namespace
}  // namespace zhimai::sparql
