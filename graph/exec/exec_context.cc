#include "graph/exec/exec_context.h"

namespace zhimai::sparql {

Status MemoryAccount::Charge(size_t bytes) {
  used_ += bytes;
  peak_ = std::max(peak_, used_);
  if (limit_ == 0 || used_ <= limit_) return {};
  return {Code::kCancelled, "the query needs more memory than the limit of " +
                                std::to_string(limit_ / 1000000) + " MB"};
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
                         Lookups* lookups_or_null, size_t memory_limit,
                         const ExecLimits& limits, size_t variable_count,
                         const EvalOptions& eval_options)
    : memory(memory_limit),
      lookups(lookups_or_null),
      terms(snapshot, overlay, &memory),
      source(snapshot, overlay, lookups, &terms),
      parameters(variable_count),
      visible(variable_count),
      eval([&] {
        EvalOptions out = eval_options;
        out.cancelled = [this] { return limits_.IsStopped(); };
        return out;
      }()),
      limits_(limits) {}

bool ExecLimits::IsStopped() const {
  return IsCancelled() ||
         (deadline && std::chrono::steady_clock::now() >= *deadline);
}

bool ExecLimits::IsCancelled() const {
  return cancel != nullptr && cancel->load(std::memory_order_relaxed);
}

Status ExecLimits::Check() const {
  if (!IsStopped()) return {};
  if (IsCancelled()) return {Code::kCancelled, "the query was cancelled"};
  return {Code::kCancelled, "the query took longer than the limit of " +
                                std::to_string(timeout.count()) + " ms"};
}

Status ExecContext::Poll() {
  ZM_TRY(limits_.Check());
  return eval.failure();
}

}  // namespace zhimai::sparql
