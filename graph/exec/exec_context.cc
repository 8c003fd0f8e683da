#include "graph/exec/exec_context.h"

namespace zhimai::sparql {

Status MemoryAccount::Charge(size_t bytes) {
  used_ += bytes;
  peak_ = std::max(peak_, used_);
  if (limit_ == 0 || used_ <= limit_) return {};
  return {Code::kCancelled, "the query needs more memory than the limit of " +
                                std::to_string(limit_ >> 20) + " MB"};
}

Status MemoryHold::Add(size_t bytes) {
  held_ += bytes;
  return account_->Charge(bytes);
}

Status MemoryHold::Set(size_t bytes) {
  if (bytes > held_) return Add(bytes - held_);
  account_->Release(held_ - bytes);
  held_ = bytes;
  return {};
}

void MemoryHold::Clear() {
  account_->Release(held_);
  held_ = 0;
}

ExecContext::ExecContext(const Snapshot& snapshot, const Overlay* overlay,
                         size_t memory_limit, const ExecLimits& limits,
                         size_t variable_count, const EvalOptions& eval_options)
    : memory(memory_limit),
      terms(snapshot, overlay, &memory),
      source(snapshot, overlay, &terms),
      parameters(variable_count),
      visible(variable_count),
      eval([&] {
        EvalOptions out = eval_options;
        out.cancelled = [this] { return IsStopped(); };
        return out;
      }()),
      limits_(limits) {}

bool ExecContext::IsCancelled() const {
  return limits_.cancel != nullptr &&
         limits_.cancel->load(std::memory_order_relaxed);
}

bool ExecContext::IsStopped() const {
  return IsCancelled() ||
         (limits_.deadline &&
          std::chrono::steady_clock::now() >= *limits_.deadline);
}

Status ExecContext::Poll() {
  if (!IsStopped()) return eval.failure();
  if (IsCancelled()) return {Code::kCancelled, "the query was cancelled"};
  return {Code::kCancelled, "the query took longer than the limit of " +
                                std::to_string(limits_.timeout.count()) +
                                " ms"};
}

}  // namespace zhimai::sparql
