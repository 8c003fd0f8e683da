#include "graph/store/verify_triples.h"

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/base/hash.h"
#include "graph/store/block_cursor.h"
#include "graph/store/coding.h"
#include "graph/store/dictionary.h"
#include "graph/store/meta.h"
#include "graph/store/quad_block.h"
#include "graph/store/string_block.h"
#include "graph/store/term_key.h"

namespace zhimai {
namespace {

constexpr OrderedQuad kFirst{};

// One member of the relation between entries and ids.
uint64_t EntryHash(uint64_t key_hash, TermId id) {
  return Hash64(Big64(key_hash) + Big64(id.bits));
}

struct DeltaSums {
  SetSum added;
  SetSum removed;
  SetSum cleared;

  friend bool operator==(const DeltaSums&, const DeltaSums&) = default;
};

class TripleVerifier {
 public:
  TripleVerifier(const StoreCore& core, const StoreCore::View& view,
                 VerifyReport* report, Problems* problems)
      : core_(core),
        generation_(*view.generation),
        snapshot_(view.kv),
        state_(*view.delta),
        delta_(state_.meta),
        dictionary_(&core.kv(), view.generation.get(), &view.kv),
        report_(report),
        problems_(problems) {}

  void Run();

 private:
  void CheckBaseDictionary();
  void CheckBlock(uint64_t number, std::vector<std::string> block,
                  std::string* last);
  void CheckEntry(std::string_view key, TermId id);
  void CheckDeltaDictionary();
  void CheckHashes();
  void CheckCollision(const std::vector<TermId>& ids);
  void CheckQuads();
  SetSum SumBase(Order order);
  void CheckDelta();
  DeltaSums SumDelta(Order order);
  void CheckRuns();
  void CheckDeltaAgainstBase();
  void CheckQuad(const IdQuad& quad, bool from_base);
  bool Exists(TermId id) const;

  const StoreCore& core_;
  const Generation& generation_;
  const KvSnapshot& snapshot_;
  const DeltaState& state_;
  const DeltaMeta& delta_;
  Dictionary dictionary_;
  VerifyReport* report_;
  Problems* problems_;
  SetSum entries_;
  // First and last position of each kind in the base dictionary; the kind of
  // each entry of the delta dictionary.
  std::map<TermKind, std::pair<uint64_t, uint64_t>> base_kinds_;
  std::vector<TermKind> delta_kinds_;
};

void TripleVerifier::Run() {
  if (problems_->AddIf(state_.status)) return;
  CheckBaseDictionary();
  CheckDeltaDictionary();
  CheckHashes();
  CheckQuads();
  CheckDelta();
  report_->terms = entries_.count;
  report_->quads = generation_.meta.base_quads + delta_.added - delta_.removed;
}

void TripleVerifier::CheckBaseDictionary() {
  KvCursor cursor =
      core_.kv().NewCursor(generation_.dict_base, snapshot_,
                           {.lower = {}, .upper = {}, .fill_cache = false});
  uint64_t number = 0;
  std::string last;
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next(), ++number) {
    std::vector<std::string> block;
    if (cursor.key() != Big64(number) ||
        !DecodeStrings(cursor.value(), &block)) {
      problems_->Add("dict_base: block " + std::to_string(number) +
                     " is missing or damaged");
      return;
    }
    CheckBlock(number, std::move(block), &last);
  }
  problems_->AddIf(cursor.status());
  if (entries_.count != generation_.meta.base_terms) {
    problems_->Add("dict_base has " + std::to_string(entries_.count) +
                   " entries, meta says " +
                   std::to_string(generation_.meta.base_terms));
  }
}

void TripleVerifier::CheckBlock(uint64_t number, std::vector<std::string> block,
                                std::string* last) {
  if (entries_.count != number * kStringsPerBlock) {
    problems_->Add("dict_base: a block before " + std::to_string(number) +
                   " is not full");
  }
  for (std::string& key : block) {
    if (key <= *last) {
      problems_->Add("dict_base: block " + std::to_string(number) +
                     " is not sorted");
    }
    const uint64_t position = entries_.count;
    const TermKind kind = KindOfKey(key);
    auto [range, fresh] =
        base_kinds_.try_emplace(kind, std::pair(position, position));
    range->second.second = position;
    CheckEntry(key, MakeTermId(kind, position));
    *last = std::move(key);
  }
}

void TripleVerifier::CheckEntry(std::string_view key, TermId id) {
  entries_.Add(EntryHash(Hash64(key), id));
  bool valid = false;
  if (KindOfKey(key) == TermKind::kTriple) {
    const std::optional<TripleParts> parts = TripleOfKey(key);
    valid = parts.has_value();
    // Parts come before the whole: they are of a lesser depth.
    for (size_t i = 0; valid && i < 3; ++i) valid = Exists(parts->ids[i]);
  } else {
    valid = TermOfKey(key).has_value();
  }
  if (!valid) {
    problems_->Add("dictionary: entry " + std::to_string(id.payload()) +
                   (id.in_delta() ? " of the delta" : "") + " is damaged");
  }
}

void TripleVerifier::CheckDeltaDictionary() {
  KvCursor cursor = core_.kv().NewCursor(generation_.dict_delta, snapshot_);
  uint64_t sequence = 0;
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next(), ++sequence) {
    const auto kind = static_cast<uint8_t>(KindOfKey(cursor.value()));
    if (cursor.key() != Big64(sequence) || kind == 0) {
      problems_->Add("dict_delta: entry " + std::to_string(sequence) +
                     " is missing or damaged");
      return;
    }
    const auto delta_kind = static_cast<TermKind>(kind | 1);
    delta_kinds_.push_back(delta_kind);
    CheckEntry(cursor.value(), MakeTermId(delta_kind, sequence));
  }
  problems_->AddIf(cursor.status());
  if (sequence != delta_.terms) {
    problems_->Add("dict_delta has " + std::to_string(sequence) +
                   " entries, meta says " + std::to_string(delta_.terms));
  }
}

void TripleVerifier::CheckHashes() {
  SetSum hashes;
  KvCursor cursor =
      core_.kv().NewCursor(generation_.dict_hash, snapshot_,
                           {.lower = {}, .upper = {}, .fill_cache = false});
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
    const auto ids = ParseHashValue(cursor.value());
    if (cursor.key().size() != 8 || !ids) {
      problems_->Add("dict_hash: an entry is damaged");
      continue;
    }
    for (TermId id : *ids) {
      hashes.Add(EntryHash(ReadBig64(cursor.key().data()), id));
    }
    if (ids->size() > 1) CheckCollision(*ids);
  }
  problems_->AddIf(cursor.status());
  if (hashes != entries_) {
    problems_->Add("dict_hash does not agree with the dictionary");
  }
}

// Two ids may share a hash, but not be the same term.
void TripleVerifier::CheckCollision(const std::vector<TermId>& ids) {
  std::map<std::string, TermId> keys;
  for (TermId id : ids) {
    Result<std::string> key = dictionary_.KeyOf(id);
    if (problems_->AddIf(key.status())) continue;
    if (!keys.emplace(std::move(key).value(), id).second) {
      problems_->Add("dictionary: a term has two ids");
    }
  }
}

bool TripleVerifier::Exists(TermId id) const {
  if (!id.in_dictionary()) {
    return TermOfInline(id, generation_.prefixes).has_value();
  }
  if (id.in_delta()) {
    return id.payload() < delta_kinds_.size() &&
           delta_kinds_[id.payload()] == id.kind();
  }
  const auto range = base_kinds_.find(id.kind());
  return range != base_kinds_.end() && range->second.first <= id.payload() &&
         id.payload() <= range->second.second;
}

void TripleVerifier::CheckQuad(const IdQuad& quad, bool from_base) {
  const auto good = [&](TermId id) {
    return Exists(id) && !(from_base && id.in_delta());
  };
  // The default graph is no term.
  if (!good(quad.subject) || !good(quad.predicate) || !good(quad.object) ||
      !(quad.graph.is_none() || good(quad.graph))) {
    problems_->Add("a quad has a term that is not in the dictionary");
  }
}

SetSum TripleVerifier::SumBase(Order order) {
  SetSum sum;
  BlockCursor cursor(core_.kv(),
                     BlockSource{generation_.order(order), {}, false},
                     snapshot_, /*fill_cache=*/false);
  OrderedQuad last{};
  for (cursor.Seek(kFirst); cursor.valid(); cursor.Next()) {
    if (sum.count > 0 && !(last < cursor.quad())) {
      problems_->Add(std::string(OrderName(order)) + ": blocks overlap");
    }
    last = cursor.quad();
    const IdQuad quad = FromOrder(order, last);
    sum.Add(Hash64(QuadKey(ToOrder(Order::kSpo, quad))));
    // Once is enough: the sums say that the other orders have the same.
    if (order == Order::kSpo) CheckQuad(quad, /*from_base=*/true);
  }
  problems_->AddIf(cursor.status());
  return sum;
}

void TripleVerifier::CheckQuads() {
  const SetSum spo = SumBase(Order::kSpo);
  if (spo.count != generation_.meta.base_quads) {
    problems_->Add("spo has " + std::to_string(spo.count) +
                   " quads, meta says " +
                   std::to_string(generation_.meta.base_quads));
  }
  for (Order order : kOrders) {
    if (order == Order::kSpo || SumBase(order) == spo) continue;
    problems_->Add(std::string(OrderName(order)) +
                   " does not hold the same quads as spo");
  }
}

DeltaSums TripleVerifier::SumDelta(Order order) {
  DeltaSums sums;
  DeltaCursor cursor(core_.kv(), generation_.delta, order, delta_.runs,
                     snapshot_);
  for (cursor.Seek(kFirst); cursor.valid(); cursor.Next()) {
    const IdQuad quad = FromOrder(order, cursor.quad());
    SetSum& sum = cursor.op() == DeltaOp::kAdded     ? sums.added
                  : cursor.op() == DeltaOp::kRemoved ? sums.removed
                                                     : sums.cleared;
    sum.Add(Hash64(QuadKey(ToOrder(Order::kSpo, quad))));
    if (order == Order::kSpo) CheckQuad(quad, /*from_base=*/false);
  }
  problems_->AddIf(cursor.status());
  return sums;
}

void TripleVerifier::CheckDelta() {
  CheckRuns();
  const DeltaSums spo = SumDelta(Order::kSpo);
  if (spo.added.count != delta_.added || spo.removed.count != delta_.removed) {
    problems_->Add("delta: its counts are not those in meta");
  }
  for (Order order : kOrders) {
    if (order == Order::kSpo || SumDelta(order) == spo) continue;
    problems_->Add("delta: " + std::string(OrderName(order)) +
                   " does not hold the same quads as spo");
  }
  CheckDeltaAgainstBase();
}

// Every key belongs to a run of meta, and every run is as long as it says.
void TripleVerifier::CheckRuns() {
  std::map<std::string, uint64_t> counts;
  KvCursor cursor = core_.kv().NewCursor(generation_.delta, snapshot_);
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
    std::vector<OrderedQuad> quads;
    std::vector<DeltaOp> ops;
    if (!DecodeDeltaBlock(cursor.value(), &quads, &ops)) {
      problems_->Add("delta: a block is damaged");
    }
    counts[std::string(cursor.key().substr(0, 9))] += quads.size();
  }
  problems_->AddIf(cursor.status());
  std::map<std::string, uint64_t> expected;
  for (const DeltaRun& run : delta_.runs) {
    for (Order order : kOrders) {
      expected[RunPrefix(order, run.number)] = run.quads;
    }
  }
  if (counts != expected) {
    problems_->Add("delta: its runs are not those in meta");
  }
}

// What is added is not in the base, and what is removed is.
void TripleVerifier::CheckDeltaAgainstBase() {
  BlockCursor base(core_.kv(),
                   BlockSource{generation_.order(Order::kSpo), {}, false},
                   snapshot_, /*fill_cache=*/true);
  DeltaCursor delta(core_.kv(), generation_.delta, Order::kSpo, delta_.runs,
                    snapshot_);
  for (delta.Seek(kFirst); delta.valid(); delta.Next()) {
    if (delta.op() == DeltaOp::kCleared) continue;
    base.Seek(delta.quad());
    const bool in_base = base.valid() && base.quad() == delta.quad();
    const bool added = delta.op() == DeltaOp::kAdded;
    if (in_base == added) {
      problems_->Add(in_base ? "delta: adds a quad of the base"
                             : "delta: removes a quad that is not there");
    }
  }
  problems_->AddIf(delta.status());
}

}  // namespace

void VerifyTriples(const StoreCore& core, const StoreCore::View& view,
                   VerifyReport* report, Problems* problems) {
  TripleVerifier(core, view, report, problems).Run();
}

}  // namespace zhimai
