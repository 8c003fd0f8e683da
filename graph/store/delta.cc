#include "graph/store/delta.h"

#include <algorithm>
#include <utility>

#include "graph/store/coding.h"
#include "graph/store/meta.h"
#include "graph/store/quad_block.h"

namespace zhimai {
namespace {

// Small, because a look-up decodes one block of every run.
constexpr size_t kQuadsPerDeltaBlock = 128;
// Larger runs are left for optimize: merging holds a run in memory.
constexpr uint64_t kMaxMergedQuads = uint64_t{4} << 20;

constexpr OrderedQuad kFirst{};

// Collects sorted entries of one order into blocks of one run.
class RunWriter {
 public:
  RunWriter(const KvFamily& family, Order order, uint64_t run, KvBatch* batch)
      : family_(family), prefix_(RunPrefix(order, run)), batch_(batch) {}

  void Add(const OrderedQuad& quad, DeltaOp op) {
    quads_.push_back(quad);
    ops_.push_back(op);
    if (quads_.size() == kQuadsPerDeltaBlock) Flush();
  }

  void Flush() {
    if (quads_.empty()) return;
    std::string key = prefix_;
    AppendQuadKey(quads_.back(), &key);
    batch_->Put(family_, key, EncodeDeltaBlock(quads_, ops_));
    count_ += quads_.size();
    quads_.clear();
    ops_.clear();
  }

  uint64_t count() const { return count_; }

 private:
  const KvFamily& family_;
  std::string prefix_;
  KvBatch* batch_;
  std::vector<OrderedQuad> quads_;
  std::vector<DeltaOp> ops_;
  uint64_t count_ = 0;
};

Status DeleteRun(const KvStore& kv, const KvFamily& family, Order order,
                 uint64_t run, KvBatch* batch) {
  const std::string prefix = RunPrefix(order, run);
  KvCursor cursor = kv.NewCursor(
      family, {},
      {.lower = prefix, .upper = PrefixEnd(prefix), .fill_cache = true});
  for (cursor.Seek(prefix); cursor.valid(); cursor.Next()) {
    batch->Delete(family, cursor.key());
  }
  return cursor.status();
}

// Takes from the end of `*runs` those that are no larger than what is written
// together with them.
std::vector<DeltaRun> TakeSmaller(uint64_t quads, std::vector<DeltaRun>* runs) {
  std::vector<DeltaRun> taken;
  uint64_t total = quads;
  while (!runs->empty() && runs->back().quads <= total &&
         total + runs->back().quads <= kMaxMergedQuads) {
    total += runs->back().quads;
    taken.insert(taken.begin(), runs->back());
    runs->pop_back();
  }
  return taken;
}

// The new entries (sorted) and the old runs as one run; the new ones are
// right. With nothing older left, what is cleared need not be said.
Result<uint64_t> MergeInto(
    const std::vector<std::pair<OrderedQuad, DeltaOp>>& fresh, DeltaCursor* old,
    bool is_oldest, RunWriter* writer) {
  const auto add = [&](const OrderedQuad& quad, DeltaOp op) {
    if (!is_oldest || op != DeltaOp::kCleared) writer->Add(quad, op);
  };
  for (const auto& [quad, op] : fresh) {
    while (old->valid() && old->quad() < quad) {
      add(old->quad(), old->op());
      old->Next();
    }
    if (old->valid() && old->quad() == quad) old->Next();
    add(quad, op);
  }
  for (; old->valid(); old->Next()) add(old->quad(), old->op());
  ZM_TRY(old->status());
  writer->Flush();
  return writer->count();
}

}  // namespace

std::string DeltaMeta::Encode() const {
  std::string out;
  for (uint64_t value : {added, removed, terms, next_run}) {
    AppendVarint(value, &out);
  }
  for (const DeltaRun& run : runs) {
    AppendVarint(run.number, &out);
    AppendVarint(run.quads, &out);
  }
  return out;
}

Result<DeltaMeta> DeltaMeta::Decode(std::string_view bytes) {
  ByteReader in(bytes);
  DeltaMeta meta;
  meta.added = in.Varint();
  meta.removed = in.Varint();
  meta.terms = in.Varint();
  meta.next_run = in.Varint();
  while (in.ok() && in.remaining() > 0) {
    DeltaRun run;
    run.number = in.Varint();
    run.quads = in.Varint();
    meta.runs.push_back(run);
  }
  if (!in.done()) {
    return Status::Corruption("meta: the record of the delta is damaged");
  }
  return meta;
}

std::string RunPrefix(Order order, uint64_t run) {
  std::string prefix(1, static_cast<char>(order));
  AppendBig64(run, &prefix);
  return prefix;
}

DeltaCursor::DeltaCursor(const KvStore& kv, const KvFamily& family, Order order,
                         const std::vector<DeltaRun>& runs,
                         const KvSnapshot& snapshot) {
  cursors_.reserve(runs.size());
  for (const DeltaRun& run : runs) {
    cursors_.emplace_back(
        kv, BlockSource{family, RunPrefix(order, run.number), true}, snapshot,
        /*fill_cache=*/true);
  }
}

void DeltaCursor::Seek(const OrderedQuad& target) {
  for (BlockCursor& cursor : cursors_) cursor.Seek(target);
  Choose();
}

void DeltaCursor::SkipTo(const OrderedQuad& target) {
  for (BlockCursor& cursor : cursors_) {
    if (cursor.valid() && cursor.quad() < target) cursor.SkipTo(target);
  }
  Choose();
}

void DeltaCursor::Next() {
  const OrderedQuad passed = quad();
  for (BlockCursor& cursor : cursors_) {
    if (cursor.valid() && cursor.quad() == passed) cursor.Next();
  }
  Choose();
}

// There are few runs: looking at each beats a heap.
void DeltaCursor::Choose() {
  youngest_ = nullptr;
  for (const BlockCursor& cursor : cursors_) {
    if (!cursor.status().ok()) {
      status_ = cursor.status();
      youngest_ = nullptr;
      return;
    }
    if (!cursor.valid()) continue;
    if (youngest_ == nullptr || cursor.quad() <= youngest_->quad()) {
      youngest_ = &cursor;
    }
  }
}

Status WriteRun(const KvStore& kv, const KvFamily& family,
                const std::vector<DeltaEntry>& entries, DeltaMeta* meta,
                KvBatch* batch) {
  if (entries.empty()) return {};
  const std::vector<DeltaRun> taken = TakeSmaller(entries.size(), &meta->runs);
  DeltaRun run;
  run.number = meta->next_run++;
  for (Order order : kOrders) {
    std::vector<std::pair<OrderedQuad, DeltaOp>> fresh;
    fresh.reserve(entries.size());
    for (const DeltaEntry& entry : entries) {
      fresh.emplace_back(ToOrder(order, FromOrder(Order::kSpo, entry.quad)),
                         entry.op);
    }
    std::sort(fresh.begin(), fresh.end());
    DeltaCursor old(kv, family, order, taken, {});
    old.Seek(kFirst);
    RunWriter writer(family, order, run.number, batch);
    ZM_TRY_ASSIGN(run.quads,
                  MergeInto(fresh, &old, meta->runs.empty(), &writer));
    for (const DeltaRun& gone : taken) {
      ZM_TRY(DeleteRun(kv, family, order, gone.number, batch));
    }
  }
  if (run.quads > 0) meta->runs.push_back(run);
  return {};
}

}  // namespace zhimai
