// Ctrl-C: the first one asks long work to stop, the second one kills.
#pragma once

#include <atomic>

namespace zhimai {

// Installs the handler for SIGINT and SIGTERM, and returns the flag that it
// sets. Call once, from main.
const std::atomic<bool>* CatchInterrupts();

}  // namespace zhimai
