// The examples of docs/rules.md load and pass their tests.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "extract/pipeline/pipeline.h"
#include "extract/pipeline/rule_tests.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> ExamplesOf(const std::string& path) {
  std::ifstream in(path);
  std::vector<std::string> out;
  std::string line;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line.rfind("```", 0) == 0) {
      inside = !inside && line == "```textproto";
      if (inside) out.emplace_back();
    } else if (inside) {
      out.back() += line + "\n";
    }
  }
  return out;
}

TEST(RulesDocTest, ExamplesWork) {
  const std::vector<std::string> examples = ExamplesOf("docs/rules.md");
  ASSERT_GE(examples.size(), 5U);
  const fs::path toy = "tests/extract/pipeline/testdata";
  const TempDir dir;
  const fs::path root(dir.path());
  for (const char* folder : {"ontology", "gazetteer", "cues"}) {
    fs::copy(toy / folder, root / folder);
  }
  fs::create_directory(root / "rules");
  for (size_t i = 0; i < examples.size(); ++i) {
    std::ofstream(root / "rules" / (std::to_string(i) + ".txtpb"))
        << examples[i];
  }
  const Result<Pipeline> pipeline = Pipeline::Load({{root.string()}});
  ASSERT_THAT(pipeline, IsOk());
  const RuleTestReport report = RunRuleTests(*pipeline, "");
  EXPECT_GE(report.tests, 5);
  for (const RuleTestFailure& failure : report.failures) {
    ADD_FAILURE() << failure.rule << " " << failure.wanted << " found "
                  << testing::PrintToString(failure.found);
  }
}

}  // namespace
}  // namespace zhimai
