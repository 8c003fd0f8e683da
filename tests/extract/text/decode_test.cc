#include "extract/text/decode.h"

#include <gtest/gtest.h>
#include <string>

#include "extract/text/entities.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using std::string_literals::operator""s;

TEST(DecodeTest, FormatFollowsFromTheExtension) {
  struct {
    std::string_view path;
    SourceFormat want;
  } const cases[] = {
      {"a.txt", SourceFormat::kText},
      {"-", SourceFormat::kText},
      {"x/Y.MD", SourceFormat::kMarkdown},
      {"a.markdown", SourceFormat::kMarkdown},
      {"a.b.html", SourceFormat::kHtml},
      {"a.HTM", SourceFormat::kHtml},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.path);
    EXPECT_THAT(FormatOfPath(c.path), IsOkAnd(c.want));
  }
  for (const std::string_view path : {"a.pdf", "txt", "a.md/b", "", "a."}) {
    SCOPED_TRACE(path);
    EXPECT_THAT(FormatOfPath(path), FailsWith(Code::kUnsupported, ".txt .md"));
  }
}

TEST(DecodeTest, SaysWhyBytesAreNoText) {
  struct {
    std::string_view name;
    std::string bytes;
    std::string_view want;
  } const cases[] = {
      {"nothing", "", "is empty"},
      {"white space", " \r\n\t", "is empty"},
      {"only a byte order mark", "\xEF\xBB\xBF", "is empty"},
      {"NUL", "ab\0c"s, "binary file (NUL at byte 2)"},
      {"UTF-16", "\xFF\xFE\x2D\x4E", "UTF-16"},
      {"GBK on line 2", "a\n\xE4\xB8\xAD\xD6\xD0\xCE\xC4", ":2:2"},
      {"its offset", "a\n\xE4\xB8\xAD\xD6\xD0\xCE\xC4", "at byte 5"},
      {"cut sequence", "\xE4\xB8", "at byte 0"},
      {"surrogate", "x\xED\xA0\x80", "at byte 1"},
      {"overlong", "\xC0\xAF", "at byte 0"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Status status = CheckText(c.bytes);
    EXPECT_EQ(status.code(), Code::kInvalidInput);
    const std::string message = std::move(status).In("f.txt").ToString();
    EXPECT_NE(message.find(c.want), std::string::npos) << message;
  }
  EXPECT_THAT(CheckText("\xEF\xBB\xBF中"), IsOk());
}

TEST(DecodeTest, ReadsCharacterReferences) {
  struct {
    std::string_view text;
    char32_t code_point;
    size_t length;
  } const cases[] = {
      {"&amp;x", U'&', 5},         {"&nbsp;", 0xA0, 6},  {"&#20013;", U'中', 8},
      {"&#x4E2d;", U'中', 8},      {"&mdash;", U'—', 7}, {"&#0;", 0xFFFD, 4},
      {"&#xD800;", 0xFFFD, 8},     {"&amp", 0, 0},       {"&;", 0, 0},
      {"&unknown;", 0, 0},         {"&#12a;", 0, 0},     {"&#;", 0, 0},
      {"&#99999999;", 0xFFFD, 11}, {"& b;", 0, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const CharacterReference got = ReadCharacterReference(c.text);
    EXPECT_EQ(got.code_point, c.code_point);
    EXPECT_EQ(got.length, c.length);
  }
}

}  // namespace
}  // namespace zhimai
