#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/export/balance.h"
#include "graph/export/render.h"
#include "tests/graph/export/sample_drawing.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// tests/golden/drawing holds the expected files; ZM_UPDATE_GOLDEN=1 rewrites
// them.
void ExpectGolden(const std::string& name, const std::string& got) {
  const std::filesystem::path path = "tests/golden/drawing/" + name;
  if (std::getenv("ZM_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << got;
  }
  ASSERT_TRUE(std::filesystem::exists(path)) << path;
  EXPECT_EQ(got, ReadFileOrDie(path));
}

TEST(DotTest, EqualsTheGoldenFiles) {
  const Drawing drawing = SampleDrawing();
  ExpectGolden("sample.dot", ToDot(drawing));
}

TEST(DotTest, DrawsTheEmptyGraph) {
  const std::string dot = ToDot({});
  EXPECT_THAT(dot, HasSubstr("digraph"));
  EXPECT_THAT(dot, Not(HasSubstr("legend")));
}

TEST(DotTest, StatesWhatIsLeftOut) {
  Drawing drawing;
  drawing.language = "en";
  drawing.nodes_left_out = 7;
  EXPECT_THAT(ToDot(drawing), HasSubstr("left out: 7 entities, 0 statements"));
}

TEST(DotTest, PutsWhoMetOneOnBothSides) {
  Drawing drawing;
  drawing.nodes.push_back({"e/0", "0", "Person", false, true});
  for (uint32_t i = 1; i <= 10; ++i) {
    const std::string id = "e/" + std::to_string(i);
    drawing.nodes.push_back({id, id, "Person"});
    drawing.edges.push_back(
        {"s/" + std::to_string(i), i, 0, "met_with", "met", ""});
  }
  std::vector<bool> turned = EdgesToTurn(drawing);
  EXPECT_EQ(std::count(turned.begin(), turned.end(), true), 5);
  EXPECT_THAT(ToDot(drawing), HasSubstr("dir=back, arrowtail=normal"));
  // A cluster stays together, and what hangs on more stays where it is.
  for (uint32_t i = 1; i <= 6; ++i) drawing.nodes[i].cluster = "2025";
  drawing.edges.push_back({"s/11", 9, 10, "met_with", "met", ""});
  turned = EdgesToTurn(drawing);
  for (size_t i = 1; i < 6; ++i) EXPECT_EQ(turned[i], turned[0]);
  EXPECT_FALSE(turned[8] || turned[9] || turned[10]);
  drawing.nodes[0].focus = false;
  turned = EdgesToTurn(drawing);
  EXPECT_EQ(std::count(turned.begin(), turned.end(), true), 0);
}

TEST(DotTest, NumberedPartsMakeAnOutline) {
  Drawing drawing;
  for (const char* id : {"measure 4", "paper", "section 2", "measure 1",
                         "section 1", "goal", "measure 3"}) {
    drawing.nodes.push_back({id, id, "Document"});
  }
  drawing.nodes[1].focus = true;
  const auto part = [&](uint32_t from, uint32_t to, int64_t ordinal) {
    DrawingEdge& edge = drawing.edges.emplace_back();
    edge.from = from;
    edge.to = to;
    edge.ordinal = ordinal;
  };
  part(0, 2, 4);
  part(1, 5, 0);
  part(2, 1, 2);
  part(3, 4, 1);
  part(4, 1, 1);
  part(6, 2, 3);
  const LayoutOrder layout = OrderForLayout(drawing);
  EXPECT_THAT(layout.nodes, testing::ElementsAre(1, 4, 3, 2, 6, 0, 5));
  EXPECT_THAT(layout.edges, testing::ElementsAre(4, 2, 1, 3, 5, 0));
  EXPECT_THAT(layout.turned,
              testing::ElementsAre(true, false, true, true, true, true));
}

}  // namespace
}  // namespace zhimai
