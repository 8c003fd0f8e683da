#include "tools/commands/source_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/base/hash.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;

MarkedSpan Of(std::string_view bytes, std::string_view part) {
  const size_t begin = bytes.find(part);
  return {begin, begin + part.size()};
}

std::string Sentence(std::string_view bytes, std::string_view part) {
  const MarkedSpan span = SentenceAround(bytes, Of(bytes, part));
  return std::string(bytes.substr(span.begin, span.end - span.begin));
}

TEST(PositionOfTest, CountsLinesAndCodePoints) {
  const std::string_view bytes = "标题\n\n上海合作组织";
  struct {
    uint64_t offset, line, column;
  } const cases[] = {{0, 1, 1}, {3, 1, 2},  {7, 2, 1},
                     {8, 3, 1}, {14, 3, 3}, {999, 3, 7}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.offset);
    const TextPosition position = PositionOf(bytes, c.offset);
    EXPECT_EQ(position.line, c.line);
    EXPECT_EQ(position.column, c.column);
  }
}

TEST(SentenceAroundTest, GoesOutToTheSentencesEnds) {
  struct {
    std::string_view bytes, part, want;
  } const cases[] = {
      {"前一句。印度加入该组织！后一句。", "加入", "印度加入该组织！"},
      {"他说：“好。”印度加入。", "加入", "印度加入。"},
      {"  第一行印度\n第二行", "印度", "第一行印度"},
      {"One. India joined in 2017. Two.", "joined", "India joined in 2017."},
      {"It grew 3.5 per cent.", "grew", "It grew 3.5 per cent."},
      {"整句。", "整句。", "整句。"},
      {"无标点", "标", "无标点"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.bytes);
    EXPECT_EQ(Sentence(c.bytes, c.part), c.want);
  }
}

TEST(SentenceAroundTest, IsBoundedOnEndlessLines) {
  std::string bytes;
  for (int i = 0; i < 5000; ++i) bytes += "长";
  const MarkedSpan span = SentenceAround(bytes, {7500, 7503});
  EXPECT_EQ(span.begin, 7500U - 600);
  EXPECT_EQ(span.end, 7503U + 600);
}

TEST(SentenceAroundTest, SurvivesBrokenBytes) {
  const std::string bytes = "\xFF\xFE\x80\x80x\xE4\xB8";
  const MarkedSpan span = SentenceAround(bytes, {4, 5});
  EXPECT_LE(span.begin, 4U);
  EXPECT_GE(span.end, 5U);
  EXPECT_LE(span.end, bytes.size());
}

TEST(InnermostSpansTest, KeepsThePartsNotTheWholes) {
  EXPECT_THAT(InnermostSpans({{0, 30}, {3, 6}, {9, 12}, {5, 10}, {4, 4}}),
              ElementsAre(MarkedSpan{3, 6}, MarkedSpan{9, 12}));
}

TEST(MarkUpTest, MarksWhatLiesInThePart) {
  const std::string_view bytes = "甲乙丙丁戊";
  EXPECT_EQ(MarkUp(bytes, {3, 12}, {{0, 6}, {9, 12}}, "【", "】"),
            "【乙】丙【丁】");
  EXPECT_EQ(MarkUp(bytes, {3, 12}, {}, "【", "】"), "乙丙丁");
}

TEST(OriginalBytesTest, ShowsOnlyWhatWasRead) {
  const TempDir dir;
  dir.Write("a.txt", "原文");
  DocumentView document;
  document.root = dir.path().string();
  document.path = "a.txt";
  document.content_hash = HashText("原文");
  EXPECT_THAT(OriginalBytes(document), IsOkAnd(std::string("原文")));
  dir.Write("a.txt", "改了");
  EXPECT_THAT(OriginalBytes(document), FailsWith(Code::kNotFound, "changed"));
  document.path = "b.txt";
  EXPECT_THAT(OriginalBytes(document), FailsWith(Code::kIo, ""));
}

}  // namespace
}  // namespace zhimai
