// Bytes that are written once and then read in sequence, any number of times
// and by several threads: in memory, or in a file without a name. Not a public
// header.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/store/external_sort.h"

namespace zhimai {

class ByteSpool {
 public:
  // In memory.
  ByteSpool() = default;
  static Result<ByteSpool> InFile(const std::string& path);

  // How much will come, where that is known: for less memory.
  void Expect(size_t bytes) {
    if (!in_file_) memory_.reserve(bytes);
  }
  // Only before Seal().
  Status Append(std::string_view bytes);
  // Ends writing.
  Status Seal();
  size_t size() const { return size_; }
  bool in_file() const { return in_file_; }

  // Of a sealed spool, which must outlive it and not move. One thread.
  class Reader {
   public:
    explicit Reader(const ByteSpool* spool);

    // The next `size` bytes, until the next call. kCorruption when there are
    // fewer.
    Result<std::string_view> Take(size_t size);
    bool done() const { return left() == 0; }
    size_t left() const { return spool_->size() - at_; }

   private:
    Status Fill(size_t size);

    const ByteSpool* spool_;
    size_t at_ = 0;  // in the spool
    // What was read ahead, from a file.
    std::string buffer_;
    size_t next_ = 0;
  };

 private:
  bool in_file_ = false;
  size_t size_ = 0;
  std::string memory_;
  SpillFile file_;
};

}  // namespace zhimai
