#include "tools/cli/fd_stream.h"

#include <cerrno>
#include <unistd.h>

namespace zhimai {

FdBuffer::FdBuffer(int fd) : fd_(fd) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

FdBuffer::~FdBuffer() { FdBuffer::sync(); }

bool FdBuffer::Write(const char* data, size_t size) {
  while (size > 0 && error_ == 0) {
    const ssize_t written = ::write(fd_, data, size);
    if (written >= 0) {
      data += written;
      size -= static_cast<size_t>(written);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  return error_ == 0;
}

int FdBuffer::sync() {
  const bool ok = Write(pbase(), static_cast<size_t>(pptr() - pbase()));
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return ok ? 0 : -1;
}

FdBuffer::int_type FdBuffer::overflow(int_type c) {
  if (sync() != 0) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) {
    *pptr() = traits_type::to_char_type(c);
    pbump(1);
  }
  return traits_type::not_eof(c);
}

std::streamsize FdBuffer::xsputn(const char* data, std::streamsize size) {
  if (size > epptr() - pptr()) {
    if (sync() != 0) return 0;
    if (size >= static_cast<std::streamsize>(buffer_.size())) {
      return Write(data, static_cast<size_t>(size)) ? size : 0;
    }
  }
  traits_type::copy(pptr(), data, static_cast<size_t>(size));
  pbump(static_cast<int>(size));
  return size;
}

}  // namespace zhimai
