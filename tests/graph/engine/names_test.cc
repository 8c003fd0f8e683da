#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/engine/fixture.h"

namespace zhimai {
namespace {

using Kind = EntityMatches::Kind;

TEST(FindEntityTest, FindsByAnyName) {
  TestGraph graph;
  graph.Put({SummitNews()});
  for (const char* name :
       {"e/sco", "https://w3id.org/zhimai/e/sco", "上海合作组织", "上合组织",
        "SCO", "sco", "shanghai cooperation organisation",
        "wikidata:Q485207"}) {
    SCOPED_TRACE(name);
    auto matches = graph->FindEntity(name);
    ASSERT_THAT(matches, IsOk());
    EXPECT_EQ(matches->kind, Kind::kExact);
    ASSERT_EQ(matches->candidates.size(), 1u);
    EXPECT_EQ(matches->candidates[0].entity.id, "e/sco");
  }
  EXPECT_EQ(graph->FindEntity("天津宣言")->candidates[0].entity.id, "e/decl");
}

TEST(FindEntityTest, SuggestsWhatIsNear) {
  TestGraph graph;
  graph.Put({SummitNews()});
  const struct {
    const char* name;
    const char* want;
  } cases[] = {{"上海合作组", "e/sco"},
               {"上海合作组识", "e/sco"},
               {"Chna", "e/china"},
               {"合作组织", "e/sco"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto matches = graph->FindEntity(c.name);
    ASSERT_THAT(matches, IsOk());
    EXPECT_EQ(matches->kind, Kind::kSuggested);
    ASSERT_FALSE(matches->candidates.empty());
    EXPECT_EQ(matches->candidates[0].entity.id, c.want);
  }
  for (const std::string& name :
       {std::string(), std::string("？"), std::string(100000, 'x'),
        std::string("\xff\xfe"), std::string("完全没有关系的名字")}) {
    EXPECT_EQ(graph->FindEntity(name)->kind, Kind::kNone);
  }
}

TEST(FindEntityTest, ListsTheAmbiguous) {
  TestGraph graph;
  ExtractionBuilder b("b.txt");
  b.Entity("e/p1", "Person", {"zh:扎帕罗夫"});
  b.Entity("e/p2", "Person", {"zh:扎帕罗夫"});
  ExtractionBuilder c("c.txt");
  c.Entity("e/p2", "Person", {"zh:扎帕罗夫"});
  graph.Put({b.Build(), c.Build()});
  auto matches = graph->FindEntity("扎帕罗夫");
  ASSERT_THAT(matches, IsOk());
  EXPECT_EQ(matches->kind, Kind::kAmbiguous);
  ASSERT_EQ(matches->candidates.size(), 2u);
  EXPECT_EQ(matches->candidates[0].entity.id, "e/p2");  // in two documents
  EXPECT_EQ(graph->CompleteEntity("扎帕", 10)->size(), 2u);
}

}  // namespace
}  // namespace zhimai
