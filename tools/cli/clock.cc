#include "tools/cli/clock.h"

#include <array>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <string_view>

namespace zhimai {

std::string UtcTime() {
  std::time_t now = std::time(nullptr);
  const char* fixed = std::getenv("SOURCE_DATE_EPOCH");
  if (fixed != nullptr) {
    const std::string_view text(fixed);
    std::time_t epoch = 0;
    const auto read =
        std::from_chars(text.data(), text.data() + text.size(), epoch);
    if (read.ec == std::errc()) now = epoch;
  }
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  const size_t size =
      std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), size};
}

}  // namespace zhimai
