#include "graph/kv/rep.h"

namespace zhimai {

KvBatch::KvBatch() : rep_(std::make_unique<Rep>()) {}
KvBatch::KvBatch(KvBatch&&) noexcept = default;
KvBatch& KvBatch::operator=(KvBatch&&) noexcept = default;
KvBatch::~KvBatch() = default;

void KvBatch::Put(const KvFamily& family, std::string_view key,
                  std::string_view value) {
  const rocksdb::Status status =
      rep_->batch.Put(family.rep_->handle, ToSlice(key), ToSlice(value));
  if (rep_->status.ok()) rep_->status = status;
}

void KvBatch::Delete(const KvFamily& family, std::string_view key) {
  const rocksdb::Status status =
      rep_->batch.Delete(family.rep_->handle, ToSlice(key));
  if (rep_->status.ok()) rep_->status = status;
}

void KvBatch::Clear() {
  rep_->batch.Clear();
  rep_->status = rocksdb::Status::OK();
}

size_t KvBatch::count() const {
  return static_cast<size_t>(rep_->batch.Count());
}

size_t KvBatch::byte_size() const { return rep_->batch.GetDataSize(); }

}  // namespace zhimai
