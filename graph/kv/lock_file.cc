#include "graph/kv/lock_file.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace zhimai {
namespace {

// Digits only, and only a few: anybody can write into the file.
std::string ReadPid(int fd) {
  std::array<char, 16> buffer{};
  const ssize_t size = ::pread(fd, buffer.data(), buffer.size(), 0);
  std::string pid;
  for (ssize_t i = 0; i < size; ++i) {
    const char c = buffer[static_cast<size_t>(i)];
    if (c < '0' || c > '9') break;
    pid += c;
  }
  return pid;
}

Status Contended(const std::string& path, int fd) {
  const std::string pid = ReadPid(fd);
  const std::string who = pid.empty() ? "another process" : "pid " + pid;
  const size_t slash = path.rfind('/');
  return {Code::kLocked, path.substr(0, slash) + " is locked by " + who};
}

// For people and for Contended(); the lock itself does not need it.
void WritePid(int fd) {
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd, 0) != 0) return;
  if (::pwrite(fd, pid.data(), pid.size(), 0) < 0) return;
}

}  // namespace

Result<LockFile> LockFile::Acquire(const std::string& path, Kind kind,
                                   std::chrono::milliseconds wait,
                                   const std::function<bool()>& cancelled) {
  int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  // A reader may have no right to write here.
  if (fd < 0 && kind == Kind::kShared) {
    fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  }
  if (fd < 0) {
    return Status::Io("cannot open " + path + ": " + std::strerror(errno));
  }
  LockFile lock(fd);
  const int operation = (kind == Kind::kShared ? LOCK_SH : LOCK_EX) | LOCK_NB;
  constexpr std::chrono::milliseconds kPause{10};
  const auto start = std::chrono::steady_clock::now();
  for (;;) {
    if (::flock(fd, operation) == 0) break;
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return Status::Io("cannot lock " + path + ": " + std::strerror(errno));
    }
    if (std::chrono::steady_clock::now() - start >= wait) {
      return Contended(path, fd);
    }
    if (cancelled && cancelled()) {
      return Status(Code::kCancelled, "interrupted");
    }
    std::this_thread::sleep_for(kPause);
  }
  if (kind == Kind::kExclusive) WritePid(fd);
  return lock;
}

LockFile::LockFile(LockFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)) {}

LockFile& LockFile::operator=(LockFile&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

LockFile::~LockFile() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace zhimai
