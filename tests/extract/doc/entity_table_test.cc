#include "extract/doc/entity_table.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <unordered_map>

namespace zhimai {
namespace {

EntityInfo Entity(const std::string& id, const std::string& label) {
  EntityInfo info;
  info.id = id;
  info.label = label;
  return info;
}

class EntityTableTest : public ::testing::Test {
 protected:
  const EntityList base_ = {Entity("e/one", "One"), Entity("e/two", "Two")};
  const std::unordered_map<std::string, int32_t> ids_ = {{"e/one", 0},
                                                         {"e/two", 1}};
  EntityTable table_{&base_, &ids_};
};

TEST_F(EntityTableTest, PutsItsOwnEntitiesBehindTheSharedOnes) {
  const int32_t own = table_.Add(Entity("e/Person/x", "X"));
  EXPECT_EQ(own, 2);
  EXPECT_FALSE(table_.is_base(own));
  EXPECT_TRUE(table_.is_base(1));
  EXPECT_EQ(table_.at(own).label, "X");
  EXPECT_EQ(table_.at(1).label, "Two");
  EXPECT_EQ(table_.size(), 3);
}

TEST_F(EntityTableTest, KnowsAnIdOnce) {
  EXPECT_EQ(table_.Add(Entity("e/two", "another label")), 1);
  EXPECT_EQ(table_.at(1).label, "Two");
  const int32_t own = table_.Add(Entity("e/Person/x", "X"));
  EXPECT_EQ(table_.Add(Entity("e/Person/x", "Y")), own);
  EXPECT_EQ(table_.Find("e/Person/x"), own);
  EXPECT_EQ(table_.Find("e/nobody"), -1);
}

TEST_F(EntityTableTest, ChangesOnlyItsOwn) {
  const int32_t own = table_.Add(Entity("e/Person/x", "X"));
  table_.mutable_at(own).label = "Z";
  EXPECT_EQ(table_.at(own).label, "Z");
  EXPECT_DEATH(table_.mutable_at(0).label = "Z", "internal error");
  EXPECT_DEATH(static_cast<void>(table_.at(3)), "internal error");
  EXPECT_DEATH(static_cast<void>(table_.at(-1)), "internal error");
}

TEST(MintEntityIdTest, IsTheSameForSpellingsThatNfkcUnites) {
  struct {
    std::string_view name, want;
  } const cases[] = {
      {"托卡耶夫", "e/Person/托卡耶夫"},
      {"John Smith", "e/Person/John_Smith"},
      {"Ｊｏｈｎ　Smith", "e/Person/John_Smith"},
      {"e\u0301", "e/Person/\u00e9"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(MintEntityId("Person", std::string(c.name)), c.want);
  }
}

}  // namespace
}  // namespace zhimai
