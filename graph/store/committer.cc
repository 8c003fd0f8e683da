#include "graph/store/committer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "graph/store/block_cursor.h"
#include "graph/store/coding.h"
#include "graph/store/family_keys.h"
#include "graph/store/meta.h"
#include "graph/store/term_key.h"

namespace zhimai {

Committer::Committer(StoreCore* core)
    : core_(core),
      snapshot_(core->TakeSnapshot()),
      dictionary_(&core->kv(), snapshot_.generation_.get(), &snapshot_.kv_) {}

Result<CommitResult> Committer::Commit(const WriteBatch& batch, bool sync) {
  PutFamilies(batch);
  ZM_TRY(PutSupport(batch));
  ZM_TRY(PutJournal(batch));
  ZM_TRY(PutQuads(batch));
  ZM_TRY(PutText(batch));
  ZM_TRY(core_->kv().Write(&out_, sync));
  return result_;
}

void Committer::PutFamilies(const WriteBatch& batch) {
  const LastingFamilies& families = core_->families();
  // In the sequence of WriteBatch::Target.
  const KvFamily* const targets[] = {
      &families.statement, &families.evidence, &families.doc_statements,
      &families.documents, &families.entity,   &families.alias,
      &families.link,      &families.meta,
  };
  for (const auto& [where, change] : batch.changes_) {
    const KvFamily& family = *targets[static_cast<size_t>(where.first)];
    if (change.put) {
      out_.Put(family, where.second, change.value);
    } else {
      out_.Delete(family, where.second);
    }
  }
}

Status Committer::PutSupport(const WriteBatch& batch) {
  const SupportFamily support = snapshot_.support();
  for (const auto& [key, change] : batch.support_) {
    if (change == 0) continue;
    ZM_TRY_ASSIGN(const uint64_t stored,
                  support.Get(static_cast<SupportKind>(key.front()),
                              std::string_view(key).substr(1)));
    const int64_t count = static_cast<int64_t>(stored) + change;
    if (count < 0) {
      return Status::InvalidInput("a support count would fall below zero");
    }
    if (count == 0) {
      out_.Delete(core_->families().support, key);
      continue;
    }
    std::string value;
    AppendVarint(static_cast<uint64_t>(count), &value);
    out_.Put(core_->families().support, key, value);
  }
  return {};
}

Status Committer::PutJournal(const WriteBatch& batch) {
  if (batch.journal_.empty()) return {};
  ZM_TRY_ASSIGN(uint64_t sequence, snapshot_.journal().Last());
  for (const std::string& entry : batch.journal_) {
    out_.Put(core_->families().journal, Big64(++sequence), entry);
  }
  return {};
}

Status Committer::PutQuads(const WriteBatch& batch) {
  if (batch.quads_.empty()) return {};
  ZM_TRY(snapshot_.delta_->status);
  delta_ = snapshot_.delta_->meta;
  ZM_TRY_ASSIGN(const std::vector<QuadChange> changes, Resolve(batch));
  ZM_TRY(CompareWithStored(changes));
  ZM_TRY(WriteRun(core_->kv(), core_->generation().delta, entries_, &delta_,
                  &out_));
  PutNewEntries();
  if (delta_ != snapshot_.delta_->meta) {
    out_.Put(core_->families().meta, kMetaDelta, delta_.Encode());
  }
  return {};
}

Status Committer::CompareWithStored(const std::vector<QuadChange>& changes) {
  if (changes.empty()) return {};
  const Generation& generation = core_->generation();
  BlockCursor base(core_->kv(),
                   BlockSource{generation.order(Order::kSpo), {}, false},
                   snapshot_.kv_, /*fill_cache=*/true);
  DeltaCursor delta(core_->kv(), generation.delta, Order::kSpo, delta_.runs,
                    snapshot_.kv_);
  base.Seek(changes.front().quad);
  delta.Seek(changes.front().quad);
  for (const QuadChange& change : changes) {
    if (base.valid()) base.SkipTo(change.quad);
    if (delta.valid()) delta.SkipTo(change.quad);
    ZM_TRY(base.status());
    ZM_TRY(delta.status());
    std::optional<DeltaOp> stored;
    if (delta.valid() && delta.quad() == change.quad) stored = delta.op();
    const bool in_base = base.valid() && base.quad() == change.quad;
    if (Apply(change, in_base, stored)) NoteName(*change.source, change.add);
  }
  return {};
}

// Keeps two invariants: what is added in the delta is not in the base, and
// what is removed there is.
bool Committer::Apply(const QuadChange& change, bool in_base,
                      std::optional<DeltaOp> stored) {
  const bool added = stored == DeltaOp::kAdded;
  const bool removed = stored == DeltaOp::kRemoved;
  const bool present = added || (in_base && !removed);
  if (present == change.add) return false;
  ++(change.add ? result_.quads_added : result_.quads_removed);
  DeltaOp op = DeltaOp::kCleared;
  if (removed) {
    --delta_.removed;
  } else if (added) {
    --delta_.added;
  } else if (change.add) {
    op = DeltaOp::kAdded;
    ++delta_.added;
  } else {
    op = DeltaOp::kRemoved;
    ++delta_.removed;
  }
  entries_.push_back({change.quad, op});
  return true;
}

void Committer::NoteName(const Quad& quad, bool added) {
  if (!IsName(quad)) return;
  if (added) {
    names_.push_back(&quad.object);
  } else {
    ++names_gone_;
  }
}

Status Committer::PutText(const WriteBatch& batch) {
  const uint64_t stale = batch.stale_text_ + names_gone_;
  if (batch.text_.empty() && names_.empty() && stale == 0) return {};
  ZM_TRY_ASSIGN(TextMeta meta, core_->ReadTextMeta(snapshot_.kv_));
  // Without any complete part nobody looks into it.
  if (meta.complete == 0) return {};
  TextCollector names;
  for (const Term* const name : names_) {
    ZM_TRY_ASSIGN(const std::string key, TermKey(*name));
    TextTokens tokens;
    AddLiteralTokens(name->value(), core_->tokenizer(), &tokens);
    CollectUnit(TextKind::kLiteral, key, tokens, &names);
  }
  meta.stale += stale;
  ZM_TRY(AddTextSegment(&core_->kv(), core_->families().text,
                        {&batch.text_, &names}, &meta, &out_));
  out_.Put(core_->families().meta, kMetaText, meta.Encode());
  return {};
}

Result<std::vector<Committer::QuadChange>> Committer::Resolve(
    const WriteBatch& batch) {
  std::vector<QuadChange> changes;
  changes.reserve(batch.quads_.size());
  for (const auto& [quad, add] : batch.quads_) {
    ZM_TRY_ASSIGN(const std::optional<OrderedQuad> ids, ResolveQuad(quad, add));
    if (ids) changes.push_back({*ids, add, &quad});
  }
  std::sort(
      changes.begin(), changes.end(),
      [](const QuadChange& a, const QuadChange& b) { return a.quad < b.quad; });
  return changes;
}

Result<std::optional<OrderedQuad>> Committer::ResolveQuad(const Quad& quad,
                                                          bool create) {
  OrderedQuad ids{};
  size_t next = 0;
  for (const Term* term :
       {&quad.subject, &quad.predicate, &quad.object, &quad.graph}) {
    const size_t column = next++;
    if (term == &quad.graph && quad.in_default_graph()) continue;
    ZM_TRY_ASSIGN(const std::optional<TermId> id, ResolveTerm(*term, create));
    if (!id) return std::optional<OrderedQuad>();
    ids[column] = *id;
  }
  return std::optional(ids);
}

Result<std::optional<TermId>> Committer::ResolveTerm(const Term& term,
                                                     bool create) {
  const std::optional<TermId> inlined =
      InlineTerm(term, core_->generation().prefixes);
  if (inlined) return inlined;
  if (!term.is_triple()) {
    ZM_TRY_ASSIGN(const std::string key, TermKey(term));
    return ResolveKey(key, create);
  }
  std::array<TermId, 3> parts;
  size_t next = 0;
  const Triple& triple = term.triple();
  for (const Term* part :
       {&triple.subject, &triple.predicate, &triple.object}) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id, ResolveTerm(*part, create));
    if (!id) return std::optional<TermId>();
    parts[next++] = *id;
  }
  return ResolveKey(TripleKey(term.depth(), parts), create);
}

Result<std::optional<TermId>> Committer::ResolveKey(const std::string& key,
                                                    bool create) {
  const auto known = ids_.find(key);
  if (known != ids_.end() && (known->second || !create)) return known->second;
  std::optional<TermId> id;
  if (known == ids_.end()) {
    ZM_TRY_ASSIGN(id, dictionary_.FindKey(key));
  }
  if (!id && create) {
    ZM_TRY_ASSIGN(id, NewEntry(key));
  }
  ids_[key] = id;
  return id;
}

Result<TermId> Committer::NewEntry(const std::string& key) {
  const auto kind = static_cast<uint8_t>(KindOfKey(key));
  const TermId id = MakeTermId(static_cast<TermKind>(kind | 1), delta_.terms++);
  out_.Put(core_->generation().dict_delta, Big64(id.payload()), key);
  const std::string hash = HashKey(key);
  auto value = hash_values_.find(hash);
  if (value == hash_values_.end()) {
    ZM_TRY_ASSIGN(
        std::optional<std::string> stored,
        core_->kv().Get(core_->generation().dict_hash, hash, snapshot_.kv_));
    value = hash_values_.emplace(hash, std::move(stored).value_or("")).first;
  }
  AppendBig64(id.bits, &value->second);
  return id;
}

void Committer::PutNewEntries() {
  for (const auto& [hash, value] : hash_values_) {
    out_.Put(core_->generation().dict_hash, hash, value);
  }
}

}  // namespace zhimai
