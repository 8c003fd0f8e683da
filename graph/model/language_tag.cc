#include "graph/model/language_tag.h"

#include <cstddef>

namespace zhimai {

bool IsLanguageTag(std::string_view text) {
  size_t part = 0;
  bool first = true;
  for (const char c : text) {
    if (c == '-') {
      if (part == 0) return false;
      part = 0;
      first = false;
      continue;
    }
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (!letter && (first || !digit)) return false;
    if (++part > 8) return false;
  }
  return part > 0;
}

}  // namespace zhimai
