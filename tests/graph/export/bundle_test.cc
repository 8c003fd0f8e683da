#include "graph/export/bundle.h"

#include <gtest/gtest.h>

#include "graph/export/render.h"
#include "tests/graph/export/sample_drawing.h"

namespace zhimai {
namespace {

TEST(BundleTest, UnitesWhatIsSaidAgainOfTheSameTwo) {
  Drawing drawing = SampleDrawing();
  const size_t before = drawing.edges.size();
  DrawingEdge again = drawing.edges[0];
  again.id = "s/again";
  again.detail = "since: 2002";
  again.confidence = 0.99;
  again.documents = 3;
  again.evidence = {{"a.txt", 1, 5, "said", "rule"}};
  drawing.edges.push_back(again);
  again.modality = Modality::kPlanned;  // another line
  drawing.edges.push_back(again);
  std::swap(again.from, again.to);  // another one
  drawing.edges.push_back(again);
  const Drawing bundled = Bundled(drawing);
  ASSERT_EQ(bundled.edges.size(), before + 2);
  const DrawingEdge& whole = bundled.edges[0];
  EXPECT_EQ(whole.id, "s/1");
  EXPECT_EQ(whole.label, "成员 ×2");
  EXPECT_EQ(whole.detail, "role: 创始成员国; since: 2001 / since: 2002");
  EXPECT_EQ(whole.confidence, 0.99);
  EXPECT_EQ(whole.documents, 3U);
  EXPECT_EQ(whole.evidence.size(), 1U);
  EXPECT_EQ(bundled.edges[before].label, "成员");
}

TEST(BundleTest, BoundsWhatOneLineCarries) {
  Drawing drawing = SampleDrawing();
  for (int i = 0; i < 5000; ++i) {
    DrawingEdge more = drawing.edges[1];
    more.detail = "day: " + std::to_string(i);
    more.evidence.resize(2);
    drawing.edges.push_back(more);
  }
  const Drawing bundled = Bundled(drawing);
  EXPECT_EQ(bundled.edges[1].label, "通过 ×5001");
  EXPECT_EQ(bundled.edges[1].evidence.size(), 12U);
  EXPECT_LT(bundled.edges[1].detail.size(), 200U);
  EXPECT_TRUE(Bundled({}).edges.empty());
}

TEST(BundleTest, DenseDrawingsAreNotLaidOutInLayers) {
  Drawing drawing = SampleDrawing();
  EXPECT_FALSE(IsDense(drawing));
  EXPECT_EQ(EngineFor(drawing, {}), "dot");
  drawing.edges.resize(120, drawing.edges[0]);
  EXPECT_TRUE(IsDense(drawing));
  EXPECT_EQ(EngineFor(drawing, {}), "sfdp");
  RenderOptions asked;
  asked.dot.top_down = true;
  EXPECT_EQ(EngineFor(drawing, asked), "dot");
  drawing.clusters = {{"a", "A"}};  // only dot draws their boxes
  EXPECT_EQ(EngineFor(drawing, {}), "dot");
}

}  // namespace
}  // namespace zhimai
