// Pattern, flags, text and replacement, a line each: no crash, and what is
// taken can be stopped.
#include "graph/base/regex.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "graph/base/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::array<std::string_view, 4> parts;
  for (std::string_view& part : parts) {
    const size_t line = rest.find('\n');
    part = rest.substr(0, line);
    rest.remove_prefix(line == std::string_view::npos ? rest.size() : line + 1);
  }
  auto regex = zhimai::Regex::Compile(parts[0], parts[1]);
  if (!regex.ok()) return 0;
  int polls = 0;
  const auto cancelled = [&polls] { return ++polls > 100; };
  const auto found = (*regex)->Matches(parts[2], cancelled);
  const auto out = (*regex)->Replace(parts[2], parts[3], cancelled);
  if (!out.ok() || !*out) return 0;
  ZM_CHECK(zhimai::FindInvalidUtf8(**out) == std::string_view::npos);
  // What is found anywhere is replaced.
  if (found.ok() && !*found) {
    ZM_CHECK(zhimai::CountCodePoints(**out) <= parts[2].size());
  }
  return 0;
}
