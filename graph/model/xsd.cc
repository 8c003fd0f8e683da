#include "graph/model/xsd.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace zhimai {
namespace {

constexpr int64_t kDecimalScale = 1000000;

bool AllDigits(std::string_view text) {
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

// "d.dE±x" from the shortest digits that read back as `value`.
template <typename Float>
std::string FormatFloating(Float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-INF" : "INF";
  std::array<char, 40> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                    std::chars_format::scientific);
  const std::string_view text(buffer.data(),
                              static_cast<size_t>(written.ptr - buffer.data()));
  const size_t e = text.find('e');
  std::string out(text.substr(0, e));
  if (out.find('.') == std::string::npos) out += ".0";
  out += 'E';
  std::string_view exponent = text.substr(e + 1);
  if (exponent.front() == '-') out += '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent.front() == '0') {
    exponent.remove_prefix(1);
  }
  out += exponent;
  return out;
}

template <typename Float>
std::optional<Float> ParseFloating(std::string_view text) {
  Float value = 0;
  if (text == "NaN") {
    value = std::numeric_limits<Float>::quiet_NaN();
  } else if (text == "INF") {
    value = std::numeric_limits<Float>::infinity();
  } else if (text == "-INF") {
    value = -std::numeric_limits<Float>::infinity();
  } else {
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  }
  if (FormatFloating(value) != text) return std::nullopt;
  return value;
}

}  // namespace

std::optional<int64_t> ParseCanonicalInteger(std::string_view text) {
  int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  if (FormatInteger(value) != text) return std::nullopt;
  return value;
}

std::string FormatInteger(int64_t value) { return std::to_string(value); }

std::optional<int64_t> ParseCanonicalDecimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  const std::string_view digits = text.substr(negative ? 1 : 0);
  const size_t point = digits.find('.');
  if (point == std::string_view::npos) return std::nullopt;
  const std::string_view whole = digits.substr(0, point);
  std::string fraction(digits.substr(point + 1));
  // 12 + 6 digits fit into 63 bits.
  if (!AllDigits(whole) || !AllDigits(fraction) || whole.size() > 12 ||
      fraction.size() > kDecimalDigits) {
    return std::nullopt;
  }
  fraction.resize(kDecimalDigits, '0');
  int64_t value = 0;
  for (char c : std::string(whole) + fraction) value = value * 10 + (c - '0');
  if (negative) value = -value;
  if (FormatDecimal(value) != text) return std::nullopt;
  return value;
}

std::string FormatDecimal(int64_t scaled) {
  // Unsigned, because the magnitude of the least value does not fit.
  const uint64_t magnitude = scaled < 0 ? 0 - static_cast<uint64_t>(scaled)
                                        : static_cast<uint64_t>(scaled);
  std::string fraction = std::to_string(magnitude % kDecimalScale);
  fraction.insert(0, kDecimalDigits - fraction.size(), '0');
  while (fraction.size() > 1 && fraction.back() == '0') fraction.pop_back();
  return (scaled < 0 ? "-" : "") + std::to_string(magnitude / kDecimalScale) +
         "." + fraction;
}

std::optional<double> ParseCanonicalDouble(std::string_view text) {
  return ParseFloating<double>(text);
}

std::string FormatDouble(double value) { return FormatFloating(value); }

std::optional<float> ParseCanonicalFloat(std::string_view text) {
  return ParseFloating<float>(text);
}

std::string FormatFloat(float value) { return FormatFloating(value); }

}  // namespace zhimai
