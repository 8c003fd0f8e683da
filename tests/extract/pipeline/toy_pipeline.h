// A pipeline over invented names, so that tests do not depend on data/.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "extract/pipeline/expectation.h"
#include "extract/pipeline/pipeline.h"
#include "tests/support/status_matchers.h"

namespace zhimai {

inline const Pipeline& ToyPipeline() {
  static const Pipeline* const pipeline = [] {
    Result<Pipeline> loaded =
        Pipeline::Load({{"tests/extract/pipeline/testdata"}});
    EXPECT_THAT(loaded, IsOk());
    return new Pipeline(std::move(loaded).value());
  }();
  return *pipeline;
}

inline v1::Extraction ExtractText(const std::string& text,
                                  const std::string& path = "a.txt") {
  Result<v1::Extraction> result = ToyPipeline().Extract({path, text});
  EXPECT_THAT(result, IsOk());
  return result.ok() ? *result : v1::Extraction();
}

// Statements as text, without the rule.
inline std::vector<std::string> Facts(const v1::Extraction& extraction) {
  std::vector<std::string> out;
  for (const v1::Statement& s : extraction.statement()) {
    const std::string line = DescribeStatement(extraction, s);
    out.push_back(line.substr(0, line.rfind(" (")));
  }
  return out;
}

inline std::vector<std::string> FactsOf(const std::string& text) {
  return Facts(ExtractText(text));
}

}  // namespace zhimai
