#include "extract/text/script.h"

#include <gtest/gtest.h>
#include <opencc/SimpleConverter.hpp>
#include <string>
#include <vector>

#include "extract/text/markup.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

CleanText Convert(std::string_view raw) {
  Result<CleanText> text = CleanMarkup(raw, SourceFormat::kText);
  EXPECT_THAT(text, IsOk());
  EXPECT_THAT(ConvertToSimplified(&*text), IsOk());
  return *std::move(text);
}

std::string ConvertLine(std::string_view raw) {
  const CleanText text = Convert(raw);
  return text.lines.empty()
             ? ""
             : std::string(text.lines.front().span.In(text.text));
}

TEST(ScriptTest, ConvertsTraditionalText) {
  struct {
    std::string_view name, raw, want;
  } const cases[] = {
      {"characters", "關於國際組織的報告", "关于国际组织的报告"},
      {"phrase against character", "乾隆年間的著作", "乾隆年间的著作"},
      {"Simplified stays", "著名的乾隆皇帝后来说", "著名的乾隆皇帝后来说"},
      {"one stray character", "成员国理事會会议在这里举行，乾隆",
       "成员国理事会会议在这里举行，乾隆"},
      {"quotation marks", "總統說：「海洋『藍色』經濟」",
       "总统说：“海洋‘蓝色’经济”"},
      {"corner marks of Simplified text", "总统说：「海洋经济」",
       "总统说：「海洋经济」"},
      {"no Han", "plain text", "plain text"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(ConvertLine(c.raw), c.want);
  }
}

TEST(ScriptTest, ConvertsNames) {
  EXPECT_EQ(SimplifiedName("沙烏地阿拉伯"), "沙乌地阿拉伯");
  EXPECT_EQ(SimplifiedName("Nauru"), "Nauru");
  EXPECT_EQ(SimplifiedName(""), "");
}

TEST(ScriptTest, AgreesWithOpenCc) {
  const opencc::SimpleConverter converter("t2s.json");
  for (const std::string text :
       {"聯合國總部設於紐約，歷任秘書長皆由安理會推薦。",
        "這項計畫將於明年實施，涵蓋乾燥地區與沿海城市。",
        "頭髮與發展，皇后與以後，乾淨與乾坤，瞭解與瞭望。",
        "他喫了麵條，鐘錶停在三點，裡面沒有人。"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(ConvertLine(text), converter.Convert(text));
  }
}

TEST(ScriptTest, SetsTheScriptOfLines) {
  const CleanText text = Convert(
      "國際組織發表聲明\n\n国际组织发表声明\n\nAn English line of "
      "words\n\n123");
  ASSERT_EQ(text.lines.size(), 4U);
  EXPECT_EQ(text.lines[0].script, Script::kTraditional);
  EXPECT_EQ(text.lines[1].script, Script::kSimplified);
  EXPECT_EQ(text.lines[2].script, Script::kLatin);
  EXPECT_EQ(text.lines[3].script, Script::kNone);
  EXPECT_EQ(LanguageOf(Script::kTraditional), "zh-Hant");
  EXPECT_EQ(LanguageOf(Script::kNone), "und");
}

TEST(ScriptTest, KeepsTheMapThroughConversion) {
  const std::string raw = "甲說２國會";
  const CleanText text = Convert(raw);
  ASSERT_EQ(text.text, "甲说2国会\n");
  const auto begin = static_cast<uint32_t>(text.text.find("国"));
  const std::vector<Span> spans = text.map.ToRaw({begin, begin + 3});
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].In(raw), "國");
}

}  // namespace
}  // namespace zhimai
