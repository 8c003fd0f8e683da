// Datelines: who reported from where on which day.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/layout/dates.h"

namespace zhimai {

struct Dateline {
  uint32_t size = 0;   // bytes of the text it takes; 0: there is none
  std::string agency;  // as printed: 新华社
  std::string place;   // as printed; empty when none
  CalendarDate date;   // month 0 when none is printed
};

// A dateline that opens a paragraph:
//   新华社北京8月28日电 （记者张三）   央视网消息（新闻联播）：
//   BEIJING, Aug. 28 (Xinhua) --
// Takes the blanks and the reporters' names behind it too.
Dateline ReadOpeningDateline(std::string_view text);

// A dateline in brackets that is all of `text`, or ends it:
// （新华社北京8月28日电）. It is the last `size` bytes.
Dateline ReadClosingDateline(std::string_view text);

}  // namespace zhimai
