// Sorts lines in bounded memory: runs that do not fit go to a temporary file.
// Not a public header.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

// One thread at a time. Lines must not hold '\n'.
class LineSorter {
 public:
  explicit LineSorter(size_t memory_bytes) : memory_bytes_(memory_bytes) {}

  Status Add(std::string line);
  // Hands out each line once, in order of bytes, repetitions left out.
  Status Finish(const std::function<Status(std::string_view)>& sink);

 private:
  struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, CloseFile>;

  Status Spill();
  void SortLines();
  Status Merge(const std::function<Status(std::string_view)>& sink);

  size_t memory_bytes_;
  size_t used_ = 0;
  std::vector<std::string> lines_;
  std::vector<File> runs_;
};

}  // namespace zhimai
