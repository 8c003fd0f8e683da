#include "graph/store/text_index.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "graph/base/unicode.h"
#include "graph/store/coding.h"

namespace zhimai {
namespace {

// Larger segments are left for optimize: a commit holds what it writes.
constexpr uint64_t kMaxMergedBytes = uint64_t{16} << 20;
constexpr size_t kFlushBytes = size_t{8} << 20;

uint64_t BitOf(TextKind kind) {
  const auto* const at =
      std::find(std::begin(kTextKinds), std::end(kTextKinds), kind);
  return uint64_t{1} << (at - std::begin(kTextKinds));
}

std::string KeyOf(TextKind kind, std::string_view text) {
  std::string out(1, static_cast<char>(kind));
  out += text;
  return out;
}

Status Damaged() { return Status::Corruption("text: the index is damaged"); }

// Those of `a` that are in `b`, which ascends too.
void Intersect(const std::vector<uint32_t>& b, std::vector<uint32_t>* a) {
  size_t kept = 0;
  auto at = b.begin();
  for (const uint32_t unit : *a) {
    at = std::lower_bound(at, b.end(), unit);
    if (at == b.end()) break;
    if (*at == unit) (*a)[kept++] = unit;
  }
  a->resize(kept);
}

}  // namespace

bool TextMeta::IsComplete(TextKind kind) const {
  return (complete & BitOf(kind)) != 0;
}

void TextMeta::SetComplete(TextKind kind, bool value) {
  complete = value ? complete | BitOf(kind) : complete & ~BitOf(kind);
}

uint64_t TextMeta::units() const {
  uint64_t sum = 0;
  for (const TextSegment& segment : segments) sum += segment.units;
  return sum;
}

std::string TextMeta::Encode() const {
  std::string out;
  for (const uint64_t value : {next_segment, complete, stale}) {
    AppendVarint(value, &out);
  }
  for (const TextSegment& segment : segments) {
    AppendVarint(segment.number, &out);
    AppendVarint(segment.units, &out);
    AppendVarint(segment.bytes, &out);
  }
  return out;
}

Result<TextMeta> TextMeta::Decode(std::string_view bytes) {
  TextMeta meta;
  if (bytes.empty()) return meta;
  ByteReader in(bytes);
  meta.next_segment = in.Varint();
  meta.complete = in.Varint();
  meta.stale = in.Varint();
  while (in.ok() && in.remaining() > 0) {
    TextSegment segment;
    segment.number = in.Varint();
    segment.units = in.Varint();
    segment.bytes = in.Varint();
    if (segment.units > kMaxSegmentUnits) return Damaged();
    meta.segments.push_back(segment);
  }
  if (!in.done()) return Damaged();
  return meta;
}

bool IsName(const Quad& quad) {
  const std::string_view iri = quad.predicate.value();
  if (!quad.object.is_literal() || !quad.in_default_graph()) return false;
  return std::any_of(
      std::begin(kNamePredicates), std::end(kNamePredicates),
      [iri](const NamePredicate& each) { return each.iri == iri; });
}

void AddLiteralTokens(std::string_view text, TextTokenizer* tokenizer,
                      TextTokens* tokens) {
  tokenizer->AddText(text, tokens);
  TextTokenizer::AddName(NameKey(text), tokens);
}

void CollectUnit(TextKind kind, std::string_view key, const TextTokens& tokens,
                 TextCollector* collector) {
  collector->AddUnit(KeyOf(kind, key));
  std::string token;
  tokens.ForEach([&](std::string_view each) {
    token.assign(1, static_cast<char>(kind));
    token += each;
    collector->AddToken(token);
  });
}

Result<uint64_t> TextIndex::Estimate(
    TextKind kind, const std::vector<TokenNeed>& needs) const {
  uint64_t least = std::numeric_limits<uint64_t>::max();
  for (const TokenNeed& need : needs) {
    uint64_t sum = 0;
    const std::string prefix = KeyOf(kind, need.Prefix());
    for (const TextSegment& segment : meta_.segments) {
      TokenCursor cursor(*kv_, family_, segment.number, snapshot_, true);
      for (cursor.Seek(prefix); cursor.valid(); cursor.Next()) {
        const std::string_view token = cursor.token();
        if (token.substr(0, prefix.size()) != prefix) break;
        if (need.Accepts(token.substr(1))) sum += cursor.count();
      }
      ZM_TRY(cursor.status());
    }
    least = std::min(least, sum);
    if (least == 0) break;
  }
  return least;
}

// The units of the segment that meet the need, ascending.
Status TextIndex::Union(size_t segment, TextKind kind, const TokenNeed& need,
                        std::vector<uint32_t>* out) const {
  const std::string prefix = KeyOf(kind, need.Prefix());
  TokenCursor cursor(*kv_, family_, meta_.segments[segment].number, snapshot_,
                     true);
  for (cursor.Seek(prefix); cursor.valid(); cursor.Next()) {
    const std::string_view token = cursor.token();
    if (token.substr(0, prefix.size()) != prefix) break;
    if (!need.Accepts(token.substr(1))) continue;
    ZM_TRY(cursor.AppendPostings(0, out));
    // So that many tokens do not need much more than there are units.
    if (out->size() > 2 * kMaxSegmentUnits) {
      std::sort(out->begin(), out->end());
      out->erase(std::unique(out->begin(), out->end()), out->end());
    }
  }
  if (!std::is_sorted(out->begin(), out->end())) {
    std::sort(out->begin(), out->end());
  }
  out->erase(std::unique(out->begin(), out->end()), out->end());
  return cursor.status();
}

Result<TextIndex::Candidates> TextIndex::Find(
    TextKind kind, const std::vector<TokenNeed>& needs) const {
  Candidates all(meta_.segments.size());
  for (size_t i = 0; i < all.size(); ++i) {
    bool first = true;
    for (const TokenNeed& need : needs) {
      std::vector<uint32_t> units;
      ZM_TRY(Union(i, kind, need, &units));
      if (first) {
        all[i] = std::move(units);
      } else {
        Intersect(units, &all[i]);
      }
      first = false;
      if (all[i].empty()) break;
    }
  }
  return all;
}

uint64_t TextIndex::CountOf(const Candidates& candidates) {
  uint64_t sum = 0;
  for (const auto& units : candidates) sum += units.size();
  return sum;
}

Result<std::vector<std::string>> TextIndex::KeysOf(
    const Candidates& candidates) const {
  std::vector<std::string> keys;
  keys.reserve(CountOf(candidates));
  for (size_t i = 0; i < candidates.size(); ++i) {
    UnitReader reader(kv_, family_, meta_.segments[i].number, snapshot_);
    for (const uint32_t unit : candidates[i]) {
      ZM_TRY_ASSIGN(const std::string_view key, reader.Get(unit));
      if (key.empty()) return Damaged();
      keys.emplace_back(key.substr(1));
    }
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

Status TextIndex::ForEach(const VisitPosting& posting,
                          const VisitUnit& unit) const {
  std::vector<uint32_t> units;
  for (size_t i = 0; i < meta_.segments.size(); ++i) {
    const TextSegment& segment = meta_.segments[i];
    TokenCursor cursor(*kv_, family_, segment.number, snapshot_, false);
    for (cursor.Seek({}); cursor.valid(); cursor.Next()) {
      units.clear();
      ZM_TRY(cursor.AppendPostings(0, &units));
      if (units.back() >= segment.units || cursor.token().empty()) {
        return Damaged();
      }
      for (const uint32_t each : units) {
        ZM_TRY(posting(i, each, cursor.token()));
      }
    }
    ZM_TRY(cursor.status());
    UnitReader reader(kv_, family_, segment.number, snapshot_);
    for (uint32_t at = 0; at < segment.units; ++at) {
      ZM_TRY_ASSIGN(const std::string_view key, reader.Get(at));
      if (key.empty()) return Damaged();
      ZM_TRY(unit(i, at, static_cast<TextKind>(key.front()), key.substr(1)));
    }
  }
  return {};
}

namespace {

Status Merge(KvStore* kv, const KvFamily& family,
             const std::vector<TextSegment>& taken,
             const std::vector<const TextCollector*>& collected,
             size_t flush_bytes, TextMeta* meta, KvBatch* batch) {
  SegmentWriter writer(kv, family, meta->next_segment++, batch, flush_bytes);
  ZM_TRY_ASSIGN(const TextSegment merged, writer.Write(taken, collected));
  meta->segments.push_back(merged);
  return {};
}

}  // namespace

Status AddTextSegment(KvStore* kv, const KvFamily& family,
                      const std::vector<const TextCollector*>& collected,
                      TextMeta* meta, KvBatch* batch) {
  uint64_t units = 0;
  for (const TextCollector* each : collected) units += each->units().size();
  if (units == 0) return {};
  std::vector<TextSegment> taken;
  uint64_t bytes = 0;
  while (!meta->segments.empty()) {
    const TextSegment& last = meta->segments.back();
    if (last.units > units || units + last.units > kMaxSegmentUnits ||
        bytes + last.bytes > kMaxMergedBytes) {
      break;
    }
    units += last.units;
    bytes += last.bytes;
    taken.insert(taken.begin(), last);
    meta->segments.pop_back();
  }
  ZM_TRY(Merge(kv, family, taken, collected, std::numeric_limits<size_t>::max(),
               meta, batch));
  for (const TextSegment& gone : taken) {
    ZM_TRY(DeleteSegment(*kv, family, gone.number, batch));
  }
  return {};
}

Status MergeTextSegments(KvStore* kv, const KvFamily& family, TextMeta* meta,
                         KvBatch* batch) {
  if (meta->segments.size() < 2) return {};
  const std::vector<TextSegment> old = std::move(meta->segments);
  meta->segments.clear();
  std::vector<TextSegment> taken;
  uint64_t units = 0;
  for (size_t i = 0; i <= old.size(); ++i) {
    const bool full =
        i == old.size() || units + old[i].units > kMaxSegmentUnits;
    if (full && !taken.empty()) {
      ZM_TRY(Merge(kv, family, taken, {}, kFlushBytes, meta, batch));
      taken.clear();
      units = 0;
    }
    if (i == old.size()) break;
    taken.push_back(old[i]);
    units += old[i].units;
  }
  for (const TextSegment& gone : old) {
    ZM_TRY(DeleteSegment(*kv, family, gone.number, batch));
  }
  return {};
}

}  // namespace zhimai
