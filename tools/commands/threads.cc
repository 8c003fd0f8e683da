#include "tools/commands/threads.h"

#include <algorithm>
#include <thread>

namespace zhimai {

Result<size_t> ThreadCount(const Flags& flags) {
  const int64_t cores =
      std::max<int64_t>(1, std::thread::hardware_concurrency());
  ZM_TRY_ASSIGN(const int64_t threads,
                flags.GetInt(kThreadsFlag.name, cores, 1, 256));
  return static_cast<size_t>(threads);
}

}  // namespace zhimai
