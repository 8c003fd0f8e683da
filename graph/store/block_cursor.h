// Walks over blocks of quads: those of the base in one order, or those of one
// run of the delta.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/status.h"
#include "graph/kv/kv.h"
#include "graph/store/order.h"
#include "graph/store/quad_block.h"

namespace zhimai {

struct BlockSource {
  KvFamily family;
  // What the keys begin with, before the 32 bytes of the quad.
  std::string prefix;
  // The values are those of EncodeDeltaBlock.
  bool is_delta = false;
};

// One thread at a time. When valid() turns false, status() tells the end from
// an error.
class BlockCursor {
 public:
  BlockCursor(const KvStore& kv, BlockSource source, const KvSnapshot& snapshot,
              bool fill_cache);

  // To the first quad >= `target`, in any direction.
  void Seek(const OrderedQuad& target);
  // The same, cheaper when the target is near; only forward.
  // REQUIRES: valid().
  void SkipTo(const OrderedQuad& target);
  // REQUIRES: valid().
  void Next();
  bool valid() const { return index_ < block_.size(); }
  const OrderedQuad& quad() const { return block_[index_]; }
  // REQUIRES: the source is a delta.
  DeltaOp op() const { return ops_[index_]; }
  const Status& status() const { return status_; }

  // The number of quads from the present one to the last <= `last`. Decodes
  // only the block that holds the end; leaves the cursor anywhere.
  // REQUIRES: valid(); the source is not a delta.
  size_t CountUntil(const OrderedQuad& last);

 private:
  void LoadBlock();
  void FindInBlock(const OrderedQuad& target);
  void Damaged(std::string_view what);
  std::string KeyOf(const OrderedQuad& quad) const;

  BlockSource source_;
  KvCursor cursor_;
  std::vector<OrderedQuad> block_;
  std::vector<DeltaOp> ops_;
  size_t index_ = 0;
  Status status_;
};

}  // namespace zhimai
