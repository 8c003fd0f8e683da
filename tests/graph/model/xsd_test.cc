#include "graph/model/xsd.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>
#include <string_view>

namespace zhimai {
namespace {

TEST(XsdTest, IntegersRoundTripAndNothingElseIsCanonical) {
  for (std::string_view text :
       {"0", "1", "-1", "9223372036854775807", "-9223372036854775808"}) {
    SCOPED_TRACE(text);
    ASSERT_TRUE(ParseCanonicalInteger(text).has_value());
    EXPECT_EQ(FormatInteger(*ParseCanonicalInteger(text)), text);
  }
  for (std::string_view text : {"", "-", "+1", "01", "-0", " 1", "1 ", "1.0",
                                "9223372036854775808", "１"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(ParseCanonicalInteger(text).has_value());
  }
}

TEST(XsdTest, DecimalsAreFixedPoint) {
  struct {
    std::string_view text;
    int64_t scaled;
  } const cases[] = {
      {"0.0", 0},         {"1.5", 1500000},
      {"-0.25", -250000}, {"0.000001", 1},
      {"-1.0", -1000000}, {"999999999999.999999", 999999999999999999}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(ParseCanonicalDecimal(c.text), c.scaled);
    EXPECT_EQ(FormatDecimal(c.scaled), c.text);
  }
  for (std::string_view text :
       {"", ".", "1", "1.", ".5", "1.50", "01.5", "+1.5", "-0.0", "1.0000001",
        "1e0", "1000000000000.0"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(ParseCanonicalDecimal(text).has_value());
  }
}

TEST(XsdTest, DoublesRoundTripBitByBit) {
  struct {
    double value;
    std::string_view text;
  } const cases[] = {
      {0, "0.0E0"},
      {-0.0, "-0.0E0"},
      {1, "1.0E0"},
      {1.5, "1.5E0"},
      {-123.25, "-1.2325E2"},
      {1e-7, "1.0E-7"},
      {1e300, "1.0E300"},
      {std::numeric_limits<double>::infinity(), "INF"},
      {-std::numeric_limits<double>::infinity(), "-INF"},
      {std::numeric_limits<double>::denorm_min(), "5.0E-324"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(FormatDouble(c.value), c.text);
    ASSERT_TRUE(ParseCanonicalDouble(c.text).has_value());
    EXPECT_EQ(std::signbit(*ParseCanonicalDouble(c.text)),
              std::signbit(c.value));
    EXPECT_EQ(*ParseCanonicalDouble(c.text), c.value);
  }
  EXPECT_TRUE(std::isnan(*ParseCanonicalDouble("NaN")));
  for (std::string_view text :
       {"1", "1.5", "1E0", "1.0e0", "1.0E+0", "1.0E00", "10.0E0", "inf", "nan",
        "+INF", "1.0E999", "0x1p3", ""}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(ParseCanonicalDouble(text).has_value());
  }
}

TEST(XsdTest, DatesRoundTrip) {
  struct {
    DateKind kind;
    std::string_view text;
    int64_t instant;
  } const cases[] = {
      {DateKind::kDateTime, "1970-01-01T00:00:00Z", 0},
      {DateKind::kDateTime, "1970-01-01T08:00:00+08:00", 0},
      {DateKind::kDateTime, "1969-12-31T23:59:59.999", -1},
      {DateKind::kDateTime, "2025-08-31T20:15:00.5-03:30", 1756683900500},
      {DateKind::kDate, "1970-01-02", 86400000},
      {DateKind::kDate, "2000-02-29Z", 951782400000},
      {DateKind::kDate, "-0044-03-15", -63549360000000},
      {DateKind::kTime, "00:00:01", 63072001000},
      {DateKind::kGYear, "1971", 31536000000},
      {DateKind::kGYear, "12025", 317305209600000},
      {DateKind::kGYearMonth, "1970-02+01:00", 2674800000},
      {DateKind::kGMonthDay, "--02-29", 68169600000},
      {DateKind::kGMonth, "--12", 92016000000},
      {DateKind::kGDay, "---31", 65664000000},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto value = ParseCanonicalDate(c.kind, c.text);
    ASSERT_TRUE(value.has_value());
    EXPECT_EQ(value->instant, c.instant);
    EXPECT_EQ(FormatDate(c.kind, *value), c.text);
  }
}

TEST(XsdTest, OtherSpellingsOfDatesAreNotCanonical) {
  struct {
    DateKind kind;
    std::string_view text;
  } const cases[] = {
      {DateKind::kDate, ""},
      {DateKind::kDate, "2025-02-29"},
      {DateKind::kDate, "2025-13-01"},
      {DateKind::kDate, "2025-1-1"},
      {DateKind::kDate, "02025-01-01"},
      {DateKind::kDate, "2025-01-01+15:00"},
      {DateKind::kDate, "2025-01-01-00:00"},
      {DateKind::kDate, "9999999-01-01"},
      {DateKind::kDateTime, "2025-01-01T24:00:00"},
      {DateKind::kDateTime, "2025-01-01T00:00:60"},
      {DateKind::kDateTime, "2025-01-01T00:00:00.50"},
      {DateKind::kDateTime, "2025-01-01T00:00:00."},
      {DateKind::kDateTime, "2025-01-01T00:00:00.1234"},
      {DateKind::kDateTime, "2025-01-01"},
      {DateKind::kGMonthDay, "--02-30"},
      {DateKind::kGYear, "25"},
      {DateKind::kGDay, "---32"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_FALSE(ParseCanonicalDate(c.kind, c.text).has_value());
  }
}

TEST(XsdTest, EveryInstantOfTheCalendarRoundTrips) {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<int64_t> instants(-100'000'000'000'000,
                                                  200'000'000'000'000);
  for (int i = 0; i < 20000; ++i) {
    DateValue value;
    value.instant = instants(random);
    value.zone = DateValue::Zone::kUtc;
    const std::string text = FormatDate(DateKind::kDateTime, value);
    EXPECT_EQ(ParseCanonicalDate(DateKind::kDateTime, text), value) << text;
  }
}

}  // namespace
}  // namespace zhimai
