#include "tools/cli/interrupt.h"

#include <csignal>

namespace zhimai {
namespace {

// A signal handler reaches nothing but globals.
std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void OnSignal(int signal) {
  interrupted.store(true);
  std::signal(signal, SIG_DFL);
}

void OnInterruptOutlived(int) { interrupted.store(true); }

}  // namespace

const std::atomic<bool>* CatchInterrupts() {
  std::signal(SIGINT, OnSignal);
  std::signal(SIGTERM, OnSignal);
  return &interrupted;
}

void OutliveInterrupts() {
  struct sigaction action = {};
  action.sa_handler = OnInterruptOutlived;
  sigemptyset(&action.sa_mask);
  // No SA_RESTART: a read from the terminal must end.
  ::sigaction(SIGINT, &action, nullptr);
  std::signal(SIGTERM, SIG_DFL);
}

bool WasInterrupted() { return interrupted.load(); }

void ForgetInterrupt() { interrupted.store(false); }

}  // namespace zhimai
