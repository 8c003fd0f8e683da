// Who holds a store: an advisory lock on a file that names the process.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "graph/base/result.h"

namespace zhimai {

// Held until destruction. Readers share it for as long as opening takes, a
// writer has it alone for as long as it is open. The kernel releases it when
// the process dies in any way.
class LockFile {
 public:
  enum class Kind : uint8_t { kShared, kExclusive };

  // kLocked "… is locked by pid N" when others do not let go within `wait`;
  // kCancelled when `cancelled` says so meanwhile. The exclusive holder writes
  // its pid into the file.
  static Result<LockFile> Acquire(const std::string& path, Kind kind,
                                  std::chrono::milliseconds wait = {},
                                  const std::function<bool()>& cancelled = {});

  LockFile() = default;
  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&& other) noexcept;
  ~LockFile();

 private:
  explicit LockFile(int fd) : fd_(fd) {}

  int fd_ = -1;
};

}  // namespace zhimai
