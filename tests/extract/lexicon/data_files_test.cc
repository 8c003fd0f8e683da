#include "extract/lexicon/data_files.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "proto/rule.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

Status Parse(std::string bytes) {
  v1::RulePack pack;
  return ParseTextProto({"a.txtpb", "a.txtpb", 0, std::move(bytes)}, &pack);
}

TEST(DataFilesTest, SaysWhatIsWrongInTheWordsOfTheWriter) {
  struct {
    std::string_view name, bytes, want;
  } const cases[] = {
      {"a field mistyped", "rule {\n  piror: 0.9\n}",
       "a.txtpb:2:8: no field 'piror' here; did you mean prior?"},
      {"a field that is none", "macro { regex: \"x\" }",
       "a.txtpb:1:14: no field 'regex' here; there are name, pattern"},
      {"a value mistyped", "rule { scope: Sentence }",
       "a.txtpb:1:24: 'Sentence' is no scope; there are CLAUSE, SENTENCE, "
       "PARAGRAPH, ARTICLE"},
      {"a full-width colon", "module：\"m\"",
       "a.txtpb:1:7: '：' is full-width; write ':'"},
      {"a full-width brace after Chinese text", "rule { doc: \"加入\" ｝",
       "a.txtpb:1:18: '｝' is full-width; write '}'"},
      {"a quotation mark inside a text", "module: \"a\"以\"b\"",
       "a.txtpb:1:12: '以' stands outside a text; write a quotation mark "
       "inside a text as \\\""},
      {"a text that does not end", "module: \"m\nlang: \"zh\"",
       "a.txtpb:1:11: a text ends on its line; its closing \" is missing"},
      {"a block that does not end", "rule {\n  id: \"r\"\n",
       "a.txtpb:3:1: the file ends inside a block; a } is missing"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(Parse(std::string(c.bytes)).ToString(), c.want);
  }
}

TEST(DataFilesTest, SkipsTheByteOrderMarkOfEditors) {
  EXPECT_THAT(Parse("\xEF\xBB\xBFmodule: \"m\""), IsOk());
}

TEST(DataFilesTest, AFolderWithoutFilesIsMostLikelyAMistake) {
  const TempDir dir;
  EXPECT_EQ(CheckDataFolder(dir.path(), {"cues", "rules"}).message(),
            "no *.txtpb file in any of its folders cues/, rules/");
  std::filesystem::create_directory(std::filesystem::path(dir.path()) / "cues");
  std::ofstream(std::filesystem::path(dir.path()) / "cues" / "a.txtpb") << "";
  EXPECT_THAT(CheckDataFolder(dir.path(), {"cues", "rules"}), IsOk());
}

}  // namespace
}  // namespace zhimai
