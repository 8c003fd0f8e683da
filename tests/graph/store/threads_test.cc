// Readers beside a writer that commits and optimizes.
#include <atomic>
#include <gtest/gtest.h>
#include <string>
#include <thread>
#include <vector>

#include "tests/graph/store/graph_maker.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

constexpr int kRounds = 24;
constexpr size_t kReaders = 3;

Quad Numbered(int round, int i) {
  return {
      Term::Iri("http://e/s" + std::to_string(round)), Term::Iri("http://e/p"),
      Term::Iri("http://e/o" + std::to_string(round) + "/" + std::to_string(i)),
      Term()};
}

// A commit adds 20 quads and sets the blob, so a snapshot must have 20 times
// what its blob says, in every order, decodable.
void CheckSnapshot(const Snapshot& snapshot, size_t which) {
  const uint64_t rounds =
      std::stoull(snapshot.blobs().Get("rounds").value().value_or("0"));
  EXPECT_EQ(snapshot.Count({}).value(), rounds * 20);
  QuadScan scan = snapshot.Scan({}, kOrders[which % kOrders.size()]);
  uint64_t count = 0;
  std::vector<TermId> subjects;
  while (scan.Next()) {
    ++count;
    subjects.push_back(scan.quad().object);
  }
  EXPECT_THAT(scan.status(), IsOk());
  EXPECT_EQ(count, rounds * 20);
  EXPECT_THAT(snapshot.DecodeAll(subjects), IsOk());
}

TEST(ThreadsTest, SnapshotsAreWholeWhileAWriterWorks) {
  TempDir dir;
  const auto store = OpenStore(dir.File("db"));
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (size_t reader = 0; reader < kReaders; ++reader) {
    readers.emplace_back([&, reader] {
      for (size_t i = reader; !done; ++i) CheckSnapshot(store->snapshot(), i);
    });
  }
  const Snapshot empty = store->snapshot();
  for (int round = 1; round <= kRounds; ++round) {
    WriteBatch batch;
    for (int i = 0; i < 20; ++i) batch.Add(Numbered(round, i));
    batch.PutBlob("rounds", std::to_string(round));
    EXPECT_THAT(store->Commit(&batch, {.sync = false}), IsOk());
    if (round % 5 == 0) {
      EXPECT_THAT(store->Optimize(), IsOk());
    }
    if (round % 7 == 0) {
      EXPECT_THAT(store->Publish(), IsOk());
    }
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  CheckSnapshot(store->snapshot(), 0);
  EXPECT_EQ(empty.Count({}).value(), 0u);
  EXPECT_THAT(store->Verify().value().problems, testing::IsEmpty());
}

TEST(ThreadsTest, WritersTakeTurns) {
  TempDir dir;
  const auto store = OpenStore(dir.File("db"));
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 3; ++writer) {
    writers.emplace_back([&, writer] {
      for (int round = 0; round < 10; ++round) {
        WriteBatch batch;
        for (int i = 0; i < 10; ++i) {
          batch.Add(Numbered(writer * 100 + round, i));
        }
        batch.AddSupport(SupportKind::kEntity, "e/x", 1);
        batch.AppendJournal("entry");
        EXPECT_THAT(store->Commit(&batch, {.sync = false}), IsOk());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(store->snapshot().Count({}).value(), 300u);
  EXPECT_THAT(store->snapshot().support().Get(SupportKind::kEntity, "e/x"),
              IsOkAnd(30u));
  EXPECT_THAT(store->snapshot().journal().Last(), IsOkAnd(30u));
  EXPECT_THAT(store->Verify().value().problems, testing::IsEmpty());
}

}  // namespace
}  // namespace zhimai
