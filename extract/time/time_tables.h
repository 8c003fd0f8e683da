// Private to extract/time: what TimeLexicon compiles.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/lexicon/double_array.h"
#include "extract/time/annotate.h"

namespace zhimai {

struct TimeLexicon::Tables {
  struct Types {
    TypeId date, number, ordinal, percent, money, quantity, duration, planned;
  };
  Types types{};
  DoubleArray currencies;                   // value: index into codes
  std::vector<std::string> currency_codes;  // ISO 4217
  DoubleArray units;
  DoubleArray periods;  // value: index into period_values
  std::vector<std::string> period_values;
  // Bytes that currencies or periods begin with.
  std::array<bool, 256> currency_first{};
  std::array<bool, 256> period_first{};
};

}  // namespace zhimai
