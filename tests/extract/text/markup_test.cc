#include "extract/text/markup.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

CleanText Clean(std::string_view raw, SourceFormat format) {
  Result<CleanText> text = CleanMarkup(raw, format);
  EXPECT_THAT(text, IsOk());
  return text.ok() ? *std::move(text) : CleanText();
}

// The lines, joined by '/'.
std::string Lines(std::string_view raw, SourceFormat format) {
  const CleanText text = Clean(raw, format);
  std::string out;
  for (const TextLine& line : text.lines) {
    if (!out.empty()) out += '/';
    out += line.span.In(text.text);
  }
  return out;
}

TEST(MarkupTest, NormalizesCharacters) {
  struct {
    std::string_view name, raw, want;
  } const cases[] = {
      {"full-width digits and letters", "２０２５年Ａ股涨３．５％",
       "2025年A股涨3.5%"},
      {"Chinese punctuation stays", "甲，乙；丙：丁（戊）！？",
       "甲，乙；丙：丁（戊）！？"},
      {"zero width and soft hyphen", "中\u200B国\u00AD\uFEFF人", "中国人"},
      {"control characters", "中\x01国\x7F", "中国"},
      {"white space folds", "　　甲 \t　乙  ", "甲 乙"},
      {"composes", "cafe\u0301", "caf\u00E9"},
      {"compatibility ideograph", "\uF9DC", "\u9686"},
      {"CR LF and CR", "甲\r\n乙\r丙", "甲/乙/丙"},
      {"byte order mark", "\uFEFF甲", "甲"},
      {"nothing but spaces", "\n \n　\n", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(c.raw, SourceFormat::kText), c.want);
  }
}

TEST(MarkupTest, TakesMarkdownOff) {
  struct {
    std::string_view name, raw, want;
  } const cases[] = {
      {"emphasis", "**甲**乙*丙*丁 __戊__ `己`", "甲乙丙丁 戊 己"},
      {"unmatched signs are text", "3*4 a_b_c *x", "3*4 a_b_c *x"},
      {"link and image", "见[公报](http://a/b)。![图](c.png)", "见公报。"},
      {"image in a link", "[![图](a)甲](b)乙", "甲乙"},
      {"escape", "\\*甲\\*", "*甲*"},
      {"heading signs", "## 甲 ##\n###乙\n#1", "甲/乙/#1"},
      {"bullets and numbers", "- 甲\n2. 乙\n3) 丙", "甲/乙/丙"},
      {"code block", "甲\n```\nint x;\n```\n乙", "甲/乙"},
      {"front matter", "---\ntitle: 题\ndate: 2025-01-02\n---\n甲", "甲"},
      {"table", "|甲|乙|\n|---|:-:|\n|1|2|", "甲 乙/1 2"},
      {"link definition", "[1]: http://a\n甲", "甲"},
      {"HTML inside", "<p><strong>甲</strong>&nbsp;乙</p><p>丙<br>丁</p>",
       "甲 乙/丙/丁"},
      {"script over lines", "甲<script>\nvar a;\n</script>乙", "甲/乙"},
      {"less than", "a < b 且 1<2", "a < b 且 1<2"},
      {"unknown reference", "AT&T &foo;", "AT&T &foo;"},
      {"footnote", "甲[^1]。", "甲。"},
      {"thematic break", "甲\n\n---\n\n乙", "甲//乙"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(c.raw, SourceFormat::kMarkdown), c.want);
  }
}

TEST(MarkupTest, TakesHtmlOff) {
  struct {
    std::string_view name, raw, want;
  } const cases[] = {
      {"blocks",
       "<html><head><title>题</title><style>p{}</style></head>"
       "<body><h1>甲</h1><p>乙\n  丙</p><ul><li>丁<li>戊</ul></body></html>",
       "甲/乙丙/丁/戊"},
      {"navigation is dropped", "<nav>首页</nav><p>甲</p><footer>x</footer>",
       "甲"},
      {"comment", "甲<!-- <p>乙 -->丙", "甲丙"},
      {"unclosed comment is text", "甲<!-- 乙", "甲<!-- 乙"},
      {"unclosed script", "<script>甲", "甲"},
      {"cells", "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙", "甲 乙/丙"},
      {"tag soup", "</p></b>甲<p", "甲<p"},
      {"upper case", "<P>甲<BR>乙</P><SCRIPT>x</Script>丙", "甲/乙/丙"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Lines(c.raw, SourceFormat::kHtml), c.want);
  }
}

TEST(MarkupTest, TellsWhatLinesAre) {
  const CleanText text = Clean(
      "# 题\n\n甲\n乙\n\n> 引\n\n7. 项\n\n[查看](http://x)\n\n"
      "**粗**\n\n题二\n---\n",
      SourceFormat::kMarkdown);
  ASSERT_EQ(text.lines.size(), 8U);
  EXPECT_EQ(text.lines[0].kind, LineKind::kHeading);
  EXPECT_EQ(text.lines[0].level, 1);
  EXPECT_TRUE(text.lines[1].starts_paragraph);
  EXPECT_FALSE(text.lines[2].starts_paragraph);
  EXPECT_EQ(text.lines[3].kind, LineKind::kQuotation);
  EXPECT_EQ(text.lines[4].kind, LineKind::kListItem);
  EXPECT_EQ(text.lines[4].ordinal, 7);
  EXPECT_EQ(text.lines[5].kind, LineKind::kLink);
  EXPECT_TRUE(text.lines[6].bold);
  EXPECT_EQ(text.lines[7].kind, LineKind::kHeading);
  EXPECT_EQ(text.lines[7].level, 2);
}

TEST(MarkupTest, ReadsTitleAndDateOfTheFile) {
  const CleanText html =
      Clean("<title>甲 &amp; 乙<b></title>x", SourceFormat::kHtml);
  EXPECT_EQ(html.title, "甲 & 乙<b>");
  const CleanText matter =
      Clean("---\ntitle: \"甲：乙\"\ndate: 2025-08-28\n---\n丙",
            SourceFormat::kMarkdown);
  EXPECT_EQ(matter.title, "甲：乙");
  EXPECT_EQ(matter.date, "2025-08-28");
}

TEST(MarkupTest, MapsToTheRawBytes) {
  const std::string raw = "<p>甲**乙**２&#20013;  丙</p>";
  const CleanText text = Clean(raw, SourceFormat::kMarkdown);
  ASSERT_EQ(text.text, "甲乙2中 丙\n");
  struct {
    std::string_view part, want;
  } const cases[] = {
      {"甲乙", "甲|乙"},
      {"2", "２"},
      {"中", "&#20013;"},
      {" ", "  "},
      {"乙2中 丙", "乙|２&#20013;  丙"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.part);
    const auto begin = static_cast<uint32_t>(text.text.find(c.part));
    std::string got;
    for (const Span span : text.map.ToRaw(
             {begin, begin + static_cast<uint32_t>(c.part.size())})) {
      if (!got.empty()) got += '|';
      got += span.In(raw);
    }
    EXPECT_EQ(got, c.want);
  }
}

// Each of these made a naive scanner quadratic or recursive.
TEST(MarkupTest, HostileInputTakesLinearTime) {
  std::string units[] = {"<",       "[",     "](",       "*",  "*a ",
                         "**a*b",   "<!--",  "<script>", "`",  "&",
                         "<title>", "<nav>", "<a \"",    "![", "~~a",
                         "[x](",    "#\n",   "- \n",     "> ", "\\"};
  for (const std::string& unit : units) {
    SCOPED_TRACE(unit);
    std::string raw;
    while (raw.size() < 400'000) raw += unit;
    for (const SourceFormat format :
         {SourceFormat::kText, SourceFormat::kMarkdown, SourceFormat::kHtml}) {
      EXPECT_THAT(CleanMarkup(raw, format), IsOk());
    }
  }
}

TEST(MarkupTest, RefusesTooManyLines) {
  std::string raw;
  raw.reserve(2 * kMaxLines + 8);
  while (raw.size() < 2 * kMaxLines + 4) raw += "a\n";
  EXPECT_THAT(CleanMarkup(raw, SourceFormat::kText),
              FailsWith(Code::kInvalidInput, "lines"));
}

}  // namespace
}  // namespace zhimai
