#include "extract/lexicon/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/base/unicode.h"

namespace zhimai {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr char kOntology[] = R"(
class { name: "Agent" abstract: true }
class { name: "Country" parent: "Agent" }
class { name: "City" }
class { name: "Person" parent: "Agent" }
class { name: "Position" }
class { name: "Organization" parent: "Agent" }
class { name: "Summit" }
)";

// Real countries, since their names come from CLDR; the rest is invented.
constexpr char kGazetteer[] = R"(
entity { id: "cn" class: "Country" zh: "中华人民共和国" zh: "中方"
         weak: "中" external_id: "iso:CN" }
entity { id: "ru" class: "Country" zh: "俄罗斯联邦" weak: "俄"
         external_id: "iso:RU" }
entity { id: "by" class: "Country" weak: "白" external_id: "iso:BY" }
entity { id: "jp" class: "Country" weak: "日" external_id: "iso:JP" }
entity { id: "pk" class: "Country" weak: "巴" external_id: "iso:PK" }
entity { id: "br" class: "Country" weak: "巴" external_id: "iso:BR" }
entity { id: "ae" class: "Country" zh: "阿联酋" zh: "阿拉伯联合酋长国"
         external_id: "iso:AE" }
entity { id: "blue-union" class: "Organization" zh: "蓝海联盟" en: "Blue Sea Union"
         en: "BSU" en: "the Blue League" weak: "联盟" }
entity { id: "blue-office" class: "Organization" zh: "蓝海联盟秘书处"
         part_of: "blue-union" country: "CN" }
entity { id: "lan-hai" class: "City" zh: "蓝海" country: "cn" }
entity { id: "east-isle" class: "City" zh: "东岛" zh_hant: "東加" }
entity { id: "p" class: "Person" zh: "安德鲁" country: "BY"
         office { position: "白俄罗斯测量局局长" of: "BY" since: "2020-01" } }
list { name: "surname" phrase: "王" phrase: "欧阳" phrase: "高" phrase: "于" }
list { name: "translit_char" phrase: "卡里莫夫托特利亚理" }
list { name: "common_word" phrase: "高度" phrase: "近日" }
list { name: "not_name" phrase: "发展中国家" }
list { name: "office_title" phrase: "总统" phrase: "总理" phrase: "特使" }
list { name: "letter_before" phrase: "访" }
list { name: "letter_alone" phrase: "俄" }
list { name: "name_particle" phrase: "von" phrase: "der" }
list { name: "say_verb" phrase: "强调" phrase: "said" }
list { name: "currency:CNY" phrase: "元" }
cue { modality: PLANNED phrase: "将" phrase: "Will" except: "将军" }
suffix { class: "Summit" phrase: "峰会" }
)";

DataFile File(const std::string& path, uint32_t dir, std::string bytes) {
  return {path, path, dir, std::move(bytes)};
}

class LexiconTest : public ::testing::Test {
 protected:
  LexiconTest() : ontology_(*Ontology::Parse({File("o", 0, kOntology)})) {}

  Result<Lexicon> Build(const std::vector<DataFile>& files) {
    return Lexicon::Build(files, ontology_, &types_);
  }

  Lexicon Standard() {
    auto lexicon = Build({File("g", 0, kGazetteer)});
    EXPECT_TRUE(lexicon.ok()) << lexicon.status();
    return *std::move(lexicon);
  }

  // "Type:text" or "Type:text=entity label", of arcs whose type passes.
  std::vector<std::string> Arcs(const Lexicon& lexicon, const std::string& text,
                                std::string_view only = "",
                                const std::string& language = "zh-Hans") {
    Article article;
    article.text = text;
    article.language = language;
    Lattice lattice;
    lexicon.Annotate(article, &lattice);
    std::vector<std::string> out;
    for (const Annotation& arc : lattice.all()) {
      const std::string& type = types_.name(arc.type);
      const bool is_entity = arc.entity >= 0;
      if (only == "entity" ? !is_entity : (!only.empty() && type != only)) {
        continue;
      }
      std::string line = type + ":" + std::string(arc.span.In(text));
      if (is_entity) {
        const auto i = static_cast<size_t>(arc.entity);
        line += "=" + lexicon.entities()[i].label;
      }
      out.push_back(line);
    }
    return out;
  }

  TypeRegistry types_;
  Ontology ontology_;
};

TEST_F(LexiconTest, LoadsEntities) {
  const Lexicon lexicon = Standard();
  const auto& at = [&](const std::string& id) -> const EntityInfo& {
    return lexicon.entities()[static_cast<size_t>(lexicon.entity_ids().at(id))];
  };
  EXPECT_EQ(at("e/cn").label, "中国");
  EXPECT_EQ(at("e/ae").label, "阿联酋");
  EXPECT_EQ(at("e/by").label, "白俄罗斯");
  EXPECT_THAT(at("e/ru").names, Contains(EntityName{"Россия", "ru", false}));
  EXPECT_EQ(at("e/blue-office").part_of,
            lexicon.entity_ids().at("e/blue-union"));
  EXPECT_EQ(at("e/lan-hai").country, lexicon.CountryByCode("CN"));
  const EntityInfo& person = at("e/p");
  ASSERT_EQ(person.offices.size(), 1U);
  const EntityInfo& position =
      lexicon.entities()[static_cast<size_t>(person.offices[0].position)];
  EXPECT_EQ(position.id, "e/Position/白俄罗斯测量局局长");
  EXPECT_EQ(position.country, lexicon.CountryByCode("BY"));
  EXPECT_EQ(person.offices[0].since, "2020-01");
  EXPECT_THAT(lexicon.FindByNameKey(NameKey("blue sea UNION")),
              ElementsAre(lexicon.entity_ids().at("e/blue-union")));
}

TEST_F(LexiconTest, KnowsLists) {
  const Lexicon lexicon = Standard();
  EXPECT_TRUE(lexicon.ListContains("say_verb", "Said"));
  EXPECT_FALSE(lexicon.ListContains("say_verb", "sai"));
  EXPECT_FALSE(lexicon.ListContains("no_list", "x"));
  EXPECT_TRUE(lexicon.HasList("surname"));
  EXPECT_THAT(lexicon.ListPhrases("common_word"), ElementsAre("高度", "近日"));
  EXPECT_NE(types_.Find("@say_verb"), TypeRegistry::kNone);
  EXPECT_EQ(types_.Find("@surname"), TypeRegistry::kNone);
}

TEST_F(LexiconTest, OverlaysAddNamesAndOverrideFields) {
  const auto lexicon =
      Build({File("g", 0, kGazetteer),
             File("mine", 1,
                  "entity { id: \"lan-hai\" class: \"City\" zh: \"蓝城\" "
                  "country: \"JP\" }")});
  ASSERT_TRUE(lexicon.ok()) << lexicon.status();
  const EntityInfo& city = lexicon->entities()[static_cast<size_t>(
      lexicon->entity_ids().at("e/lan-hai"))];
  EXPECT_EQ(city.label, "蓝海");
  EXPECT_EQ(city.country, lexicon->CountryByCode("JP"));
  EXPECT_THAT(Arcs(*lexicon, "蓝城", "entity"), ElementsAre("City:蓝城=蓝海"));
}

TEST_F(LexiconTest, ErrorsNameThePlace) {
  const struct {
    std::string text, want;
  } cases[] = {
      {"\nentity { id: \"a\" class: \"Ship\" zh: \"甲\" }",
       "f:2:1: entity 'a': unknown class 'Ship'"},
      {"entity { id: \"a\" class: \"Agent\" zh: \"甲\" }", "abstract class"},
      {"entity { class: \"City\" }", "without an id"},
      {"entity { id: \"a\" class: \"City\" zh: \"甲\" country: \"XX\" }",
       "entity 'a': unknown country 'XX'"},
      {"entity { id: \"a\" class: \"City\" zh: \"甲\" part_of: \"b\" }",
       "entity 'a': unknown id 'b'"},
      {"entity { id: \"a\" class: \"Person\" zh: \"甲\" "
       "office { position: \"x\" of: \"QQ\" } }",
       "unknown id 'QQ'"},
      {"entity { id: \"a\" class: \"City\" }", "has no name"},
      {"entity { id: \"a\" class: \"City\" zh: \"\" }", "empty phrase"},
      {"entity { id: \"a\" class: \"City\" zh: \"甲 \" }", "blank"},
      {"entity { id: \"a\" class: \"City\" zh: \"甲\" }\n"
       "entity { id: \"a\" class: \"City\" zh: \"乙\" }",
       "f:2:1: entity 'a' is given twice"},
      {"list { name: \"@x\" }", "without '@'"},
      {"cue { phrase: \"x\" }", "without a modality"},
      {"cue { modality: SOON }", "f:1:"},
      {"suffix { class: \"Ship\" }", "unknown class"},
      {"entity {", "f:1:"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const auto lexicon = Build({File("f", 0, c.text)});
    ASSERT_FALSE(lexicon.ok());
    EXPECT_THAT(lexicon.status().ToString(), HasSubstr(c.want));
  }
}

TEST_F(LexiconTest, FindsNames) {
  const Lexicon lexicon = Standard();
  const struct {
    std::string text;
    std::vector<std::string> want;
  } cases[] = {
      {"蓝海联盟在蓝海",
       {"Organization:蓝海联盟=蓝海联盟", "City:蓝海=蓝海",
        "Organization:联盟=蓝海联盟", "City:蓝海=蓝海"}},
      {"联盟开会", {}},
      {"联盟和BSU",
       {"Organization:联盟=蓝海联盟", "Organization:BSU=蓝海联盟"}},
      {"the blue sea union's BSUs and bsu, The Blue League",
       {"Organization:blue sea union=蓝海联盟",
        "Organization:Blue League=蓝海联盟"}},
      {"发展中国家与中国", {"Country:中国=中国"}},
      // A one-letter form needs a partner and a strong name of either.
      {"中俄关系", {}},
      {"中国说，中俄关系",
       {"Country:中国=中国", "Country:中=中国", "Country:俄=俄罗斯"}},
      {"中国会议中，近日中俄",
       {"Country:中国=中国", "Country:中=中国", "Country:俄=俄罗斯"}},
      {"中国5日中午", {"Country:中国=中国"}},
      // Russia inside Belarus is an arc, but makes no strong name.
      {"白俄罗斯访俄", {"Country:白俄罗斯=白俄罗斯", "Country:俄罗斯=俄罗斯"}},
      {"俄罗斯说，访俄团会见俄总统和日总统",
       {"Country:俄罗斯=俄罗斯", "Country:俄=俄罗斯", "Country:俄=俄罗斯"}},
      // 巴 is whichever country the article names.
      {"巴西和中国：中巴合作",
       {"Country:巴西=巴西", "Country:中国=中国", "Country:中=中国",
        "Country:巴=巴西"}},
      {"中国：中巴合作", {"Country:中国=中国", "Country:中=中国"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Arcs(lexicon, c.text, "entity"), c.want);
  }
}

// The text is Simplified by then; the article remembers what it was.
TEST_F(LexiconTest, NamesOfTaiwanAreReadInTraditionalText) {
  const Lexicon lexicon = Standard();
  EXPECT_THAT(Arcs(lexicon, "东加宣布", "entity", "zh-Hant"),
              ElementsAre("City:东加=东岛"));
  EXPECT_THAT(Arcs(lexicon, "东岛宣布", "entity", "zh-Hant"),
              ElementsAre("City:东岛=东岛"));
  EXPECT_THAT(Arcs(lexicon, "山东加快发展", "entity"), IsEmpty());
}

TEST_F(LexiconTest, FindsListsCuesAndSuffixes) {
  const Lexicon lexicon = Standard();
  EXPECT_THAT(Arcs(lexicon, "将强调，将军强调", "@say_verb"),
              ElementsAre("@say_verb:强调", "@say_verb:强调"));
  EXPECT_THAT(Arcs(lexicon, "将强调，将军强调", "Cue:PLANNED"),
              ElementsAre("Cue:PLANNED:将"));
  EXPECT_THAT(Arcs(lexicon, "蓝海峰会", "Suffix:Summit"),
              ElementsAre("Suffix:Summit:峰会"));
  EXPECT_THAT(Arcs(lexicon, "He Said; unsaid", "@say_verb"),
              ElementsAre("@say_verb:Said"));
}

TEST_F(LexiconTest, FindsQuotesAndTitles) {
  const Lexicon lexicon = Standard();
  const struct {
    std::string text;
    std::vector<std::string> want;
  } cases[] = {
      {"“甲‘乙’”", {"Quote:“甲‘乙’”", "Quote:‘乙’"}},
      {"《甲“乙”丙》", {"TitleMark:《甲“乙”丙》", "Quote:“乙”"}},
      {"“甲", {}},
      {"甲”", {}},
      {"“甲《乙”", {"Quote:“甲《乙”"}},
      {"He said \"it's\" and ‘it’s so’", {"Quote:\"it's\"", "Quote:‘it’s so’"}},
      {"「甲」『乙』", {"Quote:「甲」", "Quote:『乙』"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    std::vector<std::string> arcs;
    for (const std::string& arc : Arcs(lexicon, c.text)) {
      if (arc[0] == 'Q' || arc[0] == 'T') arcs.push_back(arc);
    }
    EXPECT_EQ(arcs, c.want);
  }
}

TEST_F(LexiconTest, AQuoteEndsWithItsBlock) {
  const Lexicon lexicon = Standard();
  Article article;
  article.text = "“甲\n乙”将";
  article.blocks = {{{0, 6}, BlockKind::kBody, 0, 0, {}},
                    {{7, 13}, BlockKind::kBody, 0, 0, {}},
                    {{13, 16}, BlockKind::kFurniture, 0, 0, {}}};
  Lattice lattice;
  lexicon.Annotate(article, &lattice);
  EXPECT_THAT(lattice.all(), IsEmpty());
}

TEST_F(LexiconTest, ProposesNames) {
  const Lexicon lexicon = Standard();
  EXPECT_THAT(Arcs(lexicon, "总统卡里莫夫说", "ForeignName"),
              ElementsAre("ForeignName:卡里莫夫"));
  EXPECT_THAT(Arcs(lexicon, "卡里莫夫特使", "ForeignName"),
              ElementsAre("ForeignName:卡里莫夫特", "ForeignName:卡里莫夫"));
  // A name may begin where a title ends, though 理 could be part of it.
  EXPECT_THAT(Arcs(lexicon, "总理卡里莫夫说", "ForeignName"),
              Contains("ForeignName:卡里莫夫"));
  EXPECT_THAT(Arcs(lexicon, "卡里·莫夫·说", "ForeignName"),
              ElementsAre("ForeignName:卡里·莫夫"));
  EXPECT_THAT(Arcs(lexicon, "总统王大明强调", "ChineseName"),
              ElementsAre("ChineseName:王大明", "ChineseName:王大"));
  EXPECT_THAT(Arcs(lexicon, "欧阳明，王。高度；于蓝海", "ChineseName"),
              ElementsAre("ChineseName:欧阳明"));
  EXPECT_THAT(Arcs(lexicon, "by H.E. Anna Berg", "ForeignName"),
              ElementsAre("ForeignName:Anna Berg"));
  EXPECT_THAT(
      Arcs(lexicon, "The President Ursula von der Berg met", "ForeignName"),
      UnorderedElementsAre("ForeignName:President Ursula",
                           "ForeignName:President Ursula von der Berg",
                           "ForeignName:Ursula von der Berg"));
}

TEST_F(LexiconTest, SurvivesHostileText) {
  const Lexicon lexicon = Standard();
  std::string open;
  for (int i = 0; i < 20000; ++i) open += "《“";
  for (int i = 0; i < 20000; ++i) open += "」";
  std::string letters;
  for (int i = 0; i < 20000; ++i) letters += "卡·王A ";
  for (const std::string& text :
       {std::string(), std::string("\xFF\xE4\xB8 \xC0", 5),
        std::string(3, '\0'), open, letters}) {
    Article article;
    article.text = text;
    Lattice lattice;
    lexicon.Annotate(article, &lattice);
    for (const Annotation& arc : lattice.all()) {
      ASSERT_LE(arc.span.end, text.size());
    }
  }
  EXPECT_THAT(Arcs(lexicon, "", ""), Not(Contains("")));
}

}  // namespace
}  // namespace zhimai
