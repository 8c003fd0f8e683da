#include "graph/exec/aggregate.h"

#include <gtest/gtest.h>
#include <vector>

#include "tests/graph/exec/evaluate.h"

namespace zhimai::sparql {
namespace {

// Feeds the values of expressions; "unbound" is an error.
std::string Aggregate(std::string_view aggregate,
                      const std::vector<std::string_view>& values) {
  const std::unique_ptr<Accumulator> accumulator =
      MakeAccumulator(ParseExpressionText(aggregate));
  for (const std::string_view text : values) {
    const Expression expression =
        ParseExpressionText(text == "unbound" ? "?x" : text);
    EvalContext context;
    std::optional<Value> value = CompiledExpression::Compile(expression, {})
                                     ->EvaluateValue(TermRow({}), context);
    accumulator->Add(value);
  }
  const std::optional<Term> result = accumulator->Finish();
  return result ? FormatTerm(*result) : "error";
}

std::string Typed(std::string_view lexical, std::string_view type) {
  return FormatTerm(Term::Literal(lexical, std::string(kXsd).append(type)));
}

TEST(AggregateTest, Counts) {
  EXPECT_EQ(Aggregate("COUNT(*)", {"1", "unbound"}), Typed("2", "integer"));
  EXPECT_EQ(Aggregate("COUNT(?x)", {"1", "unbound", "1"}),
            Typed("2", "integer"));
  EXPECT_EQ(Aggregate("COUNT(DISTINCT ?x)", {"1", "01", "1", ":a"}),
            Typed("3", "integer"));
  EXPECT_EQ(Aggregate("COUNT(?x)", {}), Typed("0", "integer"));
}

TEST(AggregateTest, SumsAndAverages) {
  EXPECT_EQ(Aggregate("SUM(?x)", {}), Typed("0", "integer"));
  EXPECT_EQ(Aggregate("AVG(?x)", {}), Typed("0", "integer"));
  EXPECT_EQ(Aggregate("SUM(?x)", {"1", "2.5"}), Typed("3.5", "decimal"));
  EXPECT_EQ(Aggregate("SUM(?x)", {"1", "2.5", "1e0"}),
            Typed("4.5E0", "double"));
  EXPECT_EQ(Aggregate("SUM(DISTINCT ?x)", {"1", "1", "2"}),
            Typed("3", "integer"));
  EXPECT_EQ(Aggregate("AVG(?x)", {"1", "2"}), Typed("1.5", "decimal"));
  EXPECT_EQ(Aggregate("AVG(DISTINCT ?x)", {"1", "1", "4"}),
            Typed("2.5", "decimal"));
  EXPECT_EQ(Aggregate("SUM(?x)", {"1", "\"a\""}), "error");
  EXPECT_EQ(Aggregate("AVG(?x)", {"1", "unbound"}), "error");
}

TEST(AggregateTest, ExtremesFollowOrderBy) {
  EXPECT_EQ(Aggregate("MIN(?x)", {}), "error");
  EXPECT_EQ(Aggregate("MIN(?x)", {"2", "1.5", "unbound"}),
            Typed("1.5", "decimal"));
  EXPECT_EQ(Aggregate("MAX(?x)", {"2", "10", "9e0"}), Typed("10", "integer"));
  EXPECT_EQ(Aggregate("MAX(?x)", {"2", "\"a\"", ":a"}), "\"a\"");
  EXPECT_EQ(Aggregate("MIN(?x)", {"2", "\"a\"", ":a"}),
            "<http://example.org/a>");
  // Of equal values one, whatever the order.
  EXPECT_EQ(Aggregate("MIN(?x)", {"1", "01"}),
            Aggregate("MIN(?x)", {"01", "1"}));
}

TEST(AggregateTest, SamplesAndConcatenates) {
  EXPECT_EQ(Aggregate("SAMPLE(?x)", {"unbound", "7"}), Typed("7", "integer"));
  EXPECT_EQ(Aggregate("SAMPLE(?x)", {"unbound"}), "error");
  EXPECT_EQ(Aggregate("GROUP_CONCAT(?x)", {}), "\"\"");
  EXPECT_EQ(Aggregate("GROUP_CONCAT(?x)", {"\"a\"@en", "01", ":b"}),
            "\"a 01 http://example.org/b\"");
  EXPECT_EQ(Aggregate("GROUP_CONCAT(DISTINCT ?x; SEPARATOR=\", \")",
                      {"\"a\"", "\"b\"", "\"a\""}),
            "\"a, b\"");
  EXPECT_EQ(Aggregate("GROUP_CONCAT(?x)", {"\"a\"", "BNODE()"}), "error");
  EXPECT_EQ(Aggregate("GROUP_CONCAT(?x)", {"\"a\"", "unbound"}), "error");
}

}  // namespace
}  // namespace zhimai::sparql
