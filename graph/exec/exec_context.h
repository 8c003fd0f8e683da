// What all operators of a query share: limits, terms, the values that are put
// into correlated patterns.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/eval_context.h"
#include "graph/exec/source.h"
#include "graph/exec/term_pool.h"
#include "graph/plan/plan.h"

namespace zhimai::sparql {

// Counts what operators hold. Not a malloc hook: each charges what it keeps
// beyond a batch. One thread at a time.
class MemoryAccount {
 public:
  // 0: no limit.
  explicit MemoryAccount(size_t limit) : limit_(limit) {}

  Status Charge(size_t bytes);
  void Release(size_t bytes) { used_ -= bytes; }
  size_t used() const { return used_; }
  size_t peak() const { return peak_; }
  size_t limit() const { return limit_; }

 private:
  size_t limit_;
  size_t used_ = 0;
  size_t peak_ = 0;
};

// Gives back at the end of its life what was charged through it.
class MemoryHold {
 public:
  explicit MemoryHold(MemoryAccount* account) : account_(account) {}
  ~MemoryHold() { Clear(); }
  MemoryHold(const MemoryHold&) = delete;
  MemoryHold& operator=(const MemoryHold&) = delete;

  Status Add(size_t bytes);
  // Charges the difference to what is held now.
  Status Set(size_t bytes);
  void Clear();
  size_t held() const { return held_; }

 private:
  MemoryAccount* account_;
  size_t held_ = 0;
};

// The values of variables that come from outside, by VarId; none is unbound.
using Parameters = std::vector<TermId>;

struct ExecLimits {
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::chrono::milliseconds timeout{0};  // for the message
  const std::atomic<bool>* cancel = nullptr;

  bool IsCancelled() const;
  // Cancelled, or out of time.
  bool IsStopped() const;
  // kCancelled when stopped; says which.
  Status Check() const;
};

class ExecContext {
 public:
  ExecContext(const Snapshot& snapshot, const Overlay* overlay,
              Lookups* lookups_or_null, size_t memory_limit,
              const ExecLimits& limits, size_t variable_count,
              const EvalOptions& eval_options);

  // kCancelled when time is up or somebody asked to stop. Cheap: to be called
  // for every batch, and inside of what runs long without giving one.
  Status Poll();
  // The same for loops over rows: looks at the clock only now and then.
  Status PollOften() { return (++polls_ & 0x3FF) == 0 ? Poll() : Status(); }

  MemoryAccount memory;
  Lookups* const lookups;
  TermPool terms;
  QuerySource source;
  // Leaves take these as constants.
  Parameters parameters;
  // Expressions see these where their row has no value: inside EXISTS.
  Parameters visible;
  EvalContext eval;
  std::string base;  // what IRI() resolves against
  // All named graphs of the store, once somebody asked (graph_names.h).
  std::optional<std::vector<TermId>> graph_names;

 private:
  ExecLimits limits_;
  uint32_t polls_ = 0;
};

}  // namespace zhimai::sparql
