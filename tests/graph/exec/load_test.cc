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
