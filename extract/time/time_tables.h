// Private to extract/time: what TimeLexicon compiles.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/lexicon/double_array.h"
#include "extract/time/annotate.h"

namespace zhimai {

struct TimeLexicon::Tables {
  struct Types {
    TypeId date, number, ordinal, percent, money, quantity, duration, planned,
        title;
  };
  Types types{};
  DoubleArray currencies;                   // value: index into codes
  std::vector<std::string> currency_codes;  // ISO 4217
  DoubleArray units;
  DoubleArray periods;  // value: index into period_values
  std::vector<std::string> period_values;
  DoubleArray no_numbers;
  // What may begin with a character of the Basic Multilingual Plane. Nearly
  // all characters begin nothing, so one look-up settles most of a text.
  enum Begins : uint8_t {
    kDate = 1,
    kQuantity = 2,
    kPeriod = 4,
    kNoNumber = 8
  };
  std::vector<uint8_t> begins = std::vector<uint8_t>(0x10000, 0);
};

}  // namespace zhimai
