// Walks over the quads of one order: the blocks of the base, the keys of the
// delta.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/status.h"
#include "graph/kv/kv.h"
#include "graph/store/generation.h"
#include "graph/store/order.h"

namespace zhimai {

// One thread at a time. When valid() turns false, status() tells the end from
// an error.
class BaseCursor {
 public:
  BaseCursor(const KvStore& kv, const Generation& generation, Order order,
             const KvSnapshot& snapshot, bool fill_cache);

  // To the first quad >= `target`, in any direction.
  void Seek(const OrderedQuad& target);
  // The same, cheaper when the target is near; only forward.
  // REQUIRES: valid().
  void SkipTo(const OrderedQuad& target);
  // REQUIRES: valid().
  void Next();
  bool valid() const { return index_ < block_.size(); }
  const OrderedQuad& quad() const { return block_[index_]; }
  const Status& status() const { return status_; }

  // The number of quads from the present one to the last <= `last`. Decodes
  // only the block that holds the end; leaves the cursor anywhere.
  // REQUIRES: valid().
  size_t CountUntil(const OrderedQuad& last);

 private:
  void LoadBlock();
  void FindInBlock(const OrderedQuad& target);
  void Damaged(std::string_view what);

  std::string family_;
  KvCursor cursor_;
  std::vector<OrderedQuad> block_;
  size_t index_ = 0;
  Status status_;
};

// One thread at a time; likewise.
class DeltaCursor {
 public:
  // Between `lower` and `upper`, both included.
  DeltaCursor(const KvStore& kv, const Generation& generation, Order order,
              const KvSnapshot& snapshot, const OrderedQuad& lower,
              const OrderedQuad& upper);

  void Seek(const OrderedQuad& target);
  // REQUIRES: valid().
  void Next();
  bool valid() const { return valid_; }
  const OrderedQuad& quad() const { return quad_; }
  // Else it is removed.
  bool added() const { return added_; }
  const Status& status() const { return status_; }

 private:
  void Load();

  Order order_;
  KvCursor cursor_;
  bool valid_ = false;
  bool added_ = false;
  OrderedQuad quad_{};
  Status status_;
};

}  // namespace zhimai
