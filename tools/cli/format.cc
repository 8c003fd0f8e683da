#include "tools/cli/format.h"

#include <array>
#include <cstdio>

namespace zhimai {

std::string WithCommas(uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string Fixed(double number, int decimals) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, number);
  return buffer.data();
}

std::string HumanBytes(uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  size_t unit = 0;
  while (value >= 999.95 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  return (unit == 0 ? std::to_string(bytes) : Fixed(value, 1)) + " " +
         kUnits[unit];
}

std::string Counted(uint64_t number, std::string_view singular,
                    std::string_view plural) {
  return WithCommas(number) + " " +
         std::string(number == 1 ? singular : plural);
}

}  // namespace zhimai
