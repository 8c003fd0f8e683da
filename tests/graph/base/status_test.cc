#include "graph/base/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <sstream>
#include <string>

#include "graph/base/result.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using ::testing::Eq;
using ::testing::Not;

TEST(StatusTest, IsOkByDefault) {
  EXPECT_THAT(Status(), IsOk());
  EXPECT_EQ(Status().ToString(), "ok");
}

TEST(StatusTest, ShowsOnlyThePartsOfThePlaceThatAreKnown) {
  const auto error = [] { return Status::InvalidInput("expected '}'"); };
  EXPECT_EQ(error().ToString(), "expected '}'");
  EXPECT_EQ(error().In("a.txtpb").ToString(), "a.txtpb: expected '}'");
  EXPECT_EQ(error().At(4, 0).ToString(), "4: expected '}'");
  EXPECT_EQ(error().At(4, 7).ToString(), "4:7: expected '}'");
  EXPECT_EQ(error().At(4, 7).In("a.txtpb").ToString(),
            "a.txtpb:4:7: expected '}'");
}

TEST(StatusTest, KeepsTheInnermostPlace) {
  EXPECT_EQ(Status::Io("x").At(1, 2).At(3, 4).In("a").In("b").ToString(),
            "a:1:2: x");
}

TEST(StatusTest, NamesTheCodeByItsFactory) {
  EXPECT_EQ(Status::InvalidInput("").code(), Code::kInvalidInput);
  EXPECT_EQ(Status::Usage("").code(), Code::kUsage);
  EXPECT_EQ(Status::NotFound("").code(), Code::kNotFound);
  EXPECT_EQ(Status::Io("").code(), Code::kIo);
  EXPECT_EQ(Status::Corruption("").code(), Code::kCorruption);
}

TEST(StatusTest, Streams) {
  std::ostringstream out;
  out << Status::Io("no space").In("db");
  EXPECT_EQ(out.str(), "db: no space");
}

Result<int> Half(int n) {
  if (n % 2 != 0) return Status::InvalidInput("odd");
  return n / 2;
}

Result<int> Quarter(int n) {
  ZM_TRY_ASSIGN(const int half, Half(n));
  ZM_TRY_ASSIGN(const int quarter, Half(half));
  return quarter;
}

Status CheckQuarter(int n) {
  ZM_TRY(Quarter(n).status());
  return Status();
}

TEST(ResultTest, CarriesTheValueOrTheFirstError) {
  EXPECT_THAT(Quarter(12), IsOkAnd(3));
  EXPECT_THAT(Quarter(12), Not(IsOkAnd(4)));
  EXPECT_THAT(Quarter(6), FailsWith(Code::kInvalidInput, "odd"));
  EXPECT_THAT(Quarter(6), Not(IsOk()));
  EXPECT_THAT(CheckQuarter(12), IsOk());
  EXPECT_THAT(CheckQuarter(5), FailsWith(Code::kInvalidInput, "odd"));
}

TEST(ResultTest, MovesWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  ASSERT_THAT(result, IsOk());
  const std::unique_ptr<int> value = *std::move(result);
  EXPECT_THAT(*value, Eq(7));
}

TEST(ResultDeathTest, RefusesToGiveAValueThatIsNotThere) {
  const Result<int> error = Status::NotFound("nobody");
  EXPECT_DEATH(static_cast<void>(error.value()), "internal error: ok\\(\\)");
  EXPECT_DEATH(static_cast<void>(Result<int>(Status())), "internal error");
}

}  // namespace
}  // namespace zhimai
