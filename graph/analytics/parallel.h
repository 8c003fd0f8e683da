// Work cut into blocks that do not depend on the number of threads, so that
// sums of floating-point numbers come out the same with any.
#pragma once

#include <cstddef>
#include <functional>

#include "graph/base/status.h"

namespace zhimai {

struct AnalyticsOptions {
  size_t threads = 1;
  std::function<bool()> cancelled = {};  // polled by all threads
};

// Calls work(block) for each block below `blocks`, on up to options.threads
// threads, in any order. kCancelled when it was stopped between blocks.
Status ForEachBlock(const AnalyticsOptions& options, size_t blocks,
                    const std::function<void(size_t block)>& work);

}  // namespace zhimai
