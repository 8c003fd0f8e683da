// "Did you mean": the known word nearest to a mistyped one. Words are ASCII, as
// commands, flags, fields, classes and relations are.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace zhimai {

// The word of `known` that `word` begins, or that is at most two edits (a
// third of its length) away; the first of equals. Empty when none is near.
std::string ClosestWord(std::string_view word,
                        std::span<const std::string> known);

// "; did you mean Company?", or empty when none is near.
std::string DidYouMean(std::string_view word,
                       std::span<const std::string> known);

}  // namespace zhimai
