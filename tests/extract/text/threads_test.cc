#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

#include "extract/text/script.h"

namespace zhimai {
namespace {

TEST(ScriptTest, ManyThreadsMayConvertAtOnce) {
  std::vector<std::string> got(8);
  std::vector<std::thread> threads;
  for (std::string& out : got) {
    threads.emplace_back([&out] { out = SimplifiedName("關於國際組織"); });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : got) EXPECT_EQ(out, "关于国际组织");
}

}  // namespace
}  // namespace zhimai
