#include "graph/store/text_segment.h"

#include <algorithm>
#include <optional>

#include "graph/base/hash.h"
#include "graph/base/status.h"
#include "graph/store/coding.h"

namespace zhimai {
namespace {

constexpr char kTokens = 't';
constexpr char kUnits = 'u';
constexpr uint64_t kUnitsPerBlock = 64;
constexpr size_t kEntryBytes = 4096;  // a block of entries is closed behind
constexpr ptrdiff_t kPostingsPerEntry = 2048;

std::string Prefix(uint64_t segment, char part) {
  std::string key = Big64(segment);
  key += part;
  return key;
}

void AppendBig32(uint32_t value, std::string* out) {
  for (int shift = 24; shift >= 0; shift -= 8) {
    *out += static_cast<char>(value >> shift);
  }
}

std::string TokenKey(std::string prefix, std::string_view token,
                     uint32_t last) {
  prefix += token;
  prefix += '\0';
  AppendBig32(last, &prefix);
  return prefix;
}

Status Damaged() { return Status::Corruption("text: a block is damaged"); }

}  // namespace

size_t TextCollector::Hash::operator()(std::string_view text) const {
  return Hash64(text);
}

void TextCollector::AddToken(std::string_view token) {
  constexpr size_t kNodeBytes = 96;
  auto found = postings_.find(token);
  if (found == postings_.end()) {
    found =
        postings_.emplace(std::string(token), std::vector<uint32_t>()).first;
    bytes_ += kNodeBytes + token.size();
  }
  const auto unit = static_cast<uint32_t>(units_.size() - 1);
  if (!found->second.empty() && found->second.back() == unit) return;
  found->second.push_back(unit);
  bytes_ += 2 * sizeof(uint32_t);
}

size_t TextCollector::byte_size() const {
  constexpr size_t kUnitBytes = 96;
  return bytes_ + units_.size() * kUnitBytes;
}

std::vector<std::string_view> TextCollector::SortedTokens() const {
  std::vector<std::string_view> tokens;
  tokens.reserve(postings_.size());
  for (const auto& [token, postings] : postings_) tokens.emplace_back(token);
  std::sort(tokens.begin(), tokens.end());
  return tokens;
}

const std::vector<uint32_t>& TextCollector::PostingsOf(
    std::string_view token) const {
  return postings_.find(token)->second;
}

TokenCursor::TokenCursor(const KvStore& kv, const KvFamily& family,
                         uint64_t segment, const KvSnapshot& snapshot,
                         bool fill_cache)
    : prefix_(Prefix(segment, kTokens)),
      cursor_(kv.NewCursor(family, snapshot,
                           {.lower = prefix_,
                            .upper = PrefixEnd(prefix_),
                            .fill_cache = fill_cache})) {}

void TokenCursor::Fail() {
  valid_ = false;
  status_ = Damaged();
}

void TokenCursor::Seek(std::string_view token) {
  cursor_.Seek(TokenKey(prefix_, token, 0));
  OpenBlock();
  while (valid_ && token_ < token) Next();
}

void TokenCursor::OpenBlock() {
  valid_ = cursor_.valid();
  if (!valid_) {
    status_ = cursor_.status();
    return;
  }
  rest_ = cursor_.value();
  token_.clear();
  if (rest_.empty()) return Fail();
  Next();
}

void TokenCursor::Next() {
  if (rest_.empty()) {
    cursor_.Next();
    return OpenBlock();
  }
  ByteReader in(rest_);
  const uint64_t shared = in.Varint();
  const std::string_view suffix = in.LengthPrefixed();
  count_ = in.Varint();
  postings_ = in.LengthPrefixed();
  if (!in.ok() || shared > token_.size() || count_ == 0) return Fail();
  token_.resize(shared);
  token_ += suffix;
  rest_ = rest_.substr(rest_.size() - in.remaining());
}

Status TokenCursor::AppendPostings(uint64_t offset,
                                   std::vector<uint32_t>* out) const {
  ByteReader in(postings_);
  uint64_t at = offset;
  for (uint64_t i = 0; i < count_; ++i) {
    at += in.Varint() + (i > 0 ? 1 : 0);
    if (!in.ok() || at >= kMaxSegmentUnits) return Damaged();
    out->push_back(static_cast<uint32_t>(at));
  }
  return in.done() ? Status() : Damaged();
}

UnitReader::UnitReader(const KvStore* kv, const KvFamily& family,
                       uint64_t segment, const KvSnapshot& snapshot)
    : kv_(kv), family_(family), segment_(segment), snapshot_(snapshot) {}

Result<std::string_view> UnitReader::Get(uint32_t number) {
  const uint64_t block = number / kUnitsPerBlock;
  if (block != block_) {
    std::string key = Prefix(segment_, kUnits);
    AppendBig32(static_cast<uint32_t>(block), &key);
    ZM_TRY_ASSIGN(std::optional<std::string> bytes,
                  kv_->Get(family_, key, snapshot_));
    if (!bytes) return Damaged();
    bytes_ = *std::move(bytes);
    block_ = block;
    units_.clear();
    ByteReader in(bytes_);
    while (in.ok() && in.remaining() > 0) {
      units_.push_back(in.LengthPrefixed());
    }
    if (!in.done()) return Damaged();
  }
  const size_t at = number % kUnitsPerBlock;
  if (at >= units_.size()) return Damaged();
  return units_[at];
}

namespace {

// Parts of a merge; `Take` gives the postings of the token, if it is next.
struct StoredTokens {
  TokenCursor cursor;
  uint64_t offset = 0;

  Status Take(std::string_view token, std::vector<uint32_t>* postings) {
    for (; cursor.valid() && cursor.token() == token; cursor.Next()) {
      ZM_TRY(cursor.AppendPostings(offset, postings));
    }
    return {};
  }
};

struct FreshTokens {
  const TextCollector* collected = nullptr;
  std::vector<std::string_view> tokens;
  size_t next = 0;
  uint64_t offset = 0;

  void Take(std::string_view token, std::vector<uint32_t>* postings) {
    if (next == tokens.size() || tokens[next] != token) return;
    ++next;
    for (const uint32_t unit : collected->PostingsOf(token)) {
      postings->push_back(unit + static_cast<uint32_t>(offset));
    }
  }
};

}  // namespace

SegmentWriter::SegmentWriter(KvStore* kv, KvFamily family, uint64_t number,
                             KvBatch* batch, size_t flush_bytes)
    : kv_(kv),
      family_(std::move(family)),
      batch_(batch),
      flush_bytes_(flush_bytes) {
  segment_.number = number;
}

Status SegmentWriter::Put(std::string_view key, std::string_view value) {
  batch_->Put(family_, key, value);
  segment_.bytes += key.size() + value.size();
  if (batch_->byte_size() < flush_bytes_) return {};
  ZM_TRY(kv_->Write(batch_, /*sync=*/false));
  batch_->Clear();
  return {};
}

Status SegmentWriter::AddUnit(std::string_view unit) {
  AppendLengthPrefixed(unit, &units_);
  ++segment_.units;
  return ++units_in_block_ < kUnitsPerBlock ? Status() : FlushUnits();
}

Status SegmentWriter::FlushUnits() {
  if (units_in_block_ == 0) return {};
  std::string key = Prefix(segment_.number, kUnits);
  AppendBig32(static_cast<uint32_t>((segment_.units - 1) / kUnitsPerBlock),
              &key);
  ZM_TRY(Put(key, units_));
  units_.clear();
  units_in_block_ = 0;
  return {};
}

Status SegmentWriter::AddPostings(std::string_view token,
                                  std::vector<uint32_t>* postings) {
  const uint32_t* const end = postings->data() + postings->size();
  for (const uint32_t* begin = postings->data(); begin != end;) {
    const uint32_t* const stop =
        begin + std::min(end - begin, kPostingsPerEntry);
    ZM_TRY(AddEntry(token, begin, stop));
    begin = stop;
  }
  postings->clear();
  return {};
}

Status SegmentWriter::AddEntry(std::string_view token, const uint32_t* begin,
                               const uint32_t* end) {
  const std::string_view last =
      entries_.empty() ? std::string_view() : last_token_;
  size_t shared = 0;
  while (shared < std::min(last.size(), token.size()) &&
         last[shared] == token[shared]) {
    ++shared;
  }
  std::string packed;
  for (const uint32_t* at = begin; at != end; ++at) {
    AppendVarint(at == begin ? *at : *at - at[-1] - 1, &packed);
  }
  AppendVarint(shared, &entries_);
  AppendLengthPrefixed(token.substr(shared), &entries_);
  AppendVarint(static_cast<uint64_t>(end - begin), &entries_);
  AppendLengthPrefixed(packed, &entries_);
  last_token_ = token;
  last_posting_ = end[-1];
  return entries_.size() < kEntryBytes ? Status() : FlushEntries();
}

Status SegmentWriter::FlushEntries() {
  if (entries_.empty()) return {};
  ZM_TRY(Put(
      TokenKey(Prefix(segment_.number, kTokens), last_token_, last_posting_),
      entries_));
  entries_.clear();
  return {};
}

Status SegmentWriter::CopyUnits(const std::vector<TextSegment>& stored) {
  for (const TextSegment& segment : stored) {
    UnitReader reader(kv_, family_, segment.number, {});
    for (uint32_t i = 0; i < segment.units; ++i) {
      ZM_TRY_ASSIGN(const std::string_view unit, reader.Get(i));
      ZM_TRY(AddUnit(unit));
    }
  }
  return {};
}

// The postings of a token are those of the parts, one behind the other.
Status SegmentWriter::MergeTokens(
    const std::vector<TextSegment>& stored,
    const std::vector<const TextCollector*>& collected) {
  std::vector<StoredTokens> old;
  std::vector<FreshTokens> fresh;
  uint64_t offset = 0;
  for (const TextSegment& segment : stored) {
    old.push_back(
        {TokenCursor(*kv_, family_, segment.number, {}, false), offset});
    old.back().cursor.Seek({});
    offset += segment.units;
  }
  for (const TextCollector* each : collected) {
    fresh.push_back({each, each->SortedTokens(), 0, offset});
    offset += each->units().size();
  }
  std::string token;
  std::vector<uint32_t> postings;
  for (;;) {
    bool any = false;
    const auto consider = [&](std::string_view other) {
      if (!any || other < token) token = other;
      any = true;
    };
    for (const StoredTokens& each : old) {
      ZM_TRY(each.cursor.status());
      if (each.cursor.valid()) consider(each.cursor.token());
    }
    for (const FreshTokens& each : fresh) {
      if (each.next < each.tokens.size()) consider(each.tokens[each.next]);
    }
    if (!any) return {};
    for (StoredTokens& each : old) ZM_TRY(each.Take(token, &postings));
    for (FreshTokens& each : fresh) each.Take(token, &postings);
    ZM_TRY(AddPostings(token, &postings));
  }
}

Result<TextSegment> SegmentWriter::Write(
    const std::vector<TextSegment>& stored,
    const std::vector<const TextCollector*>& collected) {
  ZM_TRY(CopyUnits(stored));
  for (const TextCollector* each : collected) {
    for (const std::string& unit : each->units()) ZM_TRY(AddUnit(unit));
  }
  ZM_TRY(FlushUnits());
  ZM_TRY(MergeTokens(stored, collected));
  ZM_TRY(FlushEntries());
  return segment_;
}

Status DeleteSegment(const KvStore& kv, const KvFamily& family, uint64_t number,
                     KvBatch* batch) {
  const std::string prefix = Big64(number);
  KvCursor cursor = kv.NewCursor(
      family, {},
      {.lower = prefix, .upper = PrefixEnd(prefix), .fill_cache = false});
  for (cursor.Seek(prefix); cursor.valid(); cursor.Next()) {
    batch->Delete(family, cursor.key());
  }
  return cursor.status();
}

Result<std::vector<uint64_t>> StoredSegments(const KvStore& kv,
                                             const KvFamily& family,
                                             const KvSnapshot& snapshot) {
  std::vector<uint64_t> numbers;
  KvCursor cursor = kv.NewCursor(family, snapshot);
  cursor.SeekToFirst();
  while (cursor.valid()) {
    if (cursor.key().size() < 8) return Damaged();
    numbers.push_back(ReadBig64(cursor.key().data()));
    const std::string next = PrefixEnd(Big64(numbers.back()));
    if (next.empty()) break;
    cursor.Seek(next);
  }
  ZM_TRY(cursor.status());
  return numbers;
}

}  // namespace zhimai
