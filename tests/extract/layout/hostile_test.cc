// Inputs that are made to hurt: each must end in bounded time and memory.
#include <gtest/gtest.h>
#include <string>

#include "extract/layout/reader.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

TEST(HostileTest, RefusesTooLargeFiles) {
  std::string huge(size_t{200} << 20, 'a');
  EXPECT_THAT(ReadDocument("a.txt", std::move(huge)),
              FailsWith(Code::kInvalidInput,
                        "a.txt: is too large: 200 MiB, at most 64 MiB"));
}

TEST(HostileTest, ReadsALineOfTheLargestSize) {
  std::string line;
  line.reserve(kMaxDocumentBytes);
  while (line.size() + 3 <= kMaxDocumentBytes) line += "甲";
  Result<Document> document = ReadDocument("a.txt", std::move(line));
  ASSERT_THAT(document, IsOk());
  ASSERT_EQ(document->articles.size(), 1U);
  EXPECT_GT(document->articles[0].sentences.size(), 3000U);
}

TEST(HostileTest, RepeatedSignsTakeLinearTime) {
  for (const std::string unit : {"“",
                                 "”",
                                 "（",
                                 "(",
                                 "\"",
                                 "《》",
                                 "甲。",
                                 "，",
                                 "——",
                                 ".",
                                 "a. ",
                                 "…",
                                 "第",
                                 "一、\n\n",
                                 "（一）\n",
                                 "# a\n",
                                 "### a\n\n新华社北京1月2日电 a\n\n",
                                 "（上接第1版）\n",
                                 "（新华社北京1月2日电）\n",
                                 "甲\n\n",
                                 "甲 ",
                                 "# 目录\n",
                                 "會",
                                 "<p>",
                                 "[a](",
                                 "**甲",
                                 "&#20013;",
                                 "2025年1月2日",
                                 "——\n\n",
                                 "甲乙，\n\n"}) {
    SCOPED_TRACE(unit);
    std::string raw;
    while (raw.size() < 300'000) raw += unit;
    for (const char* path : {"a.txt", "a.md", "a.html"}) {
      EXPECT_THAT(ReadDocument(path, raw), IsOk());
    }
  }
}

}  // namespace
}  // namespace zhimai
