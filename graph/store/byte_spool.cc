#include "graph/store/byte_spool.h"

#include <algorithm>

namespace zhimai {
namespace {

constexpr size_t kReadAhead = size_t{1} << 18;

}  // namespace

Result<ByteSpool> ByteSpool::InFile(const std::string& path) {
  ByteSpool spool;
  ZM_TRY_ASSIGN(spool.file_, SpillFile::Create(path));
  spool.in_file_ = true;
  return spool;
}

Status ByteSpool::Append(std::string_view bytes) {
  size_ += bytes.size();
  if (in_file_) return file_.Append(bytes.data(), bytes.size());
  memory_.append(bytes);
  return {};
}

Status ByteSpool::Seal() { return in_file_ ? file_.Rewind() : Status(); }

ByteSpool::Reader::Reader(const ByteSpool* spool) : spool_(spool) {}

Result<std::string_view> ByteSpool::Reader::Take(size_t size) {
  if (size > spool_->size() - at_) {
    return Status::Corruption("a temporary file ends too early");
  }
  if (!spool_->in_file_) {
    at_ += size;
    return std::string_view(spool_->memory_).substr(at_ - size, size);
  }
  if (buffer_.size() - next_ < size) ZM_TRY(Fill(size));
  at_ += size;
  next_ += size;
  return std::string_view(buffer_).substr(next_ - size, size);
}

Status ByteSpool::Reader::Fill(size_t size) {
  buffer_.erase(0, next_);
  next_ = 0;
  const size_t have = buffer_.size();
  const size_t left = spool_->size() - at_ - have;
  const size_t more = std::min(left, std::max(kReadAhead, size - have));
  buffer_.resize(have + more);
  return spool_->file_.ReadAt(at_ + have, buffer_.data() + have, more);
}

}  // namespace zhimai
