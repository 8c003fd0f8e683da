// Numbers for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace zhimai {

// "1,234,567".
std::string WithCommas(uint64_t number);
// With a fixed number of decimals, without a locale: "0.93".
std::string Fixed(double number, int decimals);
// "812 B", "5.3 MB" (powers of 1000).
std::string HumanBytes(uint64_t bytes);
// "1 document", "3 documents".
std::string Counted(uint64_t number, std::string_view singular,
                    std::string_view plural);

}  // namespace zhimai
