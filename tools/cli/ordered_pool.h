// Runs work on several threads and hands the results over in order.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "graph/base/status.h"

namespace zhimai {

// Calls `produce(i)` for i in [0, count) on `threads` threads, and
// `consume(i, result)` on the calling thread in the order of i, whatever the
// threads do. At most 2 × threads + 2 results wait, so memory is bounded. An
// error of `consume` stops the work and is returned; `cancel` (may be null)
// gives kCancelled. REQUIRES: threads >= 1; produce is thread-safe.
template <typename T>
class OrderedPool {
 public:
  OrderedPool(size_t count, size_t threads, const std::atomic<bool>* cancel)
      : count_(count), cancel_(cancel), waiting_(2 * threads + 2) {
    workers_.reserve(threads);
    threads_ = threads;
  }

  Status Run(const std::function<T(size_t)>& produce,
             const std::function<Status(size_t, T)>& consume) {
    for (size_t i = 0; i < threads_; ++i) {
      workers_.emplace_back([this, &produce] { Work(produce); });
    }
    Status status;
    for (size_t i = 0; i < count_ && status.ok(); ++i) {
      std::optional<T> result = Take(i);
      status = result.has_value() ? consume(i, std::move(*result))
                                  : Status(Code::kCancelled, "interrupted");
    }
    Stop();
    return status;
  }

 private:
  void Work(const std::function<T(size_t)>& produce) {
    while (true) {
      size_t index = 0;
      {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [this] {
          return stop_ || next_ == count_ || next_ < taken_ + waiting_.size();
        });
        if (stop_ || next_ == count_) return;
        index = next_++;
      }
      T result = produce(index);
      const std::lock_guard lock(mutex_);
      waiting_[index % waiting_.size()] = std::move(result);
      ready_.notify_one();
    }
  }

  // Nothing when cancelled. Polls, because a signal handler cannot notify.
  std::optional<T> Take(size_t index) {
    std::optional<T>& slot = waiting_[index % waiting_.size()];
    std::unique_lock lock(mutex_);
    while (!cancelled() && !slot.has_value()) {
      ready_.wait_for(lock, std::chrono::milliseconds(50));
    }
    if (cancelled()) return std::nullopt;
    std::optional<T> result = std::exchange(slot, std::nullopt);
    taken_ = index + 1;
    room_.notify_all();
    return result;
  }

  bool cancelled() const { return cancel_ != nullptr && cancel_->load(); }

  void Stop() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    room_.notify_all();
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
  }

  const size_t count_;
  const std::atomic<bool>* cancel_;
  size_t threads_ = 0;
  std::mutex mutex_;
  std::condition_variable room_;
  std::condition_variable ready_;
  std::vector<std::optional<T>> waiting_;  // a ring; slot index % size
  size_t next_ = 0;
  size_t taken_ = 0;
  bool stop_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace zhimai
