#include "extract/time/annotate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/extract/time/time_world.h"

namespace zhimai {
namespace {

using ::testing::HasSubstr;

using Strings = std::vector<std::string>;

struct Case {
  std::string text;
  Strings want;
};

class AnnotateTimesTest : public ::testing::Test {
 protected:
  void Expect(std::string_view type, const std::vector<Case>& cases,
              const std::string& anchor = "2025-08-28") {
    for (const Case& c : cases) {
      SCOPED_TRACE(c.text);
      EXPECT_EQ(world_.Find(c.text, anchor, type), c.want);
    }
  }

  testing::TimeWorld world_;
};

TEST_F(AnnotateTimesTest, ReadsWholeDates) {
  Expect("Date",
         {
             {"2025年7月15日", {"2025年7月15日=2025-07-15"}},
             {"2022年9月", {"2022年9月=2022-09"}},
             {"在2024年", {"2024年=2024"}},
             {"二〇二三年十一月四日", {"二〇二三年十一月四日=2023-11-04"}},
             {"公元618年", {"公元618年=0618"}},
             {"2023-01-02、2023/1/2",
              {"2023-01-02=2023-01-02", "2023/1/2=2023-01-02"}},
             {"2008 年 8 月 8 日", {"2008 年 8 月 8 日=2008-08-08"}},
             {"2008 年 奥运会", {"2008 年=2008"}},
             {"08年奥运会", {"08年=2008"}},
             {"2025年2月30日", {}},
             {"2025年13月", {"2025年=2025"}},
             {"15 July 2025", {"15 July 2025=2025-07-15"}},
             {"on July 15, 2025, and", {"July 15, 2025=2025-07-15"}},
             {"the 3rd of May 2024", {"3rd of May 2024=2024-05-03"}},
             {"in July 2025", {"July 2025=2025-07"}},
             {"founded in 2001 by", {"2001=2001"}},
             {"it may march 2001 miles", {}},
         });
}

TEST_F(AnnotateTimesTest, ReadsIntervals) {
  Expect("Date",
         {
             {"2021年至2025年", {"2021年至2025年=2021/2025"}},
             {"2016—2020年", {"2016—2020年=2016/2020"}},
             {"2023年1月1日至3日", {"2023年1月1日至3日=2023-01-01/2023-01-03"}},
             {"2023年9月30日至10月5日",
              {"2023年9月30日至10月5日=2023-09-30/2023-10-05"}},
             {"2023年12月30日至1月2日",
              {"2023年12月30日至1月2日=2023-12-30/2024-01-02"}},
             {"3日至5日", {"3日至5日=2025-08-03/2025-08-05"}},
             {"3-5日", {"3-5日=2025-08-03/2025-08-05"}},
             {"5至7月", {"5至7月=2025-05/2025-07"}},
             {"2023年5日到3日",
              {"2023年=2023", "5日=2025-08-05", "3日=2025-08-03"}},
             {"2015年和2018年之间", {"2015年和2018年之间=2015/2018"}},
             {"2015年和2018年", {"2015年=2015", "2018年=2018"}},
             {"2021年的第二周", {"2021年的第二周=2021-01-11/2021-01-17"}},
             {"2021年的计划", {"2021年=2021"}},
             {"2021年第二周", {"2021年第二周=2021-01-11/2021-01-17"}},
             {"明年第九个月", {"明年第九个月=2026-09"}},
             {"上半月", {"上半月=2025-08-01/2025-08-15"}},
             {"2024年第一季度", {"2024年第一季度=2024-01/2024-03"}},
             {"今年前三季度", {"今年前三季度=2025-01/2025-09"}},
             {"去年下半年", {"去年下半年=2024-07/2024-12"}},
             {"20世纪90年代", {"20世纪90年代=1990/1999"}},
             {"80年代", {"80年代=1980/1989"}},
             {"the 1990s", {"1990s=1990/1999"}},
             {"“十四五”时期", {"“十四五”时期=2021/2025"}},
             {"from 2–4 July 2024", {"2–4 July 2024=2024-07-02/2024-07-04"}},
             {"July 2-4, 2024", {"July 2-4, 2024=2024-07-02/2024-07-04"}},
             {"from 2021 to 2025.", {"2021 to 2025=2021/2025"}},
             {"上周", {"上周=2025-08-18/2025-08-24"}},
         });
}

TEST_F(AnnotateTimesTest, CountsFromTheAnchor) {
  Expect("Date",
         {
             {"今年", {"今年=2025"}},
             {"今年18周岁", {"今年=2025"}},
             {"2月29日", {"2月29日=2024-02-29"}},
             {"去年9月", {"去年9月=2024-09"}},
             {"去年的9月", {"去年的9月=2024-09"}},
             {"明年3月5日", {"明年3月5日=2026-03-05"}},
             {"今年年底", {"今年年底=2025"}},
             {"本月、上个月", {"本月=2025-08", "上个月=2025-07"}},
             {"上月5日", {"上月5日=2025-07-05"}},
             {"昨天、今天和明天",
              {"昨天=2025-08-27", "今天=2025-08-28", "明天=2025-08-29"}},
             {"周三，下周一", {"周三=2025-08-27", "下周一=2025-09-01"}},
             {"3天前", {"3天前=2025-08-25"}},
             {"两年前", {"两年前=2023"}},
             {"一个多月前", {"一个多月前=2025-07"}},
             {"yesterday, last year, next month",
              {"yesterday=2025-08-27", "last year=2024", "next month=2025-09"}},
             {"two weeks ago, on Monday",
              {"two weeks ago=2025-08-14", "Monday=2025-08-25"}},
         });
  Expect("Date", {{"今年、3天前、周三、两年前、去年9月、5月、28日", {}}}, "");
  Expect("Date", {{"今年5月、明天", {"今年5月=2025-05"}}}, "2025");
}

TEST_F(AnnotateTimesTest, CompletesBareMonthsAndDays) {
  Expect(
      "Date",
      {
          {"5月", {"5月=2025-05"}},
          {"10月", {"10月=2024-10"}},
          {"将于10月举行", {"10月=2025-10"}},
          {"9月20日", {"9月20日=2025-09-20"}},  // soon, so not a year ago
          {"11月20日", {"11月20日=2024-11-20"}},
          {"将于9月1日", {"9月1日=2025-09-01"}},
          {"1月3日将", {"1月3日=2026-01-03"}},
          {"将于8月24日", {"8月24日=2025-08-24"}},  // a notice printed late
          {"将于7月24日", {"7月24日=2026-07-24"}},
          {"8月20日宣布将于9月1日举行",
           {"8月20日=2025-08-20", "9月1日=2025-09-01"}},
          {"28日，将于30日", {"28日=2025-08-28", "30日=2025-08-30"}},
          {"29日", {"29日=2025-07-29"}},
          // The year of the same sentence, then of the same block.
          {"2013年9月，10月", {"2013年9月=2013-09", "10月=2013-10"}},
          {"2013年9月。10月", {"2013年9月=2013-09", "10月=2013-10"}},
          {"2013年9月7日，8日", {"2013年9月7日=2013-09-07", "8日=2013-09-08"}},
          // but not where "yesterday" is meant.
          {"2013年9月。8月27日", {"2013年9月=2013-09", "8月27日=2025-08-27"}},
          {"2024年。今年。5月", {"2024年=2024", "今年=2025", "5月=2025-05"}},
      });
  Expect("Date",
         {{"2013年9月。10月5日", {"2013年9月=2013-09", "10月5日=2013-10-05"}}},
         "");
}

TEST_F(AnnotateTimesTest, CountsFromTheDateToldLast) {
  Expect("Date",
         {
             {"2013年9月，几天后", {"2013年9月=2013-09", "几天后=2013-09"}},
             {"2013年9月7日，次日",
              {"2013年9月7日=2013-09-07", "次日=2013-09-08"}},
             {"2001年6月，同年9月", {"2001年6月=2001-06", "同年9月=2001-09"}},
             {"2001年，10年后", {"2001年=2001", "10年后=2011"}},
             {"次年", {}},
         });
}

TEST_F(AnnotateTimesTest, AnAgendaIsNoYearOfTheText) {
  Expect("Date", {{"2030年绿洲议程，5月", {"2030年=2030", "5月=2025-05"}}});
}

TEST_F(AnnotateTimesTest, KnowsWhatIsNoDate) {
  Expect("Date", {
                     {"12次，5G，80周年，第1版，三份", {}},
                     {"5年、2000年来、5000年的历史、3个月", {}},
                     {"30日元，3日内，5号楼，3月球", {}},
                     {"说明天气，日本月球，文明年会，以后天天", {}},
                     {"5月革命，今后天气", {}},
                     {"一周年，上周期，下周边，美好明天，开工第二天，每周一，每"
                      "年5月，第一季",
                      {}},
                 });
}

TEST_F(AnnotateTimesTest, ReadsNumbers) {
  Expect("Number", {
                       {"从5个到12个", {"5=5", "12=12"}},
                       {"六个，进一步，一致，一带一路，统一", {"六=6"}},
                       {"第二十二次", {"二十二=22"}},
                       {"2025年有10个", {"10=10"}},
                       {"5G，G20，C919", {}},
                       {"几十个，数百个", {}},
                       {"1.5万", {"1.5万=15000"}},
                       {"twenty-two members and one more", {"twenty-two=22"}},
                   });
  Expect("Ordinal",
         {{"第二十二次，第3届，12th", {"第二十二=22", "第3=3", "12th=12"}}});
}

TEST_F(AnnotateTimesTest, ReadsQuantities) {
  Expect("Percent", {
                        {"增长60%以上", {"60%以上=60|%"}},
                        {"百分之三点五", {"百分之三点五=3.5|%"}},
                        {"千分之五", {"千分之五=0.5|%"}},
                        {"2.5个百分点", {"2.5个百分点=2.5|pp"}},
                        {"七成以上，三成功", {"七成以上=70|%"}},
                        {"5 percent", {"5 percent=5|%"}},
                    });
  Expect("Money", {
                      {"8900亿美元", {"8900亿美元=890000000000|USD"}},
                      {"约100亿元人民币",
                       {"约100亿元人民币=10000000000|CNY",
                        "100亿元人民币=10000000000|CNY"}},
                      {"人民币5亿元", {"人民币5亿元=500000000|CNY"}},
                      {"$1.2 billion", {"$1.2 billion=1200000000|USD"}},
                      {"US$5 and 5 million US dollars",
                       {"US$5=5|USD", "5 million US dollars=5000000|USD"}},
                      {"3元首，USD5", {}},
                      {"USD 5", {"USD 5=5|USD"}},
                  });
  Expect(
      "Quantity",
      {
          {"100多项", {"100多项=100|项"}},
          {"三份", {"三份=3|份"}},
          {"约5公里左右", {"约5公里左右=5|公里", "5公里左右=5|公里"}},
          {"附近5公里", {"5公里=5|公里"}},
          {"80周年", {"80周年=80|周年"}},
          {"10 members, 5 km, 7 kmh", {"10 members=10|members", "5 km=5|km"}},
      });
}

TEST_F(AnnotateTimesTest, ReadsLengthsOfTime) {
  Expect(
      "Duration",
      {
          {"5年", {"5年=P5Y"}},
          {"三天", {"三天=P3D"}},
          {"一年来", {"一年来=P1Y", "一年=P1Y"}},
          {"未来10年", {"未来10年=P10Y", "10年=P10Y"}},
          {"一年半，半年，半天，半小时",
           {"一年半=P1Y6M", "半年=P6M", "半天=PT12H", "半小时=PT30M"}},
          {"一个多月", {"一个多月=P1M"}},
          {"2个小时30分钟", {"2个小时=PT2H", "30分钟=PT30M"}},
          {"两周，一周年，三天津，五年级", {"两周=P2W"}},
          {"two weeks, a three-day visit", {"two weeks=P2W", "three-day=P3D"}},
          {"上半年，一半天", {}},
      });
}

TEST_F(AnnotateTimesTest, SurvivesHostileText) {
  std::string digits(50000, '9');
  std::string units;
  for (int i = 0; i < 20000; ++i) units += "千";
  std::string dates;
  for (int i = 0; i < 5000; ++i) dates += "9999年12月31日至";
  for (const std::string& text :
       {std::string(), digits, units, dates, std::string("\xE4\xB8", 2),
        std::string("9999年\xFF"), std::string("几"), std::string("第"),
        std::string("百分之"), std::string("$"), std::string("5 "),
        std::string("July "), std::string("1月1日至")}) {
    for (const char* anchor : {"", "9999-12-31", "0001-01-01", "garbage"}) {
      const Article article = testing::TimeWorld::MakeArticle(text);
      const Lattice lattice = world_.Annotate(article, anchor);
      for (const Annotation& arc : lattice.all()) {
        ASSERT_LE(arc.span.end, text.size());
        ASSERT_LT(arc.span.begin, arc.span.end);
      }
    }
  }
}

TEST(TimeLexiconTest, ReportsBadLists) {
  TypeRegistry types;
  const auto ontology = Ontology::Parse({});
  ASSERT_TRUE(ontology.ok());
  const struct {
    std::string list, want;
  } cases[] = {
      {"currency:DOLLAR", "three-letter"},
      {"date:soon", "ISO 8601"},
      {"date:2021/20", "ISO 8601"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.list);
    const auto lexicon = Lexicon::Build(
        {{"l", "l", 0, "list { name: \"" + c.list + "\" phrase: \"x\" }"}},
        *ontology, &types);
    ASSERT_TRUE(lexicon.ok());
    const auto times = TimeLexicon::Create(*lexicon, &types);
    ASSERT_FALSE(times.ok());
    EXPECT_THAT(times.status().message(), HasSubstr(c.want));
  }
}

}  // namespace
}  // namespace zhimai
