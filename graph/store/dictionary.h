// Terms to ids and back, as of one snapshot.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"
#include "graph/store/generation.h"

namespace zhimai {

// Borrows all it is given. Not thread-safe: it remembers the last block.
class Dictionary {
 public:
  Dictionary(const KvStore* kv, const Generation* generation,
             const KvSnapshot* snapshot)
      : kv_(kv), generation_(generation), snapshot_(snapshot) {}

  // Of a term, inline ones too.
  Result<std::optional<TermId>> Find(const Term& term);
  // Of an entry by its bytes (term_key.h).
  Result<std::optional<TermId>> FindKey(std::string_view key);

  // kCorruption when no entry has this id.
  Result<Term> Decode(TermId id);
  // The bytes of an entry. REQUIRES: id.in_dictionary().
  Result<std::string> KeyOf(TermId id);
  // Blocks are read once when the ids are sorted.
  Result<std::vector<Term>> DecodeAll(const std::vector<TermId>& ids);

 private:
  Result<Term> DecodeBounded(TermId id, int depth_limit);
  Result<std::string> BaseKey(TermId id);
  Result<std::string> DeltaEntry(TermId id) const;

  const KvStore* kv_;
  const Generation* generation_;
  const KvSnapshot* snapshot_;
  std::optional<uint64_t> block_number_;
  std::vector<std::string> block_;
};

// The key of `dict_hash`.
std::string HashKey(std::string_view key);
// The ids in a value of `dict_hash`: more than one where hashes collide.
// Nothing for a damaged value.
std::optional<std::vector<TermId>> ParseHashValue(std::string_view value);

}  // namespace zhimai
