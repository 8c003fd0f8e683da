#include "graph/exec/load.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/exec/store_text.h"
#include "tests/support/status_matchers.h"

namespace zhimai {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::StoreText;

TEST(LoadTest, CountsWhatIsNew) {
  StoreText store;
  const auto first = store.LoadTriG("<x:a> <x:p> 1, 1, 2 .");
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->quads_read, 3u);
  EXPECT_EQ(first->quads_added, 2u);
  const auto again = store.LoadTriG("<x:a> <x:p> 2, 3 .");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->quads_added, 1u);
}

TEST(LoadTest, TheGraphTakesThePlaceOfTheDefaultGraph) {
  StoreText store;
  LoadOptions options;
  options.format = RdfFormat::kNQuads;
  options.graph = Term::Iri("x:g");
  ASSERT_THAT(
      store.Load("<x:a> <x:p> <x:b> .\n<x:a> <x:p> <x:b> <x:h> .", options),
      IsOk());
  EXPECT_THAT(store.Lines(), ElementsAre("<x:a> <x:p> <x:b> <x:g> .",
                                         "<x:a> <x:p> <x:b> <x:h> ."));
}

TEST(LoadTest, BlankNodesOfTwoDocumentsDiffer) {
  StoreText store;
  for (int i = 0; i < 2; ++i) {
    ASSERT_THAT(store.LoadTriG("_:b <x:p> _:b, [] ."), IsOk());
  }
  EXPECT_THAT(store.Lines(), SizeIs(4));
}

TEST(LoadTest, AnErrorLoadsNothingHoweverLargeTheDocument) {
  StoreText store;
  LoadOptions options;
  options.format = RdfFormat::kNQuads;
  options.batch_bytes = 1000;
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += "<x:a> <x:p> _:b" + std::to_string(i) + " .\n";
  }
  EXPECT_THAT(store.Load(text + "<x:a> .", options),
              FailsWith(Code::kInvalidInput, "1001:7: expected a predicate"));
  EXPECT_THAT(store.Lines(), IsEmpty());
  const auto loaded = store.Load(text, options);
  ASSERT_THAT(loaded, IsOk());
  EXPECT_EQ(loaded->quads_added, 1000u);
  EXPECT_THAT(store.Lines(), SizeIs(1000));
}

// By commits, in bulk, and counted first and then one of both.
TEST(LoadTest, EveryWayGivesTheSame) {
  std::string text = "@prefix x: <x:> .\n";
  for (int i = 0; i < 500; ++i) {
    const std::string n = std::to_string(i);
    text.append("x:s").append(std::to_string(i % 90)).append(" x:p ");
    text.append(n).append(", 0").append(n).append(", 'l").append(n);
    text.append("'@en--ltr, _:b").append(std::to_string(i % 50));
    text.append(", [ x:q '知识").append(n).append("' ] .\nx:g");
    text.append(std::to_string(i % 3));
    text.append(" { x:s x:p 1.50, _:b1, <<( x:s x:p <<( _:b1 x:p ");
    text.append(n).append(" )>> )>> . }\n");
  }
  constexpr size_t kNever = size_t{1} << 40;
  struct Way {
    size_t batch_bytes;
    size_t bulk_from_bytes;
    bool much_before;
  };
  for (const bool much : {false, true}) {
    std::vector<std::string> want;
    for (const Way& way : {Way{kNever, kNever, much}, Way{kNever, 2000, much},
                           Way{4000, kNever, much}}) {
      StoreText store;
      std::string before = "<x:old> <x:p> <x:s1>, _:b .\n";
      for (int i = 0; i < (way.much_before ? 20000 : 0); ++i) {
        before += "<x:o" + std::to_string(i % 700) + "> <x:p> " +
                  std::to_string(i) + " .\n";
      }
      ASSERT_THAT(store.LoadTriG(before), IsOk());
      LoadOptions options;
      options.format = RdfFormat::kTriG;
      options.batch_bytes = way.batch_bytes;
      options.bulk_from_bytes = way.bulk_from_bytes;
      options.memory_bytes = 2000;
      const auto loaded = store.Load(text, options);
      ASSERT_THAT(loaded, IsOk());
      EXPECT_EQ(loaded->quads_read, 4500u);
      if (want.empty()) want = store.Lines();
      EXPECT_EQ(store.Lines(), want);
      // The next document's blank nodes are others again.
      const size_t lines = want.size();
      ASSERT_THAT(store.LoadTriG("_:b1 <x:p> [] ."), IsOk());
      EXPECT_EQ(store.Lines().size(), lines + 1);
    }
  }
}

TEST(LoadTest, ProgressCancels) {
  StoreText store;
  LoadOptions options;
  options.format = RdfFormat::kNQuads;
  options.progress = [](uint64_t) { return false; };
  std::string text;
  for (int i = 0; i < 10000; ++i) {
    text += "<x:a> <x:p> <x:b" + std::to_string(i) + "> .\n";
  }
  EXPECT_THAT(store.Load(text, options), FailsWith(Code::kCancelled, ""));
  EXPECT_THAT(store.Lines(), IsEmpty());
}

}  // namespace
}  // namespace zhimai
