// Ctrl-C: the first one asks long work to stop, the second one kills.
#pragma once

#include <atomic>

namespace zhimai {

// Installs the handler for SIGINT and SIGTERM, and returns the flag that it
// sets. Call once, from main.
const std::atomic<bool>* CatchInterrupts();

// From now on Ctrl-C only sets the flag, however often, and lets calls that
// wait return with EINTR: for a program that goes on after it. SIGTERM kills.
void OutliveInterrupts();
bool WasInterrupted();
// Clears the flag, once what it stopped is over.
void ForgetInterrupt();

}  // namespace zhimai
