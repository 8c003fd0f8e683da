// A progress line on stderr, for people only.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "tools/cli/io.h"

namespace zhimai {

// Shows nothing unless stderr is a terminal and --quiet is off. Redraws at
// most ten times a second; the destructor wipes the line. One thread at a
// time.
class Progress {
 public:
  Progress(Io* io, std::string label, uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Update(uint64_t done, std::string_view detail);

 private:
  Io* io_;
  std::string label_;
  uint64_t total_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace zhimai
