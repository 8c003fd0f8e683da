#include "graph/store/snapshot.h"

#include <utility>

#include "graph/store/block_cursor.h"
#include "graph/store/coding.h"
#include "graph/store/core.h"
#include "graph/store/dictionary.h"

namespace zhimai {
namespace {

constexpr TermId kLeast{0};
constexpr TermId kGreatest{~uint64_t{0}};

// The least and the greatest quad that agree with the bound columns at the
// front of the order.
struct Range {
  OrderedQuad lower;
  OrderedQuad upper;
  bool exact = true;  // every quad between them matches
};

Range RangeOf(const IdPattern& pattern, Order order) {
  const IdQuad greatest = {pattern.subject.value_or(kGreatest),
                           pattern.predicate.value_or(kGreatest),
                           pattern.object.value_or(kGreatest),
                           pattern.graph.value_or(kGreatest)};
  const IdQuad least = {
      pattern.subject.value_or(kLeast), pattern.predicate.value_or(kLeast),
      pattern.object.value_or(kLeast), pattern.graph.value_or(kLeast)};
  Range range{ToOrder(order, least), ToOrder(order, greatest)};
  bool open = false;
  for (size_t i = 0; i < 4; ++i) {
    const bool bound = range.lower[i] == range.upper[i];
    if (bound && open) range.exact = false;
    if (!bound) open = true;
    if (open) {
      range.lower[i] = kLeast;
      range.upper[i] = kGreatest;
    }
  }
  return range;
}

}  // namespace

struct QuadScan::Rep {
  Rep(const KvStore& kv, std::shared_ptr<const Generation> held,
      const DeltaState& changes, const KvSnapshot& snapshot,
      const IdPattern& wanted, Order which)
      : generation(std::move(held)),
        pattern(wanted),
        order(which),
        range(RangeOf(wanted, which)),
        status(changes.status),
        done(!changes.status.ok()) {
    if (generation->meta.base_quads > 0) {
      base.emplace(kv, BlockSource{generation->order(order), {}, false},
                   snapshot, /*fill_cache=*/true);
      base->Seek(range.lower);
    }
    if (!changes.meta.runs.empty()) {
      delta.emplace(kv, generation->delta, order, changes.meta.runs, snapshot);
      delta->Seek(range.lower);
    }
  }

  // The next quad of either side, after the delta's removals.
  bool Step(OrderedQuad* quad);
  bool Fail(const Status& why) {
    status = why;
    done = true;
    return false;
  }

  std::shared_ptr<const Generation> generation;
  IdPattern pattern;
  Order order;
  Range range;
  std::optional<BlockCursor> base;
  std::optional<DeltaCursor> delta;
  Status status;
  bool done = false;
};

bool QuadScan::Rep::Step(OrderedQuad* quad) {
  for (;;) {
    if (base && !base->status().ok()) return Fail(base->status());
    if (delta && !delta->status().ok()) return Fail(delta->status());
    const bool in_base = base && base->valid() && base->quad() <= range.upper;
    const bool in_delta =
        delta && delta->valid() && delta->quad() <= range.upper;
    if (!in_base && !in_delta) return false;
    if (in_base && (!in_delta || base->quad() < delta->quad())) {
      *quad = base->quad();
      base->Next();
      return true;
    }
    *quad = delta->quad();
    const bool both = in_base && base->quad() == *quad;
    const DeltaOp op = delta->op();
    if (both) base->Next();
    delta->Next();
    if (op == DeltaOp::kAdded || (op == DeltaOp::kCleared && both)) return true;
  }
}

QuadScan::QuadScan(std::unique_ptr<Rep> rep) : rep_(std::move(rep)) {}
QuadScan::QuadScan(QuadScan&&) noexcept = default;
QuadScan& QuadScan::operator=(QuadScan&&) noexcept = default;
QuadScan::~QuadScan() = default;

bool QuadScan::Next() {
  OrderedQuad columns;
  while (!rep_->done && rep_->Step(&columns)) {
    quad_ = FromOrder(rep_->order, columns);
    if (rep_->range.exact || rep_->pattern.Matches(quad_)) return true;
  }
  rep_->done = true;
  return false;
}

const Status& QuadScan::status() const { return rep_->status; }

void QuadScan::SkipTo(const IdQuad& quad) {
  const OrderedQuad target = ToOrder(rep_->order, quad);
  if (rep_->base && rep_->base->valid() && rep_->base->quad() < target) {
    rep_->base->SkipTo(target);
  }
  if (rep_->delta && rep_->delta->valid() && rep_->delta->quad() < target) {
    rep_->delta->SkipTo(target);
  }
}

Snapshot::Snapshot(const StoreCore* core,
                   std::shared_ptr<const Generation> generation,
                   std::shared_ptr<const DeltaState> delta, KvSnapshot kv)
    : core_(core),
      generation_(std::move(generation)),
      delta_(std::move(delta)),
      kv_(std::move(kv)) {}

Result<std::optional<TermId>> Snapshot::Find(const Term& term) const {
  return Dictionary(&core_->kv(), generation_.get(), &kv_).Find(term);
}

Result<Term> Snapshot::Decode(TermId id) const {
  return Dictionary(&core_->kv(), generation_.get(), &kv_).Decode(id);
}

Result<std::vector<Term>> Snapshot::DecodeAll(
    const std::vector<TermId>& ids) const {
  return Dictionary(&core_->kv(), generation_.get(), &kv_).DecodeAll(ids);
}

QuadScan Snapshot::Scan(const IdPattern& pattern) const {
  return Scan(pattern, BestOrder(pattern));
}

QuadScan Snapshot::Scan(const IdPattern& pattern, Order order) const {
  return QuadScan(std::make_unique<QuadScan::Rep>(
      core_->kv(), generation_, *delta_, kv_, pattern, order));
}

Result<uint64_t> Snapshot::Count(const IdPattern& pattern) const {
  const Order order = BestOrder(pattern);
  const Range range = RangeOf(pattern, order);
  uint64_t count = 0;
  if (!range.exact) {
    QuadScan scan = Scan(pattern, order);
    while (scan.Next()) ++count;
    ZM_TRY(scan.status());
    return count;
  }
  if (generation_->meta.base_quads > 0) {
    BlockCursor base(core_->kv(),
                     BlockSource{generation_->order(order), {}, false}, kv_,
                     /*fill_cache=*/true);
    base.Seek(range.lower);
    if (base.valid()) count = base.CountUntil(range.upper);
    ZM_TRY(base.status());
  }
  ZM_TRY(delta_->status);
  if (delta_->meta.runs.empty()) return count;
  DeltaCursor delta(core_->kv(), generation_->delta, order, delta_->meta.runs,
                    kv_);
  // What is added is not in the base, and what is removed is.
  for (delta.Seek(range.lower); delta.valid() && delta.quad() <= range.upper;
       delta.Next()) {
    if (delta.op() == DeltaOp::kAdded) ++count;
    if (delta.op() == DeltaOp::kRemoved) --count;
  }
  ZM_TRY(delta.status());
  return count;
}

Result<std::vector<Quad>> Snapshot::Match(const QuadPattern& pattern) const {
  const std::pair<const std::optional<Term>*,
                  std::optional<TermId> IdPattern::*>
      parts[] = {{&pattern.subject, &IdPattern::subject},
                 {&pattern.predicate, &IdPattern::predicate},
                 {&pattern.object, &IdPattern::object},
                 {&pattern.graph, &IdPattern::graph}};
  IdPattern ids;
  for (const auto& [term, slot] : parts) {
    if (!*term) continue;
    if (**term == Term()) {
      ids.*slot = TermId{};
      continue;
    }
    ZM_TRY_ASSIGN(ids.*slot, Find(**term));
    if (!(ids.*slot)) return std::vector<Quad>();
  }
  std::vector<TermId> found;
  QuadScan scan = Scan(ids);
  while (scan.Next()) {
    const IdQuad& quad = scan.quad();
    found.insert(found.end(),
                 {quad.subject, quad.predicate, quad.object, quad.graph});
  }
  ZM_TRY(scan.status());
  // The default graph has no entry; any term will do in its place.
  std::vector<TermId> wanted = found;
  for (size_t i = 3; i < wanted.size(); i += 4) {
    if (wanted[i].is_none()) wanted[i] = wanted[i - 1];
  }
  ZM_TRY_ASSIGN(const std::vector<Term> terms, DecodeAll(wanted));
  std::vector<Quad> quads;
  for (size_t i = 0; i < terms.size(); i += 4) {
    quads.push_back({terms[i], terms[i + 1], terms[i + 2],
                     found[i + 3].is_none() ? Term() : terms[i + 3]});
  }
  return quads;
}

Result<bool> Snapshot::Contains(const Quad& quad) const {
  ZM_TRY_ASSIGN(const std::vector<Quad> found,
                Match({quad.subject, quad.predicate, quad.object, quad.graph}));
  return !found.empty();
}

StatementFamily Snapshot::statements() const {
  return {&core_->kv(), core_->families().statement, kv_};
}
EvidenceFamily Snapshot::evidence() const {
  return {&core_->kv(), core_->families().evidence, kv_};
}
DocStatementFamily Snapshot::doc_statements() const {
  return {&core_->kv(), core_->families().doc_statements, kv_};
}
SupportFamily Snapshot::support() const {
  return {&core_->kv(), core_->families().support, kv_};
}
DocumentFamily Snapshot::documents() const {
  return {&core_->kv(), core_->families().documents, kv_};
}
EntityFamily Snapshot::entities() const {
  return {&core_->kv(), core_->families().entity, kv_};
}
AliasFamily Snapshot::aliases() const {
  return {&core_->kv(), core_->families().alias, kv_};
}

LinkFamily Snapshot::links() const {
  return {&core_->kv(), core_->families().link, kv_};
}
JournalFamily Snapshot::journal() const {
  return {&core_->kv(), core_->families().journal, kv_};
}
Result<TextIndex> Snapshot::text() const {
  ZM_TRY_ASSIGN(TextMeta meta, core_->ReadTextMeta(kv_));
  return TextIndex(&core_->kv(), core_->families().text, kv_, std::move(meta));
}
BlobFamily Snapshot::blobs() const {
  return {&core_->kv(), core_->families().meta, kv_};
}

Result<std::vector<PredicateStats>> Snapshot::Stats() const {
  std::vector<PredicateStats> stats;
  KvCursor cursor = core_->kv().NewCursor(generation_->stats, kv_);
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
    ByteReader in(cursor.value());
    PredicateStats entry;
    entry.predicate = cursor.key();
    entry.rows = in.Varint();
    entry.distinct_subjects = in.Varint();
    entry.distinct_objects = in.Varint();
    if (!in.done()) return Status::Corruption("stats: an entry is damaged");
    stats.push_back(std::move(entry));
  }
  ZM_TRY(cursor.status());
  return stats;
}

uint64_t Snapshot::generation() const { return generation_->meta.number; }

}  // namespace zhimai
