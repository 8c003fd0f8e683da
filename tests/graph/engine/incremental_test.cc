// Spike c: the graph is a function of the set of documents.
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "tests/graph/engine/fixture.h"

namespace zhimai {
namespace {

using ::testing::IsEmpty;

// Documents that share entities, aliases, statements and sentences.
v1::Extraction RandomDocument(size_t number, uint32_t seed) {
  std::mt19937 engine(seed);
  const auto random = [&](uint32_t n) {
    return static_cast<uint32_t>(engine()) % n;
  };
  ExtractionBuilder b("doc" + std::to_string(number) + ".txt");
  b.Content("content " + std::to_string(seed));
  std::vector<std::string> entities;
  for (uint32_t i = 0; i < 8; ++i) {
    if (random(2) == 0) continue;
    const std::string id = "e/x" + std::to_string(i);
    entities.push_back(id);
    std::vector<std::string> names = {"zh:实体" + std::to_string(i)};
    if (random(2) == 0) names.push_back("zh:别名" + std::to_string(random(4)));
    if (random(3) == 0) names.push_back("en:name " + std::to_string(random(9)));
    std::vector<std::string> external;
    if (random(3) == 0) external = {"wikidata:Q" + std::to_string(i)};
    b.Entity(id, random(5) == 0 ? "Summit" : "Country", names, external);
  }
  if (entities.empty()) return b.Build();
  const auto any = [&] {
    return entities[random(static_cast<uint32_t>(entities.size()))];
  };
  for (uint32_t i = 0; i < 12; ++i) {
    const auto modality = static_cast<v1::Modality>(1 + random(6));
    const double confidence = 0.3 + 0.1 * random(7);
    b.State(any(), random(2) == 0 ? "member_of" : "met_with",
            random(4) == 0 ? "200" + std::to_string(random(5)) : any(),
            modality, confidence);
    if (random(3) == 0) b.With("role", random(2) == 0 ? "主席" : "成员");
    if (random(3) == 0) b.With("since", "200" + std::to_string(random(3)));
    if (random(2) == 0) b.Quote("同一句话" + std::to_string(random(3)));
  }
  return b.Build();
}

std::string FreshDump(const std::map<size_t, v1::Extraction>& documents) {
  TestGraph graph;
  std::vector<v1::Extraction> all;
  for (const auto& [number, document] : documents) all.push_back(document);
  graph.Put(all);
  return graph.Dump();
}

TEST(IncrementalTest, OrderAndBatchesDoNotMatter) {
  std::vector<v1::Extraction> documents;
  std::map<size_t, v1::Extraction> by_number;
  for (size_t i = 0; i < 20; ++i) {
    documents.push_back(RandomDocument(i, static_cast<uint32_t>(i)));
    by_number[i] = documents.back();
  }
  const std::string want = FreshDump(by_number);
  EXPECT_GT(want.size(), 10000u);
  std::mt19937 random(3);
  for (int round = 0; round < 4; ++round) {
    std::shuffle(documents.begin(), documents.end(), random);
    TestGraph graph;
    size_t begin = 0;
    while (begin < documents.size()) {
      const size_t size =
          std::min<size_t>(1 + random() % 7, documents.size() - begin);
      const auto first = documents.begin() + static_cast<ptrdiff_t>(begin);
      graph.Put({first, first + static_cast<ptrdiff_t>(size)});
      begin += size;
    }
    EXPECT_EQ(graph.Dump(), want);
    EXPECT_THAT(graph->Verify(), IsOkAnd(IsEmpty()));
  }
}

TEST(IncrementalTest, EqualsARebuildAfterAnyChanges) {
  std::mt19937 random(11);
  TestGraph graph;
  std::map<size_t, v1::Extraction> documents;
  for (uint32_t step = 0; step < 40; ++step) {
    SCOPED_TRACE(step);
    auto session = graph->BeginBuild();
    ASSERT_THAT(session, IsOk());
    for (uint32_t change = 0; change < 1 + random() % 4; ++change) {
      const size_t number = random() % 20;
      if (documents.contains(number) && random() % 3 == 0) {
        ASSERT_THAT((*session)->Remove("doc" + std::to_string(number) + ".txt"),
                    IsOk());
        documents.erase(number);
      } else {
        documents[number] =
            RandomDocument(number, static_cast<uint32_t>(random()) % 1000);
        ASSERT_THAT((*session)->Put(documents[number]), IsOk());
      }
    }
    ASSERT_THAT((*session)->Finish(), IsOk());
    if (step % 5 == 4) {
      ASSERT_EQ(graph.Dump(), FreshDump(documents));
      ASSERT_THAT(graph->Verify(), IsOkAnd(IsEmpty()));
    }
  }
}

TEST(IncrementalTest, RemovalGivesBackTheEarlierState) {
  TestGraph graph;
  graph.Put({RandomDocument(1, 1), RandomDocument(2, 2)});
  const std::string before = graph.Dump();
  const auto stats = graph->Stats();
  graph.Put({RandomDocument(3, 3)});
  EXPECT_NE(graph.Dump(), before);
  graph.Remove({"doc3.txt"});
  EXPECT_EQ(graph.Dump(), before);
  EXPECT_EQ(graph->Stats()->by_relation, stats->by_relation);
  graph.Remove({"doc1.txt", "doc2.txt"});
  EXPECT_EQ(graph.Dump(), "");
  EXPECT_THAT(graph->Verify(), IsOkAnd(IsEmpty()));
}

TEST(IncrementalTest, SkipsWhatIsUnchanged) {
  TestGraph graph;
  graph.Put({RandomDocument(1, 1)});
  const BuildSummary again = graph.Put({RandomDocument(1, 1)});
  EXPECT_EQ(again.documents_unchanged, 1u);
  EXPECT_EQ(again.documents_changed, 0u);
  auto session = graph->BeginBuild();
  const std::string hash = RandomDocument(1, 1).document().content_hash();
  EXPECT_THAT((*session)->NeedsExtraction("doc1.txt", hash, "extractor"),
              IsOkAnd(false));
  EXPECT_THAT((*session)->NeedsExtraction("doc1.txt", hash, "other"),
              IsOkAnd(true));
  EXPECT_THAT((*session)->NeedsExtraction("doc2.txt", hash, "extractor"),
              IsOkAnd(true));
}

TEST(IncrementalTest, ReprintsDoNotConfirmEachOther) {
  const auto document = [](const std::string& path, const std::string& text) {
    ExtractionBuilder b(path);
    b.State("e/a", "member_of", "e/b", v1::ASSERTED, 0.8).Quote(text);
    return b.Build();
  };
  TestGraph graph;
  const std::string text = "甲国是乙组织的成员国，这是同一条新闻的同一句话。";
  graph.Put({document("1", text), document("2", text)});
  auto found = graph->FindStatements("e/a", std::nullopt, std::nullopt, {});
  ASSERT_THAT(found, IsOk());
  EXPECT_DOUBLE_EQ((*found)[0].confidence, 0.8);
  EXPECT_EQ((*found)[0].documents, 2u);
  graph.Put({document("3", "另一家报纸在另一天用另外的话写到甲国加入了乙。")});
  found = graph->FindStatements("e/a", std::nullopt, std::nullopt, {});
  EXPECT_DOUBLE_EQ((*found)[0].confidence, 0.96);
}

}  // namespace
}  // namespace zhimai
