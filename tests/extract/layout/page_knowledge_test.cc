// The tables that pages are told apart by: what they hold, what they refuse,
// and what the seams and labels make of them.
#include "extract/layout/page_knowledge.h"

#include <cmath>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "extract/layout/assignment.h"
#include "extract/layout/seams.h"
#include "tests/extract/layout/knowledge.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

TEST(PairTableTest, KnowsWhatFollows) {
  // 投 stands 16 times, 资 follows it 8 times.
  const Result<PairTable> table =
      PairTable::Parse("# a head\n投 I资G\n资 I。E\n。 I|G\n| I投E\n");
  ASSERT_THAT(table, IsOk());
  EXPECT_GT(table->Following(U'投', U'资'), 0.4);
  EXPECT_LT(table->Following(U'投', U'。'), 0.2);
  EXPECT_GT(table->FollowingLine(U'。', U'投'), table->Following(U'。', U'投'));
  EXPECT_GT(table->Share(U'投', U'资'), table->Share(U'资', U'投'));
  EXPECT_GT(table->Following(U'甲', U'乙'), 0) << "unknown ones are possible";
}

TEST(PairTableTest, RefusesWhatIsNoTable) {
  for (const char* text : {"", "投", "投I资G", "投 ", "投 I资", "投 I资 ",
                           "# only a head\n", "\xff A"}) {
    EXPECT_THAT(PairTable::Parse(text), FailsWith(Code::kInvalidInput, ""))
        << text;
  }
}

TEST(SubjectTableTest, PlacesPairs) {
  const std::string zeros(kSubjectAxes - 1, 'O');
  const Result<SubjectTable> table =
      SubjectTable::Parse("渔业 }" + zeros + "\n铁路 !" + zeros + "\n");
  ASSERT_THAT(table, IsOk());
  ASSERT_NE(table->Find(U'渔', U'业'), nullptr);
  EXPECT_FLOAT_EQ((*table->Find(U'渔', U'业'))[0], 1);
  EXPECT_FLOAT_EQ((*table->Find(U'铁', U'路'))[0], -1);
  EXPECT_EQ(table->Find(U'业', U'渔'), nullptr);
  for (const std::string& text :
       {std::string(), "渔业 " + zeros, "渔业" + zeros + "OO", "渔 " + zeros}) {
    EXPECT_THAT(SubjectTable::Parse(text), FailsWith(Code::kInvalidInput, ""));
  }
}

TEST(VerdictTest, WeighsByKindOfPage) {
  const Result<Verdict> verdict =
      Verdict::Parse("# head\nwhole one -1.5\nwhole share 4\ncut one 2\n");
  ASSERT_THAT(verdict, IsOk());
  SeparationEvidence evidence;
  evidence.lines = 10;
  evidence.share = 0.5;
  EXPECT_NEAR(verdict->Score(evidence), 0.5, 1e-9);
  evidence.open = 0.9;
  EXPECT_NEAR(verdict->Score(evidence), 2, 1e-9);
  EXPECT_LT(Verdict().Score(evidence), 0);
  for (const char* text :
       {"whole", "whole share", "whole share x", "page one 1", "whole none 1",
        "whole one 1 2", "cut one 1.2.3", "cut one -"}) {
    EXPECT_THAT(Verdict::Parse(text), FailsWith(Code::kInvalidInput, ""))
        << text;
  }
}

Seams SeamsBetween(const std::vector<std::string>& texts) {
  std::vector<SeamLine> lines(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) lines[i].text = texts[i];
  return {ReadKnowledge().pairs, lines};
}

TEST(SeamsTest, GoOnWhereTheWordDoes) {
  // The second line of each goes on in the third, not in the line between.
  const std::vector<std::string> pages[] = {
      {"各方将扩大经贸投", "比赛昨晚在体育", "资合作，深化互信", "馆举行。"},
      {"他说：“我们将继", "施工人员攻克难", "续努力。”会后各方",
       "题，隧道贯通。"}};
  for (const auto& page : pages) {
    const Seams seams = SeamsBetween(page);
    EXPECT_GT(seams.at(0, 2), seams.at(0, 1) + 1) << page[0];
    EXPECT_GT(seams.at(1, 3), seams.at(1, 2) + 1) << page[1];
  }
}

TEST(SeamsTest, ParagraphsTellNothing) {
  const Seams seams = SeamsBetween({"会议开幕。", "会议结束。", "会议继续。"});
  EXPECT_NEAR(seams.at(0, 1), seams.at(0, 2), 1e-9);
  EXPECT_NEAR(seams.at(0, 1), 0, 0.5);
}

TEST(AssignmentTest, FollowsSeams) {
  const Seams seams =
      SeamsBetween({"各方将扩大经贸投", "比赛昨晚在体育", "资合作，深化互信",
                    "馆举行，主队获", "任，密切人文交", "胜，球迷热烈欢",
                    "流。会后各方签署", "呼。"});
  const Labels labels = BestLabels(std::vector<double>(8, 0.0), seams, 0.5);
  for (size_t i = 2; i < labels.size(); ++i) {
    EXPECT_EQ(labels[i], labels[i - 2]) << i;
  }
  EXPECT_GT(SeamsOf(seams, labels), SeamsOf(seams, Labels(8, 0)));
}

TEST(AssignmentTest, OddsDecideWhereSeamsDoNot) {
  const Seams seams = SeamsBetween(std::vector<std::string>(6, "一样。"));
  const Labels labels = BestLabels({-9, -9, 9, 9, -9, -9}, seams, 0.2);
  EXPECT_EQ(labels, Labels({0, 0, 1, 1, 0, 0}));
}

TEST(AssignmentTest, RegularChangesAreCheap) {
  EXPECT_NEAR(LogPriorOf({0, 0, 0, 0}), -std::log(4), 1e-9);
  EXPECT_NEAR(LogPriorOf({0, 1, 0, 1}), -std::log(4), 1e-9);
  EXPECT_LT(LogPriorOf({0, 0, 1, 1}), LogPriorOf({0, 1, 0, 1}));
}

}  // namespace
}  // namespace zhimai
