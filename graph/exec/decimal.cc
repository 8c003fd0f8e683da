#include "graph/exec/decimal.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "graph/base/status.h"

namespace zhimai::sparql {
namespace {

constexpr UInt128 kMost = ~UInt128{0} >> 1;

constexpr std::array<UInt128, 39> MakePowers() {
  std::array<UInt128, 39> powers{};
  UInt128 power = 1;
  for (size_t i = 0; i < powers.size(); ++i) {
    powers[i] = power;
    if (i + 1 < powers.size()) power *= 10;
  }
  return powers;
}
// 10^38 is the greatest power below 2^127.
constexpr std::array<UInt128, 39> kPowers = MakePowers();

UInt128 Power(int exponent) { return kPowers[static_cast<size_t>(exponent)]; }

UInt128 Magnitude(Int128 value) {
  return value < 0 ? ~static_cast<UInt128>(value) + 1
                   : static_cast<UInt128>(value);
}

Int128 Signed(UInt128 magnitude, bool negative) {
  return negative ? -static_cast<Int128>(magnitude)
                  : static_cast<Int128>(magnitude);
}

// 256 bits, for products.
struct Wide {
  UInt128 high = 0;
  UInt128 low = 0;

  friend auto operator<=>(const Wide&, const Wide&) = default;
};

Wide MultiplyWide(UInt128 a, UInt128 b) {
  constexpr UInt128 kLow = ~uint64_t{0};
  const UInt128 a0 = a & kLow;
  const UInt128 a1 = a >> 64;
  const UInt128 b0 = b & kLow;
  const UInt128 b1 = b >> 64;
  const UInt128 low = a0 * b0;
  const UInt128 middle1 = a1 * b0 + (low >> 64);
  const UInt128 middle2 = a0 * b1 + (middle1 & kLow);
  return {a1 * b1 + (middle1 >> 64) + (middle2 >> 64),
          (middle2 << 64) | (low & kLow)};
}

// Divides by ten in place; gives the remainder.
int DivideByTen(Wide* value) {
  constexpr UInt128 kLow = ~uint64_t{0};
  std::array<UInt128, 4> limbs = {value->high >> 64, value->high & kLow,
                                  value->low >> 64, value->low & kLow};
  UInt128 rest = 0;
  for (UInt128& limb : limbs) {
    const UInt128 part = (rest << 64) | limb;
    limb = part / 10;
    rest = part % 10;
  }
  value->high = (limbs[0] << 64) | limbs[1];
  value->low = (limbs[2] << 64) | limbs[3];
  return static_cast<int>(rest);
}

Wide AddWide(const Wide& a, const Wide& b) {
  const UInt128 low = a.low + b.low;
  return {a.high + b.high + (low < a.low ? 1 : 0), low};
}

// REQUIRES: a >= b.
Wide SubtractWide(const Wide& a, const Wide& b) {
  return {a.high - b.high - (a.low < b.low ? 1 : 0), a.low - b.low};
}

// Rounds digits behind the point away until the number fits.
std::optional<Decimal> Fit(Wide magnitude, int scale, bool negative) {
  int dropped = 0;
  while (scale > 0 &&
         (scale > Decimal::kMaxScale || magnitude > Wide{0, kMost})) {
    dropped = DivideByTen(&magnitude);
    --scale;
  }
  if (magnitude > Wide{0, kMost}) return std::nullopt;
  if (dropped >= 5 && magnitude.low < kMost) ++magnitude.low;
  return Decimal::Of(Signed(magnitude.low, negative), scale);
}

bool AllDigits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

// The digits of both parts as one number; nothing above kMost.
std::optional<UInt128> ReadDigits(std::string_view whole,
                                  std::string_view fraction) {
  // 18 digits fit in 64 bits, and nearly all numbers are no longer.
  constexpr size_t kShort = 18;
  if (whole.size() + fraction.size() <= kShort) {
    uint64_t value = 0;
    for (const char c : whole)
      value = value * 10 + static_cast<uint64_t>(c - '0');
    for (const char c : fraction)
      value = value * 10 + static_cast<uint64_t>(c - '0');
    return value;
  }
  constexpr UInt128 kTenth = kMost / 10;
  UInt128 magnitude = 0;
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) {
      if (magnitude > kTenth) return std::nullopt;
      magnitude = magnitude * 10 + static_cast<UInt128>(c - '0');
      if (magnitude > kMost) return std::nullopt;
    }
  }
  return magnitude;
}

}  // namespace

Decimal Decimal::Of(Int128 coefficient, int scale) {
  ZM_CHECK(scale >= 0 && scale <= kMaxScale);
  Decimal out;
  while (scale > 0 && coefficient % 10 == 0) {
    coefficient /= 10;
    --scale;
  }
  out.coefficient_ = coefficient;
  out.scale_ = scale;
  return out;
}

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view fraction =
      point == std::string_view::npos ? "" : text.substr(point + 1);
  if (whole.empty() && fraction.empty()) return std::nullopt;
  if (!AllDigits(whole) || !AllDigits(fraction)) return std::nullopt;
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  if (fraction.size() > static_cast<size_t>(kMaxScale)) return std::nullopt;
  const std::optional<UInt128> magnitude = ReadDigits(whole, fraction);
  if (!magnitude) return std::nullopt;
  return Of(Signed(*magnitude, negative), static_cast<int>(fraction.size()));
}

std::optional<Decimal> Decimal::ParseInteger(std::string_view text) {
  if (text.find('.') != std::string_view::npos) return std::nullopt;
  return Parse(text);
}

std::optional<Decimal> Decimal::FromDouble(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<char, 400> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                 value, std::chars_format::fixed);
  if (end.ec != std::errc()) return std::nullopt;
  return Parse({buffer.data(), static_cast<size_t>(end.ptr - buffer.data())});
}

std::string Decimal::Format() const {
  std::string digits;
  UInt128 rest = Magnitude(coefficient_);
  for (int i = 0; rest != 0 || i <= scale_; ++i) {
    if (i == scale_ && scale_ > 0) digits += '.';
    digits += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  if (is_negative()) digits += '-';
  return {digits.rbegin(), digits.rend()};
}

double Decimal::ToDouble() const {
  constexpr UInt128 kExact = UInt128{1} << 53;
  const UInt128 magnitude = Magnitude(coefficient_);
  // Both sides exact, so that the quotient is rounded once (10^22 < 5^23).
  if (magnitude <= kExact && scale_ <= 22) {
    const double quotient =
        static_cast<double>(static_cast<uint64_t>(magnitude)) /
        static_cast<double>(Power(scale_));
    return is_negative() ? -quotient : quotient;
  }
  const std::string text = Format();
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

float Decimal::ToFloat() const {
  const std::string text = Format();
  float out = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
  // Too small for a float; too big is not possible.
  return end.ec == std::errc() ? out : 0.0F;
}

std::optional<int64_t> Decimal::ToInt64() const {
  if (!is_whole() || coefficient_ < std::numeric_limits<int64_t>::min() ||
      coefficient_ > std::numeric_limits<int64_t>::max()) {
    return std::nullopt;
  }
  return static_cast<int64_t>(coefficient_);
}

Decimal Decimal::Negate() const { return Of(-coefficient_, scale_); }

Decimal Decimal::Abs() const { return is_negative() ? Negate() : *this; }

Decimal Decimal::Truncate() const {
  return Of(coefficient_ / static_cast<Int128>(Power(scale_)), 0);
}

Decimal Decimal::Floor() const {
  const Decimal cut = Truncate();
  if (!is_negative() || is_whole()) return cut;
  return Of(cut.coefficient_ - 1, 0);
}

Decimal Decimal::Ceiling() const { return Negate().Floor().Negate(); }

Decimal Decimal::Round() const {
  if (is_whole()) return *this;
  const Decimal down = Floor();
  const auto power = static_cast<Int128>(Power(scale_));
  // The remainder lies in (0, power); half of it rounds up.
  const Int128 rest = coefficient_ - down.coefficient_ * power;
  return rest >= power - rest ? Of(down.coefficient_ + 1, 0) : down;
}

std::optional<Decimal> Decimal::Add(const Decimal& a, const Decimal& b) {
  if (a.scale_ == 0 && b.scale_ == 0) {
    Int128 whole = 0;
    if (__builtin_add_overflow(a.coefficient_, b.coefficient_, &whole) ||
        Magnitude(whole) > kMost) {
      return std::nullopt;
    }
    return Of(whole, 0);
  }
  const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
  Int128 left = 0;
  Int128 right = 0;
  Int128 sum = 0;
  if (!__builtin_mul_overflow(a.coefficient_,
                              static_cast<Int128>(Power(scale - a.scale_)),
                              &left) &&
      !__builtin_mul_overflow(b.coefficient_,
                              static_cast<Int128>(Power(scale - b.scale_)),
                              &right) &&
      !__builtin_add_overflow(left, right, &sum) && Magnitude(sum) <= kMost) {
    return Of(sum, scale);
  }
  Wide more = MultiplyWide(Magnitude(a.coefficient_), Power(scale - a.scale_));
  Wide less = MultiplyWide(Magnitude(b.coefficient_), Power(scale - b.scale_));
  bool negative = a.is_negative();
  if (negative == b.is_negative()) {
    return Fit(AddWide(more, less), scale, negative);
  }
  if (more < less) {
    std::swap(more, less);
    negative = !negative;
  }
  return Fit(SubtractWide(more, less), scale, negative);
}

std::optional<Decimal> Decimal::Subtract(const Decimal& a, const Decimal& b) {
  return Add(a, b.Negate());
}

std::optional<Decimal> Decimal::Multiply(const Decimal& a, const Decimal& b) {
  const int scale = a.scale_ + b.scale_;
  Int128 product = 0;
  if (scale <= kMaxScale &&
      !__builtin_mul_overflow(a.coefficient_, b.coefficient_, &product) &&
      Magnitude(product) <= kMost) {
    return Of(product, scale);
  }
  return Fit(MultiplyWide(Magnitude(a.coefficient_), Magnitude(b.coefficient_)),
             scale, a.is_negative() != b.is_negative());
}

std::optional<Decimal> Decimal::Divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  // (a / 10^s) / (b / 10^t) = (a / b) * 10^(t - s); digits of a / b one by one.
  const UInt128 divisor = Magnitude(b.coefficient_);
  UInt128 quotient = Magnitude(a.coefficient_) / divisor;
  UInt128 rest = Magnitude(a.coefficient_) % divisor;
  int scale = a.scale_ - b.scale_;
  const auto next_digit = [&] {
    // rest * 10 may not fit, so it is added up below the divisor.
    UInt128 sum = 0;
    unsigned digit = 0;
    for (int i = 0; i < 10; ++i) {
      sum += rest;
      if (sum >= divisor) {
        sum -= divisor;
        ++digit;
      }
    }
    rest = sum;
    return digit;
  };
  while (scale < 0 ||
         (rest != 0 && scale < kMaxScale &&
          (scale < kQuotientScale || quotient < Power(kQuotientScale - 1)))) {
    if (quotient > (kMost - 9) / 10) {
      if (scale < 0) return std::nullopt;
      break;
    }
    quotient = quotient * 10 + next_digit();
    ++scale;
  }
  if (rest != 0 && rest >= divisor - rest && quotient < kMost) ++quotient;
  return Of(Signed(quotient, a.is_negative() != b.is_negative()), scale);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.coefficient_ <=> b.coefficient_;
  if (a.is_negative() != b.is_negative()) {
    return a.is_negative() ? std::strong_ordering::less
                           : std::strong_ordering::greater;
  }
  const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
  const Wide left =
      MultiplyWide(Magnitude(a.coefficient_), Power(scale - a.scale_));
  const Wide right =
      MultiplyWide(Magnitude(b.coefficient_), Power(scale - b.scale_));
  return a.is_negative() ? right <=> left : left <=> right;
}

}  // namespace zhimai::sparql
