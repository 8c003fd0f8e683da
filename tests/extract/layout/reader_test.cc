#include "extract/layout/reader.h"

#include <gtest/gtest.h>
#include <string>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

Document Read(std::string path, std::string raw) {
  Result<Document> document = ReadDocument(std::move(path), std::move(raw));
  EXPECT_THAT(document, IsOk());
  return document.ok() ? *std::move(document) : Document();
}

// The blocks of an article, joined by '/'.
std::string Blocks(const Article& article) {
  std::string out;
  for (const Block& block : article.blocks) {
    if (!out.empty()) out += '/';
    out += block.span.In(article.text);
  }
  return out;
}

std::string BlocksOf(std::string raw) {
  const Document document = Read("a.md", std::move(raw));
  return document.articles.empty() ? "" : Blocks(document.articles.front());
}

TEST(ReaderTest, NamesTheFileInErrors) {
  EXPECT_THAT(ReadDocument("d/a.txt", ""),
              FailsWith(Code::kInvalidInput, "d/a.txt: is empty"));
  EXPECT_THAT(ReadDocument("a.txt", std::string("a\0b", 3)),
              FailsWith(Code::kInvalidInput, "binary file"));
  EXPECT_THAT(ReadDocument("a.txt", "甲\n\xFF"),
              FailsWith(Code::kInvalidInput, "a.txt:2:1: is not UTF-8"));
  EXPECT_THAT(ReadDocument("a.doc", "x"),
              FailsWith(Code::kUnsupported, "a.doc"));
}

TEST(ReaderTest, TextWithoutWordsIsADocumentWithAWarning) {
  const Document document = Read("a.md", "---\n\n![图](a.png)\n");
  EXPECT_TRUE(document.articles.empty());
  ASSERT_EQ(document.warnings.size(), 1U);
  EXPECT_EQ(document.language, "und");
}

TEST(ReaderTest, JoinsCutSentences) {
  struct {
    std::string_view name, raw, want;
  } const cases[] = {
      {"after a comma", "甲乙丙，\n\n丁戊己。", "甲乙丙，丁戊己。"},
      {"after a sentence", "会议开幕。各方就此交换意\n\n见，达成一致。",
       "会议开幕。各方就此交换意见，达成一致。"},
      {"open quote", "他说：“我们愿意\n\n同各方合作。”",
       "他说：“我们愿意同各方合作。”"},
      {"particle", "这也是\n\n一次重要的会议。", "这也是一次重要的会议。"},
      {"inner sign first", "各方交换意见\n\n，达成一致。",
       "各方交换意见，达成一致。"},
      {"closed", "甲乙丙。\n\n丁戊己。", "甲乙丙。/丁戊己。"},
      {"title", "各地丰收忙\n\n秋天到了，各地忙于收获。",
       "各地丰收忙/秋天到了，各地忙于收获。"},
      {"a heading follows", "会议开幕。各方交换意\n\n## 见闻\n\n甲。",
       "会议开幕。各方交换意/见闻/甲。"},
      {"an ordinal follows", "会议开幕。各方交换意\n\n（二）见。甲乙。",
       "会议开幕。各方交换意/（二）见。甲乙。"},
      {"wrapped English",
       "The council met on Monday in the capital and\nadopted a plan. It\n"
       "was long.\n\nThen it closed.",
       "The council met on Monday in the capital and adopted a plan. It was "
       "long./Then it closed."},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(BlocksOf(std::string(c.raw)), c.want);
  }
}

TEST(ReaderTest, DividesATranscriptIntoStories) {
  const Document document = Read(
      "news/20240102.md",
      "# 某节目 (20240102)\n\n## 新闻摘要\n\n1.甲地丰收；\n\n2.乙地通车。\n\n"
      "（《某节目》 20240102 19:00）\n\n## 详细新闻\n\n### 甲地丰收\n\n"
      "<p><strong>某视网消息</strong>（某节目）：今年甲地丰收。</p>"
      "<p>乙说，好。</p>\n\n### 乙地通车\n\n"
      "<p><strong>某视网消息</strong>（某节目）：乙地通车。</p>\n\n---\n\n"
      "(更新时间戳: 1704200000000)\n");
  EXPECT_EQ(document.published, "2024-01-02");
  EXPECT_EQ(document.format, "md");
  EXPECT_EQ(document.language, "zh-Hans");
  ASSERT_EQ(document.articles.size(), 2U);
  const Article& first = document.articles[0];
  EXPECT_EQ(first.title, "甲地丰收");
  EXPECT_EQ(first.agency, "某视网");
  EXPECT_EQ(first.published, "2024-01-02");
  EXPECT_EQ(Blocks(first),
            "甲地丰收/某视网消息（某节目）：/今年甲地丰收。/乙说，好。");
  EXPECT_EQ(first.blocks[1].kind, BlockKind::kDateline);
  EXPECT_EQ(first.dateline, first.blocks[1].span);
  EXPECT_EQ(document.articles[1].number, 1U);
  EXPECT_EQ(Blocks(document.articles[1]),
            "乙地通车/某视网消息（某节目）：/乙地通车。");
}

TEST(ReaderTest, APolicyPaperStaysOneArticle) {
  const Document document = Read(
      "a.md",
      "# 关于城市工作的意见\n\n为推动发展，提出如下意见。\n\n"
      "## 一、总体要求\n\n坚持改革。\n\n### （一）指导思想\n\n坚持发展。\n\n"
      "## 二、主要任务\n\n（一）优化布局。各地要结合实际。\n\n"
      "（新华社北京8月28日电）\n");
  ASSERT_EQ(document.articles.size(), 1U);
  const Article& article = document.articles[0];
  EXPECT_EQ(document.title, "关于城市工作的意见");
  EXPECT_EQ(article.published, "--08-28");
  EXPECT_EQ(article.published_place, "北京");
  EXPECT_EQ(article.blocks[2].level, 2);
  EXPECT_EQ(article.blocks[4].level, 3);
  EXPECT_EQ(article.blocks[7].ordinal, 1);
  EXPECT_EQ(article.blocks[7].run_in_title.In(article.text), "优化布局");
}

TEST(ReaderTest, ATitleMayEndInItsEdition) {
  const Document document =
      Read("-",
           "青山市绿色发展行动方案（2021—2025年）\n\n青山市人民政府\n\n"
           "为推动绿色发展，制定本方案。\n");
  ASSERT_EQ(document.articles.size(), 1U);
  EXPECT_EQ(document.articles[0].title,
            "青山市绿色发展行动方案（2021—2025年）");
}

TEST(ReaderTest, DividesPlainTextAtDatelinesBelowTitles) {
  const Document document =
      Read("-",
           "甲国举行会议\n\n新华社北京1月2日电 "
           "甲国昨天举行会议。\n\n会议通过公报。\n\n"
           "乙国举行选举\n\n新华社巴黎1月3日电（记者张三）乙国举行选举。\n");
  ASSERT_EQ(document.articles.size(), 2U);
  EXPECT_EQ(document.articles[0].title, "甲国举行会议");
  EXPECT_EQ(document.articles[1].title, "乙国举行选举");
  EXPECT_EQ(document.articles[1].published_place, "巴黎");
}

TEST(ReaderTest, CompletesTheYearFromTheText) {
  const Document document =
      Read("a.txt",
           "2025年7月15日，各方举行会议。\n\n会议通过公报。\n\n"
           "（新华社北京8月28日电）");
  ASSERT_EQ(document.articles.size(), 1U);
  EXPECT_EQ(document.articles[0].published, "2025-08-28");
}

TEST(ReaderTest, MovesATitlePrintedInMidPageToTheFront) {
  const Document document =
      Read("a.txt",
           "（上接第1版）\n\n甲乙丙丁。\n\n# 甲乙丙丁的故事\n\n戊己庚辛。\n");
  ASSERT_EQ(document.articles.size(), 1U);
  EXPECT_EQ(Blocks(document.articles[0]),
            "甲乙丙丁的故事/甲乙丙丁。/戊己庚辛。");
}

TEST(ReaderTest, ReadsTraditionalTextAsSimplified) {
  const Document document = Read("a.txt", "聯合國大會通過決議。");
  ASSERT_EQ(document.articles.size(), 1U);
  EXPECT_EQ(document.language, "zh-Hant");
  const Article& article = document.articles[0];
  EXPECT_EQ(article.text, "联合国大会通过决议。");
  ASSERT_EQ(article.sentences.size(), 1U);
  const std::vector<Span> raw = article.map.ToRaw({0, 9});
  ASSERT_EQ(raw.size(), 1U);
  EXPECT_EQ(document.RawText(raw[0]), "聯合國");
}

}  // namespace
}  // namespace zhimai
