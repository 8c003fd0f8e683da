// The full-text index gives what reading every text gives, whatever became of
// the graph.
#include <algorithm>
#include <map>

#include "graph/engine/text_lookups.h"
#include "graph/exec/load.h"
#include "graph/exec/query.h"
#include "graph/ingest/text_units.h"
#include "graph/kv/kv.h"
#include "graph/store/generation.h"
#include "graph/store/meta.h"
#include "tests/graph/engine/fixture.h"
#include "tests/support/random_text.h"

namespace zhimai {
namespace {

v1::Extraction RandomNews(const std::string& path, RandomText* random) {
  ExtractionBuilder b(path);
  const std::string entity = "e/x" + std::to_string(random->Below(6));
  b.Entity(entity, "Organization",
           {"zh-Hans:n" + random->Make(6), "en:m" + random->Make(6)});
  b.Entity("e/y", "Country", {"zh-Hans:中国", "en:China"});
  for (uint64_t i = random->Below(4) + 1; i > 0; --i) {
    b.State(entity, "member_of", "e/y").With("role", random->Make(3));
    b.Quote("q" + random->Make(14));
  }
  return b.Build();
}

std::vector<std::string> Flat(const SearchResult& result) {
  std::vector<std::string> out;
  for (const auto& each : result.entities) {
    out.push_back(each.entity.id + "=" + each.matched);
  }
  out.push_back(std::to_string(result.more_entities));
  for (const auto& each : result.documents) out.push_back(each.path);
  for (const auto& each : result.quotations) {
    out.push_back(each.statement + each.document + std::to_string(each.begin) +
                  each.text);
  }
  return out;
}

std::vector<std::string> Found(const Snapshot& snapshot, const char* predicate,
                               const std::string& text, bool use_index) {
  const sparql::QueryOptions options;
  auto lookups = MakeTextLookups(snapshot, options, use_index);
  EXPECT_THAT(lookups, IsOk());
  std::vector<std::string> out;
  const Term iri =
      Term::Iri(std::string("https://w3id.org/zhimai/o#") + predicate);
  EXPECT_THAT((*lookups)->Find(iri, Term::String(text),
                               [&](const Term& subject) -> Status {
                                 out.push_back(subject.value());
                                 return {};
                               }),
              IsOk());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

class TextIndexTest : public ::testing::Test {
 protected:
  static std::unique_ptr<Store> OpenStore(const std::string& dir,
                                          StoreMode mode = StoreMode::kCreate) {
    StoreOptions options;
    options.mode = mode;
    auto store = Store::Open(dir, options);
    EXPECT_THAT(store, IsOk());
    return std::move(store).value();
  }

  // Both ways, for texts that are there and for others.
  void Compare(const std::string& dir) {
    {
      const auto graph = Graph::Open(dir, GraphMode::kRead);
      ASSERT_THAT(graph, IsOk());
      const auto problems = graph->Verify();
      ASSERT_THAT(problems, IsOk());
      EXPECT_EQ(*problems, std::vector<std::string>());
      for (size_t i = 0; i < 40; ++i) {
        SearchRequest request;
        request.text =
            i < kOften.size() ? std::string(kOften[i]) : random_.Make(3);
        request.limit = 1 + random_.Below(30);
        const auto fast = graph->Search(request);
        request.use_index = false;
        const auto slow = graph->Search(request);
        ASSERT_EQ(fast.ok(), slow.ok());
        if (!fast.ok()) continue;
        EXPECT_EQ(Flat(*fast), Flat(*slow)) << request.text;
        hits_ += slow->quotations.size() + slow->entities.size();
      }
    }
    const auto store = OpenStore(dir, StoreMode::kRead);
    const Snapshot snapshot = store->snapshot();
    for (int i = 0; i < 40; ++i) {
      const std::string text = random_.Query(3);
      for (const char* predicate : {"search", "named"}) {
        const auto slow = Found(snapshot, predicate, text, false);
        EXPECT_EQ(Found(snapshot, predicate, text, true), slow)
            << predicate << " " << text;
        hits_ += slow.size();
      }
    }
  }

  static constexpr std::array<std::string_view, 5> kOften = {"国", "a", "中国",
                                                             "chi", "q"};
  RandomText random_{3};
  size_t hits_ = 0;
};

void BuildNew(const std::string& db,
              const std::vector<v1::Extraction>& documents) {
  auto graph = Graph::Open(db, GraphMode::kCreate);
  ASSERT_THAT(graph, IsOk());
  auto session = graph->BeginBuild();
  ASSERT_THAT(session, IsOk());
  for (const v1::Extraction& document : documents) {
    ASSERT_THAT((*session)->Put(document), IsOk());
  }
  ASSERT_THAT((*session)->Finish(), IsOk());
}

// Some documents put, changed or removed.
void BuildAtRandom(Graph* graph, RandomText* random) {
  auto session = graph->BeginBuild();
  ASSERT_THAT(session, IsOk());
  for (int i = 0; i < 6; ++i) {
    const std::string path = "d" + std::to_string(random->Below(12)) + ".txt";
    if (random->Below(4) == 0) {
      (*session)->Remove(path).ok();  // perhaps there is none
    } else {
      ASSERT_THAT((*session)->Put(RandomNews(path, random)), IsOk());
    }
  }
  ASSERT_THAT((*session)->Finish(), IsOk());
}

void OptimizeText(Store* store, bool always) {
  ASSERT_THAT(store->Optimize(), IsOk());
  ASSERT_THAT(RebuildText(store, {.always = always}), IsOk());
  const auto index = store->snapshot().text();
  ASSERT_THAT(index, IsOk());
  EXPECT_LE(index->meta().segments.size(), 1U);
}

TEST_F(TextIndexTest, FollowsBuildsRemovalsAndOptimize) {
  TempDir dir;
  const std::string db = dir.File("db");
  for (int round = 0; round < 6; ++round) {
    {
      auto graph = Graph::Open(db, GraphMode::kCreate);
      ASSERT_THAT(graph, IsOk());
      for (int build = 0; build < 3; ++build) {
        BuildAtRandom(&*graph, &random_);
      }
    }
    Compare(db);
    if (round % 2 == 1) OptimizeText(OpenStore(db).get(), round == 3);
    Compare(db);
  }
  EXPECT_GT(hits_, 500U);
}

std::string Labels(RandomText* random, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    std::string label = random->Make(6);
    std::erase_if(label, [](char c) { return c == '\n' || c == '\''; });
    text += "<x:" + std::to_string(i) +
            "> <http://www.w3.org/2000/01/rdf-schema#label> \"" + label +
            "\" .\n";
  }
  return text;
}

TEST_F(TextIndexTest, FollowsLoadsInBatchesAndInBulk) {
  TempDir dir;
  const std::string db = dir.File("db");
  for (const bool bulk : {false, true, false}) {
    const std::string text = Labels(&random_, 300);
    {
      const auto store = OpenStore(db);
      LoadOptions options;
      options.format = RdfFormat::kNTriples;
      options.bulk_from_bytes = bulk ? 1 : size_t{1} << 40;
      ASSERT_THAT(
          LoadRdf(
              store.get(), [&](const TextSink& sink) { return sink(text); },
              options),
          IsOk());
    }
    Compare(db);
  }
  {
    const auto store = OpenStore(db);
    ASSERT_THAT(store->Optimize(), IsOk());
    ASSERT_THAT(RebuildText(store.get(), {}), IsOk());
    const auto index = store->snapshot().text();
    ASSERT_THAT(index, IsOk());
    EXPECT_TRUE(index->meta().IsComplete(TextKind::kLiteral));
  }
  Compare(db);
  EXPECT_GT(hits_, 100U);
}

// What a store looks like that was made before there was an index.
TEST_F(TextIndexTest, OldStoresAreReadAndRebuilt) {
  TempDir dir;
  const std::string db = dir.File("db");
  std::vector<v1::Extraction> news;
  for (int i = 0; i < 10; ++i) {
    news.push_back(RandomNews(std::to_string(i), &random_));
  }
  ASSERT_NO_FATAL_FAILURE(BuildNew(db, news));
  {
    auto kv = KvStore::Open(db, FamilySpecs(), {.mode = KvMode::kReadWrite});
    ASSERT_THAT(kv, IsOk());
    const auto meta = (*kv)->Family(kMetaFamily);
    const auto text = (*kv)->Family(kTextFamily);
    ASSERT_TRUE(meta.ok() && text.ok());
    KvBatch batch;
    batch.Delete(*meta, kMetaText);
    KvCursor cursor = (*kv)->NewCursor(*text);
    for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
      batch.Delete(*text, cursor.key());
    }
    ASSERT_THAT((*kv)->Write(&batch), IsOk());
  }
  Compare(db);
  {
    const auto store = OpenStore(db);
    // So small that there are several segments before they are merged.
    ASSERT_THAT(RebuildText(store.get(), {.memory_bytes = 20000}), IsOk());
    const auto index = store->snapshot().text();
    ASSERT_THAT(index, IsOk());
    EXPECT_TRUE(index->meta().IsComplete(TextKind::kEvidence));
    EXPECT_EQ(index->meta().segments.size(), 1U);
  }
  Compare(db);
}

TEST_F(TextIndexTest, VerifyMissesATextThatIsNotInTheIndex) {
  TempDir dir;
  const std::string db = dir.File("db");
  ASSERT_NO_FATAL_FAILURE(BuildNew(db, {SummitNews()}));
  {
    auto kv = KvStore::Open(db, FamilySpecs(), {.mode = KvMode::kReadWrite});
    ASSERT_THAT(kv, IsOk());
    const auto meta = (*kv)->Family(kMetaFamily);
    ASSERT_THAT(meta, IsOk());
    TextMeta empty;
    for (const TextKind kind : kTextKinds) empty.SetComplete(kind, true);
    KvBatch batch;
    batch.Put(*meta, kMetaText, empty.Encode());
    ASSERT_THAT((*kv)->Write(&batch), IsOk());
  }
  const auto broken = Graph::Open(db, GraphMode::kRead);
  ASSERT_THAT(broken, IsOk());
  const auto problems = broken->Verify();
  ASSERT_THAT(problems, IsOk());
  ASSERT_EQ(problems->size(), 1U);
  EXPECT_NE(problems->front().find("not in the index"), std::string::npos);
}

}  // namespace
}  // namespace zhimai
