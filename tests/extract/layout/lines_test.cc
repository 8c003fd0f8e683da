#include "extract/layout/lines.h"

#include <gtest/gtest.h>
#include <string>

#include "extract/text/markup.h"
#include "extract/text/script.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

struct Classified {
  CleanText text;
  std::vector<LayoutLine> lines;
};

Classified ReadLines(std::string_view raw,
                     SourceFormat format = SourceFormat::kMarkdown) {
  Result<CleanText> text = CleanMarkup(raw, format);
  EXPECT_THAT(text, IsOk());
  Classified out{*std::move(text), {}};
  EXPECT_THAT(ConvertToSimplified(&out.text), IsOk());
  out.lines = ClassifyLines(out.text);
  return out;
}

TEST(LinesTest, ReadsOrdinals) {
  struct {
    std::string_view text;
    OrdinalForm form;
    int32_t number;
    std::string_view rest;
  } const cases[] = {
      {"一、甲", OrdinalForm::kHan, 1, "甲"},
      {"二十三、甲", OrdinalForm::kHan, 23, "甲"},
      {"（十）甲", OrdinalForm::kHanBracket, 10, "甲"},
      {"(十一)甲", OrdinalForm::kHanBracket, 11, "甲"},
      {"第一章 甲", OrdinalForm::kChapter, 1, "甲"},
      {"第二节 甲", OrdinalForm::kSection, 2, "甲"},
      {"第三部分 甲", OrdinalForm::kPart, 3, "甲"},
      {"第二十条 甲", OrdinalForm::kClause, 20, "甲"},
      {"3.甲", OrdinalForm::kArabic, 3, "甲"},
      {"3、甲", OrdinalForm::kArabic, 3, "甲"},
      {"（2）甲", OrdinalForm::kArabicBracket, 2, "甲"},
      {"3.5亿", OrdinalForm::kNone, 0, ""},
      {"第一节课", OrdinalForm::kNone, 0, ""},
      {"一是甲", OrdinalForm::kNone, 0, ""},
      {"2025年", OrdinalForm::kNone, 0, ""},
      {"（新）甲", OrdinalForm::kNone, 0, ""},
      {"（2025）", OrdinalForm::kNone, 0, ""},
      {"", OrdinalForm::kNone, 0, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Ordinal got = ReadOrdinal(c.text);
    EXPECT_EQ(got.form, c.form);
    EXPECT_EQ(got.number, c.number);
    if (got.size > 0) {
      EXPECT_EQ(c.text.substr(got.size), c.rest);
    }
  }
}

TEST(LinesTest, FindsHeadingsByForm) {
  struct {
    std::string_view text;
    LineRole role;
    int level;
    std::string_view run_in;
  } const cases[] = {
      {"# 甲乙", LineRole::kTitle, 1, ""},
      {"## 甲乙", LineRole::kHeading, 2, ""},
      {"### 一、甲乙", LineRole::kHeading, 2, ""},
      {"## （二）甲乙", LineRole::kHeading, 3, ""},
      {"三、加强组织实施", LineRole::kHeading, 2, ""},
      {"（七）提升合作水平。", LineRole::kHeading, 3, ""},
      {"（一）推动发展。各地要结合实际。", LineRole::kBody, 3, "推动发展"},
      {"（一）各地要结合实际，", LineRole::kBody, 3, ""},
      {"2.甲乙丙", LineRole::kListItem, 4, ""},
      {"凝聚各方共识，推动发展——", LineRole::kHeading, 3, ""},
      {"——坚持改革；", LineRole::kListItem, 0, ""},
      {"<p><strong>甲乙</strong></p>", LineRole::kHeading, 3, ""},
      {"<p><strong>甲乙。</strong></p>", LineRole::kBody, 0, ""},
      {"甲乙丙。", LineRole::kBody, 0, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Classified got = ReadLines(c.text);
    ASSERT_EQ(got.lines.size(), 1U);
    EXPECT_EQ(got.lines[0].role, c.role);
    EXPECT_EQ(got.lines[0].level, c.level);
    EXPECT_EQ(got.lines[0].run_in_title.In(got.text.text), c.run_in);
  }
}

TEST(LinesTest, FindsFurniture) {
  for (const std::string_view text :
       {"（下转第3版）", "来源：某某网", "责任编辑：张三",
        "（责编：张三、李四）", "[查看原文](http://a.b)", "https://a.b/c",
        "第03版：要闻", "（完）", "（《某节目》 20240102 19:00）",
        "更新时间：2024-01-02"}) {
    SCOPED_TRACE(text);
    const Classified got = ReadLines(text);
    ASSERT_EQ(got.lines.size(), 1U);
    EXPECT_EQ(got.lines[0].role, LineRole::kFurniture);
  }
  for (const std::string_view text :
       {"来源于实践。", "编辑部设在北京。", "（一）", "第3版图书出版。",
        "上接天线，下接地气。"}) {
    SCOPED_TRACE(text);
    const Classified got = ReadLines(text);
    ASSERT_EQ(got.lines.size(), 1U);
    EXPECT_FALSE(got.lines[0].is_furniture());
  }
}

TEST(LinesTest, TrimsPageTurnsOffLines) {
  const Classified got =
      ReadLines("（上接第1版）\n\n（上接A01版）甲乙。\n\n丙丁（下转第三版）\n");
  ASSERT_EQ(got.lines.size(), 3U);
  EXPECT_EQ(got.lines[0].role, LineRole::kContinuation);
  EXPECT_EQ(got.lines[1].text.In(got.text.text), "甲乙。");
  EXPECT_EQ(got.lines[2].text.In(got.text.text), "丙丁");
}

TEST(LinesTest, DropsContentsListsButNotAbstracts) {
  const Classified list =
      ReadLines("## 本期目录\n\n1.甲乙；\n\n2.丙丁；\n\n## 正文\n\n甲乙丙。");
  ASSERT_EQ(list.lines.size(), 5U);
  EXPECT_TRUE(list.lines[0].is_furniture());
  EXPECT_TRUE(list.lines[1].is_furniture());
  EXPECT_FALSE(list.lines[3].is_furniture());
  const Classified prose =
      ReadLines("## 摘要\n\n本文研究甲与乙的关系。\n\n结果表明，甲先于乙。");
  EXPECT_FALSE(prose.lines[1].is_furniture());
}

}  // namespace
}  // namespace zhimai
