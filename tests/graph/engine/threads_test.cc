// Readers beside a build.
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

#include "tests/graph/engine/fixture.h"

namespace zhimai {
namespace {

TEST(ThreadsTest, ReadersSeeWholeStates) {
  TestGraph graph;
  graph.Put({SummitNews()});
  std::atomic<bool> done = false;
  std::atomic<int> bad = 0;
  const auto read = [&] {
    while (!done) {
      const auto statements = graph->StatementsOf("e/sco", {});
      if (!statements.ok() || statements->size() < 4) ++bad;
      for (const StatementView& statement : *statements) {
        const auto evidence = graph->EvidenceOf(statement.id);
        if (!evidence.ok() && evidence.status().code() != Code::kNotFound) {
          ++bad;
        }
      }
      if (!graph->FindEntity("SCO").ok() || !graph->Stats().ok()) ++bad;
      if (!graph->FindPaths({.from = "e/china", .to = "e/india"}).ok()) {
        ++bad;
      }
    }
  };
  std::thread one(read);
  std::thread two(read);
  for (int i = 0; i < 20; ++i) {
    ExtractionBuilder b("more" + std::to_string(i));
    const std::string id = "e/c" + std::to_string(i);
    b.Entity(id, "Country", {"zh:国" + std::to_string(i)});
    b.State(id, "member_of", "e/sco");
    graph.Put({b.Build()});
    if (i % 3 == 2) graph.Remove({"more" + std::to_string(i - 1)});
  }
  done = true;
  one.join();
  two.join();
  EXPECT_EQ(bad, 0);
}

}  // namespace
}  // namespace zhimai
