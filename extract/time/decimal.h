// Exact decimals as they are printed: 1.2万亿 is 12 times ten to the 11th.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace zhimai {

// digits * 10^exponent. Operations give nothing where 18 digits do not hold
// the result.
struct Decimal {
  int64_t digits = 0;
  int exponent = 0;

  bool is_integer() const;
  // The value as int64_t, when it is one.
  std::optional<int64_t> ToInteger() const;
  // "890000000000", "2.5", "-3": no exponent, no zeros after a fraction.
  std::string ToString() const;
};

std::optional<Decimal> Add(const Decimal& a, const Decimal& b);
// a * 10^power.
Decimal Scale(const Decimal& a, int power);

}  // namespace zhimai
