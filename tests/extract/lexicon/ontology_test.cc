#include "extract/lexicon/ontology.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kBase[] = R"(
class { name: "Place" abstract: true }
class { name: "Agent" abstract: true }
class { name: "Country" parent: "Place" parent: "Agent" label { zh: "国家" } }
class { name: "Federation" parent: "Country" }
class { name: "Person" parent: "Agent" }
qualifier { name: "role" }
relation { name: "member_of" domain: "Country" range: "Agent"
           qualifier: "role" identity_qualifier: "role" }
relation { name: "since" literal_range: "Date" functional: true }
prefix { key: "wd" value: "http://example.org/" }
)";

DataFile File(std::string path, uint32_t dir, std::string bytes) {
  return {path, path, dir, std::move(bytes)};
}

TEST(OntologyTest, KnowsTheHierarchy) {
  const auto o = Ontology::Parse({File("core.txtpb", 0, kBase)});
  ASSERT_TRUE(o.ok()) << o.status();
  EXPECT_TRUE(o->IsA("Country", "Country"));
  EXPECT_TRUE(o->IsA("Federation", "Place"));
  EXPECT_TRUE(o->IsA("Federation", "Agent"));
  EXPECT_FALSE(o->IsA("Person", "Place"));
  EXPECT_FALSE(o->IsA("Place", "Country"));
  EXPECT_FALSE(o->IsA("Nobody", "Nobody"));
  EXPECT_THAT(o->Descendants("Place"),
              ElementsAre("Country", "Federation", "Place"));
  EXPECT_TRUE(o->IsAnyOf("Person", {}));
  EXPECT_FALSE(o->IsAnyOf("Person", {"Place", "Country"}));
}

TEST(OntologyTest, KnowsRelations) {
  const auto o = Ontology::Parse({File("core.txtpb", 0, kBase)});
  ASSERT_TRUE(o.ok()) << o.status();
  const RelationInfo* member = o->FindRelation("member_of");
  ASSERT_NE(member, nullptr);
  EXPECT_THAT(member->identity_qualifiers, ElementsAre("role"));
  EXPECT_FALSE(member->functional);
  EXPECT_TRUE(o->FindRelation("since")->functional);
  EXPECT_EQ(o->FindRelation("nothing"), nullptr);
  EXPECT_EQ(o->prefixes().at("wd"), "http://example.org/");
}

TEST(OntologyTest, ALaterFolderOverrides) {
  const auto o =
      Ontology::Parse({File("core.txtpb", 0, kBase),
                       File("mine.txtpb", 1,
                            "class { name: \"Person\" parent: \"Place\" }\n"
                            "class { name: \"Robot\" parent: \"Person\" }")});
  ASSERT_TRUE(o.ok()) << o.status();
  EXPECT_TRUE(o->IsA("Robot", "Place"));
  EXPECT_FALSE(o->IsA("Person", "Agent"));
}

TEST(OntologyTest, ErrorsNameThePlace) {
  const struct {
    std::string text, want;
  } cases[] = {
      {"class { name: \"A\" }\nclass { name: \"A\" }", "f:2:1: 'A' is defined"},
      {"\n  class { name: \"A\" parent: \"B\" }",
       "f:2:3: A: unknown parent class 'B'"},
      {"class { name: \"A\" parent: \"B\" }\n"
       "class { name: \"B\" parent: \"A\" }",
       "f:1:1: class 'A' is its own ancestor"},
      {"class { name: \"A\" parent: \"A\" }", "own ancestor"},
      {"relation { name: \"r\" domain: \"A\" }", "r: unknown class 'A'"},
      {"relation { name: \"r\" literal_range: \"Dat\" }",
       "unknown literal type 'Dat'"},
      {"relation { name: \"r\" qualifier: \"q\" }", "unknown qualifier 'q'"},
      {"class { nam: \"A\" }", "f:1:12: "},
      {"class {", "f:1:"},
      {"class { label { zh: \"\" } }", "without a name"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto o = Ontology::Parse({File("f", 0, c.text)});
    ASSERT_FALSE(o.ok());
    EXPECT_EQ(o.status().code(), Code::kInvalidInput);
    EXPECT_THAT(o.status().ToString(), HasSubstr(c.want));
  }
}

TEST(OntologyTest, AMissingFolderIsReported) {
  EXPECT_EQ(Ontology::Load({"no/such/folder"}).status().code(),
            Code::kNotFound);
}

}  // namespace
}  // namespace zhimai
