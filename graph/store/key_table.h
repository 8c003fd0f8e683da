// A dictionary in memory: byte strings numbered as they come. Not a public
// header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace zhimai {

// One thread at a time.
class KeyTable {
 public:
  // The number of `key`: a new one for a new key.
  uint32_t Intern(std::string_view key);

  size_t size() const { return entries_.size(); }
  // Valid until Clear().
  std::string_view key(uint32_t number) const {
    return {entries_[number].data, entries_[number].size};
  }
  // The numbers in the order of their keys.
  std::vector<uint32_t> Sorted() const;
  size_t byte_size() const;
  // Gives the memory back.
  void Clear() { *this = KeyTable(); }

 private:
  struct Entry {
    const char* data = nullptr;
    size_t size = 0;
  };
  struct Slot {
    uint32_t tag = 0;     // a part of the hash that does not choose the slot
    uint32_t number = 0;  // plus one; 0 is empty
  };

  void Grow();
  const char* Keep(std::string_view key);

  std::vector<Entry> entries_;
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  size_t free_bytes_ = 0;
  size_t block_bytes_ = 0;  // of all blocks
};

}  // namespace zhimai
