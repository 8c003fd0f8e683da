// Processes killed at any moment, and files that rot.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <set>
#include <signal.h>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

#include "tests/graph/store/graph_maker.h"
#include "tests/graph/store/numbered_batches.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace zhimai {
namespace {

namespace fs = std::filesystem;

// graph_store_fault_writer as a child, with pipes to its input and output.
class Child {
 public:
  Child(const std::string& what, const std::string& dir) {
    int in[2];
    int out[2];
    ZM_CHECK(::pipe2(in, O_CLOEXEC) == 0 && ::pipe2(out, O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    std::string program = ZM_FAULT_WRITER;
    std::string first = what;
    std::string second = dir;
    char* const arguments[] = {program.data(), first.data(), second.data(),
                               nullptr};
    ZM_CHECK(::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments,
                           environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    input_ = in[1];
    output_ = ::fdopen(out[0], "r");
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) Kill();
    ::close(input_);
    std::fclose(output_);
  }

  pid_t pid() const { return pid_; }

  // Empty at the end of the output.
  std::string ReadLine() {
    std::string line;
    for (int c = std::fgetc(output_); c != EOF && c != '\n';
         c = std::fgetc(output_)) {
      line += static_cast<char>(c);
    }
    return line;
  }

  void Kill() {
    ::kill(pid_, SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = 0;
  }

 private:
  pid_t pid_ = 0;
  int input_ = -1;
  std::FILE* output_ = nullptr;
};

// What was acknowledged is there, nothing is half there, and verify is clean.
void ExpectWhole(const std::string& dir, int acknowledged) {
  const auto store = OpenStore(dir, StoreMode::kReadWrite);
  const Snapshot snapshot = store->snapshot();
  const int last = LastBatch(snapshot);
  EXPECT_GE(last, acknowledged);
  // One more may have been written and not told.
  EXPECT_LE(last, acknowledged + 1);
  std::set<Quad> model;
  for (int number = 1; number <= last; ++number) {
    WriteBatch batch;
    FillBatch(number, &batch, &model);
  }
  EXPECT_EQ(AllQuads(snapshot, Order::kPos),
            std::multiset<Quad>(model.begin(), model.end()));
  EXPECT_THAT(snapshot.support().Get(SupportKind::kEntity, "e/x"),
              IsOkAnd(static_cast<uint64_t>(last)));
  const Result<VerifyReport> report = store->Verify();
  ASSERT_THAT(report, IsOk());
  EXPECT_THAT(report->problems, testing::IsEmpty());
  EXPECT_EQ(report->statements, static_cast<uint64_t>(last));
}

void KillAgainAndAgain(const std::string& what) {
  TempDir dir;
  const std::string path = dir.File("db");
  std::mt19937 random(42);
  int acknowledged = 0;
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round);
    Child child(what, path);
    // Some commits, then somewhere inside the next or its optimize.
    const int wanted = acknowledged + 1 + static_cast<int>(random() % 6);
    while (acknowledged < wanted) {
      const std::string line = child.ReadLine();
      ASSERT_FALSE(line.empty());
      acknowledged = std::stoi(line);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20000));
    child.Kill();
    for (std::string line = child.ReadLine(); !line.empty();
         line = child.ReadLine()) {
      acknowledged = std::stoi(line);
    }
    ExpectWhole(path, acknowledged);
  }
}

TEST(FaultTest, KilledDuringCommits) { KillAgainAndAgain("commit"); }

TEST(FaultTest, KilledDuringOptimize) { KillAgainAndAgain("optimize"); }

TEST(FaultTest, KilledDuringBulkLoads) { KillAgainAndAgain("bulk"); }

TEST(FaultTest, AnotherProcessIsToldWhoHoldsTheStore) {
  TempDir dir;
  const std::string path = dir.File("db");
  Child holder("hold", path);
  ASSERT_EQ(holder.ReadLine(), "ready");
  const std::string want = "is locked by pid " + std::to_string(holder.pid());
  for (StoreMode mode : {StoreMode::kReadWrite, StoreMode::kCreate}) {
    StoreOptions options;
    options.mode = mode;
    EXPECT_THAT(Store::Open(path, options), FailsWith(Code::kLocked, want));
    options.lock_wait = std::chrono::hours(1);
    options.cancelled = [] { return true; };
    EXPECT_THAT(Store::Open(path, options), FailsWith(Code::kCancelled, ""));
  }
  EXPECT_THAT(Store::Open(path, {}), IsOk());
  std::thread end([&holder] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    holder.Kill();
  });
  StoreOptions options;
  options.mode = StoreMode::kReadWrite;
  options.lock_wait = std::chrono::hours(1);
  EXPECT_THAT(Store::Open(path, options), IsOk());
  end.join();
}

int PublishedStates(const std::string& path) {
  int folders = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(path + "/published", error)) {
    if (!entry.is_symlink() && entry.is_directory()) ++folders;
  }
  return folders;
}

TEST(FaultTest, OtherProcessesReadWhatWasPublished) {
  TempDir dir;
  const std::string path = dir.File("db");
  auto store = OpenStore(path);
  std::set<Quad> model;
  EXPECT_EQ(Child("open", path).ReadLine(), "0");
  for (int number = 1; number <= 3; ++number) {
    const std::string before = std::to_string(model.size());
    WriteBatch batch;
    FillBatch(number, &batch, &model);
    ASSERT_THAT(store->Commit(&batch), IsOk());
    EXPECT_EQ(Child("open", path).ReadLine(), before);
    ASSERT_THAT(store->Publish(), IsOk());
    EXPECT_EQ(Child("open", path).ReadLine(), std::to_string(model.size()));
    // Old states do not pile up.
    EXPECT_EQ(PublishedStates(path), 1);
  }
  WriteBatch batch;
  FillBatch(4, &batch, &model);
  ASSERT_THAT(store->Commit(&batch), IsOk());
  store.reset();
  EXPECT_EQ(Child("open", path).ReadLine(), std::to_string(model.size()));
  EXPECT_FALSE(fs::exists(path + "/published"));
}

TEST(FaultTest, AReaderKeepsItsStateUntilItIsDone) {
  TempDir dir;
  const std::string path = dir.File("db");
  auto writer = OpenStore(path);
  std::set<Quad> model;
  WriteBatch batch;
  FillBatch(1, &batch, &model);
  ASSERT_THAT(writer->Commit(&batch), IsOk());
  ASSERT_THAT(writer->Publish(), IsOk());
  auto reader = OpenStore(path, StoreMode::kRead);
  FillBatch(2, &batch);
  ASSERT_THAT(writer->Commit(&batch), IsOk());
  ASSERT_THAT(writer->Optimize(), IsOk());
  ASSERT_THAT(writer->Publish(), IsOk());
  EXPECT_EQ(PublishedStates(path), 2);
  writer.reset();
  EXPECT_EQ(PublishedStates(path), 1);
  EXPECT_EQ(AllQuads(reader->snapshot(), Order::kOsp),
            std::multiset<Quad>(model.begin(), model.end()));
  // By name, unlike a scan.
  EXPECT_THAT(reader->Verify().value().problems, testing::IsEmpty());
  reader.reset();
  OpenStore(path, StoreMode::kReadWrite);
  EXPECT_FALSE(fs::exists(path + "/published"));
}

TEST(FaultTest, AKilledWriterLeavesNothingThatBlocksOrMisleads) {
  TempDir dir;
  const std::string path = dir.File("db");
  Child writer("commit", path);
  int acknowledged = 0;
  while (acknowledged < 3) acknowledged = std::stoi(writer.ReadLine());
  writer.Kill();
  EXPECT_EQ(PublishedStates(path), 1);
  // What was committed after the last state that was published.
  const int last = LastBatch(OpenStore(path, StoreMode::kRead)->snapshot());
  EXPECT_GE(last, acknowledged);
  const auto next = OpenStore(path, StoreMode::kReadWrite);
  EXPECT_EQ(PublishedStates(path), 1);
  EXPECT_EQ(LastBatch(OpenStore(path, StoreMode::kRead)->snapshot()), last);
}

// Reads everything. True when nothing was wrong.
bool ReadsClean(const std::string& dir, size_t* quads) {
  StoreOptions options;
  options.cache_bytes = size_t{1} << 20;
  const auto store = Store::Open(dir, options);
  if (!store.ok()) {
    EXPECT_EQ(store.status().code(), Code::kCorruption) << store.status();
    return false;
  }
  const Snapshot snapshot = (*store)->snapshot();
  bool clean = true;
  *quads = 0;
  for (Order order : kOrders) {
    QuadScan scan = snapshot.Scan({}, order);
    size_t count = 0;
    while (scan.Next()) ++count;
    if (!scan.status().ok()) {
      EXPECT_EQ(scan.status().code(), Code::kCorruption);
      clean = false;
    } else {
      *quads = count;
    }
  }
  const Result<VerifyReport> report = (*store)->Verify();
  if (!report.ok() || !report->problems.empty()) clean = false;
  return clean;
}

TEST(FaultTest, RotIsNoticedInEveryFile) {
  TempDir dir;
  const std::string path = dir.File("db");
  std::set<Quad> model;
  {
    const auto store = OpenStore(path);
    for (int number = 1; number <= 40; ++number) {
      WriteBatch batch;
      FillBatch(number, &batch, &model);
      ASSERT_THAT(store->Commit(&batch, {.sync = false}), IsOk());
      if (number == 30) {
        ASSERT_THAT(store->Optimize(), IsOk());
      }
    }
  }
  size_t quads = 0;
  ASSERT_TRUE(ReadsClean(path, &quads));
  ASSERT_EQ(quads, model.size());
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.path().extension() == ".sst") files.push_back(entry.path());
  }
  ASSERT_FALSE(files.empty());
  for (const fs::path& file : files) {
    SCOPED_TRACE(file.filename());
    const std::string bad = dir.File("bad");
    fs::copy(path, bad, fs::copy_options::recursive);
    {
      std::fstream bytes(fs::path(bad) / file.filename(),
                         std::ios::in | std::ios::out | std::ios::binary);
      bytes.seekp(20);
      bytes << "rotten bytes";
    }
    EXPECT_FALSE(ReadsClean(bad, &quads));
    fs::remove_all(bad);
  }
}

}  // namespace
}  // namespace zhimai
