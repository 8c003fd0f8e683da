#include "graph/kv/rep.h"

namespace zhimai {

KvCursor::KvCursor(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
KvCursor::KvCursor(KvCursor&&) noexcept = default;
KvCursor& KvCursor::operator=(KvCursor&&) noexcept = default;
KvCursor::~KvCursor() = default;

void KvCursor::SeekToFirst() { rep_->iterator->SeekToFirst(); }

void KvCursor::Seek(std::string_view key) {
  rep_->iterator->Seek(ToSlice(key));
}

void KvCursor::SeekForPrev(std::string_view key) {
  rep_->iterator->SeekForPrev(ToSlice(key));
}

void KvCursor::SeekToLast() { rep_->iterator->SeekToLast(); }

void KvCursor::Next() { rep_->iterator->Next(); }

bool KvCursor::valid() const { return rep_->iterator->Valid(); }

std::string_view KvCursor::key() const { return ToView(rep_->iterator->key()); }

std::string_view KvCursor::value() const {
  return ToView(rep_->iterator->value());
}

Status KvCursor::status() const {
  return FromRocks(rep_->iterator->status(), "reading " + rep_->family.name());
}

}  // namespace zhimai
