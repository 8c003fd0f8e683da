#include "graph/store/key_table.h"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "graph/base/hash.h"

namespace zhimai {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 20;
constexpr size_t kFirstSlots = size_t{1} << 12;

uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

constexpr size_t kWindow = 8;

struct SortKey {
  uint64_t window = 0;  // the next bytes, big-endian, 0 behind the end
  // How many of them there are; kWindow + 1 when more follow. A key that ends
  // sorts before one that goes on with 0.
  uint32_t length = 0;
  uint32_t number = 0;

  friend bool operator<(const SortKey& a, const SortKey& b) {
    return a.window != b.window ? a.window < b.window : a.length < b.length;
  }
};

void LookAt(std::string_view key, size_t depth, SortKey* out) {
  const std::string_view rest = key.substr(depth);
  out->window = 0;
  for (size_t i = 0; i < std::min(rest.size(), kWindow); ++i) {
    out->window |= uint64_t{static_cast<unsigned char>(rest[i])}
                   << (56 - 8 * i);
  }
  out->length = static_cast<uint32_t>(std::min(rest.size(), kWindow + 1));
}

}  // namespace

uint32_t KeyTable::Intern(std::string_view key) {
  // At most half full, so that walks are short.
  if (entries_.size() * 2 >= slots_.size()) Grow();
  const uint64_t hash = Hash64(key);
  const size_t mask = slots_.size() - 1;
  for (size_t at = hash & mask;; at = (at + 1) & mask) {
    Slot& slot = slots_[at];
    if (slot.number == 0) {
      entries_.push_back({Keep(key), key.size()});
      slot = {TagOf(hash), static_cast<uint32_t>(entries_.size())};
      return slot.number - 1;
    }
    if (slot.tag == TagOf(hash) && this->key(slot.number - 1) == key) {
      return slot.number - 1;
    }
  }
}

void KeyTable::Grow() {
  std::vector<Slot> grown(std::max(slots_.size() * 2, kFirstSlots));
  const size_t mask = grown.size() - 1;
  for (uint32_t number = 0; number < entries_.size(); ++number) {
    const uint64_t hash = Hash64(key(number));
    size_t at = hash & mask;
    while (grown[at].number != 0) at = (at + 1) & mask;
    grown[at] = {TagOf(hash), number + 1};
  }
  slots_ = std::move(grown);
}

const char* KeyTable::Keep(std::string_view key) {
  if (key.size() > free_bytes_) {
    const size_t bytes = std::max(kBlockBytes, key.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    free_ = blocks_.back().get();
    free_bytes_ = bytes;
    block_bytes_ += bytes;
  }
  char* kept = free_;
  if (!key.empty()) std::memcpy(kept, key.data(), key.size());
  free_ += key.size();
  free_bytes_ -= key.size();
  return kept;
}

std::vector<uint32_t> KeyTable::Sorted() const {
  std::vector<SortKey> keys(entries_.size());
  for (uint32_t number = 0; number < keys.size(); ++number) {
    keys[number].number = number;
  }
  // Keys are long and begin alike: eight bytes at a time, and those that are
  // equal so far by the next eight.
  struct Range {
    size_t begin;
    size_t end;
    size_t depth;  // bytes that are equal
  };
  std::vector<Range> ranges = {{0, keys.size(), 0}};
  while (!ranges.empty()) {
    const Range range = ranges.back();
    ranges.pop_back();
    const auto first = keys.begin() + static_cast<ptrdiff_t>(range.begin);
    const auto last = keys.begin() + static_cast<ptrdiff_t>(range.end);
    for (auto at = first; at != last; ++at) {
      LookAt(key(at->number), range.depth, &*at);
    }
    std::sort(first, last);
    for (size_t begin = range.begin; begin < range.end;) {
      size_t end = begin + 1;
      while (end < range.end && !(keys[begin] < keys[end])) ++end;
      if (end > begin + 1) {
        ranges.push_back({begin, end, range.depth + kWindow});
      }
      begin = end;
    }
  }
  std::vector<uint32_t> numbers;
  numbers.reserve(keys.size());
  for (const SortKey& sorted : keys) numbers.push_back(sorted.number);
  return numbers;
}

size_t KeyTable::byte_size() const {
  return block_bytes_ + entries_.capacity() * sizeof(Entry) +
         slots_.capacity() * sizeof(Slot);
}

}  // namespace zhimai
