#include "graph/store/store.h"

#include <gtest/gtest.h>
#include <set>

#include "tests/graph/store/graph_maker.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

std::multiset<Quad> AsMultiset(const std::set<Quad>& quads) {
  return {quads.begin(), quads.end()};
}

void ExpectEqual(const Snapshot& snapshot, const std::set<Quad>& model) {
  for (Order order : kOrders) {
    SCOPED_TRACE(OrderName(order));
    EXPECT_EQ(AllQuads(snapshot, order), AsMultiset(model));
  }
  EXPECT_EQ(snapshot.Count({}).value(), model.size());
}

// Random patterns, each against a filter over the model.
void ExpectPatternsAgree(const Snapshot& snapshot, const std::set<Quad>& model,
                         GraphMaker* maker) {
  for (int i = 0; i < 40; ++i) {
    if (model.empty()) return;
    auto at = model.begin();
    std::advance(at, maker->Number(model.size()));
    QuadPattern pattern;
    if (maker->Number(2) == 0) pattern.subject = at->subject;
    if (maker->Number(2) == 0) pattern.predicate = at->predicate;
    if (maker->Number(2) == 0) pattern.object = at->object;
    if (maker->Number(2) == 0) pattern.graph = at->graph;
    std::set<Quad> want;
    for (const Quad& quad : model) {
      if ((!pattern.subject || *pattern.subject == quad.subject) &&
          (!pattern.predicate || *pattern.predicate == quad.predicate) &&
          (!pattern.object || *pattern.object == quad.object) &&
          (!pattern.graph || *pattern.graph == quad.graph)) {
        want.insert(quad);
      }
    }
    const std::vector<Quad> got = snapshot.Match(pattern).value();
    EXPECT_EQ(std::multiset<Quad>(got.begin(), got.end()), AsMultiset(want));
    IdPattern ids;
    if (pattern.subject) ids.subject = *snapshot.Find(at->subject).value();
    if (pattern.predicate) {
      ids.predicate = *snapshot.Find(at->predicate).value();
    }
    if (pattern.object) ids.object = *snapshot.Find(at->object).value();
    if (pattern.graph) {
      ids.graph =
          at->in_default_graph() ? TermId{} : *snapshot.Find(at->graph).value();
    }
    EXPECT_EQ(snapshot.Count(ids).value(), want.size());
  }
}

void RandomChanges(GraphMaker* maker, int pool, size_t count,
                   std::set<Quad>* model, WriteBatch* batch) {
  for (size_t i = 0; i < count; ++i) {
    const Quad quad = maker->MakeQuad(pool);
    if (maker->Number(3) == 0) {
      batch->Remove(quad);
      model->erase(quad);
    } else {
      batch->Add(quad);
      model->insert(quad);
    }
  }
}

TEST(StoreTest, EveryOrderEqualsASetAfterRandomCommits) {
  for (uint64_t seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    TempDir dir;
    GraphMaker maker(seed);
    std::set<Quad> model;
    auto store = OpenStore(dir.File("db"));
    for (int round = 0; round < 6; ++round) {
      const size_t before = model.size();
      WriteBatch batch;
      RandomChanges(&maker, 20, 200, &model, &batch);
      const CommitResult result = store->Commit(&batch).value();
      EXPECT_EQ(before + result.quads_added - result.quads_removed,
                model.size());
      ExpectEqual(store->snapshot(), model);
    }
    ExpectPatternsAgree(store->snapshot(), model, &maker);
  }
}

void ExpectClean(const Store& store) {
  const Result<VerifyReport> report = store.Verify();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, testing::IsEmpty());
}

TEST(StoreTest, OptimizeChangesNothingThatCanBeSeen) {
  for (uint64_t seed = 11; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    TempDir dir;
    GraphMaker maker(seed);
    std::set<Quad> model;
    auto store = OpenStore(dir.File("db"));
    for (int round = 0; round < 4; ++round) {
      WriteBatch batch;
      RandomChanges(&maker, 60, 1000, &model, &batch);
      ASSERT_THAT(store->Commit(&batch), IsOk());
      ExpectClean(*store);
      if (round == 1) continue;
      ASSERT_THAT(store->Optimize(), IsOk());
      ExpectEqual(store->snapshot(), model);
      ExpectClean(*store);
      EXPECT_EQ(store->Stats()->delta_added, 0u);
      EXPECT_EQ(store->Stats()->base_quads, model.size());
    }
    WriteBatch batch;
    RandomChanges(&maker, 60, 500, &model, &batch);
    ASSERT_THAT(store->Commit(&batch), IsOk());
    ExpectEqual(store->snapshot(), model);
    ExpectPatternsAgree(store->snapshot(), model, &maker);
    ExpectClean(*store);
    store.reset();
    store = OpenStore(dir.File("db"), StoreMode::kRead);
    ExpectEqual(store->snapshot(), model);
    ExpectClean(*store);
  }
}

}  // namespace
}  // namespace zhimai
