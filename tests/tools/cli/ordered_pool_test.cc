#include "tools/cli/ordered_pool.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace zhimai {
namespace {

TEST(OrderedPoolTest, HandsResultsOverInOrder) {
  for (const size_t threads : {1U, 2U, 8U}) {
    for (const size_t count : {0U, 1U, 7U, 500U}) {
      OrderedPool<size_t> pool(count, threads, nullptr);
      std::vector<size_t> seen;
      const Status status = pool.Run(
          [](size_t i) {
            if (i % 3 == 0) std::this_thread::yield();
            return i * i;
          },
          [&](size_t i, size_t square) {
            EXPECT_EQ(square, i * i);
            seen.push_back(i);
            return Status();
          });
      EXPECT_TRUE(status.ok());
      EXPECT_EQ(seen.size(), count);
      EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    }
  }
}

TEST(OrderedPoolTest, NeverRunsFarAheadOfTheConsumer) {
  constexpr size_t kThreads = 4;
  std::atomic<size_t> produced = 0;
  size_t consumed = 0;
  size_t most = 0;
  OrderedPool<int> pool(200, kThreads, nullptr);
  const Status status = pool.Run(
      [&](size_t) {
        ++produced;
        return 0;
      },
      [&](size_t, int) {
        std::this_thread::sleep_for(std::chrono::microseconds(200));
        most = std::max(most, produced.load() - consumed);
        ++consumed;
        return Status();
      });
  EXPECT_TRUE(status.ok());
  EXPECT_LE(most, 2 * kThreads + 3);
}

TEST(OrderedPoolTest, StopsAtTheFirstErrorOfTheConsumer) {
  std::atomic<size_t> produced = 0;
  OrderedPool<int> pool(100000, 2, nullptr);
  const Status status = pool.Run(
      [&](size_t) {
        ++produced;
        return 0;
      },
      [](size_t i, int) {
        return i == 5 ? Status::Io("disk full") : Status();
      });
  EXPECT_EQ(status.code(), Code::kIo);
  EXPECT_LT(produced.load(), 50U);
}

TEST(OrderedPoolTest, CancelsWhileItWaits) {
  std::atomic<bool> cancel = false;
  OrderedPool<int> pool(10, 2, &cancel);
  const Status status = pool.Run(
      [&](size_t i) {
        if (i == 3) cancel = true;
        while (i >= 3 && !cancel) std::this_thread::yield();
        std::this_thread::sleep_for(std::chrono::milliseconds(i >= 3 ? 5 : 0));
        return 0;
      },
      [&](size_t, int) { return Status(); });
  // The flag may come after the last result was there.
  EXPECT_TRUE(status.ok() || status.code() == Code::kCancelled);
}

TEST(OrderedPoolTest, IsCancelledBeforeItStarts) {
  const std::atomic<bool> cancel = true;
  OrderedPool<int> pool(10, 2, &cancel);
  const Status status = pool.Run(
      [](size_t) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return 0;
      },
      [](size_t, int) { return Status(); });
  EXPECT_EQ(status.code(), Code::kCancelled);
}

}  // namespace
}  // namespace zhimai
