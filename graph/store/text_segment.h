// One immutable piece of the inverted index: units of text, numbered from 0,
// and for each token the units that have it. docs/formats/text.md. Not a
// public header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/base/result.h"
#include "graph/kv/kv.h"

namespace zhimai {

// Vectors of unit numbers stay within some megabytes.
inline constexpr uint64_t kMaxSegmentUnits = uint64_t{4} << 20;

struct TextSegment {
  uint64_t number = 0;
  uint64_t units = 0;
  uint64_t bytes = 0;  // of keys and values, for the choice of what to merge

  friend bool operator==(const TextSegment&, const TextSegment&) = default;
};

// Units that are not stored yet. Copyable.
class TextCollector {
 public:
  // Gives the unit the next number.
  void AddUnit(std::string_view unit) { units_.emplace_back(unit); }
  // Of the last unit.
  void AddToken(std::string_view token);

  bool empty() const { return units_.empty(); }
  size_t byte_size() const;
  const std::vector<std::string>& units() const { return units_; }
  // Ascending.
  std::vector<std::string_view> SortedTokens() const;
  const std::vector<uint32_t>& PostingsOf(std::string_view token) const;

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const;
  };

  std::vector<std::string> units_;
  std::unordered_map<std::string, std::vector<uint32_t>, Hash, std::equal_to<>>
      postings_;
  size_t bytes_ = 0;
};

// Walks the tokens of a stored segment in order; one with many postings comes
// several times. One thread at a time. When valid() turns false, status() tells
// the end from an error.
class TokenCursor {
 public:
  TokenCursor(const KvStore& kv, const KvFamily& family, uint64_t segment,
              const KvSnapshot& snapshot, bool fill_cache);

  // To the first token >= `token`.
  void Seek(std::string_view token);
  bool valid() const { return valid_; }
  // REQUIRES: valid().
  const std::string& token() const { return token_; }
  uint64_t count() const { return count_; }
  void Next();
  // Adds `offset` to each. kCorruption when they are damaged.
  Status AppendPostings(uint64_t offset, std::vector<uint32_t>* out) const;
  const Status& status() const { return status_; }

 private:
  void OpenBlock();
  void Fail();

  std::string prefix_;
  KvCursor cursor_;
  std::string_view rest_;  // of the block, behind the present entry
  std::string token_;
  uint64_t count_ = 0;
  std::string_view postings_;
  bool valid_ = false;
  Status status_;
};

// The units of a stored segment by number.
class UnitReader {
 public:
  UnitReader(const KvStore* kv, const KvFamily& family, uint64_t segment,
             const KvSnapshot& snapshot);

  // Fastest when numbers ascend. kCorruption when there is none. Until the
  // next call.
  Result<std::string_view> Get(uint32_t number);

 private:
  const KvStore* kv_;
  KvFamily family_;
  uint64_t segment_;
  KvSnapshot snapshot_;
  uint64_t block_ = ~uint64_t{0};
  std::string bytes_;
  std::vector<std::string_view> units_;
};

// Writes stored segments, the oldest first, and what is collected as one
// segment; where `batch` grows larger than `flush_bytes` it is written, so
// what is not referred to may lie around after an error. REQUIRES: the units
// together are at most kMaxSegmentUnits.
class SegmentWriter {
 public:
  SegmentWriter(KvStore* kv, KvFamily family, uint64_t number, KvBatch* batch,
                size_t flush_bytes);

  Result<TextSegment> Write(const std::vector<TextSegment>& stored,
                            const std::vector<const TextCollector*>& collected);

 private:
  Status AddUnit(std::string_view unit);
  Status AddPostings(std::string_view token, std::vector<uint32_t>* postings);
  Status AddEntry(std::string_view token, const uint32_t* begin,
                  const uint32_t* end);
  Status FlushUnits();
  Status FlushEntries();
  Status Put(std::string_view key, std::string_view value);
  Status CopyUnits(const std::vector<TextSegment>& stored);
  Status MergeTokens(const std::vector<TextSegment>& stored,
                     const std::vector<const TextCollector*>& collected);

  KvStore* kv_;
  KvFamily family_;
  KvBatch* batch_;
  size_t flush_bytes_;
  TextSegment segment_;
  std::string units_;
  uint64_t units_in_block_ = 0;
  std::string entries_;
  std::string last_token_;
  uint32_t last_posting_ = 0;
};

// All keys of a segment.
Status DeleteSegment(const KvStore& kv, const KvFamily& family, uint64_t number,
                     KvBatch* batch);
// The segments that there are keys of, ascending.
Result<std::vector<uint64_t>> StoredSegments(const KvStore& kv,
                                             const KvFamily& family,
                                             const KvSnapshot& snapshot);

}  // namespace zhimai
