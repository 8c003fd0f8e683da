// Runs a program over the lattice of one article.
//
// A bounded backtracker: each (instruction, offset) is tried at most once for
// a start, on an explicit stack, so that the time for a start is bounded by
// program size × scope length, whatever the pattern.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/rules/program.h"
#include "graph/base/span.h"

namespace zhimai {

struct MatchInput {
  std::string_view text;
  const Lattice* lattice = nullptr;
  // By index of Lattice::all(): arcs that patterns must not step on. May be
  // shorter than the lattice (arcs behind its end are visible).
  std::span<const uint8_t> hidden;
  // What Program::references stand for, in that order.
  std::span<const std::vector<Span>> references;
};

// One piece of text that a named group matched, in order of its end.
struct CapturedSpan {
  uint32_t name = 0;  // index into Program::captures
  Span span;
  // Indices into Lattice::all() of the arcs that were stepped on inside.
  std::vector<int32_t> arcs;
};

struct PatternMatch {
  Span span;
  std::vector<CapturedSpan> captures;
  std::vector<int32_t> arcs;  // all arcs on the path
};

// Scratch memory. One thread at a time; reuse it.
class Matcher {
 public:
  // Steps that one search may take before it gives up.
  static constexpr uint64_t kMaxSteps = 400000;

  // The best match that begins exactly at `start` and stays inside `scope`;
  // empty matches do not count. REQUIRES: scope lies within the text, start
  // within the scope, at a code point.
  bool MatchAt(const Program& program, const MatchInput& input, Span scope,
               uint32_t start, PatternMatch* match);

  // Whether the program matches anywhere inside `scope`.
  bool Search(const Program& program, const MatchInput& input, Span scope);

  // Starts a new budget of kMaxSteps, of which `used` are gone. Searches that
  // belong together, such as all starts of a rule in a scope, share one.
  void ResetBudget(uint64_t used = 0) {
    steps_ = used;
    exhausted_ = false;
  }
  uint64_t steps() const { return steps_; }

  // The element that failed last in the pattern, and where, of all searches
  // since this was called. Searches are slower afterwards.
  struct Failure {
    uint32_t pc = 0;
    Span span;  // from the start of the search to the failure
    // That element and those before it that failed at the same place: the
    // other branches of an alternation, what was optional.
    std::vector<uint32_t> elements;
  };
  void TrackFailures() {
    tracking_ = true;
    failure_ = {};
  }
  void StopTracking() { tracking_ = false; }
  const Failure& failure() const { return failure_; }
  bool exhausted() const { return exhausted_; }

 private:
  // What happened on the way: undone by cutting the trail.
  struct Event {
    enum class Kind : uint8_t { kOpen, kClose, kArc };
    Kind kind;
    uint32_t value;  // capture name or arc index
    uint32_t offset;
  };
  struct Job {
    uint32_t pc;
    uint32_t offset;
    uint32_t trail;    // events before this job
    int32_t arc = -1;  // that was stepped on to get here
  };
  // Set of (pc, offset) that empties in constant time.
  class Visited {
   public:
    void Clear();
    bool Insert(uint64_t key);  // false when it was there

   private:
    void Grow();
    struct Slot {
      uint64_t key = 0;
      uint32_t epoch = 0;
    };
    std::vector<Slot> slots_;
    size_t used_ = 0;
    uint32_t epoch_ = 0;
  };
  struct Run;  // arguments of the search that is under way

  bool Step(const Run& run, Job job, uint32_t* end);
  void StepOnArcs(const Run& run, Job job, uint32_t at);
  void NoteFailure(const Run& run, Job job);
  void Decode(uint32_t start, uint32_t end, PatternMatch* match) const;

  std::vector<Job> jobs_;
  std::vector<Event> trail_;
  Visited visited_;
  uint64_t steps_ = 0;
  bool exhausted_ = false;
  bool tracking_ = false;
  Failure failure_;
};

}  // namespace zhimai
