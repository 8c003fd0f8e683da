// Display names of countries and territories, from CLDR by way of ICU.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhimai {

struct TerritoryNames {
  std::string zh_hans;
  std::string zh_hant;
  std::string en;
  std::string ru;
};

// Names of an ISO 3166-1 alpha-2 code ("CN"); none for an unknown code.
// Thread-safe.
std::optional<TerritoryNames> NamesOfTerritory(std::string_view code);

}  // namespace zhimai
