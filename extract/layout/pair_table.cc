#include "extract/layout/pair_table.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "extract/layout/characters.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

// Discount of every pair that was seen, given to those that were not.
constexpr double kDiscount = 0.7;
// A character that the table does not have stood less often than this.
constexpr double kUnknownCount = 1;
constexpr char kOne = 'A';
constexpr char kLargest = '~';

char32_t Fold(char32_t c) {
  if (c >= 0x80) return c;
  const char ascii = static_cast<char>(c);
  if (IsAsciiDigit(ascii)) return U'0';
  return IsAsciiLetter(ascii) ? U'A' : c;
}

// Of a letter at *pos; below 0 when there is none.
double ReadCount(std::string_view line, size_t* pos) {
  if (*pos >= line.size()) return -1;
  const char letter = line[(*pos)++];
  if (letter < kOne || letter > kLargest) return -1;
  return std::exp2(0.5 * (letter - kOne));
}

Status Fault(uint32_t line) {
  return Status::InvalidInput("is no character, blank and letters of counts")
      .At(line, 1);
}

}  // namespace

Result<PairTable> PairTable::Parse(std::string_view text) {
  if (FindInvalidUtf8(text) != std::string_view::npos) {
    return Status::InvalidInput("is not UTF-8");
  }
  PairTable table;
  table.total_ = 0;
  uint32_t number = 0;
  while (!text.empty()) {
    ++number;
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || StartsWith(line, "# ")) continue;
    size_t pos = 0;
    const char32_t first = DecodeUtf8(line, &pos);
    if (pos >= line.size() || line[pos++] != ' ') return Fault(number);
    Single single;
    single.count = ReadCount(line, &pos);
    if (single.count < 0) return Fault(number);
    double known = 0;
    while (pos < line.size()) {
      const char32_t second = DecodeUtf8(line, &pos);
      const double count = ReadCount(line, &pos);
      if (count < 0) return Fault(number);
      table.pairs_[PairKey(first, second)] = count;
      known += count - kDiscount;
    }
    // Counts are rounded, so that their sum may exceed the whole.
    single.count = std::max(single.count, known + 1);
    single.rest = single.count - known;
    table.singles_[first] = single;
    table.total_ += single.count;
  }
  if (table.singles_.empty()) return Status::InvalidInput("holds no counts");
  return table;
}

double PairTable::Following(char32_t first, char32_t second) const {
  first = Fold(first);
  second = Fold(second);
  const auto b = singles_.find(second);
  const double share =
      (b == singles_.end() ? kUnknownCount : b->second.count) / total_;
  const auto a = singles_.find(first);
  if (a == singles_.end()) return share;
  const auto pair = pairs_.find(PairKey(first, second));
  const double seen = pair == pairs_.end() ? 0 : pair->second - kDiscount;
  return (seen + a->second.rest * share) / a->second.count;
}

double PairTable::FollowingLine(char32_t first, char32_t second) const {
  return Following(first, second) +
         Following(first, kBorder) * Following(kBorder, second);
}

double PairTable::Share(char32_t first, char32_t second) const {
  const auto pair = pairs_.find(PairKey(Fold(first), Fold(second)));
  return std::max(1.0, pair == pairs_.end() ? 0 : pair->second) / total_;
}

}  // namespace zhimai
