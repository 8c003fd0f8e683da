#include "tools/cli/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

namespace zhimai {
namespace {

using ::testing::HasSubstr;

Status Say(const Flags& flags, Io& io) {
  const std::string& what = flags.arguments().front();
  if (what == "locked") return {Code::kLocked, "locked by process 7"};
  if (what == "missing") return Status::NotFound("nothing is called 'x'");
  if (what == "closed") return {Code::kCancelled, ""};
  if (!io.quiet) *io.err << "talking\n";
  *io.out << what << '\n';
  return Status();
}

constexpr Command kSay = {
    .name = "say",
    .summary = "say something",
    .arguments = "WORD",
    .min_arguments = 1,
    .max_arguments = 1,
    .flags = {},
    .example = "zhimai say hello",
    .run = Say,
};
constexpr const Command* kCommands[] = {&kSay};

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

Outcome Call(const std::vector<std::string>& words) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Io io;
  io.in = &in;
  io.out = &out;
  io.err = &err;
  const int code = RunCommandLine(kCommands, words, &io);
  return {code, out.str(), err.str()};
}

TEST(RunCommandLineTest, KeepsDataAndTalkApart) {
  const Outcome outcome = Call({"say", "hello"});
  EXPECT_EQ(outcome.code, kExitOk);
  EXPECT_EQ(outcome.out, "hello\n");
  EXPECT_EQ(outcome.err, "talking\n");
  EXPECT_EQ(Call({"say", "hello", "--quiet"}).err, "");
}

TEST(RunCommandLineTest, ExitsAsScriptsExpect) {
  struct {
    std::vector<std::string> words;
    int code;
    std::string_view err;
  } const cases[] = {
      {{}, kExitUsage, "Usage: zhimai COMMAND"},
      {{"sya"}, kExitUsage, "no command 'sya'; did you mean 'say'?"},
      {{"frobnicate"}, kExitUsage, "'zhimai help' lists them"},
      {{"help", "sya"}, kExitUsage, "did you mean 'say'?"},
      {{"say"}, kExitUsage, "say needs WORD\nsee 'zhimai say --help'"},
      {{"say", "missing"}, kExitFailed, "zhimai: nothing is called 'x'\n"},
      {{"say", "locked"}, kExitStore, "zhimai: locked by process 7\n"},
      {{"say", "closed"}, kExitFailed, ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.err);
    const Outcome outcome = Call(c.words);
    EXPECT_EQ(outcome.code, c.code);
    EXPECT_EQ(outcome.out, "");
    EXPECT_THAT(outcome.err, HasSubstr(c.err));
  }
}

TEST(RunCommandLineTest, HelpGoesToStdoutWithAnExample) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"help", "say"}, {"say", "--help"}}) {
    const Outcome outcome = Call(words);
    EXPECT_EQ(outcome.code, kExitOk);
    EXPECT_EQ(outcome.err, "");
    EXPECT_THAT(outcome.out, HasSubstr("Example:\n  zhimai say hello\n"));
  }
  for (const char* word : {"help", "--help", "-h"}) {
    EXPECT_THAT(Call({word}).out, HasSubstr("say      say something"));
  }
  EXPECT_THAT(Call({"version"}).out, HasSubstr("zhimai "));
}

TEST(ExitCodeTest, TellsInterruptsFromTimeouts) {
  const Status cancelled(Code::kCancelled, "x");
  EXPECT_EQ(ExitCode(cancelled, true), kExitInterrupted);
  EXPECT_EQ(ExitCode(cancelled, false), kExitFailed);
  EXPECT_EQ(ExitCode(Status::Corruption("x"), true), kExitStore);
}

}  // namespace
}  // namespace zhimai
