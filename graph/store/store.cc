#include "graph/store/store.h"

#include <filesystem>
#include <optional>
#include <system_error>

#include "graph/store/bulk_input.h"
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

std::unique_ptr<BulkLoad> Store::BeginLoad(size_t memory_bytes) const {
  const StoreCore::View view = core_->TakeView();
  return std::unique_ptr<BulkLoad>(new BulkLoad(std::make_unique<BulkInput>(
      core_->dir() + "/bulk", view.generation->prefixes, memory_bytes)));
}

Status Store::Sync() {
  ZM_TRY(core_->CheckWritable());
  return core_->kv().Sync();
}

Status Store::Optimize(const OptimizeOptions& options) {
  ZM_TRY(core_->CheckWritable());
  const std::lock_guard<std::mutex> lock(core_->writer);
  KvBatch none;
  ZM_TRY(RewriteStore(core_.get(), options, nullptr, &none).status());
  ZM_TRY_ASSIGN(TextMeta text, core_->ReadTextMeta({}));
  if (text.segments.size() < 2) return {};
  KvBatch batch;
  ZM_TRY(
      MergeTextSegments(&core_->kv(), core_->families().text, &text, &batch));
  batch.Put(core_->families().meta, kMetaText, text.Encode());
  return core_->kv().Write(&batch);
}

Result<bool> Store::OptimizeIfDue(const OptimizeOptions& options) {
  const StoreCore::View view = core_->TakeView();
  ZM_TRY(view.delta->status);
  const uint64_t changed = view.delta->meta.added + view.delta->meta.removed;
  if (changed < kDueQuads ||
      changed * kDuePerBase < view.generation->meta.base_quads) {
    return false;
  }
  const Status status = Optimize(options);
  if (status.code() == Code::kCancelled) return false;
  ZM_TRY(status);
  return true;
}

Result<CommitResult> Store::Commit(BulkLoad* load,
                                   const OptimizeOptions& options) {
  ZM_TRY(core_->CheckWritable());
  const std::lock_guard<std::mutex> lock(core_->writer);
  ZM_TRY(load->input_->Seal());
  KvBatch batch;
  for (const auto& [name, bytes] : load->blobs_) {
    batch.Put(core_->families().meta, std::string(kMetaBlobPrefix) + name,
              bytes);
  }
  if (load->has_names_) {
    // What it brings is not in the index before a rebuild.
    ZM_TRY_ASSIGN(TextMeta text, core_->ReadTextMeta({}));
    text.SetComplete(TextKind::kLiteral, false);
    batch.Put(core_->families().meta, kMetaText, text.Encode());
  }
  CommitResult result;
  ZM_TRY_ASSIGN(result.quads_added,
                RewriteStore(core_.get(), options, load->input_.get(), &batch));
  load->input_.reset();
  load->blobs_.clear();
  return result;
}

std::unique_ptr<TextRebuild> Store::BeginTextRebuild(size_t memory_bytes) {
  return std::make_unique<TextRebuild>(core_.get(), memory_bytes);
}

Status Store::Commit(TextRebuild* rebuild) {
  ZM_TRY(core_->CheckWritable());
  const std::lock_guard<std::mutex> lock(core_->writer);
  return rebuild->Finish();
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
