// Pages made of two articles that we wrote, printed in turns.
#include "extract/layout/separation.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "extract/layout/reader.h"
#include "extract/layout/two_topics.h"
#include "tests/extract/layout/knowledge.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

const std::vector<std::string>& Fishery() {
  static const std::vector<std::string> lines = {
      "东海渔业资源养护行动启动，沿海渔港停靠了数百艘渔船，渔民开始修补渔网。",
      "渔业部门介绍，伏季休渔制度实施以来，东海渔业资源明显恢复，带鱼和小黄鱼产"
      "量逐年增加。",
      "渔港管理人员登船检查，核对渔船证书，提醒渔民遵守休渔制度，不得违规捕捞"
      "。",
      "休渔期间，渔民参加养殖培训，学习深水网箱养殖技术，海水养殖成为新的收入来"
      "源。",
      "海洋研究所的专家说，增殖放流是恢复渔业资源的重要办法，今年将放流鱼苗三亿"
      "尾。",
      "增殖放流的鱼苗以大黄鱼和黑鲷为主，放流之前要经过检疫，放流之后要跟踪监测"
      "。",
      "渔民老陈说，过去捕捞强度太大，渔船越造越大，鱼却越捕越小，休渔制度改变了"
      "这"
      "一切。",
      "沿海各地还建设海洋牧场，投放人工鱼礁，为鱼苗提供栖息地，海洋牧场吸引了休"
      "闲"
      "渔业。",
      "休闲渔业让渔港热闹起来，游客登上渔船体验捕捞，品尝海鲜，渔民收入明显增加"
      "。",
      "渔业部门表示，将继续完善休渔制度，打击违规捕捞，推进海洋牧场和渔港建设"
      "。"};
  return lines;
}

const std::vector<std::string>& Railway() {
  static const std::vector<std::string> lines = {
      "西部山区铁路全线铺轨完成，施工人员在隧道口庆祝，列车将首次开进大山深处"
      "。",
      "铁路全长四百公里，桥梁和隧道占线路总长八成以上，施工难度在山区铁路中少见"
      "。",
      "项目负责人说，隧道穿越断层破碎带，施工人员用三年时间攻克突泥涌水难题。",
      "桥梁工程同样艰巨，最高的桥墩超过百米，架桥机在峡谷上空作业，风速一大就要"
      "停"
      "工。",
      "铺轨机组每天铺轨五公里，轨道板由沿线的预制工厂生产，精度控制在毫米以内"
      "。",
      "线路通车之后，山区到省城的列车时间由八小时缩短到两小时，农产品可以当天进"
      "城。",
      "沿线车站设计融入山区民居风格，车站广场与公路客运衔接，旅客换乘只要几分钟"
      "。",
      "施工人员说，隧道里常年高温，工人轮班作业，项目部用冰块和通风设备降温。",
      "铁路部门将组织联调联试，检测列车以不同速度通过桥梁和隧道，检验轨道与信号"
      "。",
      "项目负责人表示，联调联试结束后列车开始试运行，铁路年内具备通车条件。"};
  return lines;
}

std::string Page(const std::vector<std::vector<std::string>>& runs) {
  std::string page;
  for (const auto& run : runs) {
    for (const std::string& line : run) page += line + "\n\n";
  }
  return page;
}

std::vector<std::string> Slice(const std::vector<std::string>& lines,
                               size_t begin, size_t end) {
  return {lines.begin() + static_cast<ptrdiff_t>(begin),
          lines.begin() + static_cast<ptrdiff_t>(end)};
}

// Cuts the last line of `head` in the middle; its rest opens `tail`.
void Cut(std::vector<std::string>* head, std::vector<std::string>* tail,
         size_t characters) {
  std::string& line = head->back();
  tail->insert(tail->begin(), line.substr(3 * characters));
  line.resize(3 * characters);
}

TEST(SeparationTest, TellsTwoInterleavedArticlesApart) {
  std::vector<std::string> a[] = {
      Slice(Fishery(), 0, 3), Slice(Fishery(), 3, 7), Slice(Fishery(), 7, 10)};
  std::vector<std::string> b[] = {Slice(Railway(), 0, 5),
                                  Slice(Railway(), 5, 10)};
  Cut(&a[0], &a[1], 21);  // …提醒渔|民遵守…
  Cut(&b[0], &b[1], 22);
  Result<Document> document = ReadDocument(
      "a.txt", Page({a[0], b[0], a[1], b[1], a[2]}), ReadKnowledge());
  ASSERT_THAT(document, IsOk());
  ASSERT_EQ(document->articles.size(), 2U);
  const std::string& first = document->articles[0].text;
  const std::string& second = document->articles[1].text;
  for (const std::string& line : Slice(Fishery(), 3, 10)) {
    EXPECT_NE(first.find(line), std::string::npos) << line;
  }
  for (const std::string& line : Slice(Railway(), 5, 10)) {
    EXPECT_NE(second.find(line), std::string::npos) << line;
  }
  EXPECT_NE(first.find(Fishery()[2]), std::string::npos)
      << "joins the sentence across the other article";
}

TEST(SeparationTest, LeavesOneArticleWhole) {
  for (const auto* lines : {&Fishery(), &Railway()}) {
    Result<Document> document =
        ReadDocument("a.txt", Page({*lines}), ReadKnowledge());
    ASSERT_THAT(document, IsOk());
    EXPECT_EQ(document->articles.size(), 1U);
  }
}

TEST(SeparationTest, OneAfterTheOtherIsNotInterleaved) {
  Result<Document> document =
      ReadDocument("a.txt", Page({Fishery(), Railway()}), ReadKnowledge());
  ASSERT_THAT(document, IsOk());
  EXPECT_EQ(document->articles.size(), 1U);
}

// Lines of `width` characters, as a column has them.
std::vector<std::string> Column(const std::vector<std::string>& lines,
                                size_t width) {
  std::vector<std::string> column;
  for (const std::string& line : lines) {
    for (size_t at = 0; at < line.size(); at += 3 * width) {
      column.push_back(line.substr(at, 3 * width));
    }
  }
  return column;
}

TEST(SeparationTest, FollowsColumnsWhoseLinesAlternate) {
  const std::vector<std::string> a = Column(Fishery(), 17);
  const std::vector<std::string> b = Column(Railway(), 15);
  std::string page;
  for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    if (i < a.size()) page += a[i] + "\n";
    if (i < b.size()) page += b[i] + "\n";
  }
  Result<Document> document = ReadDocument("a.txt", page, ReadKnowledge());
  ASSERT_THAT(document, IsOk());
  ASSERT_EQ(document->articles.size(), 2U);
  EXPECT_NE(document->articles[0].text.find("渔业资源养护行动"),
            std::string::npos)
      << document->articles[0].text;
  EXPECT_EQ(document->articles[0].text.find("隧道"), std::string::npos);
  EXPECT_EQ(document->articles[1].text.find("渔"), std::string::npos);
}

TEST(SeparationTest, LeavesOneColumnWhole) {
  for (const size_t width : {size_t{13}, size_t{17}, size_t{22}}) {
    for (const auto* lines : {&Fishery(), &Railway()}) {
      Result<Document> document =
          ReadDocument("a.txt", Page({Column(*lines, width)}), ReadKnowledge());
      ASSERT_THAT(document, IsOk());
      EXPECT_EQ(document->articles.size(), 1U) << width;
    }
  }
}

TEST(SeparationTest, WithoutKnowledgePagesStayWhole) {
  const std::vector<std::string> a = Column(Fishery(), 17);
  const std::vector<std::string> b = Column(Railway(), 17);
  Result<Document> document = ReadDocument("a.txt", Page({a, b, a, b}));
  ASSERT_THAT(document, IsOk());
  EXPECT_EQ(document->articles.size(), 1U);
}

TEST(SeparationTest, SmallAndOddPagesStayWhole) {
  std::string roll;
  for (int i = 0; i < 40; ++i) roll += "王某某、李某、张某某、赵某、\n";
  std::string same;
  for (int i = 0; i < 40; ++i) same += "渔业部门介绍，休渔制度\n";
  std::string signs;
  for (int i = 0; i < 40; ++i) signs += "。\n";
  const std::string pages[] = {
      "渔业\n铁路\n渔业\n铁路\n", roll, same, signs,
      "The first line\nof a page\nthat is\nEnglish\nwith\nnine\nshort\n"
      "lines\nin all.\n"};
  for (const std::string& page : pages) {
    Result<Document> document = ReadDocument("a.txt", page, ReadKnowledge());
    ASSERT_THAT(document, IsOk());
    EXPECT_EQ(document->articles.size(), 1U) << page;
  }
}

TEST(TwoTopicsTest, MeasuresHowRunsRecur) {
  // Terms 0 and 1 are of one article, 2 and 3 of the other.
  TermTable terms;
  terms.lines = {{0, 1}, {2, 3}, {0, 1}, {2, 3}, {0, 1}, {2, 3}};
  terms.frequency = {3, 3, 3, 3};
  terms.usual = {1e-4, 1e-4, 1e-4, 1e-4};
  SubjectVector one = {1};
  SubjectVector other = {0, 1};
  terms.subjects = {one, other, one, other, one, other};
  terms.subject_weights.assign(6, 1.0);
  const Labels right = {0, 1, 0, 1, 0, 1};
  const Labels wrong = {0, 0, 0, 1, 1, 1};
  EXPECT_EQ(CountRuns(right), 6U);
  EXPECT_EQ(CountRuns({}), 0U);
  const TwoTopics good(terms, right);
  const TwoTopics bad(terms, wrong);
  EXPECT_GT(good.RecurrenceGain(), bad.RecurrenceGain());
  EXPECT_GT(good.SubjectRecurrence(), bad.SubjectRecurrence());
  EXPECT_GT(good.LogLikelihood(), bad.LogLikelihood());
  EXPECT_NEAR(good.SubjectLikeness(), 0, 1e-6);
  EXPECT_NEAR(good.BorderLikeness(), 0, 1e-6);
  EXPECT_EQ(good.BorderTies(), 0);
  EXPECT_NEAR(good.SmallerShare(), 0.5, 0.05);
  const std::vector<double> odds = good.LogOdds();
  EXPECT_LT(odds[0], 0);
  EXPECT_GT(odds[1], 0);
}

}  // namespace
}  // namespace zhimai
