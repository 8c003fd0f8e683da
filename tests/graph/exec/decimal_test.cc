#include "graph/exec/decimal.h"

#include <cmath>
#include <gtest/gtest.h>

namespace zhimai::sparql {
namespace {

Decimal D(std::string_view text) {
  const std::optional<Decimal> value = Decimal::Parse(text);
  EXPECT_TRUE(value) << text;
  return value.value_or(Decimal());
}

std::string Show(const std::optional<Decimal>& value) {
  return value ? value->Format() : "none";
}

constexpr std::string_view kMost = "170141183460469231731687303715884105727";

TEST(DecimalTest, ReadsTheLexicalSpaceAndWritesTheCanonicalForm) {
  const struct {
    std::string_view text, want;
  } cases[] = {
      {"0", "0"},
      {"-0.00", "0"},
      {"+1.50", "1.5"},
      {".5", "0.5"},
      {"5.", "5"},
      {"-00012.3400", "-12.34"},
      {"0.00000000000000000000000000000000000001",
       "0.00000000000000000000000000000000000001"},
      {kMost, kMost},
      {"170141183460469231731687303715884105728", "none"},
      {"0.000000000000000000000000000000000000001", "none"},
      {"1.0000000000000000000000000000000000000000000", "1"},
      {"", "none"},
      {".", "none"},
      {"-", "none"},
      {"+-1", "none"},
      {"1e3", "none"},
      {"1 ", "none"},
      {"1.2.3", "none"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Show(Decimal::Parse(c.text)), c.want);
  }
}

TEST(DecimalTest, ComputesExactlyWhereItFits) {
  const std::string most(kMost);
  EXPECT_EQ(Show(Decimal::Add(D("0.1"), D("0.2"))), "0.3");
  EXPECT_EQ(Show(Decimal::Add(D(most), D("1"))), "none");
  EXPECT_EQ(Show(Decimal::Add(D("-" + most), D("-1"))), "none");
  EXPECT_EQ(Show(Decimal::Add(D("-" + most), D(most))), "0");
  EXPECT_EQ(Show(Decimal::Subtract(D("1"), D("0.999"))), "0.001");
  EXPECT_EQ(Show(Decimal::Multiply(D("-1.5"), D("1.5"))), "-2.25");
  EXPECT_EQ(Show(Decimal::Multiply(D(most), D("2"))), "none");
  EXPECT_EQ(Show(Decimal::Multiply(D(most), D("0.1"))),
            "17014118346046923173168730371588410572.7");
}

TEST(DecimalTest, RoundsDigitsThatDoNotFit) {
  EXPECT_EQ(Show(Decimal::Multiply(D("0.00000000000000000003"),
                                   D("0.00000000000000000002"))),
            "0");
  EXPECT_EQ(Show(Decimal::Multiply(D("1.2345678901234567890123456789"),
                                   D("1.2345678901234567890123456789"))),
            "1.52415787532388367504953515625361987875");
  EXPECT_EQ(Show(Decimal::Add(D("100000000000000000000000000000000000001"),
                              D("0.5"))),
            "100000000000000000000000000000000000002");
  EXPECT_EQ(Show(Decimal::Subtract(
                D("0.5"), D("100000000000000000000000000000000000002"))),
            "-100000000000000000000000000000000000002");
}

TEST(DecimalTest, Divides) {
  EXPECT_EQ(Show(Decimal::Divide(D("1"), D("4"))), "0.25");
  EXPECT_EQ(Show(Decimal::Divide(D("1"), D("3"))), "0.333333333333333333");
  EXPECT_EQ(Show(Decimal::Divide(D("-2"), D("3"))), "-0.666666666666666667");
  EXPECT_EQ(Show(Decimal::Divide(D("1"), D("0.001"))), "1000");
  EXPECT_EQ(Show(Decimal::Divide(D("1"), D("0"))), "none");
  EXPECT_EQ(Show(Decimal::Divide(D("0"), D("-7"))), "0");
  EXPECT_EQ(Show(Decimal::Divide(D(kMost), D(kMost))), "1");
  EXPECT_EQ(Show(Decimal::Divide(D(kMost), D("0.1"))), "none");
  // Many digits in front of the first that counts.
  EXPECT_EQ(Show(Decimal::Divide(D("1"), D("30000000000000000000"))),
            "0.0000000000000000000333333333333333333");
}

TEST(DecimalTest, RoundsToWholeNumbers) {
  const struct {
    std::string_view text, floor, ceiling, round, truncate;
  } cases[] = {
      {"2.5", "2", "3", "3", "2"},       {"-2.5", "-3", "-2", "-2", "-2"},
      {"-0.4", "-1", "0", "0", "0"},     {"0.5", "0", "1", "1", "0"},
      {"1.4999", "1", "2", "1", "1"},    {"7", "7", "7", "7", "7"},
      {"-2.51", "-3", "-2", "-3", "-2"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(D(c.text).Floor().Format(), c.floor);
    EXPECT_EQ(D(c.text).Ceiling().Format(), c.ceiling);
    EXPECT_EQ(D(c.text).Round().Format(), c.round);
    EXPECT_EQ(D(c.text).Truncate().Format(), c.truncate);
  }
}

TEST(DecimalTest, ComparesAcrossScales) {
  EXPECT_LT(D("1.1"), D("1.11"));
  EXPECT_LT(D("-1.11"), D("-1.1"));
  EXPECT_LT(D("-1"), D("0.00000000000000000000000000000000000001"));
  EXPECT_GT(D(kMost), D("0.00000000000000000000000000000000000001"));
  EXPECT_EQ(D("1.10"), D("1.1"));
}

TEST(DecimalTest, GoesToDoublesAndBack) {
  EXPECT_EQ(D("0.1").ToDouble(), 0.1);
  EXPECT_EQ(D(kMost).ToDouble(), std::ldexp(1, 127));
  EXPECT_EQ(D("123456789012345678901234567890.5").ToDouble(),
            123456789012345678901234567890.5);
  EXPECT_EQ(D("1.1").ToFloat(), 1.1F);
  EXPECT_EQ(Show(Decimal::FromDouble(1.1)), "1.1");
  EXPECT_EQ(Show(Decimal::FromDouble(-1e20)), "-100000000000000000000");
  EXPECT_EQ(Show(Decimal::FromDouble(1e300)), "none");
  EXPECT_EQ(Show(Decimal::FromDouble(1e-300)), "none");
  EXPECT_EQ(Show(Decimal::FromDouble(std::nan(""))), "none");
}

}  // namespace
}  // namespace zhimai::sparql
