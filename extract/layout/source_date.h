// Dates that date a document or an article: in a file's name, in a heading,
// in a dateline.
#pragma once

#include <string>
#include <string_view>

namespace zhimai {

// 20230102, 2023-01-02, 2023_1_2 or 2023年1月2日 anywhere in `text`, as ISO
// 8601; empty when there is none or it is no day of the calendar.
std::string FindFullDate(std::string_view text);

struct Dateline {
  std::string agency;
  std::string place;
  int year = 0;  // 0 when not printed
  int month = 0;
  int day = 0;
  size_t length = 0;  // bytes of the dateline at the start of the line
};

// "（新华社北京8月28日电）", "新华社北京8月28日电（记者…）",
// "央视网消息（…）：" (agency only), "BEIJING, Aug. 28 (Xinhua) --". month is 0
// when no date stands in it; length is 0 when the line has no dateline.
Dateline ParseDateline(std::string_view line);

// The year of a dateline that prints none: that of `document_date`, else that
// of the newest full date in the article's text; 0 when neither tells.
int DatelineYear(const Dateline& dateline, std::string_view document_date,
                 std::string_view article_text);

std::string IsoDate(int year, int month, int day);

}  // namespace zhimai
