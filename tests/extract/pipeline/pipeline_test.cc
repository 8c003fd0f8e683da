#include "extract/pipeline/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "extract/pipeline/rule_tests.h"
#include "tests/extract/pipeline/toy_pipeline.h"

namespace zhimai {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

TEST(PipelineTest, RulesPassTheirOwnTests) {
  const RuleTestReport report = RunRuleTests(ToyPipeline(), "");
  EXPECT_GT(report.tests, 10);
  EXPECT_THAT(report.untested, IsEmpty());
  for (const RuleTestFailure& failure : report.failures) {
    ADD_FAILURE() << failure.rule << " #" << failure.test << " "
                  << failure.wanted << " found "
                  << testing::PrintToString(failure.found);
  }
  EXPECT_EQ(ListRules(ToyPipeline()).size(), static_cast<size_t>(report.rules));
  EXPECT_EQ(RunRuleTests(ToyPipeline(), "toy.join").rules, 1);
}

TEST(PipelineTest, ReadsTheStandingOfAFact) {
  const struct {
    const char* text;
    const char* status;
  } cases[] = {
      {"云国加入四海组织。", "ASSERTED"},
      {"云国将加入四海组织。", "PLANNED"},
      {"云国必须加入四海组织。", "DEMANDED"},
      {"云国没有加入四海组织。", "NEGATED"},
      // 将军 is no cue.
      {"将军说，云国加入四海组织。", "ASSERTED"},
      // The plan of the first clause reaches the second, whose subject it is…
      {"林远将访问云国，见证云国加入四海组织。", "ASSERTED"},
      {"明年将召开会议，会上加入四海组织的云国加入五岳联盟。", "ASSERTED"},
      // …and not past a semicolon.
      {"山国将离开；云国加入四海组织。", "ASSERTED"},
      // A cue inside a quotation governs nothing outside.
      {"高呼“将来”的云国加入四海组织。", "ASSERTED"},
      {"林远说：“云国加入四海组织。”", "REPORTED"},
      {"林远说：“云国将加入四海组织。”", "PLANNED"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const std::vector<std::string> facts = FactsOf(c.text);
    EXPECT_THAT(facts,
                Contains(testing::AllOf(
                    testing::HasSubstr("云国|member_of|"),
                    testing::HasSubstr(std::string("status=") + c.status))));
  }
}

// A paper of sections and measures around `measures`.
std::string Paper(const std::string& measures) {
  return "天海纲要\n\n一、总则\n\n推广小亭子。\n\n二、任务\n\n" + measures +
         "\n\n三、保障\n\n落实责任。";
}

TEST(PipelineTest, GivesThePartOfAPaper) {
  const std::vector<std::string> facts = FactsOf(
      Paper("（一）改造街区。推广小公园。\n\n推广小广场。\n\n"
            "（二）便利居民。减少手续。\n\n（三）保护树木。定期检查。"));
  EXPECT_THAT(facts,
              Contains("（一）改造街区|provides_for|小公园|status=PLANNED"));
  EXPECT_THAT(facts,
              Contains("（一）改造街区|provides_for|小广场|status=PLANNED"));
  EXPECT_THAT(facts, Contains("一、总则|provides_for|小亭子|status=PLANNED"));
}

TEST(PipelineTest, KnowsNoPartOfATalkInSections) {
  EXPECT_THAT(FactsOf(Paper("推广小公园。")),
              Not(Contains(testing::HasSubstr("provides_for"))));
}

TEST(PipelineTest, LeavesASentencePrintedInTheWrongPart) {
  const std::string copy =
      "推广行道树，一起保护全市街道两旁的所有老树木和新栽树木。";
  const std::vector<std::string> facts = FactsOf(
      Paper("（一）改造老街。" + copy + "\n\n（二）便利居民。减少手续。" +
            "\n\n（三）保护老树木。" + copy));
  EXPECT_THAT(facts,
              Contains("（三）保护老树木|provides_for|行道树|status=PLANNED"));
  EXPECT_THAT(facts, Not(Contains(testing::HasSubstr("改造老街|provides"))));
}

TEST(PipelineTest, CarriesAPlanOverToClausesWithoutSubject) {
  const std::vector<std::string> facts =
      FactsOf("林远将出席，签署《天海条约》。周高签署《海山规划》。");
  EXPECT_THAT(facts, Not(Contains("天海条约|signed_by|林远|act=签署;"
                                  "status=ASSERTED")));
  EXPECT_THAT(facts,
              Contains("海山规划|signed_by|周高|act=签署;status=ASSERTED"));
}

TEST(PipelineTest, KnowsALastNameAloneInEnglish) {
  const struct {
    const char* sentence;
    bool is_lin_yuan;
  } cases[] = {
      {"Yuan said the port is big.", true},
      {"But on that day Yuan said the port is big.", true},
      {"Hunter Yuan said the port is big.", false},
      {"The envoy Hunter Yuan said the port is big.", false},
      {"Mr Pei-Yuan said the port is big.", false},
      {"The yuan said the port is big.", false},
      {"Yuans said the port is big.", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.sentence);
    const auto facts = FactsOf(
        std::string("Lin Yuan opened the port of the town this week. ") +
        c.sentence);
    const auto said = Contains(testing::HasSubstr("林远|stated|the port"));
    if (c.is_lin_yuan) {
      EXPECT_THAT(facts, said);
    } else {
      EXPECT_THAT(facts, Not(said));
    }
  }
}

TEST(PipelineTest, EvidenceIsTheRawBytes) {
  const std::string text =
      "# 标题\n\n<p>**云国**加入了<strong>四海组织</strong>。</p>\n";
  const v1::Extraction e = ExtractText(text, "a.md");
  ASSERT_EQ(e.statement_size(), 1);
  const v1::Evidence& evidence = e.statement(0).evidence(0);
  std::string joined;
  for (const v1::Evidence::Piece& piece : evidence.piece()) {
    EXPECT_EQ(text.substr(piece.begin(), piece.end() - piece.begin()),
              piece.text());
    joined += piece.text();
  }
  EXPECT_EQ(joined, "云国加入了四海组织");
  for (const v1::Evidence::Capture& capture : evidence.capture()) {
    EXPECT_EQ(text.substr(capture.begin(), capture.end() - capture.begin()),
              capture.text());
  }
  EXPECT_EQ(evidence.rule(), "toy.join");
  EXPECT_FALSE(evidence.rule_version().empty());
}

TEST(PipelineTest, OneFactOfTwoSentencesIsOneStatement) {
  const v1::Extraction e =
      ExtractText("云国加入四海组织。\n\n云国加入了四海合作组织。");
  ASSERT_EQ(e.statement_size(), 1);
  EXPECT_EQ(e.statement(0).evidence_size(), 2);
}

TEST(PipelineTest, KeepsTheSurerOfTwoValuesOfAFunctionalRelation) {
  EXPECT_THAT(FactsOf("四海组织于2001年成立。四海组织于2003年创立。"),
              ElementsAre("四海合作组织|inception|2003|status=ASSERTED"));
}

TEST(PipelineTest, ASymmetricFactHasOneForm) {
  const v1::Extraction a = ExtractText("林远会见周高。");
  const v1::Extraction b = ExtractText("周高会见林远。");
  std::set<std::string> ids;
  for (const v1::Extraction& e : {a, b}) {
    for (const v1::Statement& s : e.statement()) {
      if (s.predicate() == "met_with") ids.insert(s.id());
    }
  }
  EXPECT_EQ(ids.size(), 1U);
}

TEST(PipelineTest, TheSameMeetingIsOneEvent) {
  const v1::Extraction e =
      ExtractText("林远会见周高。\n\n林远在天海会见周高。\n\n周高会见林远。");
  int meetings = 0;
  for (const v1::Entity& entity : e.entity()) {
    meetings += entity.class_() == "Meeting" ? 1 : 0;
  }
  EXPECT_EQ(meetings, 1);
}

TEST(PipelineTest, ABareOfficeMeansItsHolder) {
  const v1::Extraction e =
      ExtractText("周高会见云国总统。\n\n周高会见云国总统林远。");
  EXPECT_THAT(Facts(e), Contains(testing::HasSubstr("林远|met_with|周高")));
  EXPECT_THAT(Facts(e), Not(Contains(testing::HasSubstr("云国总统|met_with"))));
}

TEST(PipelineTest, NamesakesOfTwoCountriesStayTwo) {
  const v1::Extraction e =
      ExtractText("云国总统巴鲁克姆到访。山国总统巴鲁克姆到访。");
  std::set<std::string> persons;
  for (const v1::Entity& entity : e.entity()) {
    if (entity.class_() == "Person") persons.insert(entity.id());
  }
  EXPECT_EQ(persons.size(), 2U);
}

TEST(PipelineTest, AShortNameIsTheLongOneThatEndsSo) {
  const v1::Extraction e =
      ExtractText("四海组织天海峰会开幕。各方期待天海峰会。");
  std::vector<std::string> summits;
  for (const v1::Entity& entity : e.entity()) {
    if (entity.class_() == "Summit") summits.push_back(entity.label());
  }
  EXPECT_THAT(summits, ElementsAre("四海合作组织天海峰会"));
}

TEST(PipelineTest, ReferencesMeanTheOrganisationSpokenOf) {
  EXPECT_THAT(FactsOf("五岳联盟很好。四海组织不断壮大，四海组织欢迎各方。"
                      "云国加入了本组织。"),
              ElementsAre("云国|member_of|四海合作组织|status=ASSERTED"));
}

TEST(PipelineTest, AnAbbreviationIsANameFromThenOn) {
  const std::vector<std::string> facts =
      FactsOf("四海合作组织（以下简称“海组”）开会。云国加入海组。");
  EXPECT_THAT(facts, UnorderedElementsAre(
                         "四海合作组织|alias|海组|status=ASSERTED",
                         "云国|member_of|四海合作组织|status=ASSERTED"));
}

TEST(PipelineTest, FindsWhoSaysAQuotation) {
  const struct {
    const char* text;
    const char* fact;
  } cases[] = {
      {"林远表示：“山高。”", "林远|stated|山高。|status=ASSERTED"},
      {"“山高水长。”周高在天海强调。",
       "周高|stated|山高水长。|status=ASSERTED"},
      {"“山高水长。”他想。", nullptr},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    if (c.fact == nullptr) {
      EXPECT_THAT(FactsOf(c.text), IsEmpty());
    } else {
      EXPECT_THAT(FactsOf(c.text), Contains(c.fact));
    }
  }
}

TEST(PipelineTest, MentionsAreVisibleNames) {
  const std::string text = "山海国和云国。";
  const v1::Extraction e = ExtractText(text);
  std::vector<std::string> surfaces;
  for (const v1::Mention& mention : e.mention()) {
    surfaces.push_back(mention.surface());
    const v1::ByteRange& range = mention.range(0);
    EXPECT_EQ(text.substr(range.begin(), range.end() - range.begin()),
              mention.surface());
  }
  EXPECT_THAT(surfaces, ElementsAre("山海国", "云国"));
}

TEST(PipelineTest, HeadedPapersHaveParts) {
  const std::string paper =
      "# 规划\n\n## 一、总纲\n\n（一）修路。修很多路。\n\n"
      "（二）架桥。架很多桥。\n\n（三）植树。植很多树。\n\n"
      "## 二、分工\n\n各方分工。\n\n## 三、附则\n\n本规划自今天起。\n";
  int sections = 0;
  for (const std::string& fact : Facts(ExtractText(paper, "a.md"))) {
    sections +=
        fact.find("|part_of|规划|ordinal=") != std::string::npos ? 1 : 0;
  }
  EXPECT_EQ(sections, 3);
  // A gap in the numbers: two papers on one page.
  EXPECT_THAT(Facts(ExtractText("# 规划\n\n## 一、总纲\n\n甲。\n\n"
                                "## 二、分工\n\n乙。\n\n## 四、附则\n\n丙。\n",
                                "a.md")),
              Not(Contains(testing::HasSubstr("part_of"))));
}

TEST(PipelineTest, RefusesWhatIsNoText) {
  EXPECT_FALSE(ToyPipeline().Extract({"a.txt", ""}).ok());
  EXPECT_FALSE(ToyPipeline().Extract({"a.txt", "云\xff"}).ok());
  EXPECT_FALSE(ToyPipeline().Extract({"a.exe", "云国"}).ok());
}

TEST(PipelineTest, TakesHostileTextInBoundedTime) {
  const auto repeat = [](const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
  };
  for (const std::string& text :
       {repeat("云国、", 40000), repeat("“《", 40000),
        repeat("林远会见周高", 8000), repeat("云国和", 3000) + "5个成员国",
        repeat("四海组织（以下简称“海组”）", 3000), repeat("》”）", 20000)}) {
    SCOPED_TRACE(text.substr(0, 30));
    EXPECT_THAT(ToyPipeline().Extract({"a.txt", text}), IsOk());
  }
}

TEST(PipelineTest, HashFollowsTheData) {
  const Result<Pipeline> again =
      Pipeline::Load({{"tests/extract/pipeline/testdata"}});
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->extractor_hash(), ToyPipeline().extractor_hash());
  const Result<Pipeline> twice =
      Pipeline::Load({{"tests/extract/pipeline/testdata", "tests/support"}});
  ASSERT_THAT(twice, IsOk());
  EXPECT_THAT(Pipeline::Load({{"no/such/folder"}}),
              FailsWith(Code::kNotFound, "no/such/folder"));
}

}  // namespace
}  // namespace zhimai
