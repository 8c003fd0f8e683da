#include "extract/pipeline/expectation.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/pipeline/rule_tests.h"
#include "extract/pipeline/why_not.h"
#include "tests/extract/pipeline/toy_pipeline.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

TEST(ExpectationTest, ANameThatDoesNotExistIsAMistake) {
  const struct {
    const char* text;
    const char* want;
  } cases[] = {
      {"*|member_of|*", ""},
      {"*|*|*|*", ""},
      {"云国|member_of|*|status=PLANNED", ""},
      {"*|membr_of|*", "unknown relation 'membr_of'; did you mean member_of?"},
      {"云国|instance_of|Countri",
       "unknown class 'Countri'; did you mean Country?"},
      {"*|member_of|*|status=PLAN", "unknown status 'PLAN'; there are"},
      {"*|member_of|*|roles=x", "unknown qualifier 'roles'"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Result<Expectation> parsed = Expectation::Parse(c.text);
    ASSERT_THAT(parsed, IsOk());
    EXPECT_THAT(parsed->CheckNames(ToyPipeline().ontology()).message(),
                StartsWith(c.want));
  }
}

// Its subject is what the ontology forbids.
constexpr const char* kOverlay =
    "module: \"a\" lang: \"zh\" phase: 60 rule {"
    "  id: \"a.wrong\" scope: SENTENCE trigger: \"参加\""
    "  match: \"(?<who>[Person]) \\\"参加\\\" (?<org>[Organization])\""
    "  emit { subject: \"$who\" relation: \"member_of\" object: \"$org\" }"
    "  test {"
    "    text: \"林远参加四海组织。\""
    "    expect: \"林远|member_of|四海合作组织\""
    "    reject: \"林远|membr_of|*\""
    "  }"
    "}";

class DroppedTest : public testing::Test {
 protected:
  Result<Pipeline> Load() const {
    const std::filesystem::path root(dir_.path());
    std::filesystem::create_directory(root / "rules");
    std::ofstream(root / "rules" / "a.txtpb") << kOverlay;
    return Pipeline::Load({{"tests/extract/pipeline/testdata", dir_.path()}});
  }

 private:
  TempDir dir_;
};

constexpr const char* kDropped =
    "林远|member_of|四海合作组织: member_of takes no Person as subject";

TEST_F(DroppedTest, WhyNotSaysWhatTheOntologyForbids) {
  const Result<Pipeline> pipeline = Load();
  ASSERT_THAT(pipeline, IsOk());
  const Result<WhyNotReport> report =
      WhyNot(*pipeline, {"a.txt", "林远参加四海组织。"}, 0);
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->dropped, ElementsAre(StartsWith(kDropped)));
}

TEST_F(DroppedTest, ATestSaysSoAndAMistypedRejectionFails) {
  const Result<Pipeline> pipeline = Load();
  ASSERT_THAT(pipeline, IsOk());
  const RuleTestReport report = RunRuleTests(*pipeline, "a.wrong");
  ASSERT_EQ(report.failures.size(), 2U);
  EXPECT_THAT(report.failures[0].dropped, ElementsAre(StartsWith(kDropped)));
  EXPECT_THAT(report.failures[1].mistake,
              StartsWith("unknown relation 'membr_of'"));
}

}  // namespace
}  // namespace zhimai
