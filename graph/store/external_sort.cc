#include "graph/store/external_sort.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace zhimai {
namespace {

Status Failed(const std::string& path) {
  return Status::Io("spilling to " + path + ": " + std::strerror(errno));
}

}  // namespace

Result<SpillFile> SpillFile::Create(const std::string& path) {
  SpillFile spill;
  spill.path_ = path;
  spill.file_.reset(std::fopen(path.c_str(), "w+b"));
  if (spill.file_ == nullptr) return Failed(path);
  // Without a name the file goes with the process, however that ends.
  if (std::remove(path.c_str()) != 0) return Failed(path);
  return spill;
}

Status SpillFile::Append(const void* bytes, size_t size) {
  if (std::fwrite(bytes, 1, size, file_.get()) != size) return Failed(path_);
  return {};
}

Status SpillFile::Rewind() {
  if (std::fflush(file_.get()) != 0 ||
      std::fseek(file_.get(), 0, SEEK_SET) != 0) {
    return Failed(path_);
  }
  return {};
}

Result<size_t> SpillFile::Read(void* bytes, size_t size) {
  const size_t read = std::fread(bytes, 1, size, file_.get());
  if (read < size && std::ferror(file_.get()) != 0) return Failed(path_);
  return read;
}

Status SpillFile::ReadAt(uint64_t offset, void* bytes, size_t size) const {
  char* to = static_cast<char*>(bytes);
  while (size > 0) {
    const ssize_t read =
        ::pread(::fileno(file_.get()), to, size, static_cast<off_t>(offset));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) return Failed(path_);
    if (read == 0) return Status::Corruption(path_ + " ends too early");
    to += read;
    offset += static_cast<uint64_t>(read);
    size -= static_cast<size_t>(read);
  }
  return {};
}

}  // namespace zhimai
