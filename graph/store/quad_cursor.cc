#include "graph/store/quad_cursor.h"

#include <algorithm>
#include <optional>

#include "graph/store/coding.h"
#include "graph/store/quad_block.h"

namespace zhimai {

BaseCursor::BaseCursor(const KvStore& kv, const Generation& generation,
                       Order order, const KvSnapshot& snapshot, bool fill_cache)
    : family_(generation.order(order).name()),
      cursor_(
          kv.NewCursor(generation.order(order), snapshot,
                       {.lower = {}, .upper = {}, .fill_cache = fill_cache})) {}

void BaseCursor::Damaged(std::string_view what) {
  status_ = Status::Corruption(family_ + ": " + std::string(what));
  block_.clear();
  index_ = 0;
}

void BaseCursor::LoadBlock() {
  index_ = 0;
  if (!cursor_.valid()) {
    block_.clear();
    status_ = cursor_.status();
    return;
  }
  if (!DecodeBlock(cursor_.value(), &block_)) {
    Damaged("a block is damaged");
    return;
  }
  const std::optional<OrderedQuad> key = ParseQuadKey(cursor_.key());
  if (!key || *key != block_.back()) Damaged("a block is under a wrong key");
}

void BaseCursor::FindInBlock(const OrderedQuad& target) {
  const auto begin = block_.begin() + static_cast<std::ptrdiff_t>(index_);
  index_ = static_cast<size_t>(std::lower_bound(begin, block_.end(), target) -
                               block_.begin());
}

void BaseCursor::Seek(const OrderedQuad& target) {
  cursor_.Seek(QuadKey(target));
  LoadBlock();
  // The key is the last quad of its block, so the target is not beyond it.
  FindInBlock(target);
}

void BaseCursor::SkipTo(const OrderedQuad& target) {
  if (target <= block_.back()) {
    FindInBlock(target);
  } else {
    Seek(target);
  }
}

void BaseCursor::Next() {
  if (++index_ < block_.size()) return;
  cursor_.Next();
  LoadBlock();
}

size_t BaseCursor::CountUntil(const OrderedQuad& last) {
  size_t count = 0;
  const std::string last_key = QuadKey(last);
  // The block at hand is decoded; whole blocks after it count by their header.
  if (block_.back() <= last) {
    count += block_.size() - index_;
    for (cursor_.Next(); cursor_.valid() && cursor_.key() <= last_key;
         cursor_.Next()) {
      const size_t size = BlockCount(cursor_.value());
      if (size == 0) {
        Damaged("a block is damaged");
        return 0;
      }
      count += size;
    }
    LoadBlock();
  }
  const auto begin = block_.begin() + static_cast<std::ptrdiff_t>(index_);
  return count + static_cast<size_t>(
                     std::upper_bound(begin, block_.end(), last) - begin);
}

DeltaCursor::DeltaCursor(const KvStore& kv, const Generation& generation,
                         Order order, const KvSnapshot& snapshot,
                         const OrderedQuad& lower, const OrderedQuad& upper)
    : order_(order),
      cursor_(kv.NewCursor(generation.delta, snapshot,
                           {.lower = DeltaKey(order, lower),
                            // One byte more makes the bound inclusive.
                            .upper = DeltaKey(order, upper) + '\0',
                            .fill_cache = true})) {}

void DeltaCursor::Seek(const OrderedQuad& target) {
  cursor_.Seek(DeltaKey(order_, target));
  Load();
}

void DeltaCursor::Next() {
  cursor_.Next();
  Load();
}

void DeltaCursor::Load() {
  valid_ = cursor_.valid();
  if (!valid_) {
    status_ = cursor_.status();
    return;
  }
  const std::optional<OrderedQuad> quad = ParseQuadKey(cursor_.key().substr(1));
  const std::string_view value = cursor_.value();
  const bool known = value.size() == 1 &&
                     (value[0] == kDeltaAdded || value[0] == kDeltaRemoved);
  if (!quad || !known) {
    status_ = Status::Corruption("delta: an entry is damaged");
    valid_ = false;
    return;
  }
  quad_ = *quad;
  added_ = value[0] == kDeltaAdded;
}

}  // namespace zhimai
