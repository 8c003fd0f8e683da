// A set of annotation types, tested once per arc while matching.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/doc/annotation.h"

namespace zhimai {

// Built while rules load; immutable and thread-safe afterwards.
class TypeSet {
 public:
  void Add(TypeId type) {
    const size_t word = type / 64U;
    if (word >= words_.size()) words_.resize(word + 1);
    words_[word] |= uint64_t{1} << (type % 64U);
  }
  void AddAll(const TypeSet& other) {
    if (words_.size() < other.words_.size()) {
      words_.resize(other.words_.size());
    }
    for (size_t i = 0; i < other.words_.size(); ++i) {
      words_[i] |= other.words_[i];
    }
  }
  bool Has(TypeId type) const {
    const size_t word = type / 64U;
    return word < words_.size() && ((words_[word] >> (type % 64U)) & 1U) != 0;
  }
  bool empty() const { return words_.empty(); }

  bool operator==(const TypeSet&) const = default;

 private:
  std::vector<uint64_t> words_;
};

}  // namespace zhimai
