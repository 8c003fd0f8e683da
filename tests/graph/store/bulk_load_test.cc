// Store::BeginLoad against what commits do with the same quads.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <vector>

#include "graph/store/key_table.h"
#include "graph/store/meta.h"
#include "graph/store/store.h"
#include "tests/graph/store/graph_maker.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

std::multiset<Quad> AsMultiset(const std::set<Quad>& quads) {
  return {quads.begin(), quads.end()};
}

void ExpectEqual(const Store& store, const std::set<Quad>& model) {
  for (Order order : kOrders) {
    SCOPED_TRACE(OrderName(order));
    EXPECT_EQ(AllQuads(store.snapshot(), order), AsMultiset(model));
  }
  const Result<VerifyReport> report = store.Verify();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, testing::IsEmpty());
  EXPECT_EQ(report->quads, model.size());
}

// A base with a delta over it that adds and removes.
void Fill(Store* store, GraphMaker* maker, int pool, std::set<Quad>* model) {
  for (int round = 0; round < 4; ++round) {
    WriteBatch batch;
    for (int i = 0; i < 150; ++i) {
      const Quad quad = maker->MakeQuad(pool);
      if (maker->Number(3) == 0) {
        batch.Remove(quad);
        model->erase(quad);
      } else {
        batch.Add(quad);
        model->insert(quad);
      }
    }
    ASSERT_THAT(store->Commit(&batch), IsOk());
    if (round == 1) {
      ASSERT_THAT(store->Optimize(), IsOk());
    }
  }
}

struct Case {
  const char* name;
  bool filled;         // before
  size_t load_memory;  // of BeginLoad
  size_t sort_memory;  // of Commit
  int quads;
};

class BulkLoadTest : public testing::TestWithParam<Case> {};

TEST_P(BulkLoadTest, EqualsASet) {
  for (uint64_t seed = 1; seed <= 2; ++seed) {
    SCOPED_TRACE(seed);
    TempDir dir;
    GraphMaker maker(seed);
    const auto store = OpenStore(dir.File("db"));
    std::set<Quad> model;
    if (GetParam().filled) Fill(store.get(), &maker, 200, &model);
    const Snapshot before = store->snapshot();
    const std::set<Quad> old = model;
    const auto load = store->BeginLoad(GetParam().load_memory);
    load->PutBlob("name", "bytes");
    for (int i = 0; i < GetParam().quads; ++i) {
      const Quad quad = maker.MakeQuad(300);
      model.insert(quad);
      ASSERT_THAT(load->Add(quad), IsOk());
    }
    OptimizeOptions options;
    options.memory_bytes = GetParam().sort_memory;
    const auto added = store->Commit(load.get(), options);
    ASSERT_THAT(added, IsOk());
    EXPECT_EQ(added->quads_added, model.size() - old.size());
    ExpectEqual(*store, model);
    EXPECT_EQ(AllQuads(before, Order::kSpo), AsMultiset(old));
    EXPECT_THAT(store->snapshot().blobs().Get("name"),
                IsOkAnd(std::optional<std::string>("bytes")));
    // Afterwards all goes on as before.
    Fill(store.get(), &maker, 300, &model);
    ExpectEqual(*store, model);
    EXPECT_FALSE(std::filesystem::exists(dir.File("db") + "/bulk"));
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, BulkLoadTest,
    testing::Values(
        Case{"Empty", false, size_t{1} << 26, size_t{1} << 26, 3000},
        Case{"Spilled", false, 1, 1, 5000},
        Case{"OntoOthers", true, size_t{1} << 26, size_t{1} << 26, 3000},
        Case{"OntoOthersSpilled", true, 1, 1, 5000},
        Case{"Nothing", true, 1, 1, 0}),
    [](const auto& of) { return of.param.name; });

TEST(OptimizeIfDue, WaitsForALargeDelta) {
  TempDir dir;
  const auto store = OpenStore(dir.File("db"));
  const auto commit = [&](uint64_t begin, uint64_t end) {
    WriteBatch batch;
    for (uint64_t i = begin; i < end; ++i) {
      batch.Add({Term::Iri("x:" + std::to_string(i)), Term::Iri("x:p"),
                 Term::String("o"), Term()});
    }
    ASSERT_THAT(store->Commit(&batch, {.sync = false}), IsOk());
  };
  commit(0, 1000);
  EXPECT_THAT(store->OptimizeIfDue(), IsOkAnd(false));
  commit(1000, kDueQuads);
  OptimizeOptions cancelled;
  cancelled.progress = [](double) { return false; };
  EXPECT_THAT(store->OptimizeIfDue(cancelled), IsOkAnd(false));
  EXPECT_THAT(store->OptimizeIfDue(), IsOkAnd(true));
  const auto stats = store->Stats();
  ASSERT_THAT(stats, IsOk());
  EXPECT_EQ(stats->base_quads, kDueQuads);
  EXPECT_EQ(stats->delta_added, 0U);
  EXPECT_THAT(store->OptimizeIfDue(), IsOkAnd(false));
}

// Statistics and ids, too: the same as an optimize gives.
TEST(BulkLoad, IsWhatOptimizeMakes) {
  TempDir dir;
  const auto by_commit = OpenStore(dir.File("commit"));
  const auto by_load = OpenStore(dir.File("load"));
  WriteBatch batch;
  const auto load = by_load->BeginLoad(1);
  GraphMaker maker(7);
  for (int i = 0; i < 3000; ++i) {
    const Quad quad = maker.MakeQuad(200);
    batch.Add(quad);
    ASSERT_THAT(load->Add(quad), IsOk());
  }
  ASSERT_THAT(by_commit->Commit(&batch), IsOk());
  ASSERT_THAT(by_commit->Optimize(), IsOk());
  ASSERT_THAT(by_load->Commit(load.get()), IsOk());
  const auto want = by_commit->snapshot().Stats().value();
  const auto got = by_load->snapshot().Stats().value();
  ASSERT_EQ(got.size(), want.size());
  for (size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(got[i].predicate, want[i].predicate);
    EXPECT_EQ(got[i].rows, want[i].rows);
    EXPECT_EQ(got[i].distinct_subjects, want[i].distinct_subjects);
    EXPECT_EQ(got[i].distinct_objects, want[i].distinct_objects);
  }
  QuadScan a = by_commit->snapshot().Scan({}, Order::kOsp);
  QuadScan b = by_load->snapshot().Scan({}, Order::kOsp);
  while (a.Next()) {
    ASSERT_TRUE(b.Next());
    ASSERT_EQ(a.quad(), b.quad());
  }
  EXPECT_FALSE(b.Next());
}

TEST(BulkLoad, AFailureLeavesTheStoreAsItWas) {
  TempDir dir;
  GraphMaker maker(5);
  const auto store = OpenStore(dir.File("db"));
  std::set<Quad> model;
  Fill(store.get(), &maker, 200, &model);
  const uint64_t generation = store->snapshot().generation();
  {
    const auto load = store->BeginLoad(1);
    for (int i = 0; i < 3000; ++i) {
      ASSERT_THAT(load->Add(maker.MakeQuad(300)), IsOk());
    }
    // Dropped.
  }
  for (int polls = 0; polls < 8; ++polls) {
    const auto load = store->BeginLoad(1);
    for (int i = 0; i < 3000; ++i) {
      ASSERT_THAT(load->Add(maker.MakeQuad(300)), IsOk());
    }
    OptimizeOptions options;
    options.progress = [left = polls](double) mutable { return left-- > 0; };
    EXPECT_THAT(store->Commit(load.get(), options),
                FailsWith(Code::kCancelled, "interrupted"));
  }
  EXPECT_EQ(store->snapshot().generation(), generation);
  ExpectEqual(*store, model);
  const auto load = store->BeginLoad(1);
  EXPECT_THAT(load->Add({Term::Iri(std::string("x:\0", 3)), Term::Iri("x:p"),
                         Term::Iri("x:o"), Term()}),
              FailsWith(Code::kInvalidInput, "U+0000"));
}

TEST(KeyTableTest, NumbersKeysAndSortsThem) {
  KeyTable table;
  std::vector<std::string> keys;
  for (int i = 0; i < 20000; ++i) {
    keys.push_back("key" + std::to_string(i * 7919 % 20000));
  }
  keys.emplace_back("");
  keys.emplace_back(size_t{3} << 20, 'x');
  keys.emplace_back("\0\xFF", 2);
  for (uint32_t i = 0; i < keys.size(); ++i) {
    ASSERT_EQ(table.Intern(keys[i]), i);
  }
  for (uint32_t i = 0; i < keys.size(); ++i) {
    ASSERT_EQ(table.Intern(keys[i]), i);
    ASSERT_EQ(table.key(i), keys[i]);
  }
  std::vector<std::string> sorted;
  for (uint32_t number : table.Sorted()) sorted.emplace_back(table.key(number));
  std::sort(keys.begin(), keys.end());
  EXPECT_EQ(sorted, keys);
  table.Clear();
  EXPECT_EQ(table.size(), 0u);
  EXPECT_EQ(table.Intern("key"), 0u);
}

}  // namespace
}  // namespace zhimai
