// Matchers for Status and Result<T>.
//
//   EXPECT_THAT(graph.Verify(), IsOk());
//   EXPECT_THAT(ParseNumber("三百"), IsOkAnd(300));
//   EXPECT_THAT(Load("x"), FailsWith(Code::kInvalidInput, "x:3:1: expected"));
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "graph/base/result.h"
#include "graph/base/status.h"

namespace zhimai {

// gtest finds these by argument-dependent look-up to describe a value.
inline void PrintTo(const Status& status, std::ostream* out) {
  *out << status.ToString();
}
template <typename T>
void PrintTo(const Result<T>& result, std::ostream* out) {
  if (result.ok()) {
    *out << ::testing::PrintToString(*result);
  } else {
    *out << "error: " << result.status().ToString();
  }
}

namespace testing_internal {

inline const Status& StatusOf(const Status& status) { return status; }
template <typename T>
const Status& StatusOf(const Result<T>& result) {
  return result.status();
}

}  // namespace testing_internal

// A Status or Result<T> that is a success.
MATCHER(IsOk, negation ? "fails" : "is ok") {
  if (arg.ok()) return true;
  *result_listener << testing_internal::StatusOf(arg).ToString();
  return false;
}

// A Result<T> that holds a value which `inner` (a matcher or a value) accepts.
MATCHER_P(IsOkAnd, inner, "is ok and its value is as wanted") {
  if (!arg.ok()) {
    *result_listener << testing_internal::StatusOf(arg).ToString();
    return false;
  }
  using Value = std::decay_t<decltype(*arg)>;
  return ::testing::ExplainMatchResult(
      ::testing::SafeMatcherCast<const Value&>(inner), *arg, result_listener);
}

// An error of this code whose ToString() contains `text`.
MATCHER_P2(FailsWith, code, text, "fails with this code and text") {
  if (arg.ok()) {
    *result_listener << "which is ok";
    return false;
  }
  const Status& status = testing_internal::StatusOf(arg);
  *result_listener << status.ToString() << " (code "
                   << static_cast<int>(status.code()) << ")";
  return status.code() == code &&
         status.ToString().find(text) != std::string::npos;
}

}  // namespace zhimai
