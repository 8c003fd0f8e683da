#include "extract/layout/dateline.h"

#include <gtest/gtest.h>
#include <string>

namespace zhimai {
namespace {

std::string Describe(const Dateline& d) {
  if (d.size == 0) return "";
  return d.agency + "|" + d.place + "|" +
         (d.date.month == 0 ? "" : FormatDate(d.date));
}

TEST(DatelineTest, ReadsOpenings) {
  struct {
    std::string_view text, want, rest;
  } const cases[] = {
      {"新华社北京8月28日电 甲", "新华社|北京|--08-28", "甲"},
      {"新华社北京2025年8月28日电（记者张三、李四）甲",
       "新华社|北京|2025-08-28", "甲"},
      {"中新网8月1日电 甲", "中新网||--08-01", "甲"},
      {"新华社联合国九月三日电　甲", "", ""},
      {"本报北京8月28日讯（记者 张三）甲", "本报|北京|--08-28", "甲"},
      {"央视网消息（新闻联播）：甲", "央视网||", "甲"},
      {"本报讯（记者张三）甲", "本报||", "甲"},
      {"BEIJING, Aug. 28 (Xinhua) -- A summit", "Xinhua|BEIJING|--08-28",
       "A summit"},
      // Not datelines.
      {"新华社报道说，8月28日电力中断", "", ""},
      {"新华社记者8月28日电话采访了他", "", ""},
      {"他在8月28日电告各方", "", ""},
      {"新华社北京2月30日电 甲", "", ""},
      {"最新消息（图）甲", "", ""},
      {"IN MAY, June said so", "", ""},
      {"", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Dateline got = ReadOpeningDateline(c.text);
    EXPECT_EQ(Describe(got), c.want);
    if (got.size > 0) {
      EXPECT_EQ(c.text.substr(got.size), c.rest);
    }
  }
}

TEST(DatelineTest, ReadsClosings) {
  struct {
    std::string_view text, want, before;
  } const cases[] = {
      {"（新华社北京8月28日电）", "新华社|北京|--08-28", ""},
      {"甲。（新华社莫斯科12月1日电 记者张三）", "新华社|莫斯科|--12-01",
       "甲。"},
      {"甲（新华社8月28日电）", "新华社||--08-28", "甲"},
      {"（8月28日）", "", ""},
      {"（据新华社8月28日电报道甲乙）", "", ""},
      {"）", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Dateline got = ReadClosingDateline(c.text);
    EXPECT_EQ(Describe(got), c.want);
    if (got.size > 0) {
      EXPECT_EQ(c.text.substr(0, c.text.size() - got.size), c.before);
    }
  }
}

}  // namespace
}  // namespace zhimai
