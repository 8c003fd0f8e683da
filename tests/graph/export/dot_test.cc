#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace zhimai
