#include "graph/store/store.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "graph/store/committer.h"
#include "graph/store/core.h"
#include "graph/store/meta.h"
#include "graph/store/optimize.h"
#include "graph/store/publish.h"
#include "graph/store/verify.h"

namespace zhimai {

Store::Store(std::unique_ptr<StoreCore> core) : core_(std::move(core)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::Open(const std::string& dir,
                                           const StoreOptions& options) {
  ZM_TRY_ASSIGN(std::unique_ptr<StoreCore> core, StoreCore::Open(dir, options));
  return std::unique_ptr<Store>(new Store(std::move(core)));
}

Snapshot Store::snapshot() const { return core_->TakeSnapshot(); }

Result<CommitResult> Store::Commit(WriteBatch* batch,
                                   const CommitOptions& options) {
  ZM_TRY(core_->CheckWritable());
  const std::lock_guard<std::mutex> lock(core_->writer);
  ZM_TRY_ASSIGN(const CommitResult result,
                Committer(core_.get()).Commit(*batch, options.sync));
  batch->Clear();
  return result;
}

Status Store::Sync() {
  ZM_TRY(core_->CheckWritable());
  return core_->kv().Sync();
}

Status Store::Optimize(const OptimizeOptions& options) {
  ZM_TRY(core_->CheckWritable());
  const std::lock_guard<std::mutex> lock(core_->writer);
  return OptimizeStore(core_.get(), options);
}

Status Store::Publish() {
  ZM_TRY(core_->CheckWritable());
  const std::lock_guard<std::mutex> lock(core_->writer);
  return PublishState(core_->kv(), core_->dir());
}

Status Store::Backup(const std::string& dir) const {
  ZM_TRY(core_->CheckWritable());
  const std::lock_guard<std::mutex> lock(core_->writer);
  std::error_code error;
  if (std::filesystem::exists(dir, error)) {
    return Status::InvalidInput(dir + " exists already");
  }
  return core_->kv().Checkpoint(dir);
}

Result<StoreStats> Store::Stats() const { return CollectStats(*core_); }

Result<VerifyReport> Store::Verify() const { return VerifyStore(*core_); }

}  // namespace zhimai
