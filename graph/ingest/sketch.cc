#include "graph/ingest/sketch.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include "graph/base/hash.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr size_t kRows = 64;
constexpr size_t kRowsPerBand = 8;
constexpr size_t kShingle = 4;
constexpr uint64_t kEmpty = std::numeric_limits<uint64_t>::max();

uint32_t Band(const uint64_t* rows, size_t count, size_t number) {
  std::string bytes = std::to_string(number);
  for (size_t i = 0; i < count; ++i) bytes += ',' + std::to_string(rows[i]);
  return static_cast<uint32_t>(Hash64(bytes));
}

// One hash function, its low bits choosing the row; a row that nothing fell
// into takes the value of the next that is filled ("optimal densification"
// would vary the choice; with kFewFeatures the difference does not matter).
std::array<uint64_t, kRows> MinHash(const std::vector<uint64_t>& features) {
  std::array<uint64_t, kRows> rows;
  rows.fill(kEmpty);
  for (uint64_t feature : features) {
    uint64_t& row = rows[feature % kRows];
    row = std::min(row, feature);
  }
  std::array<uint64_t, kRows> dense = rows;
  for (size_t i = 0; i < kRows; ++i) {
    for (size_t step = 0; step < kRows && dense[i] == kEmpty; ++step) {
      dense[i] = rows[(i + step) % kRows];
    }
  }
  return dense;
}

}  // namespace

void ArticleSketch::AddText(std::string_view text) {
  std::vector<size_t> starts;
  size_t pos = 0;
  while (pos < text.size()) {
    starts.push_back(pos);
    DecodeUtf8(text, &pos);
  }
  if (starts.empty()) return;
  if (starts.size() <= kShingle) {
    features_.push_back(Hash64(text));
    return;
  }
  starts.push_back(text.size());
  for (size_t i = 0; i + kShingle < starts.size(); ++i) {
    features_.push_back(
        Hash64(text.substr(starts[i], starts[i + kShingle] - starts[i])));
  }
}

void ArticleSketch::AddNames(std::string_view a, std::string_view b,
                             std::string_view c) {
  std::string joined(a);
  joined += '\n';
  joined += b;
  joined += '\n';
  joined += c;
  features_.push_back(Hash64(joined));
}

std::vector<uint32_t> ArticleSketch::Bands() const {
  std::vector<uint64_t> features = features_;
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  if (features.empty()) return {};
  if (features.size() < kFewFeatures) {
    return {Band(features.data(), features.size(), kRows)};
  }
  const std::array<uint64_t, kRows> rows = MinHash(features);
  std::vector<uint32_t> bands;
  for (size_t row = 0; row < kRows; row += kRowsPerBand) {
    bands.push_back(Band(rows.data() + row, kRowsPerBand, row));
  }
  std::sort(bands.begin(), bands.end());
  return bands;
}

}  // namespace zhimai
