// Exact decimal numbers: xsd:decimal and xsd:integer.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhimai::sparql {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

// coefficient / 10^scale, with up to 38 digits. What does not fit is nothing
// (overflow); digits far behind the point may be rounded by Multiply and
// Divide, as XPath allows. Immutable; always without trailing zeros.
class Decimal {
 public:
  static constexpr int kMaxScale = 38;
  // Digits behind the point that a quotient has at least, if it needs them.
  static constexpr int kQuotientScale = 18;

  constexpr Decimal() = default;
  constexpr explicit Decimal(int64_t value) : coefficient_(value) {}
  // REQUIRES: 0 <= scale <= kMaxScale.
  static Decimal Of(Int128 coefficient, int scale);

  // The lexical space of xsd:decimal: "-1.50", "+.5", "12".
  static std::optional<Decimal> Parse(std::string_view text);
  // The lexical space of xsd:integer.
  static std::optional<Decimal> ParseInteger(std::string_view text);
  // The shortest decimal that gives `value` back; nothing for NaN, infinities
  // and what does not fit.
  static std::optional<Decimal> FromDouble(double value);

  // As fn:string and XSD 1.1 write: no point in a whole number.
  std::string Format() const;
  // Rounded to nearest, ties to even.
  double ToDouble() const;
  float ToFloat() const;
  // The value when it is whole and fits.
  std::optional<int64_t> ToInt64() const;

  Int128 coefficient() const { return coefficient_; }
  int scale() const { return scale_; }
  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return coefficient_ < 0; }
  bool is_whole() const { return scale_ == 0; }

  Decimal Negate() const;
  Decimal Abs() const;
  // Towards minus infinity, plus infinity, zero; Round is to the nearest, ties
  // towards plus infinity (fn:round).
  Decimal Floor() const;
  Decimal Ceiling() const;
  Decimal Truncate() const;
  Decimal Round() const;

  static std::optional<Decimal> Add(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> Subtract(const Decimal& a, const Decimal& b);
  static std::optional<Decimal> Multiply(const Decimal& a, const Decimal& b);
  // Nothing for a zero divisor too.
  static std::optional<Decimal> Divide(const Decimal& a, const Decimal& b);

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) = default;

 private:
  Int128 coefficient_ = 0;  // never the least Int128, so that it can be negated
  int scale_ = 0;
};

}  // namespace zhimai::sparql
