#include "extract/layout/subject_table.h"

#include <algorithm>
#include <string>

#include "extract/layout/characters.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr char kZero = 'O';
constexpr float kUnit = 46;

}  // namespace

Result<SubjectTable> SubjectTable::Parse(std::string_view text) {
  if (FindInvalidUtf8(text) != std::string_view::npos) {
    return Status::InvalidInput("is not UTF-8");
  }
  SubjectTable table;
  uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || StartsWith(line, "# ")) continue;
    size_t pos = 0;
    const char32_t first = DecodeUtf8(line, &pos);
    const char32_t second = pos < line.size() ? DecodeUtf8(line, &pos) : 0;
    if (line.size() != pos + 1 + kSubjectAxes || line[pos] != ' ') {
      return Status::InvalidInput("is no pair, blank and " +
                                  std::to_string(kSubjectAxes) + " signs")
          .At(number, 1);
    }
    SubjectVector& place = table.places_[PairKey(first, second)];
    for (size_t k = 0; k < kSubjectAxes; ++k) {
      place[k] = static_cast<float>(line[pos + 1 + k] - kZero) / kUnit;
    }
  }
  if (table.places_.empty()) return Status::InvalidInput("holds no pairs");
  return table;
}

const SubjectVector* SubjectTable::Find(char32_t first, char32_t second) const {
  const auto it = places_.find(PairKey(first, second));
  return it == places_.end() ? nullptr : &it->second;
}

}  // namespace zhimai
