#include "extract/time/decimal.h"

#include <algorithm>

namespace zhimai {
namespace {

constexpr int64_t kMaxDigits = 999'999'999'999'999'999;

// a * 10^power for power >= 0, if it fits.
std::optional<int64_t> Shifted(int64_t a, int power) {
  for (; power > 0 && a != 0; --power) {
    if (a > kMaxDigits / 10 || a < -kMaxDigits / 10) return std::nullopt;
    a *= 10;
  }
  return a;
}

Decimal Reduced(Decimal d) {
  if (d.digits == 0) return {};
  while (d.digits % 10 == 0) {
    d.digits /= 10;
    ++d.exponent;
  }
  return d;
}

}  // namespace

bool Decimal::is_integer() const { return Reduced(*this).exponent >= 0; }

std::optional<int64_t> Decimal::ToInteger() const {
  const Decimal d = Reduced(*this);
  if (d.exponent < 0) return std::nullopt;
  return Shifted(d.digits, d.exponent);
}

std::string Decimal::ToString() const {
  const Decimal d = Reduced(*this);
  const bool negative = d.digits < 0;
  std::string out = std::to_string(negative ? -d.digits : d.digits);
  if (d.exponent >= 0) {
    out.append(static_cast<size_t>(d.exponent), '0');
  } else {
    const auto fraction = static_cast<size_t>(-d.exponent);
    if (out.size() <= fraction) out.insert(0, fraction + 1 - out.size(), '0');
    out.insert(out.size() - fraction, ".");
  }
  return negative ? "-" + out : out;
}

std::optional<Decimal> Add(const Decimal& a, const Decimal& b) {
  if (a.digits == 0) return b;
  if (b.digits == 0) return a;
  const int exponent = std::min(a.exponent, b.exponent);
  const auto x = Shifted(a.digits, a.exponent - exponent);
  const auto y = Shifted(b.digits, b.exponent - exponent);
  if (!x || !y || *x + *y > kMaxDigits || *x + *y < -kMaxDigits) {
    return std::nullopt;
  }
  return Decimal{*x + *y, exponent};
}

Decimal Scale(const Decimal& a, int power) {
  return {a.digits, a.exponent + power};
}

}  // namespace zhimai
