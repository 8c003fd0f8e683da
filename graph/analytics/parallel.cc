#include "graph/analytics/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace zhimai {

Status ForEachBlock(const AnalyticsOptions& options, size_t blocks,
                    const std::function<void(size_t block)>& work) {
  std::atomic<size_t> next{0};
  std::atomic<bool> stopped{false};
  const auto run = [&] {
    while (!stopped) {
      const size_t block = next++;
      if (block >= blocks) return;
      if (options.cancelled && options.cancelled()) {
        stopped = true;
        return;
      }
      work(block);
    }
  };
  std::vector<std::thread> helpers;
  const size_t threads = std::min(std::max<size_t>(options.threads, 1), blocks);
  for (size_t i = 1; i < threads; ++i) helpers.emplace_back(run);
  run();
  for (std::thread& helper : helpers) helper.join();
  if (stopped) return {Code::kCancelled, "interrupted"};
  return {};
}

}  // namespace zhimai
