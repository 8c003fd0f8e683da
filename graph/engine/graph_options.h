// How a Graph is opened.
#pragma once

#include <chrono>
#include <functional>

namespace zhimai {

enum class GraphMode {
  kRead,       // the last commit or, beside a writer, what it published last
  kReadWrite,  // the graph must exist
  kCreate,     // makes the graph when there is none, else kReadWrite
};

struct GraphOptions {
  GraphMode mode = GraphMode::kRead;
  // A writer waits this long for the one before; `cancelled` ends the wait.
  std::chrono::milliseconds lock_wait{500};
  std::function<bool()> cancelled = {};
};

}  // namespace zhimai
