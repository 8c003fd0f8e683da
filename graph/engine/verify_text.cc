// Whether the full-text index names every text that the graph has, under all
// of its tokens. What it has besides is allowed (graph/store/text_index.h).
#include <algorithm>
#include <utility>

#include "graph/base/hash.h"
#include "graph/engine/impl.h"
#include "graph/ingest/text_units.h"

namespace zhimai {
namespace {

// A unit, and the sum of the hashes of its tokens.
using UnitSum = std::pair<uint64_t, uint64_t>;

uint64_t HashOf(TextKind kind, std::string_view text) {
  std::string bytes(1, static_cast<char>(kind));
  bytes += text;
  return Hash64(bytes);
}

Result<std::vector<UnitSum>> IndexedUnits(const TextIndex& index) {
  std::vector<UnitSum> units;
  std::vector<uint64_t> sums;
  size_t present = 0;
  ZM_TRY(index.ForEach(
      [&](size_t segment, uint32_t unit, std::string_view token) -> Status {
        if (segment != present) sums.clear();
        present = segment;
        if (unit >= sums.size()) sums.resize(unit + size_t{1});
        sums[unit] += Hash64(token);
        return {};
      },
      [&](size_t segment, uint32_t unit, TextKind kind,
          std::string_view key) -> Status {
        const bool any = segment == present && unit < sums.size();
        units.emplace_back(HashOf(kind, key), any ? sums[unit] : 0);
        return {};
      }));
  return units;
}

}  // namespace

Status VerifyText(const Snapshot& snapshot,
                  std::vector<std::string>* problems) {
  ZM_TRY_ASSIGN(const TextIndex index, snapshot.text());
  Result<std::vector<UnitSum>> indexed = IndexedUnits(index);
  if (!indexed.ok()) {
    if (indexed.status().code() != Code::kCorruption) return indexed.status();
    problems->push_back(indexed.status().message());
    return {};
  }
  std::sort(indexed->begin(), indexed->end());
  TextTokenizer tokenizer;
  uint64_t missing = 0;
  ZM_TRY(VisitTextUnits(snapshot, &tokenizer,
                        [&](TextKind kind, std::string_view key,
                            const TextTokens& tokens) -> Status {
                          if (!index.meta().IsComplete(kind)) return {};
                          UnitSum sum(HashOf(kind, key), 0);
                          for (const std::string& token : tokens.Distinct()) {
                            sum.second += HashOf(kind, token);
                          }
                          if (!std::binary_search(indexed->begin(),
                                                  indexed->end(), sum)) {
                            ++missing;
                          }
                          return {};
                        }));
  if (missing > 0) {
    problems->push_back("text: " + std::to_string(missing) +
                        " texts are not in the index as they are");
  }
  return {};
}

}  // namespace zhimai
