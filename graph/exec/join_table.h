// The built side of a hash join. Variables may be unbound on either side:
// then they are compatible with anything [18.1.10].
//
// Rows are kept apart by which of the shared variables they bind; for a probe
// only the variables that both bind are compared, by a hash made at the first
// such probe. Usually everything is bound, and there is one hash.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "graph/base/status.h"
#include "graph/exec/id_table.h"
#include "graph/exec/operator.h"

namespace zhimai::sparql {

// One bit for each shared variable.
using BoundMask = uint64_t;
inline constexpr size_t kMaxSharedVariables = 64;

class JoinTable {
 public:
  // `shared`: columns of the stored rows that probes are compared with.
  // REQUIRES: no more than kMaxSharedVariables.
  JoinTable(size_t width, std::vector<size_t> shared, MemoryAccount* account);

  Status Add(const TermId* row);
  void Clear();
  size_t size() const { return rows_.size(); }
  // Without what the first probes add.
  size_t bytes() const { return rows_.bytes() + hold_.held(); }
  const TermId* row(size_t index) const { return rows_.row(index); }

  // Appends the rows that are compatible with the values of the shared
  // variables.
  Status Lookup(const TermId* key, std::vector<uint32_t>* out);
  // Whether there is one; with a `domain` only such that bind, as the key
  // does, a variable of it.
  Status Any(const TermId* key, BoundMask domain, bool* found);

 private:
  struct Index {
    explicit Index(MemoryAccount* account) : hold(account) {}
    std::vector<uint32_t> heads;  // row + 1 of the group; 0 ends
    std::vector<uint32_t> next;
    MemoryHold hold;
  };
  struct Group {
    std::vector<uint32_t> rows;
    std::map<BoundMask, std::unique_ptr<Index>> indexes;
  };

  BoundMask MaskOf(const TermId* key) const;
  Status IndexOf(BoundMask compared, Group* group, Index** out);
  uint64_t Hash(const TermId* key, BoundMask compared) const;
  void KeyOf(uint32_t row, TermId* key) const;
  bool Same(const TermId* key, uint32_t row, BoundMask compared) const;

  std::vector<size_t> shared_;
  MemoryAccount* account_;
  IdTable rows_;
  std::map<BoundMask, Group> groups_;
  MemoryHold hold_;
};

}  // namespace zhimai::sparql
