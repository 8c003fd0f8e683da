// Tables of ids in memory: rows side by side, and hashes over them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/base/status.h"
#include "graph/exec/exec_context.h"
#include "graph/store/term_id.h"

namespace zhimai::sparql {

inline uint64_t HashIds(const TermId* ids, size_t count) {
  uint64_t hash = 0x9E3779B97F4A7C15U;
  for (size_t i = 0; i < count; ++i) {
    hash = (hash ^ ids[i].bits) * 0xD6E8FEB86659FD93U;
    hash ^= hash >> 32;
  }
  return hash;
}

// Rows of one width; charged to the account as they grow. One thread at a
// time.
class IdTable {
 public:
  IdTable(size_t width, MemoryAccount* account)
      : width_(width), hold_(account) {}

  Status Append(const TermId* row);
  const TermId* row(size_t index) const { return ids_.data() + index * width_; }
  size_t size() const { return size_; }
  size_t width() const { return width_; }
  void Clear();
  // Only the given rows, in this sequence.
  void Select(const std::vector<uint32_t>& rows);

 private:
  size_t width_;
  size_t size_ = 0;
  std::vector<TermId> ids_;
  MemoryHold hold_;
};

// A set of rows, numbered in order of arrival.
class IdRowSet {
 public:
  IdRowSet(size_t width, MemoryAccount* account);

  // The number of the row; `*fresh` says whether it is new.
  Status Insert(const TermId* row, size_t* index, bool* fresh);
  const IdTable& rows() const { return rows_; }
  void Clear();

 private:
  Status Grow();

  IdTable rows_;
  std::vector<uint32_t> slots_;  // number of the row + 1; 0 is free
  MemoryHold hold_;
};

}  // namespace zhimai::sparql
