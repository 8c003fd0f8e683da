#include "graph/kv/kv.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

using testing::ElementsAre;

std::unique_ptr<KvStore> OpenKv(const std::string& dir,
                                KvMode mode = KvMode::kCreate) {
  KvOptions options;
  options.mode = mode;
  options.cache_bytes = size_t{1} << 20;
  return KvStore::Open(dir, {{"a", KvUse::kPoint}, {"b", KvUse::kPacked}},
                       options)
      .value();
}

KvFamily MakeFamily(KvStore* kv, const std::string& name) {
  return kv->CreateFamilies({{name, KvUse::kRange}}).value().front();
}

std::vector<std::string> Keys(const KvStore& kv, const KvFamily& family,
                              const KvSnapshot& snapshot = {},
                              const KvCursorOptions& options = {}) {
  std::vector<std::string> keys;
  KvCursor cursor = kv.NewCursor(family, snapshot, options);
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
    keys.emplace_back(cursor.key());
  }
  EXPECT_THAT(cursor.status(), IsOk());
  return keys;
}

TEST(KvTest, BatchesAreSeenWholeAndSnapshotsStay) {
  TempDir dir;
  const auto kv = OpenKv(dir.File("db"));
  const KvFamily a = MakeFamily(kv.get(), "a");
  const KvFamily b = MakeFamily(kv.get(), "b");
  KvBatch batch;
  batch.Put(a, "k1", "v1");
  batch.Put(b, std::string("\0\xFF", 2), "");
  EXPECT_THAT(kv->Get(a, "k1"), IsOkAnd(std::optional<std::string>()));
  ASSERT_THAT(kv->Write(&batch), IsOk());
  const KvSnapshot before = kv->Snapshot();
  batch.Clear();
  batch.Delete(a, "k1");
  batch.Put(a, "k2", "v2");
  ASSERT_THAT(kv->Write(&batch, /*sync=*/false), IsOk());
  EXPECT_THAT(Keys(*kv, a), ElementsAre("k2"));
  EXPECT_THAT(Keys(*kv, a, before), ElementsAre("k1"));
  EXPECT_THAT(Keys(*kv, b), ElementsAre(std::string("\0\xFF", 2)));
  EXPECT_THAT(kv->MultiGet(a, {"k1", "k2"}),
              IsOkAnd(ElementsAre(std::nullopt, "v2")));
  EXPECT_THAT(kv->MultiGet(a, {"k1", "k2"}, before),
              IsOkAnd(ElementsAre("v1", std::nullopt)));
}

TEST(KvTest, CursorsKeepTheirBounds) {
  TempDir dir;
  const auto kv = OpenKv(dir.File("db"));
  const KvFamily a = MakeFamily(kv.get(), "a");
  KvBatch batch;
  for (const char* key : {"a", "b", "c", "d"}) batch.Put(a, key, key);
  ASSERT_THAT(kv->Write(&batch), IsOk());
  EXPECT_THAT(Keys(*kv, a, {}, {.lower = "b", .upper = "d"}),
              ElementsAre("b", "c"));
  KvCursor cursor = kv->NewCursor(a);
  cursor.SeekForPrev("bb");
  ASSERT_TRUE(cursor.valid());
  EXPECT_EQ(cursor.key(), "b");
  cursor.SeekToLast();
  EXPECT_EQ(cursor.value(), "d");
  cursor.Seek("e");
  EXPECT_FALSE(cursor.valid());
  EXPECT_THAT(cursor.status(), IsOk());
}

TEST(KvTest, ADroppedFamilyStaysReadableForThoseWhoHoldIt) {
  TempDir dir;
  auto kv = OpenKv(dir.File("db"));
  {
    const KvFamily a = MakeFamily(kv.get(), "a.7");
    KvBatch batch;
    batch.Put(a, "k", "v");
    ASSERT_THAT(kv->Write(&batch), IsOk());
    ASSERT_THAT(kv->DropFamilies({a}), IsOk());
    EXPECT_THAT(kv->Family("a.7"), FailsWith(Code::kNotFound, "a.7"));
    EXPECT_THAT(Keys(*kv, a), ElementsAre("k"));
  }
  kv.reset();
  EXPECT_THAT(OpenKv(dir.File("db"))->FamilyNames(), ElementsAre());
}

TEST(KvTest, IngestsSortedFilesIntoSeveralFamilies) {
  TempDir dir;
  auto kv = OpenKv(dir.File("db"));
  std::vector<KvStore::IngestFiles> files;
  for (const char* name : {"a", "b"}) {
    const KvFamily family = MakeFamily(kv.get(), name);
    const std::string path = dir.File(std::string(name) + ".sst");
    Result<SstBuilder> builder = SstBuilder::Create(family, path);
    ASSERT_THAT(builder, IsOk());
    ASSERT_THAT(builder->Add("1", name), IsOk());
    ASSERT_THAT(builder->Add("2", name), IsOk());
    EXPECT_FALSE(builder->Add("2", name).ok());
    ASSERT_THAT(builder->Finish(), IsOk());
    files.push_back({family, {path}});
  }
  ASSERT_THAT(kv->Ingest(files), IsOk());
  EXPECT_THAT(Keys(*kv, kv->Family("b").value()), ElementsAre("1", "2"));
  files.front().paths = {dir.File("missing.sst")};
  EXPECT_FALSE(kv->Ingest(files).ok());
}

TEST(KvTest, OneWriterAndReadersOfTheLastState) {
  TempDir dir;
  const std::string path = dir.File("db");
  KvOptions options;
  options.mode = KvMode::kRead;
  EXPECT_THAT(KvStore::Open(path, {}, options),
              FailsWith(Code::kNotFound, "no graph in"));
  options.mode = KvMode::kReadWrite;
  EXPECT_THAT(KvStore::Open(path, {}, options),
              FailsWith(Code::kNotFound, "no graph in"));
  EXPECT_FALSE(std::filesystem::exists(path));
  {
    const auto kv = OpenKv(path);
    KvBatch batch;
    batch.Put(MakeFamily(kv.get(), "a"), "k", "v");
    ASSERT_THAT(kv->Write(&batch), IsOk());
    for (KvMode mode : {KvMode::kRead, KvMode::kReadWrite, KvMode::kCreate}) {
      options.mode = mode;
      EXPECT_THAT(KvStore::Open(path, {}, options),
                  FailsWith(Code::kLocked, "is locked by pid"));
    }
  }
  const auto first = OpenKv(path, KvMode::kRead);
  const auto second = OpenKv(path, KvMode::kRead);
  EXPECT_THAT(Keys(*first, first->Family("a").value()), ElementsAre("k"));
  // Readers hold nothing up once they are open, and see their state only.
  const auto writer = OpenKv(path, KvMode::kReadWrite);
  KvBatch batch;
  batch.Put(writer->Family("a").value(), "k2", "v");
  ASSERT_THAT(writer->Write(&batch), IsOk());
  ASSERT_THAT(writer->Flush(), IsOk());
  EXPECT_THAT(Keys(*second, second->Family("a").value()), ElementsAre("k"));
}

TEST(KvTest, ACheckpointIsAStore) {
  TempDir dir;
  const auto kv = OpenKv(dir.File("db"));
  KvBatch batch;
  batch.Put(MakeFamily(kv.get(), "a"), "k", "v");
  ASSERT_THAT(kv->Write(&batch), IsOk());
  ASSERT_THAT(kv->Checkpoint(dir.File("copy")), IsOk());
  EXPECT_FALSE(kv->Checkpoint(dir.File("copy")).ok());
  const auto copy = OpenKv(dir.File("copy"), KvMode::kRead);
  EXPECT_THAT(Keys(*copy, copy->Family("a").value()), ElementsAre("k"));
  EXPECT_THAT(copy->VerifyChecksums(), IsOk());
}

TEST(KvTest, ARottenBlockIsAnErrorAndNotAnEnd) {
  TempDir dir;
  const std::string path = dir.File("db");
  {
    const auto kv = OpenKv(path);
    const KvFamily a = MakeFamily(kv.get(), "a");
    KvBatch batch;
    for (int i = 0; i < 20000; ++i) {
      batch.Put(a, std::to_string(i * 7919), std::to_string(i * 104729));
    }
    ASSERT_THAT(kv->Write(&batch), IsOk());
  }
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(entry.file_size() / 3));
    file << "rot";
  }
  const auto kv = OpenKv(path, KvMode::kRead);
  KvCursor cursor = kv->NewCursor(kv->Family("a").value());
  int count = 0;
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) ++count;
  EXPECT_LT(count, 20000);
  EXPECT_THAT(cursor.status(), FailsWith(Code::kCorruption, "reading a"));
  EXPECT_THAT(kv->VerifyChecksums(), FailsWith(Code::kCorruption, ""));
}

TEST(KvTest, AFileInTheWayIsAClearError) {
  TempDir dir;
  const std::string path = dir.Write("file", "not a folder");
  KvOptions options;
  options.mode = KvMode::kCreate;
  EXPECT_THAT(KvStore::Open(path, {}, options), FailsWith(Code::kIo, path));
}

}  // namespace
}  // namespace zhimai
