// Runs another program on bytes, within a time limit.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

struct ChildOutput {
  int exit_code = 0;  // 128 + signal when one ended it
  std::string out;
  std::string err;  // at most the first 64 KiB
};

// Feeds `input` to the program's standard input and collects what it prints.
// `arguments[0]` is looked for in PATH unless it has a '/'. Errors: kNotFound
// (no such program), kCancelled (the time limit; the program is killed), kIo
// (no pipe or process to be had, or more than `max_output` bytes came).
Result<ChildOutput> RunChild(const std::vector<std::string>& arguments,
                             std::string_view input,
                             std::chrono::milliseconds time_limit,
                             size_t max_output);

}  // namespace zhimai
