// Rows of ids on disk, for operators whose input does not fit into memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/exec_context.h"
#include "graph/store/term_id.h"

namespace zhimai::sparql {

// A file without a name in the folder for temporary files: gone with the
// object, whatever happens. One thread at a time. Errors: kIo.
class SpillFile {
 public:
  SpillFile() = default;
  ~SpillFile();
  SpillFile(SpillFile&& other) noexcept;
  SpillFile& operator=(SpillFile&& other) noexcept;

  // Makes the file at first use; gives the place in ids where they begin.
  Result<uint64_t> Append(const TermId* ids, size_t count);
  Status Read(uint64_t place, TermId* ids, size_t count) const;
  void Clear();

 private:
  int file_ = -1;
  uint64_t size_ = 0;  // in ids
};

// A sequence of rows in a file, which other sequences may share. Written
// first, then read once. One thread at a time.
class SpilledRows {
 public:
  // Borrows the file.
  SpilledRows(SpillFile* file, size_t width) : file_(file), width_(width) {}

  Status Append(const TermId* row);
  // To be called after the last Append().
  Status Finish() { return Flush(); }
  // nullptr at the end; valid until the next call.
  Result<const TermId*> Next();
  // Whether the last Next() read rows from the file; `ahead()` of them are in
  // memory, from the one that it gave on.
  bool fresh() const { return next_ == 1; }
  size_t ahead() const { return end_ - next_ + 1; }
  uint64_t rows() const { return rows_; }
  // How many are read at a time; to be called before the first Next().
  void set_read_rows(size_t rows) { read_rows_ = rows; }
  // What the buffer takes; to be charged by the owner.
  static size_t BufferBytes(size_t width) {
    return kBufferRows * width * sizeof(TermId);
  }

 private:
  struct Chunk {
    uint64_t place = 0;
    size_t rows = 0;
  };
  static constexpr size_t kBufferRows = 512;

  Status Flush();

  SpillFile* file_;
  size_t width_;
  uint64_t rows_ = 0;
  std::vector<Chunk> chunks_;
  std::vector<TermId> buffer_;
  size_t buffered_ = 0;
  size_t next_chunk_ = 0;
  size_t next_in_chunk_ = 0;
  size_t read_rows_ = kBufferRows;
  size_t next_ = 0;  // row in the buffer
  size_t end_ = 0;
};

// Rows dealt out by hash, so that rows of equal keys lie together.
class SpillPartitions {
 public:
  static constexpr size_t kCount = 32;

  SpillPartitions(size_t width, MemoryAccount* account);

  // `hash`: of the key, mixed well in its upper bits.
  Status Append(uint64_t hash, const TermId* row) {
    return parts_[hash >> 59].Append(row);
  }
  Status Finish();
  SpilledRows& part(size_t index) { return parts_[index]; }

 private:
  SpillFile file_;
  std::vector<SpilledRows> parts_;
  MemoryHold hold_;
  Status charged_;
};

// What one operator may hold before it should think of the disk.
size_t ShareOf(const MemoryAccount& account);
// Whether an operator that holds so much should put it on disk.
bool ShouldSpill(const MemoryAccount& account, size_t held);

}  // namespace zhimai::sparql
