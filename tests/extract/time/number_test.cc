#include "extract/time/number.h"

#include <gtest/gtest.h>
#include <string>

namespace zhimai {
namespace {

std::string Parsed(std::string_view text) {
  const auto number = ParseNumber(text);
  return number ? number->ToString() : "none";
}

TEST(NumberTest, ParsesWholeNumerals) {
  const struct {
    std::string_view text, want;
  } cases[] = {
      {"0", "0"},
      {"12", "12"},
      {"8,900", "8900"},
      {"1,234,567.5", "1234567.5"},
      {"3.50", "3.5"},
      {"0.05", "0.05"},
      {"1.2万亿", "1200000000000"},
      {"8900亿", "890000000000"},
      {"1亿2000万", "120000000"},
      {"3万5千", "35000"},
      {"5千万", "50000000"},
      {"零", "0"},
      {"十", "10"},
      {"十二", "12"},
      {"二十", "20"},
      {"二十三", "23"},
      {"两百", "200"},
      {"一百零五", "105"},
      {"一百一十", "110"},
      {"三百五", "350"},
      {"一千零二十五", "1025"},
      {"一千零五", "1005"},
      {"两万五", "25000"},
      {"两万五千", "25000"},
      {"两万零五", "20005"},
      {"一万零二百", "10200"},
      {"一万零一十", "10010"},
      {"三千二百万五千", "32005000"},
      {"三亿五千万", "350000000"},
      {"十二点五亿", "1250000000"},
      {"三点五", "3.5"},
      {"零点零五", "0.05"},
      {"二〇二三", "2023"},
      {"一九四九", "1949"},
      {"叁佰贰拾", "320"},
      {"百三", "130"},
      {"四万万", "400000000"},
      {"一百零十万", "1100000"},
      {"一百零几万", "1000000"},
      {"三十万多亿", "30000000000000"},
      {"一万五千亿", "1500000000000"},
      {"五兆六十二亿四万五千二", "5006200045200"},
      {"一千六点五", "1600.5"},
      {"四百亿点零五零", "40000000000.05"},
      {"1千零1", "1001"},
      {"2千零30万", "20300000"},
      {"5万4千6百", "54600"},
      {"零十", "10"},
      {"1.2 billion", "1200000000"},
      {"5 million", "5000000"},
      {"two", "2"},
      {"twenty-two", "22"},
      {"Twelve", "12"},
      {"two hundred and five thousand", "205000"},
      {"one hundred", "100"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Parsed(c.text), c.want);
  }
}

TEST(NumberTest, RejectsWhatIsNoNumber) {
  for (std::string_view text :
       {"", "万", "百", "千万", "1.2.3", "五六百", "三四万", "十五六",
        "1234567890123456789", "twenty twenty", "tone", "一带", "12a",
        "九百九十九百", "and", "hundred", "、"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(Parsed(text), "none");
  }
}

TEST(NumberTest, ScansTheLongestNumeralInText) {
  const struct {
    std::string_view text, number, value;
  } cases[] = {
      {"12个", "12", "12"},
      {"8,900,12", "8,900", "8900"},
      {"3,50", "3", "3"},
      {"5.", "5", "5"},
      {"三点钟", "三", "3"},
      {"三点五十分", "三", "3"},
      {"二十国集团", "二十", "20"},
      {"1.2万亿元", "1.2万亿", "1200000000000"},
      {"two hundred and more", "two hundred", "200"},
      {"two millionaires", "two", "2"},
      {"five, six", "five", "5"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    uint32_t end = 0;
    const auto match = ScanNumber(c.text, 0, &end);
    ASSERT_TRUE(match.has_value());
    EXPECT_EQ(match->span.In(c.text), c.number);
    EXPECT_EQ(match->value.ToString(), c.value);
    EXPECT_EQ(end, match->span.end);
  }
}

TEST(NumberTest, SkipsARunThatIsNoNumber) {
  uint32_t end = 0;
  EXPECT_FALSE(ScanNumber("1.2.3 x", 0, &end).has_value());
  EXPECT_EQ(end, 5U);
  EXPECT_FALSE(ScanNumber(std::string(100, '9'), 0, &end).has_value());
  EXPECT_EQ(end, 100U);
}

TEST(NumberTest, ParsesChineseOnly) {
  EXPECT_EQ(ParseChineseNumber("二十二")->ToString(), "22");
  EXPECT_FALSE(ParseChineseNumber("22").has_value());
  EXPECT_FALSE(ParseChineseNumber("").has_value());
}

TEST(DecimalTest, AddsExactlyOrNotAtAll) {
  EXPECT_EQ(Add({12, -1}, {3, 2})->ToString(), "301.2");
  EXPECT_EQ(Add({0, 0}, {5, -3})->ToString(), "0.005");
  EXPECT_FALSE(Add({1, 30}, {1, 0}).has_value());
  EXPECT_EQ((Decimal{-25, -1}).ToString(), "-2.5");
  EXPECT_EQ((Decimal{1200, -2}).ToInteger(), 12);
  EXPECT_EQ((Decimal{12, -1}).ToInteger(), std::nullopt);
  EXPECT_EQ((Decimal{1, 40}).ToInteger(), std::nullopt);
}

}  // namespace
}  // namespace zhimai
