#include "tools/shell/name_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/base/unicode.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Pinyin& SharedPinyin() {
  static const Pinyin* const kPinyin = [] {
    auto* pinyin = new Pinyin;
    EXPECT_THAT(pinyin->AddReadings("# more\n重 zhong chong\n长 chang zhang\n"),
                IsOk());
    return pinyin;
  }();
  return *kPinyin;
}

class NameIndexTest : public ::testing::Test {
 protected:
  void Add(const std::string& id, uint64_t documents,
           const std::vector<std::string>& names) {
    index_.AddEntity(id, documents);
    for (const std::string& name : names) {
      index_.AddName(NameKey(name), id, name, SharedPinyin());
    }
  }
  std::vector<std::string> Names(std::string_view typed, size_t limit = 10) {
    std::vector<std::string> names;
    for (const NameIndex::Match& match : index_.Find(typed, limit)) {
      names.emplace_back(match.name);
    }
    return names;
  }

  NameIndex index_;
};

TEST_F(NameIndexTest, FindsByCharactersPinyinInitialsAndEnglish) {
  Add("e/sco", 9, {"上海合作组织", "Shanghai Cooperation Organisation", "SCO"});
  Add("e/shanghai", 3, {"上海", "Shanghai"});
  Add("e/chongqing", 2, {"重庆市", "Chongqing"});
  Add("e/x", 1, {"习近平"});
  index_.Finish();
  EXPECT_THAT(Names("上"), ElementsAre("上海合作组织", "上海"));
  EXPECT_THAT(Names("shanghaihe"), ElementsAre("上海合作组织"));
  EXPECT_THAT(Names("Shanghai C"),
              ElementsAre("Shanghai Cooperation Organisation"));
  EXPECT_THAT(Names("shhz"), ElementsAre("上海合作组织"));
  EXPECT_THAT(Names("xi'jin"), ElementsAre("习近平"));
  EXPECT_THAT(Names("xjp"), ElementsAre("习近平"));
  EXPECT_THAT(Names("chongqings"), ElementsAre("重庆市"));
  EXPECT_THAT(Names("zhongqings"), ElementsAre("重庆市"));
  EXPECT_THAT(Names("sco"), Contains("SCO"));
  EXPECT_THAT(Names("没有"), IsEmpty());
  EXPECT_THAT(Names(""), IsEmpty());
  EXPECT_THAT(Names("\xFF'"), IsEmpty());
}

TEST_F(NameIndexTest, EntitiesThatAreNamedOftenComeFirst) {
  Add("e/a", 1, {"中国甲"});
  Add("e/b", 7, {"中国乙"});
  Add("e/c", 3, {"中国丙"});
  index_.Finish();
  EXPECT_THAT(Names("中国"), ElementsAre("中国乙", "中国丙", "中国甲"));
  EXPECT_THAT(Names("zg", 2), ElementsAre("中国乙", "中国丙"));
}

TEST_F(NameIndexTest, ANameOfTwoEntitiesComesOnce) {
  Add("e/a", 1, {"李强"});
  Add("e/b", 7, {"李强"});
  index_.Finish();
  EXPECT_THAT(Names("李"), ElementsAre("李强"));
}

TEST(PinyinTest, RefusesWhatIsNoReading) {
  Pinyin pinyin;
  EXPECT_EQ(pinyin.AddReadings("\n重\n").location().line, 2U);
  EXPECT_FALSE(pinyin.AddReadings("重庆 chongqing").ok());
  EXPECT_FALSE(pinyin.AddReadings("重 Zhòng").ok());
  EXPECT_THAT(pinyin.AddReadings(""), IsOk());
  EXPECT_FALSE(pinyin.AddReadings("\xFF\xFE x\n").ok());
}

TEST(PinyinTest, TypedIsLettersOnly) {
  EXPECT_EQ(Pinyin::Typed("Lü Bu"), "lubu");
  EXPECT_EQ(Pinyin::Typed("lvbu"), "lubu");
  EXPECT_EQ(Pinyin::Typed("xi'an"), "xian");
  EXPECT_EQ(Pinyin::Typed("上"), "");
  EXPECT_EQ(Pinyin::Typed(""), "");
}

}  // namespace
}  // namespace zhimai
