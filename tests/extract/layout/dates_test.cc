#include "extract/layout/dates.h"

#include <gtest/gtest.h>
#include <string>

namespace zhimai {
namespace {

std::string Find(std::string_view text) {
  const auto date = FindFullDate(text);
  return date ? FormatDate(*date) : "";
}

TEST(DatesTest, FindsFullDatesInNames) {
  struct {
    std::string_view text, want;
  } const cases[] = {
      {"20230102.md", "2023-01-02"},
      {"2023-01-02-x.md", "2023-01-02"},
      {"2023年1月2日.txt", "2023-01-02"},
      {"news/2023/01/02.md", "2023-01-02"},
      {"x_2023.1.2_y", "2023-01-02"},
      {"20230230.md", ""},
      {"120230102.md", ""},
      {"2023010212.md", ""},
      {"18990102", ""},
      {"2024-02-29", "2024-02-29"},
      {"2023-02-29", ""},
      {"2023-01/02", ""},
      {"8月28日", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Find(c.text), c.want);
  }
}

TEST(DatesTest, CompletesTheYear) {
  const CalendarDate none;
  struct {
    std::string_view name;
    CalendarDate date, document, newest;
    std::string_view want;
  } const cases[] = {
      {"same year", {0, 8, 28}, {2025, 8, 29}, none, "2025-08-28"},
      {"turn of the year", {0, 12, 31}, {2026, 1, 1}, none, "2025-12-31"},
      {"printed a day later", {0, 8, 30}, {2025, 8, 29}, none, "2025-08-30"},
      {"document first", {0, 8, 28}, {2025, 8, 29}, {2024, 1, 1}, "2025-08-28"},
      {"after the newest day", {0, 8, 28}, none, {2025, 7, 15}, "2025-08-28"},
      {"newest is later in the year",
       {0, 1, 3},
       none,
       {2025, 12, 30},
       "2026-01-03"},
      {"nothing known", {0, 8, 28}, none, none, "--08-28"},
      {"printed", {2024, 8, 28}, {2025, 1, 1}, {2025, 1, 1}, "2024-08-28"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    CalendarDate date = CompleteFromDocument(c.date, c.document);
    date = CompleteFromText(date, c.newest);
    EXPECT_EQ(FormatDate(date), c.want);
  }
}

}  // namespace
}  // namespace zhimai
