#include "graph/store/text_rebuild.h"

#include <algorithm>

#include "graph/store/core.h"
#include "graph/store/meta.h"

namespace zhimai {
namespace {

constexpr size_t kFlushBytes = size_t{8} << 20;

}  // namespace

TextRebuild::TextRebuild(StoreCore* core, size_t memory_bytes)
    : core_(core), memory_bytes_(memory_bytes) {}

TextRebuild::~TextRebuild() = default;

Status TextRebuild::Put(TextKind kind, std::string_view key,
                        const TextTokens& tokens) {
  CollectUnit(kind, key, tokens, &collected_);
  const bool full = collected_.byte_size() >= memory_bytes_ ||
                    collected_.units().size() >= kMaxSegmentUnits;
  return full ? Flush() : Status();
}

Status TextRebuild::Flush() {
  if (!begun_) {
    ZM_TRY_ASSIGN(const TextMeta old, core_->ReadTextMeta({}));
    meta_.next_segment = old.next_segment;
    begun_ = true;
  }
  if (collected_.empty()) return {};
  KvBatch batch;
  SegmentWriter writer(&core_->kv(), core_->families().text,
                       meta_.next_segment++, &batch, kFlushBytes);
  ZM_TRY_ASSIGN(const TextSegment segment, writer.Write({}, {&collected_}));
  meta_.segments.push_back(segment);
  collected_ = TextCollector();
  return core_->kv().Write(&batch, /*sync=*/false);
}

Status TextRebuild::Finish() {
  ZM_TRY(Flush());
  KvBatch batch;
  ZM_TRY(
      MergeTextSegments(&core_->kv(), core_->families().text, &meta_, &batch));
  ZM_TRY_ASSIGN(const TextMeta old, core_->ReadTextMeta({}));
  for (const TextSegment& gone : old.segments) {
    ZM_TRY(DeleteSegment(core_->kv(), core_->families().text, gone.number,
                         &batch));
  }
  for (const TextKind kind : kTextKinds) meta_.SetComplete(kind, true);
  batch.Put(core_->families().meta, kMetaText, meta_.Encode());
  return core_->kv().Write(&batch);
}

Status DropStraySegments(StoreCore* core) {
  ZM_TRY_ASSIGN(const TextMeta meta, core->ReadTextMeta({}));
  ZM_TRY_ASSIGN(const std::vector<uint64_t> stored,
                StoredSegments(core->kv(), core->families().text, {}));
  KvBatch batch;
  for (const uint64_t number : stored) {
    const bool known =
        std::any_of(meta.segments.begin(), meta.segments.end(),
                    [&](const TextSegment& s) { return s.number == number; });
    if (known) continue;
    ZM_TRY(DeleteSegment(core->kv(), core->families().text, number, &batch));
  }
  return batch.count() > 0 ? core->kv().Write(&batch, /*sync=*/false)
                           : Status();
}

}  // namespace zhimai
