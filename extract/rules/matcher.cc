#include "extract/rules/matcher.h"

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

using Op = Instruction::Op;

// Of one place where a pattern failed.
constexpr size_t kMaxElements = 8;

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

bool IsAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9');
}

char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool EqualIgnoringCase(std::string_view text, std::string_view lower) {
  for (size_t i = 0; i < lower.size(); ++i) {
    if (LowerAscii(text[i]) != lower[i]) return false;
  }
  return true;
}

// Whether a word that starts at `begin` and ends at `end` is whole.
bool IsWholeWord(std::string_view text, size_t begin, size_t end) {
  if (begin > 0 && IsAsciiWord(text[begin - 1]) && IsAsciiWord(text[begin])) {
    return false;
  }
  return end >= text.size() || !IsAsciiWord(text[end]) ||
         !IsAsciiWord(text[end - 1]);
}

}  // namespace

struct Matcher::Run {
  const Program& program;
  const MatchInput& input;
  Span scope;
  uint32_t start;

  uint32_t SkipBlanks(uint32_t at) const {
    if (!program.words) return at;
    while (at < scope.end && IsBlank(input.text[at])) ++at;
    return at;
  }
  bool IsHidden(size_t arc) const {
    return arc < input.hidden.size() && input.hidden[arc] != 0;
  }
  // End of the literal at `at`; 0 when it does not stand there.
  uint32_t LiteralEnd(uint32_t literal, uint32_t at) const {
    const std::string& text = program.literals[literal];
    if (text.size() > scope.end - at) return 0;
    const std::string_view there = input.text.substr(at, text.size());
    const auto end = at + static_cast<uint32_t>(text.size());
    if (!program.words) return there == text ? end : 0;
    const bool same =
        EqualIgnoringCase(there, text) && IsWholeWord(input.text, at, end);
    return same ? end : 0;
  }
};

void Matcher::Visited::Clear() {
  used_ = 0;
  if (slots_.empty()) slots_.resize(256);
  if (++epoch_ == 0) {
    slots_.assign(slots_.size(), {});
    epoch_ = 1;
  }
}

bool Matcher::Visited::Insert(uint64_t key) {
  if (used_ * 2 >= slots_.size()) Grow();
  const size_t mask = slots_.size() - 1;
  size_t i = (key * 0x9E3779B97F4A7C15U) >> 20U & mask;
  while (slots_[i].epoch == epoch_) {
    if (slots_[i].key == key) return false;
    i = (i + 1) & mask;
  }
  slots_[i] = {key, epoch_};
  ++used_;
  return true;
}

void Matcher::Visited::Grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.epoch == epoch_) Insert(slot.key);
  }
}

bool Matcher::MatchAt(const Program& program, const MatchInput& input,
                      Span scope, uint32_t start, PatternMatch* match) {
  const Run run{program, input, scope, start};
  visited_.Clear();
  jobs_.clear();
  trail_.clear();
  jobs_.push_back({0, start, 0});
  while (!jobs_.empty()) {
    const Job job = jobs_.back();
    jobs_.pop_back();
    trail_.resize(job.trail);
    if (job.arc >= 0) {
      trail_.push_back(
          {Event::Kind::kArc, static_cast<uint32_t>(job.arc), job.offset});
    }
    const uint64_t key = (uint64_t{job.pc} << 32U) | job.offset;
    if (!visited_.Insert(key)) continue;
    if (++steps_ > kMaxSteps) {
      exhausted_ = true;
      return false;
    }
    uint32_t end = 0;
    const size_t jobs = jobs_.size();
    if (Step(run, job, &end)) {
      if (match != nullptr) Decode(start, end, match);
      return true;
    }
    if (tracking_ && jobs_.size() == jobs) NoteFailure(run, job);
  }
  return false;
}

// The furthest element of the pattern counts, not the furthest byte: a gap
// takes anything, and what stands before it says most.
void Matcher::NoteFailure(const Run& run, Job job) {
  const uint32_t offset = run.SkipBlanks(job.offset);
  const bool further = job.pc > failure_.pc || failure_.span.end == 0 ||
                       (job.pc == failure_.pc && offset < failure_.span.end);
  if (!further) return;
  const Span span = {run.start, offset};
  if (failure_.span != span) failure_.elements.clear();
  failure_.pc = job.pc;
  failure_.span = span;
  if (failure_.elements.size() < kMaxElements) {
    failure_.elements.push_back(job.pc);
  }
}

// Runs one instruction; true when it is the end of a match.
bool Matcher::Step(const Run& run, Job job, uint32_t* end) {
  const Instruction& in = run.program.code[job.pc];
  const auto go = [&](uint32_t pc, uint32_t offset) {
    jobs_.push_back({pc, offset, static_cast<uint32_t>(trail_.size())});
  };
  switch (in.op) {
    case Op::kArc:
      StepOnArcs(run, job, run.SkipBlanks(job.offset));
      return false;
    case Op::kLiteral: {
      const uint32_t next = run.LiteralEnd(in.x, run.SkipBlanks(job.offset));
      if (next != 0) go(job.pc + 1, next);
      return false;
    }
    case Op::kAny: {
      if (job.offset >= run.scope.end) return false;
      size_t next = job.offset;
      DecodeUtf8(run.input.text, &next);
      if (next <= run.scope.end) go(job.pc + 1, static_cast<uint32_t>(next));
      return false;
    }
    case Op::kSplit:
      go(in.y, job.offset);
      go(in.x, job.offset);
      return false;
    case Op::kJump:
      go(in.x, job.offset);
      return false;
    case Op::kOpen:
    case Op::kClose: {
      const bool open = in.op == Op::kOpen;
      // A capture begins at its text, not at the blank before it.
      const uint32_t at = open ? run.SkipBlanks(job.offset) : job.offset;
      trail_.push_back(
          {open ? Event::Kind::kOpen : Event::Kind::kClose, in.x, at});
      go(job.pc + 1, job.offset);
      return false;
    }
    case Op::kBegin:
      if (job.offset == run.scope.begin) go(job.pc + 1, job.offset);
      return false;
    case Op::kEnd:
      if (run.SkipBlanks(job.offset) == run.scope.end) {
        go(job.pc + 1, job.offset);
      }
      return false;
    case Op::kReference: {
      const uint32_t at = run.SkipBlanks(job.offset);
      for (Span span : run.input.references[in.x]) {
        if (span.begin == at && span.end <= run.scope.end) {
          go(job.pc + 1, span.end);
        }
      }
      return false;
    }
    case Op::kMatch:
      *end = job.offset;
      return job.offset > run.start;
  }
  return false;
}

void Matcher::StepOnArcs(const Run& run, Job job, uint32_t at) {
  const Lattice& lattice = *run.input.lattice;
  const TypeSet& types = run.program.type_sets[run.program.code[job.pc].x];
  const auto arcs = lattice.StartingAt(at);
  const auto trail = static_cast<uint32_t>(trail_.size());
  // The stack turns the order around; longest arcs must come off it first.
  for (size_t i = arcs.size(); i-- > 0;) {
    const Annotation& arc = arcs[i];
    if (!types.Has(arc.type) || arc.span.end > run.scope.end) continue;
    const auto index = static_cast<size_t>(&arc - lattice.all().data());
    if (run.IsHidden(index)) continue;
    jobs_.push_back(
        {job.pc + 1, arc.span.end, trail, static_cast<int32_t>(index)});
  }
}

bool Matcher::Search(const Program& program, const MatchInput& input,
                     Span scope) {
  for (uint32_t at = scope.begin; at < scope.end; ++at) {
    if (!IsUtf8Lead(input.text[at])) continue;
    if (MatchAt(program, input, scope, at, nullptr)) return true;
    if (exhausted_) return false;
  }
  return false;
}

void Matcher::Decode(uint32_t start, uint32_t end, PatternMatch* match) const {
  match->span = {start, end};
  match->captures.clear();
  match->arcs.clear();
  std::vector<std::pair<uint32_t, size_t>> open;  // offset, arcs before it
  for (const Event& event : trail_) {
    switch (event.kind) {
      case Event::Kind::kOpen:
        open.emplace_back(event.offset, match->arcs.size());
        break;
      case Event::Kind::kArc:
        match->arcs.push_back(static_cast<int32_t>(event.value));
        break;
      case Event::Kind::kClose: {
        const auto [begin, first] = open.back();
        open.pop_back();
        // A group that matched nothing binds nothing.
        if (begin >= event.offset) break;
        CapturedSpan capture{event.value, {begin, event.offset}, {}};
        capture.arcs.assign(match->arcs.begin() + static_cast<ptrdiff_t>(first),
                            match->arcs.end());
        match->captures.push_back(std::move(capture));
        break;
      }
    }
  }
}

}  // namespace zhimai
