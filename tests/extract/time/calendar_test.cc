#include "extract/time/calendar.h"

#include <gtest/gtest.h>

namespace zhimai {
namespace {

TEST(CalendarTest, DaysGoThereAndBack) {
  EXPECT_EQ(ToDays({1970, 1, 1}), 0);
  EXPECT_EQ(ToDays({2000, 3, 1}), 11017);
  for (int64_t days = ToDays({1, 1, 1}); days < ToDays({2400, 1, 1});
       days += 13) {
    const CivilDate date = FromDays(days);
    ASSERT_TRUE(IsValid(date)) << days;
    ASSERT_EQ(ToDays(date), days);
  }
}

TEST(CalendarTest, KnowsWeekdays) {
  EXPECT_EQ(Weekday({1970, 1, 1}), 3);  // Thursday
  EXPECT_EQ(Weekday({2024, 7, 4}), 3);
  EXPECT_EQ(Weekday({2023, 12, 31}), 6);
  EXPECT_EQ(Weekday({1899, 12, 31}), 6);
}

TEST(CalendarTest, AddsMonthsWithinTheMonth) {
  EXPECT_EQ(AddMonths({2024, 1, 31}, 1), (CivilDate{2024, 2, 29}));
  EXPECT_EQ(AddMonths({2023, 12, 0}, 1), (CivilDate{2024, 1, 0}));
  EXPECT_EQ(AddMonths({2023, 1, 15}, -1), (CivilDate{2022, 12, 15}));
  EXPECT_EQ(AddMonths({2023, 0, 0}, -24), (CivilDate{2021, 0, 0}));
  EXPECT_EQ(AddMonths({1, 1, 1}, -1), std::nullopt);
  EXPECT_EQ(AddMonths({9999, 12, 1}, 1), std::nullopt);
  EXPECT_EQ(AddDays({2024, 2, 28}, 2), (CivilDate{2024, 3, 1}));
  EXPECT_EQ(AddDays({1, 1, 1}, -1), std::nullopt);
  EXPECT_EQ(AddDays({2024, 1, 1}, int64_t{1} << 60), std::nullopt);
}

TEST(CalendarTest, ReadsAndWritesIso) {
  for (std::string_view text :
       {"2024", "2024-02", "2024-02-29", "0618", "9999-12-31"}) {
    const auto date = ParseIso(text);
    ASSERT_TRUE(date.has_value()) << text;
    EXPECT_EQ(FormatIso(*date), text);
  }
  for (std::string_view text :
       {"", "24", "2023-02-29", "2023-13", "2023-00", "2023-1-1", "0000",
        "2023-01-00", "2023/01/01", "2023-01-01 ", "20a3", "-023"}) {
    EXPECT_EQ(ParseIso(text), std::nullopt) << text;
  }
}

TEST(CalendarTest, KnowsIntervals) {
  for (std::string_view text : {"2021", "2021/2025", "../2025", "2021-05/.."}) {
    EXPECT_TRUE(IsIsoDateOrInterval(text)) << text;
  }
  for (std::string_view text : {"", "/", "../..", "2021/", "2021/25", "P1Y"}) {
    EXPECT_FALSE(IsIsoDateOrInterval(text)) << text;
  }
}

}  // namespace
}  // namespace zhimai
