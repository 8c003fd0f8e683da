#include "graph/exec/date_time.h"

#include <gtest/gtest.h>

namespace zhimai::sparql {
namespace {

std::string RoundTrip(DateTimeKind kind, std::string_view text) {
  const std::optional<DateTime> value = DateTime::Parse(kind, text);
  return value ? value->Format() : "none";
}

TEST(DateTimeTest, ReadsAndWrites) {
  const struct {
    DateTimeKind kind;
    std::string_view text, want;
  } cases[] = {
      {DateTimeKind::kDateTime, "2024-02-29T23:59:59.500Z",
       "2024-02-29T23:59:59.5Z"},
      {DateTimeKind::kDateTime, "2023-02-29T00:00:00", "none"},
      {DateTimeKind::kDateTime, "2023-12-31T24:00:00", "2024-01-01T00:00:00"},
      {DateTimeKind::kDateTime, "2023-12-31T24:00:01", "none"},
      {DateTimeKind::kDateTime, "12000-01-01T00:00:00+14:00",
       "12000-01-01T00:00:00+14:00"},
      {DateTimeKind::kDateTime, "2023-01-01T00:00:00+14:01", "none"},
      {DateTimeKind::kDateTime, "-0044-03-15T12:00:00-00:30",
       "-0044-03-15T12:00:00-00:30"},
      {DateTimeKind::kDateTime, "0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"},
      {DateTimeKind::kDateTime, "99999999999-01-01T00:00:00Z", "none"},
      {DateTimeKind::kDateTime, "02024-01-01T00:00:00Z", "none"},
      {DateTimeKind::kDateTime, "2024-01-01T00:00:00.Z", "none"},
      {DateTimeKind::kDateTime, "2024-01-01", "none"},
      {DateTimeKind::kDate, "2024-13-01", "none"},
      {DateTimeKind::kDate, "2024-01-32", "none"},
      {DateTimeKind::kDate, "2024-01-01+00:00", "2024-01-01Z"},
      {DateTimeKind::kTime, "24:00:00", "00:00:00"},
      {DateTimeKind::kTime, "12:34:56.789-05:00", "12:34:56.789-05:00"},
      {DateTimeKind::kTime, "12:60:00", "none"},
      {DateTimeKind::kGYear, "2024Z", "2024Z"},
      {DateTimeKind::kGYearMonth, "2024-05", "2024-05"},
      {DateTimeKind::kGMonthDay, "--02-29", "--02-29"},
      {DateTimeKind::kGMonthDay, "--02-30", "none"},
      {DateTimeKind::kGMonth, "--12", "--12"},
      {DateTimeKind::kGDay, "---31", "---31"},
      {DateTimeKind::kDate, "", "none"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(RoundTrip(c.kind, c.text), c.want);
  }
}

std::string Order(DateTimeKind kind, std::string_view a, std::string_view b) {
  const auto order =
      Compare(*DateTime::Parse(kind, a), *DateTime::Parse(kind, b));
  if (!order) return "?";
  return *order < 0 ? "<" : *order > 0 ? ">" : "=";
}

TEST(DateTimeTest, ComparesWithAndWithoutZones) {
  const struct {
    std::string_view a, order, b;
  } cases[] = {
      {"2024-01-01T00:00:00Z", "=", "2024-01-01T08:00:00+08:00"},
      {"2024-01-01T00:00:00Z", "<", "2024-01-01T00:00:00.001Z"},
      {"2024-01-01T00:00:00", "<", "2024-01-01T00:00:01"},
      {"2024-01-01T00:00:00", "?", "2024-01-01T00:00:00Z"},
      {"2024-01-01T00:00:00", "?", "2024-01-01T14:00:00Z"},
      {"2024-01-01T00:00:00", "<", "2024-01-01T14:00:01Z"},
      {"2024-01-02T00:00:00", ">", "2024-01-01T09:00:00Z"},
      {"-0001-12-31T23:59:59Z", "<", "0000-01-01T00:00:00Z"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.a) + " " + std::string(c.b));
    EXPECT_EQ(Order(DateTimeKind::kDateTime, c.a, c.b), c.order);
  }
}

TEST(DateTimeTest, CountsDays) {
  EXPECT_EQ(DaysSince1970(1970, 1, 1), 0);
  EXPECT_EQ(DaysSince1970(2000, 3, 1), 11017);
  for (const int64_t days : {-800000, -719468, -1, 0, 59, 60, 11016, 9999999}) {
    DateTime date;
    SetDate(days, &date);
    EXPECT_EQ(DaysSince1970(date.year, date.month, date.day), days);
  }
  EXPECT_EQ(DateTime::FromUnixMillis(-1).Format(), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(DateTime::FromUnixMillis(1'700'000'000'000).Format(),
            "2023-11-14T22:13:20Z");
}

TEST(DurationTest, ReadsAndWrites) {
  const struct {
    DurationKind kind;
    std::string_view text, want;
  } cases[] = {
      {DurationKind::kDuration, "P1Y2M3DT4H5M6.70S", "P1Y2M3DT4H5M6.7S"},
      {DurationKind::kDuration, "-P13M", "-P1Y1M"},
      {DurationKind::kDuration, "PT0S", "PT0S"},
      {DurationKind::kYearMonth, "P0Y", "P0M"},
      {DurationKind::kYearMonth, "P1D", "none"},
      {DurationKind::kDayTime, "PT36H", "P1DT12H"},
      {DurationKind::kDayTime, "P1M", "none"},
      {DurationKind::kDuration, "P", "none"},
      {DurationKind::kDuration, "P1YT", "none"},
      {DurationKind::kDuration, "P1M1Y", "none"},
      {DurationKind::kDuration, "P1.5D", "none"},
      {DurationKind::kDuration, "PT1.S", "none"},
      {DurationKind::kDuration, "1Y", "none"},
      {DurationKind::kDuration, "P99999999999999999999Y", "none"},
      {DurationKind::kDuration, "P99999999999999999999D", "none"},
      {DurationKind::kDuration, "--P1Y", "none"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const std::optional<Duration> value = Duration::Parse(c.kind, c.text);
    EXPECT_EQ(value ? value->Format() : "none", c.want);
  }
}

TEST(DurationTest, ComparesWhatMonthsAllow) {
  const auto order = [](std::string_view a, std::string_view b) {
    const auto out = Compare(*Duration::Parse(DurationKind::kDuration, a),
                             *Duration::Parse(DurationKind::kDuration, b));
    return !out ? "?" : *out < 0 ? "<" : *out > 0 ? ">" : "=";
  };
  EXPECT_STREQ(order("P1Y", "P12M"), "=");
  EXPECT_STREQ(order("P1M", "P30D"), "?");
  EXPECT_STREQ(order("P1M", "P27D"), ">");
  EXPECT_STREQ(order("P1M", "P32D"), "<");
  EXPECT_STREQ(order("PT36H", "P1DT12H"), "=");
}

TEST(DurationTest, MovesDates) {
  const struct {
    std::string_view time, duration, want;
  } cases[] = {
      {"2024-01-31T00:00:00Z", "P1M", "2024-02-29T00:00:00Z"},
      {"2024-03-31T00:00:00Z", "-P1M", "2024-02-29T00:00:00Z"},
      {"2024-02-29T00:00:00Z", "-P1Y", "2023-02-28T00:00:00Z"},
      {"2023-12-31T23:59:59.5", "PT0.5S", "2024-01-01T00:00:00"},
      {"2024-01-01T00:00:00", "-PT0.25S", "2023-12-31T23:59:59.75"},
      {"9999999999-01-01T00:00:00", "P8000000000Y", "none"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.time) + " " + std::string(c.duration));
    const std::optional<DateTime> moved =
        Add(*DateTime::Parse(DateTimeKind::kDateTime, c.time),
            *Duration::Parse(DurationKind::kDuration, c.duration));
    EXPECT_EQ(moved ? moved->Format() : "none", c.want);
  }
}

}  // namespace
}  // namespace zhimai::sparql
