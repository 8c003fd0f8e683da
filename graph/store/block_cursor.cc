#include "graph/store/block_cursor.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "graph/store/coding.h"

namespace zhimai {

BlockCursor::BlockCursor(const KvStore& kv, BlockSource source,
                         const KvSnapshot& snapshot, bool fill_cache)
    : source_(std::move(source)),
      cursor_(kv.NewCursor(source_.family, snapshot,
                           {.lower = source_.prefix,
                            .upper = PrefixEnd(source_.prefix),
                            .fill_cache = fill_cache})) {}

void BlockCursor::Damaged(std::string_view what) {
  status_ =
      Status::Corruption(source_.family.name() + ": " + std::string(what));
  block_.clear();
  index_ = 0;
}

std::string BlockCursor::KeyOf(const OrderedQuad& quad) const {
  std::string key = source_.prefix;
  AppendQuadKey(quad, &key);
  return key;
}

void BlockCursor::LoadBlock() {
  index_ = 0;
  if (!cursor_.valid()) {
    block_.clear();
    status_ = cursor_.status();
    return;
  }
  const bool decoded = source_.is_delta
                           ? DecodeDeltaBlock(cursor_.value(), &block_, &ops_)
                           : DecodeBlock(cursor_.value(), &block_);
  if (!decoded) {
    Damaged("a block is damaged");
    return;
  }
  const std::optional<OrderedQuad> key =
      ParseQuadKey(cursor_.key().substr(source_.prefix.size()));
  if (!key || *key != block_.back()) Damaged("a block is under a wrong key");
}

void BlockCursor::FindInBlock(const OrderedQuad& target) {
  const auto begin = block_.begin() + static_cast<std::ptrdiff_t>(index_);
  index_ = static_cast<size_t>(std::lower_bound(begin, block_.end(), target) -
                               block_.begin());
}

void BlockCursor::Seek(const OrderedQuad& target) {
  cursor_.Seek(KeyOf(target));
  LoadBlock();
  // The key is the last quad of its block, so the target is not beyond it.
  FindInBlock(target);
}

void BlockCursor::SkipTo(const OrderedQuad& target) {
  if (target <= block_.back()) {
    FindInBlock(target);
  } else {
    Seek(target);
  }
}

void BlockCursor::Next() {
  if (++index_ < block_.size()) return;
  cursor_.Next();
  LoadBlock();
}

size_t BlockCursor::CountUntil(const OrderedQuad& last) {
  size_t count = 0;
  // The block at hand is decoded; whole blocks after it count by their header.
  if (block_.back() <= last) {
    const std::string last_key = KeyOf(last);
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

}  // namespace zhimai
