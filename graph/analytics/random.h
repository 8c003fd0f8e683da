// Random numbers that are the same with every compiler and library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace zhimai {

// SplitMix64.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  // Below `bound`; the bias of the remainder is below 2^-32 for our sizes.
  uint64_t Below(uint64_t bound) { return Next() % bound; }

  template <typename T>
  void Shuffle(std::vector<T>* items) {
    for (size_t i = items->size(); i > 1; --i) {
      std::swap((*items)[i - 1], (*items)[Below(i)]);
    }
  }

 private:
  uint64_t state_;
};

}  // namespace zhimai
