// Sorted strings packed into one value by leaving out what each shares with
// the one before. docs/formats/dictionary.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhimai {

// REQUIRES: strictly ascending, not empty.
std::string EncodeStrings(const std::vector<std::string>& strings);

// Replaces `*strings`. False for bytes that EncodeStrings does not write,
// among them any whose strings do not ascend.
bool DecodeStrings(std::string_view block, std::vector<std::string>* strings);

}  // namespace zhimai
