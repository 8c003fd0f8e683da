#include "graph/exec/term_pool.h"

#include <algorithm>

#include "graph/exec/exec_context.h"

namespace zhimai::sparql {
namespace {

// Decoded terms kept at most; then the cache is begun anew.
constexpr size_t kMaxCacheBytes = size_t{64} << 20;

size_t SizeOf(const Term& term) {
  size_t size = sizeof(Term) + 64 + term.value().size() +
                term.language().size() + term.datatype().size();
  if (term.is_triple()) {
    size += SizeOf(term.triple().subject) + SizeOf(term.triple().predicate) +
            SizeOf(term.triple().object);
  }
  return size;
}

}  // namespace

TermPool::TermPool(const Snapshot& snapshot, const Overlay* overlay,
                   MemoryAccount* memory)
    : snapshot_(snapshot), overlay_(overlay), memory_(memory) {
  if (overlay_ == nullptr) return;
  for (const Term& term : overlay_->local_terms()) AddLocal(term);
}

TermPool::~TermPool() { memory_->Release(charged_ + cache_bytes_); }

Status TermPool::Charge(size_t bytes) {
  charged_ += bytes;
  return memory_->Charge(bytes);
}

TermId TermPool::AddLocal(const Term& term) {
  const TermId id{kLocalTermTag | local_terms_.size()};
  local_terms_.push_back(std::make_shared<const Term>(term));
  local_ids_.emplace(term, id);
  return id;
}

Result<std::optional<TermId>> TermPool::Find(const Term& term) {
  // Before the store: what is computed once is often computed again.
  const auto local = local_ids_.find(term);
  if (local != local_ids_.end()) return std::optional(local->second);
  return snapshot_.Find(term);
}

Result<TermId> TermPool::Intern(const Term& term) {
  ZM_TRY_ASSIGN(const std::optional<TermId> known, Find(term));
  if (known) return *known;
  ZM_TRY(Charge(2 * SizeOf(term)));
  return AddLocal(term);
}

Result<TermPtr> TermPool::Get(TermId id) {
  if (IsLocalTerm(id)) {
    return local_terms_[id.bits & ~(uint64_t{0xFF} << 56)];
  }
  const auto found = cache_.find(id.bits);
  if (found != cache_.end()) return found->second;
  ZM_TRY_ASSIGN(Term term, snapshot_.Decode(id));
  const size_t size = SizeOf(term);
  if (cache_bytes_ + size > kMaxCacheBytes) Trim();
  cache_bytes_ += size;
  ZM_TRY(memory_->Charge(size));
  auto shared = std::make_shared<const Term>(std::move(term));
  cache_.emplace(id.bits, shared);
  return TermPtr(std::move(shared));
}

void TermPool::Trim() {
  memory_->Release(cache_bytes_);
  cache_bytes_ = 0;
  cache_.clear();
}

Status TermPool::Prefetch(std::vector<TermId>* ids) {
  std::sort(ids->begin(), ids->end());
  ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  if (cache_bytes_ > kMaxCacheBytes / 2) Trim();
  std::vector<TermId> missing;
  for (const TermId id : *ids) {
    if (!id.is_none() && !IsLocalTerm(id) && cache_.count(id.bits) == 0) {
      missing.push_back(id);
    }
  }
  if (missing.empty()) return {};
  ZM_TRY_ASSIGN(std::vector<Term> terms, snapshot_.DecodeAll(missing));
  for (size_t i = 0; i < missing.size(); ++i) {
    const size_t size = SizeOf(terms[i]);
    cache_bytes_ += size;
    ZM_TRY(memory_->Charge(size));
    cache_.emplace(missing[i].bits,
                   std::make_shared<const Term>(std::move(terms[i])));
  }
  return {};
}

}  // namespace zhimai::sparql
