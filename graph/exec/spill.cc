#include "graph/exec/spill.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace zhimai::sparql {
namespace {

constexpr size_t kUnlimitedShare = size_t{512} << 20;
// Less is not worth a file.
constexpr size_t kLeastSpilled = size_t{1} << 20;

Status Failed(const char* what) {
  return Status::Io(std::string("cannot ") + what +
                    " a temporary file: " + std::strerror(errno));
}

}  // namespace

SpillFile::~SpillFile() { Clear(); }

SpillFile::SpillFile(SpillFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      size_(std::exchange(other.size_, 0)) {}

SpillFile& SpillFile::operator=(SpillFile&& other) noexcept {
  if (this == &other) return *this;
  Clear();
  file_ = std::exchange(other.file_, -1);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

void SpillFile::Clear() {
  if (file_ >= 0) close(file_);
  file_ = -1;
  size_ = 0;
}

Result<uint64_t> SpillFile::Append(const TermId* ids, size_t count) {
  if (file_ < 0) {
    std::error_code error;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path(error);
    if (error) return Status::Io("there is no folder for temporary files");
    std::string name = (folder / "zhimai-query-XXXXXX").string();
    file_ = mkostemp(name.data(), O_CLOEXEC);
    if (file_ < 0) return Failed("make");
    unlink(name.c_str());
  }
  const uint64_t place = size_;
  const char* bytes = reinterpret_cast<const char*>(ids);
  size_t left = count * sizeof(TermId);
  auto offset = static_cast<off_t>(place * sizeof(TermId));
  while (left > 0) {
    const ssize_t written = pwrite(file_, bytes, left, offset);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Failed("write to");
    bytes += written;
    offset += written;
    left -= static_cast<size_t>(written);
  }
  size_ += count;
  return place;
}

Status SpillFile::Read(uint64_t place, TermId* ids, size_t count) const {
  char* bytes = reinterpret_cast<char*>(ids);
  size_t left = count * sizeof(TermId);
  auto offset = static_cast<off_t>(place * sizeof(TermId));
  while (left > 0) {
    const ssize_t got = pread(file_, bytes, left, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Failed("read from");
    bytes += got;
    offset += got;
    left -= static_cast<size_t>(got);
  }
  return {};
}

Status SpilledRows::Append(const TermId* row) {
  if (buffered_ == kBufferRows) ZM_TRY(Flush());
  buffer_.insert(buffer_.end(), row, row + width_);
  ++buffered_;
  ++rows_;
  return {};
}

Status SpilledRows::Flush() {
  if (buffered_ > 0) {
    ZM_TRY_ASSIGN(const uint64_t place,
                  file_->Append(buffer_.data(), buffer_.size()));
    Chunk* last = chunks_.empty() ? nullptr : &chunks_.back();
    if (last != nullptr && place == last->place + last->rows * width_) {
      last->rows += buffered_;
    } else {
      chunks_.push_back({place, buffered_});
    }
  }
  buffer_.clear();
  buffered_ = 0;
  return {};
}

Result<const TermId*> SpilledRows::Next() {
  if (next_ == end_) {
    if (next_chunk_ == chunks_.size()) {
      // Not needed any more, and there may be many.
      buffer_ = std::vector<TermId>();
      return nullptr;
    }
    const Chunk& chunk = chunks_[next_chunk_];
    next_ = 0;
    end_ = std::min(read_rows_, chunk.rows - next_in_chunk_);
    buffer_.resize(std::max<size_t>(1, end_ * width_));
    ZM_TRY(file_->Read(chunk.place + next_in_chunk_ * width_, buffer_.data(),
                       end_ * width_));
    next_in_chunk_ += end_;
    if (next_in_chunk_ == chunk.rows) {
      ++next_chunk_;
      next_in_chunk_ = 0;
    }
  }
  return buffer_.data() + width_ * next_++;
}

SpillPartitions::SpillPartitions(size_t width, MemoryAccount* account)
    : hold_(account) {
  for (size_t i = 0; i < kCount; ++i) parts_.emplace_back(&file_, width);
  charged_ = hold_.Add(kCount * SpilledRows::BufferBytes(width));
}

Status SpillPartitions::Finish() {
  ZM_TRY(charged_);
  for (SpilledRows& part : parts_) ZM_TRY(part.Finish());
  return {};
}

size_t ShareOf(const MemoryAccount& account) {
  return account.limit() == 0 ? kUnlimitedShare : account.limit() / 4;
}

bool ShouldSpill(const MemoryAccount& account, size_t held) {
  if (held > ShareOf(account)) return true;
  return account.limit() != 0 && held > kLeastSpilled &&
         account.used() > account.limit() / 5 * 3;
}

}  // namespace zhimai::sparql
