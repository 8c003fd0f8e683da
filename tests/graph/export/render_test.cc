#include "graph/export/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "graph/export/child_process.h"
#include "tests/graph/export/sample_drawing.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr size_t kMax = 1 << 20;

TEST(ChildProcessTest, PassesBytesThrough) {
  std::string big(3'000'000, 'x');  // more than any pipe holds
  auto cat = RunChild({"cat"}, big, 20s, 4'000'000);
  ASSERT_THAT(cat, IsOk());
  EXPECT_EQ(cat->out.size(), big.size());
  auto sh =
      RunChild({"sh", "-c", "echo out; echo err >&2; exit 3"}, "", 20s, kMax);
  ASSERT_THAT(sh, IsOk());
  EXPECT_EQ(sh->out, "out\n");
  EXPECT_EQ(sh->err, "err\n");
  EXPECT_EQ(sh->exit_code, 3);
}

TEST(ChildProcessTest, SaysWhyItFailed) {
  EXPECT_THAT(RunChild({"/nowhere/dot"}, "", 1s, kMax),
              FailsWith(Code::kNotFound, "/nowhere/dot"));
  EXPECT_THAT(RunChild({"sleep", "60"}, "", 50ms, kMax),
              FailsWith(Code::kCancelled, "time limit"));
  EXPECT_THAT(RunChild({"yes"}, "", 20s, 1000),
              FailsWith(Code::kIo, "more than 1000"));
  // A program that reads nothing must not raise SIGPIPE here.
  auto ended = RunChild({"true"}, std::string(3'000'000, 'x'), 20s, kMax);
  EXPECT_THAT(ended, IsOk());
}

TEST(RenderTest, ExplainsWhatIsMissing) {
  RenderOptions options;
  options.program_dir = "/nowhere";
  EXPECT_THAT(Render(SampleDrawing(), PictureFormat::kSvg, options),
              FailsWith(Code::kUnsupported, "apt-get install graphviz"));
}

TEST(RenderTest, ReportsTheTimeLimitAndFailures) {
  TempDir dir;
  const std::string dot = dir.Write("dot", "#!/bin/sh\nexec sleep 60\n");
  const std::string sfdp =
      dir.Write("sfdp", "#!/bin/sh\necho broken >&2\nexit 1\n");
  ASSERT_EQ(chmod(dot.c_str(), 0755), 0);
  ASSERT_EQ(chmod(sfdp.c_str(), 0755), 0);
  RenderOptions options;
  options.program_dir = dir.path();
  options.time_limit = 1s;
  EXPECT_THAT(Render(SampleDrawing(), PictureFormat::kSvg, options),
              FailsWith(Code::kCancelled, "within 1 s"));
  options.max_dot_nodes = 1;
  EXPECT_THAT(Render(SampleDrawing(), PictureFormat::kSvg, options),
              FailsWith(Code::kIo, "broken"));
}

// Some boxes are too much for dot, which ranks them otherwise when asked to.
TEST(RenderTest, TriesAnotherWayWhereDotFails) {
  TempDir dir;
  const std::string dot =
      dir.Write("dot", "#!/bin/sh\ngrep -q newrank && echo dot || exit 1\n");
  const std::string sfdp = dir.Write("sfdp", "#!/bin/sh\necho sfdp\n");
  ASSERT_EQ(chmod(dot.c_str(), 0755), 0);
  ASSERT_EQ(chmod(sfdp.c_str(), 0755), 0);
  RenderOptions options;
  options.program_dir = dir.path();
  auto picture = Render(SampleDrawing(), PictureFormat::kSvg, options);
  ASSERT_THAT(picture, IsOk());
  EXPECT_EQ(*picture, "dot\n");
  dir.Write("dot", "#!/bin/sh\nexit 1\n");
  picture = Render(SampleDrawing(), PictureFormat::kSvg, options);
  ASSERT_THAT(picture, IsOk());
  EXPECT_EQ(*picture, "sfdp\n");
  options.engine = "dot";  // that one and no other
  EXPECT_THAT(Render(SampleDrawing(), PictureFormat::kSvg, options),
              FailsWith(Code::kIo, "dot failed"));
}

TEST(RenderTest, DrawsWithGraphviz) {
  auto probe = RunChild({"dot", "-V"}, "", 20s, kMax);
  if (!probe.ok()) GTEST_SKIP() << "Graphviz is not installed";
  auto svg = Render(SampleDrawing(), PictureFormat::kSvg);
  ASSERT_THAT(svg, IsOk());
  EXPECT_THAT(*svg, HasSubstr("上海合作组织"));
  EXPECT_THAT(*svg, HasSubstr("</svg>"));
  auto png = Render(SampleDrawing(), PictureFormat::kPng);
  ASSERT_THAT(png, IsOk());
  EXPECT_EQ(png->substr(1, 3), "PNG");
  RenderOptions options;
  options.max_dot_nodes = 1;
  EXPECT_THAT(Render(SampleDrawing(), PictureFormat::kSvg, options), IsOk());
}

}  // namespace
}  // namespace zhimai
