// What benchmarks share: clocks, a JSON line, made-up graphs.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>

namespace zhimai {

// CPU time beside wall time: on a shared machine only the first can be
// compared. Of the process it has RocksDB's background work in it, of the
// thread it has not.
class Stopwatch {
 public:
  Stopwatch() = default;

  double wall() const { return Wall() - wall_; }
  double cpu() const { return Cpu(CLOCK_PROCESS_CPUTIME_ID) - cpu_; }
  double thread_cpu() const { return Cpu(CLOCK_THREAD_CPUTIME_ID) - thread_; }

 private:
  static double Wall() {
    return std::chrono::duration<double>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
  }
  static double Cpu(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_nsec) * 1e-9;
  }

  double wall_ = Wall();
  double cpu_ = Cpu(CLOCK_PROCESS_CPUTIME_ID);
  double thread_ = Cpu(CLOCK_THREAD_CPUTIME_ID);
};

// {"bench":"store","a":1,"b":2.5}
class JsonLine {
 public:
  explicit JsonLine(std::string_view bench) {
    line_ = "{\"bench\":\"" + std::string(bench) + "\"";
  }
  JsonLine& Add(std::string_view key, double value) {
    char number[32];
    std::snprintf(number, sizeof number, "%.4g", value);
    line_ += ",\"" + std::string(key) + "\":" + number;
    return *this;
  }
  JsonLine& Add(std::string_view key, std::string_view value) {
    line_ += ",\"" + std::string(key) + "\":\"" + std::string(value) + "\"";
    return *this;
  }
  void Print() const { std::printf("%s}\n", line_.c_str()); }

 private:
  std::string line_;
};

inline uint64_t FolderBytes(const std::string& dir) {
  uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

}  // namespace zhimai
