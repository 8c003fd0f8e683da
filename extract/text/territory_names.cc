#include "extract/text/territory_names.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace zhimai {
namespace {

std::string DisplayName(const icu::Locale& territory, const char* language) {
  icu::UnicodeString name;
  territory.getDisplayCountry(icu::Locale(language), name);
  std::string out;
  name.toUTF8String(out);
  return out;
}

}  // namespace

std::optional<TerritoryNames> NamesOfTerritory(std::string_view code) {
  if (code.size() != 2) return std::nullopt;
  for (char c : code) {
    if (c < 'A' || c > 'Z') return std::nullopt;
  }
  const std::string tag(code);
  const icu::Locale territory("", tag.c_str());
  TerritoryNames names;
  names.en = DisplayName(territory, "en");
  // ICU answers the code itself when CLDR has no name.
  if (names.en.empty() || names.en == tag) return std::nullopt;
  names.zh_hans = DisplayName(territory, "zh_Hans");
  names.zh_hant = DisplayName(territory, "zh_Hant");
  names.ru = DisplayName(territory, "ru");
  return names;
}

}  // namespace zhimai
