// Normalisation and properties that need ICU. Keys made here are for looking
// names up, never for showing.
#pragma once

#include <string>
#include <string_view>

namespace zhimai {

// NFC. Ill-formed sequences become U+FFFD.
std::string ToNfc(std::string_view text);

// NFKC, likewise.
std::string ToNfkc(std::string_view text);

// NFKC with case folding, spaces and name punctuation (·, -, ', quotes,
// 《》) taken out: two spellings of one name give one key.
std::string NameKey(std::string_view name);

// Full case mapping of the root locale: "ß" becomes "SS".
std::string ToUpper(std::string_view text);
std::string ToLower(std::string_view text);

// Terminal columns: East Asian wide and fullwidth count 2, combining marks 0
// (Unicode East Asian Width, UAX #11).
int DisplayWidth(std::string_view text);

}  // namespace zhimai
