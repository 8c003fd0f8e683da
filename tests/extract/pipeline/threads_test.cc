// Any number of threads may use one pipeline, and each gets the same bytes.
#include <gtest/gtest.h>
#include <thread>

#include "tests/extract/pipeline/toy_pipeline.h"

namespace zhimai {
namespace {

std::string Serialize(int i) {
  const std::string year = std::to_string(1990 + i);
  const v1::Extraction e = ExtractText(
      "四海合作组织（以下简称“海组”）于" + year +
          "年成立。云国总统巴鲁克姆会见林远。\n\n山国将加入海组。"
          "林远指出：“本组织很好。”四海组织天海峰会将举行，天海峰会很好。",
      "d" + std::to_string(i) + ".txt");
  return e.SerializeAsString();
}

TEST(PipelineThreadsTest, ExtractsTheSameBytesInEveryThread) {
  constexpr int kDocuments = 12;
  std::vector<std::string> alone;
  for (int i = 0; i < kDocuments; ++i) alone.push_back(Serialize(i));
  std::vector<std::vector<std::string>> together(8);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < together.size(); ++t) {
    threads.emplace_back([&together, t] {
      for (int i = 0; i < kDocuments; ++i) {
        // Each thread in an order of its own.
        const int document = (i * 5 + static_cast<int>(t)) % kDocuments;
        together[t].resize(kDocuments);
        together[t][static_cast<size_t>(document)] = Serialize(document);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const auto& results : together) EXPECT_EQ(results, alone);
}

}  // namespace
}  // namespace zhimai
