#include "extract/layout/sentences.h"

#include <gtest/gtest.h>
#include <string>

namespace zhimai {
namespace {

// Sentences joined by '/', their clauses by '|'.
std::string Split(std::string_view text) {
  std::vector<Sentence> sentences;
  SplitSentences(text, {0, static_cast<uint32_t>(text.size())}, 0, &sentences);
  std::string out;
  for (const Sentence& sentence : sentences) {
    if (!out.empty()) out += '/';
    uint32_t end = sentence.span.begin;
    for (size_t i = 0; i < sentence.clauses.size(); ++i) {
      EXPECT_EQ(sentence.clauses[i].begin, end) << "clauses cover sentences";
      end = sentence.clauses[i].end;
      if (i > 0) out += '|';
      out += sentence.clauses[i].In(text);
    }
    EXPECT_EQ(end, sentence.span.end);
  }
  return out;
}

TEST(SentencesTest, SplitsChinese) {
  struct {
    std::string_view name, text, want;
  } const cases[] = {
      {"marks", "甲。乙！丙？丁", "甲。/乙！/丙？/丁"},
      {"clauses", "甲，乙；丙：丁——戊。", "甲，|乙；|丙：|丁——|戊。"},
      {"inside a quote", "他说：“甲，乙。丙。”丁。",
       "他说：|“甲，乙。丙。”/丁。"},
      {"quote goes on", "“为了人民！”的口号。", "“为了人民！”的口号。"},
      {"quote before a comma", "“甲。”，他说。", "“甲。”，|他说。"},
      {"stray opening quote", "甲“乙。丙，丁。", "甲“乙。/丙，|丁。"},
      {"stray closing quote", "甲”乙。丙。", "甲”乙。/丙。"},
      {"nested", "他说：“甲‘乙。’丙。”丁。", "他说：|“甲‘乙。’丙。”/丁。"},
      {"title marks", "《甲？乙！》出版。", "《甲？乙！》出版。"},
      {"brackets", "甲（乙。丙，丁）戊。己。", "甲（乙。丙，丁）戊。/己。"},
      {"dots", "甲……乙。", "甲……/乙。"},
      {"dots go on", "甲……，乙。", "甲……，|乙。"},
      {"several marks", "甲？！乙。", "甲？！/乙。"},
      {"list dash", "——甲，乙。", "——甲，|乙。"},
      {"numbers", "比分3：2，共10，000人。", "比分3：2，|共10，000人。"},
      {"blanks", " 甲。 乙 ", "甲。/乙"},
      {"only marks", "。。。", "。。。"},
      {"nothing", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Split(c.text), c.want);
  }
}

TEST(SentencesTest, SplitsEnglish) {
  struct {
    std::string_view name, text, want;
  } const cases[] = {
      {"periods", "One came. Two left.", "One came./Two left."},
      {"titles", "Mr. Smith met Dr. Lee. They spoke.",
       "Mr. Smith met Dr. Lee./They spoke."},
      {"initials", "The U.S. Senate sat. J. R. Roe spoke.",
       "The U.S. Senate sat./J. R. Roe spoke."},
      {"decimals", "It rose 3.5 percent. Then fell.",
       "It rose 3.5 percent./Then fell."},
      {"year ends", "It began in 1945. Peace followed.",
       "It began in 1945./Peace followed."},
      {"list number", "1. First item. Next.", "1. First item./Next."},
      {"small letter", "See sec. two now.", "See sec. two now."},
      {"quotes", "\"Go. Now,\" he said. She went.",
       "\"Go. Now,\" he said./She went."},
      {"quote ends", "He said \"Go.\" She went.", "He said \"Go.\"/She went."},
      {"clauses", "First, do it; then rest.", "First,| do it;| then rest."},
      {"figures", "1,000 came at 10:30 sharp.", "1,000 came at 10:30 sharp."},
      {"question", "Why? Because!", "Why?/Because!"},
      {"address", "See http://a.b/?x=1 now.", "See http://a.b/?x=1 now."},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Split(c.text), c.want);
  }
}

TEST(SentencesTest, BoundsTheLength) {
  std::string text;
  while (text.size() < 100'000) text += "甲";
  std::string with_commas = "“";
  while (with_commas.size() < 100'000) with_commas += "甲乙丙，";
  with_commas += "”";
  for (const std::string& t : {text, with_commas}) {
    std::vector<Sentence> sentences;
    SplitSentences(t, {0, static_cast<uint32_t>(t.size())}, 3, &sentences);
    ASSERT_GE(sentences.size(), 4U);
    for (const Sentence& s : sentences) {
      EXPECT_LE(s.span.size(), kMaxSentenceBytes + kSentenceSlack + 8);
      EXPECT_EQ(s.span.size() % 3, 0U) << "cut between code points";
      EXPECT_EQ(s.block, 3U);
    }
  }
}

}  // namespace
}  // namespace zhimai
