#include "graph/store/renumber.h"

#include <algorithm>

#include "graph/base/status.h"
#include "graph/store/coding.h"
#include "graph/store/meta.h"
#include "graph/store/string_block.h"

namespace zhimai {
namespace {

// No term has it.
constexpr TermId kMarked{~uint64_t{0}};

}  // namespace

Renumbering::Renumbering(const KvStore* kv, const Generation* old,
                         const KvSnapshot* snapshot, uint64_t delta_terms,
                         BulkInput* fresh)
    : kv_(kv),
      old_(old),
      snapshot_(snapshot),
      fresh_(fresh),
      dictionary_(kv, old, snapshot),
      base_(old->meta.base_terms),
      delta_(delta_terms) {}

TermId* Renumbering::SlotOf(TermId id) {
  std::vector<TermId>& table = id.in_delta() ? delta_ : base_;
  return id.payload() < table.size() ? &table[id.payload()] : nullptr;
}

Status Renumbering::Mark(TermId id) {
  std::vector<TermId> pending = {id};
  while (!pending.empty()) {
    const TermId next = pending.back();
    pending.pop_back();
    if (next.in_dictionary()) ZM_TRY(MarkEntry(next, &pending));
  }
  return {};
}

Status Renumbering::MarkEntry(TermId id, std::vector<TermId>* pending) {
  TermId* slot = SlotOf(id);
  if (slot == nullptr) {
    return Status::Corruption(
        "a quad has a term that is not in the dictionary");
  }
  if (!slot->is_none()) return {};
  *slot = kMarked;
  if (!id.is_triple()) return {};
  ZM_TRY_ASSIGN(const std::string key, dictionary_.KeyOf(id));
  const std::optional<TripleParts> parts = TripleOfKey(key);
  if (!parts) return Status::Corruption("dictionary: a triple term is damaged");
  triples_.push_back({id, *parts});
  pending->insert(pending->end(), parts->ids.begin(), parts->ids.end());
  return {};
}

TermId Renumbering::New(TermId old) const {
  if (!old.in_dictionary()) return old;
  const TermId id =
      old.in_delta() ? delta_[old.payload()] : base_[old.payload()];
  ZM_CHECK(!id.is_none() && id != kMarked);
  return id;
}

Status Renumbering::WriteDictionary(DictionaryWriter* writer) {
  ZM_TRY(MergeStrings(writer));
  return WriteTriples(writer);
}

Result<std::vector<Renumbering::DeltaEntry>> Renumbering::SortedDelta() const {
  std::vector<DeltaEntry> entries;
  KvCursor cursor =
      kv_->NewCursor(old_->dict_delta, *snapshot_,
                     {.lower = {}, .upper = {}, .fill_cache = false});
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
    if (cursor.key().size() != 8) {
      return Status::Corruption("dict_delta: a key is damaged");
    }
    const uint64_t sequence = ReadBig64(cursor.key().data());
    if (sequence >= delta_.size() || delta_[sequence] != kMarked ||
        KindOfKey(cursor.value()) == TermKind::kTriple) {
      continue;
    }
    entries.emplace_back(cursor.value(), sequence);
  }
  ZM_TRY(cursor.status());
  std::sort(entries.begin(), entries.end());
  return entries;
}

Status Renumbering::MergeStrings(DictionaryWriter* writer) {
  ZM_TRY_ASSIGN(strings_, SortedDelta());
  KvCursor cursor =
      kv_->NewCursor(old_->dict_base, *snapshot_,
                     {.lower = {}, .upper = {}, .fill_cache = false});
  std::vector<std::string> block;
  uint64_t position = 0;
  for (cursor.SeekToFirst(); cursor.valid(); cursor.Next()) {
    if (!DecodeStrings(cursor.value(), &block) ||
        position + block.size() > base_.size()) {
      return Status::Corruption("dict_base: a block is damaged");
    }
    for (const std::string& key : block) {
      TermId& slot = base_[position++];
      if (slot != kMarked || KindOfKey(key) == TermKind::kTriple) continue;
      ZM_TRY(AddBefore(&key, writer));
      ZM_TRY_ASSIGN(slot, writer->Add(key));
      if (fresh_ != nullptr && fresh_->has_term() && fresh_->term() == key) {
        ZM_TRY(fresh_->AssignTerm(slot));
      }
    }
  }
  ZM_TRY(cursor.status());
  return AddBefore(nullptr, writer);
}

// Strings of the old delta and fresh ones below the bound, or all.
Status Renumbering::AddBefore(const std::string* bound,
                              DictionaryWriter* writer) {
  for (;;) {
    const bool old = next_ < strings_.size();
    const bool fresh = fresh_ != nullptr && fresh_->has_term();
    if (!old && !fresh) return {};
    const bool old_first =
        old && (!fresh || strings_[next_].first <= fresh_->term());
    const std::string_view key =
        old_first ? std::string_view(strings_[next_].first) : fresh_->term();
    if (bound != nullptr && key >= *bound) return {};
    const bool both = old_first && fresh && fresh_->term() == key;
    ZM_TRY_ASSIGN(const TermId id, writer->Add(key));
    if (!old_first || both) ZM_TRY(fresh_->AssignTerm(id));
    if (old_first) delta_[strings_[next_++].second] = id;
  }
}

// A triple term sorts by the new ids of its parts, so those of each depth wait
// for the depth before.
Status Renumbering::WriteTriples(DictionaryWriter* writer) {
  for (int depth = 1; depth <= kMaxTripleTermDepth; ++depth) {
    std::vector<std::pair<std::string, TermId*>> level;
    for (const OldTriple& triple : triples_) {
      if (triple.parts.depth != depth) continue;
      std::array<TermId, 3> parts = triple.parts.ids;
      for (TermId& part : parts) part = New(part);
      level.emplace_back(TripleKey(depth, parts), SlotOf(triple.id));
    }
    if (fresh_ != nullptr) ZM_TRY(fresh_->AddTripleTerms(depth, &level));
    std::sort(level.begin(), level.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    ZM_TRY(AddLevel(level, writer));
  }
  return {};
}

Status Renumbering::AddLevel(
    const std::vector<std::pair<std::string, TermId*>>& level,
    DictionaryWriter* writer) {
  for (size_t i = 0; i < level.size(); ++i) {
    if (i > 0 && level[i].first == level[i - 1].first) {
      *level[i].second = *level[i - 1].second;
    } else {
      ZM_TRY_ASSIGN(*level[i].second, writer->Add(level[i].first));
    }
  }
  return {};
}

}  // namespace zhimai
