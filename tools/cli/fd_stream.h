// An output stream over a file descriptor that remembers why it failed:
// std::cout cannot tell a reader that left (EPIPE) from a full disk.
#pragma once

#include <array>
#include <streambuf>

namespace zhimai {

// Does not own the descriptor. One thread at a time.
class FdBuffer : public std::streambuf {
 public:
  explicit FdBuffer(int fd);
  ~FdBuffer() override;

  // errno of the first failed write; 0 for none.
  int error() const { return error_; }

 protected:
  int_type overflow(int_type c) override;
  int sync() override;
  std::streamsize xsputn(const char* data, std::streamsize size) override;

 private:
  bool Write(const char* data, size_t size);

  int fd_;
  int error_ = 0;
  std::array<char, 65536> buffer_;
};

}  // namespace zhimai
