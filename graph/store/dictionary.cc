#include "graph/store/dictionary.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "graph/base/hash.h"
#include "graph/store/coding.h"
#include "graph/store/meta.h"
#include "graph/store/string_block.h"
#include "graph/store/term_key.h"

namespace zhimai {
namespace {

std::string Name(TermId id) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "term ";
  for (int shift = 60; shift >= 0; shift -= 4) {
    out += kHex[(id.bits >> shift) & 15];
  }
  return out;
}

Status NoSuchTerm(TermId id) {
  return Status::Corruption(Name(id) + " is not in the dictionary");
}

// Whether an entry with these bytes may have this id.
bool KindFits(TermId id, std::string_view key) {
  const auto base = static_cast<uint8_t>(id.kind()) & 0xFE;
  return base != 0 && static_cast<uint8_t>(KindOfKey(key)) == base;
}

}  // namespace

std::string HashKey(std::string_view key) { return Big64(Hash64(key)); }

std::optional<std::vector<TermId>> ParseHashValue(std::string_view value) {
  if (value.empty() || value.size() % 8 != 0) return std::nullopt;
  std::vector<TermId> ids;
  for (size_t i = 0; i < value.size(); i += 8) {
    ids.push_back(TermId{ReadBig64(value.data() + i)});
    if (!ids.back().in_dictionary()) return std::nullopt;
  }
  return ids;
}

Result<std::optional<TermId>> Dictionary::Find(const Term& term) {
  const std::optional<TermId> inlined = InlineTerm(term, generation_->prefixes);
  if (inlined) return inlined;
  if (!term.is_triple()) {
    ZM_TRY_ASSIGN(const std::string key, TermKey(term));
    return FindKey(key);
  }
  const Triple& triple = term.triple();
  std::array<TermId, 3> parts;
  size_t next = 0;
  for (const Term* part :
       {&triple.subject, &triple.predicate, &triple.object}) {
    ZM_TRY_ASSIGN(const std::optional<TermId> id, Find(*part));
    if (!id) return std::optional<TermId>();
    parts[next++] = *id;
  }
  return FindKey(TripleKey(term.depth(), parts));
}

Result<std::optional<TermId>> Dictionary::FindKey(std::string_view key) {
  ZM_TRY_ASSIGN(const std::optional<std::string> value,
                kv_->Get(generation_->dict_hash, HashKey(key), *snapshot_));
  if (!value) return std::optional<TermId>();
  const std::optional<std::vector<TermId>> ids = ParseHashValue(*value);
  if (!ids) return Status::Corruption("dict_hash: a value is damaged");
  // A hash of 64 bits proves nothing: compare.
  for (TermId id : *ids) {
    ZM_TRY_ASSIGN(const std::string found, KeyOf(id));
    if (found == key) return std::optional(id);
  }
  return std::optional<TermId>();
}

Result<Term> Dictionary::Decode(TermId id) {
  return DecodeBounded(id, kMaxTripleTermDepth);
}

// The depth in the key bounds the recursion even when ids form a circle.
Result<Term> Dictionary::DecodeBounded(TermId id, int depth_limit) {
  if (!id.in_dictionary()) {
    std::optional<Term> term = TermOfInline(id, generation_->prefixes);
    if (!term) return NoSuchTerm(id);
    return *std::move(term);
  }
  ZM_TRY_ASSIGN(const std::string key, KeyOf(id));
  if (!id.is_triple()) {
    std::optional<Term> term = TermOfKey(key);
    if (!term) return Status::Corruption(Name(id) + " is damaged");
    return *std::move(term);
  }
  const std::optional<TripleParts> parts = TripleOfKey(key);
  if (!parts || parts->depth > depth_limit) {
    return Status::Corruption(Name(id) + " is damaged");
  }
  Triple triple;
  Term* const targets[] = {&triple.subject, &triple.predicate, &triple.object};
  for (size_t i = 0; i < 3; ++i) {
    ZM_TRY_ASSIGN(*targets[i], DecodeBounded(parts->ids[i], parts->depth - 1));
  }
  return Term::OfTriple(std::move(triple));
}

Result<std::string> Dictionary::KeyOf(TermId id) {
  ZM_CHECK(id.in_dictionary());
  ZM_TRY_ASSIGN(std::string key, id.in_delta() ? DeltaEntry(id) : BaseKey(id));
  if (!KindFits(id, key)) return NoSuchTerm(id);
  return key;
}

Result<std::string> Dictionary::BaseKey(TermId id) {
  const uint64_t number = id.payload() / kStringsPerBlock;
  if (block_number_ != number) {
    block_number_.reset();
    ZM_TRY_ASSIGN(const std::optional<std::string> value,
                  kv_->Get(generation_->dict_base, Big64(number), *snapshot_));
    if (!value) return NoSuchTerm(id);
    if (!DecodeStrings(*value, &block_)) {
      return Status::Corruption("dict_base: block " + std::to_string(number) +
                                " is damaged");
    }
    block_number_ = number;
  }
  const size_t index = id.payload() % kStringsPerBlock;
  if (index >= block_.size()) return NoSuchTerm(id);
  return block_[index];
}

Result<std::string> Dictionary::DeltaEntry(TermId id) const {
  ZM_TRY_ASSIGN(
      std::optional<std::string> value,
      kv_->Get(generation_->dict_delta, Big64(id.payload()), *snapshot_));
  if (!value) return NoSuchTerm(id);
  return *std::move(value);
}

Result<std::vector<Term>> Dictionary::DecodeAll(
    const std::vector<TermId>& ids) {
  std::vector<size_t> sequence(ids.size());
  std::iota(sequence.begin(), sequence.end(), size_t{0});
  std::sort(sequence.begin(), sequence.end(),
            [&](size_t a, size_t b) { return ids[a] < ids[b]; });
  std::vector<Term> terms(ids.size());
  for (size_t i = 0; i < sequence.size(); ++i) {
    const size_t at = sequence[i];
    if (i > 0 && ids[sequence[i - 1]] == ids[at]) {
      terms[at] = terms[sequence[i - 1]];
      continue;
    }
    ZM_TRY_ASSIGN(terms[at], Decode(ids[at]));
  }
  return terms;
}

}  // namespace zhimai
