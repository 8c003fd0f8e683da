// Every clause maps to raw bytes that say the same.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "extract/layout/reader.h"
#include "extract/text/markup.h"
#include "extract/text/script.h"
#include "graph/base/utf8.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

std::string WithoutBlanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n') out += c;
  }
  return out;
}

// What cleaning makes of a piece of a file when it is read alone. Emphasis and
// tags were cut out by the map already; in plain text, references stay.
std::string CleanPiece(const std::string& raw, SourceFormat format) {
  const SourceFormat piece_format =
      format == SourceFormat::kText ? format : SourceFormat::kHtml;
  Result<CleanText> text = CleanMarkup(raw, piece_format);
  if (!text.ok()) return "";
  EXPECT_THAT(ConvertToSimplified(&*text), IsOk());
  return WithoutBlanks(text->text);
}

size_t CheckClauses(const Document& document, SourceFormat format) {
  size_t checked = 0;
  for (const Article& article : document.articles) {
    EXPECT_EQ(article.map.text_length(), article.text.size());
    for (const Sentence& sentence : article.sentences) {
      EXPECT_LT(sentence.block, article.blocks.size());
      EXPECT_TRUE(article.blocks[sentence.block].span.Contains(sentence.span));
      for (const Span clause : sentence.clauses) {
        std::string raw;
        for (const Span piece : article.map.ToRaw(clause)) {
          EXPECT_LE(piece.end, document.raw.size());
          raw += document.RawText(piece);
        }
        EXPECT_EQ(FindInvalidUtf8(raw), std::string::npos);
        const std::string want = WithoutBlanks(clause.In(article.text));
        EXPECT_EQ(CleanPiece(raw, format), want) << raw;
        ++checked;
      }
    }
  }
  return checked;
}

// Random sentences in the dress of transcripts.
class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  std::string File() {
    std::string out = "# 某节目 (20240102)\n\n## 详细新闻\n\n";
    for (int story = 0; story < 3; ++story) {
      out +=
          "### " + Words(3) + "\n\n<p><strong>某视网消息</strong>（某节目）：";
      for (int n = 0; n < 6; ++n) {
        out += Sentence() + (Pick(3) == 0 ? "</p><p>" : "");
      }
      out += "<br></p>\n\n";
    }
    return out;
  }

 private:
  uint32_t Pick(uint32_t n) { return static_cast<uint32_t>(random_()) % n; }

  std::string Words(uint32_t n) {
    static constexpr const char* kWords[] = {
        "会议",        "２０２４年",       "**代表**",   "A股",
        "&nbsp;",      "提升８．５％",     "&#20013;国", "發展",
        "“共识”",      "《公报》",         "  ",         "\u200B各方",
        "e\u0301tude", "[链接](http://x)", "合作"};
    std::string out;
    for (uint32_t i = 0; i < n; ++i) out += kWords[Pick(std::size(kWords))];
    return out;
  }

  std::string Sentence() {
    static constexpr const char* kSigns[] = {"，", "；", "：", "——", "、"};
    static constexpr const char* kEnds[] = {"。", "！", "？", "……", "。”"};
    std::string out = Words(2);
    for (uint32_t n = Pick(4); n > 0; --n) {
      out += kSigns[Pick(std::size(kSigns))] + Words(1 + Pick(3));
    }
    return out + kEnds[Pick(std::size(kEnds))];
  }

  std::mt19937 random_;
};

TEST(OffsetsTest, RandomTranscriptsMapBack) {
  size_t checked = 0;
  for (uint32_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    Result<Document> document = ReadDocument("a.md", Generator(seed).File());
    ASSERT_THAT(document, IsOk());
    checked += CheckClauses(*document, SourceFormat::kMarkdown);
    if (HasFailure()) return;
  }
  EXPECT_GT(checked, 5000U);
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The corpus is not part of the project.
TEST(OffsetsTest, RealTranscriptsMapBack) {
  const char* shared = std::getenv("ZM_SHARED");
  const std::filesystem::path root =
      std::filesystem::path(shared != nullptr ? shared : "../shared") /
      "corpus";
  if (!std::filesystem::is_directory(root)) {
    GTEST_SKIP() << root << " is absent: set ZM_SHARED to run this test";
  }
  size_t checked = 0;
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(root)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (size_t i = 0; i < files.size(); ++i) {
    const Result<SourceFormat> format = FormatOfPath(files[i].string());
    if (!format.ok() || i % 10 != 0) continue;
    SCOPED_TRACE(files[i]);
    Result<Document> document =
        ReadDocument(files[i].filename().string(), ReadFile(files[i]));
    ASSERT_THAT(document, IsOk());
    checked += CheckClauses(*document, *format);
    if (HasFailure()) return;
  }
  EXPECT_GT(checked, 0U);
}

}  // namespace
}  // namespace zhimai
