#include "graph/exec/join_table.h"

#include <bit>

namespace zhimai::sparql {

JoinTable::JoinTable(size_t width, std::vector<size_t> shared,
                     MemoryAccount* account)
    : shared_(std::move(shared)),
      account_(account),
      rows_(width, account),
      hold_(account) {
  ZM_CHECK(shared_.size() <= kMaxSharedVariables);
}

void JoinTable::KeyOf(uint32_t row, TermId* key) const {
  const TermId* ids = rows_.row(row);
  for (size_t i = 0; i < shared_.size(); ++i) key[i] = ids[shared_[i]];
}

BoundMask JoinTable::MaskOf(const TermId* key) const {
  BoundMask mask = 0;
  for (size_t i = 0; i < shared_.size(); ++i) {
    if (!key[i].is_none()) mask |= BoundMask{1} << i;
  }
  return mask;
}

Status JoinTable::Add(const TermId* row) {
  TermId key[kMaxSharedVariables];
  for (size_t i = 0; i < shared_.size(); ++i) key[i] = row[shared_[i]];
  const auto index = static_cast<uint32_t>(rows_.size());
  ZM_TRY(rows_.Append(row));
  groups_[MaskOf(key)].rows.push_back(index);
  return hold_.Add(sizeof(uint32_t));
}

void JoinTable::Clear() {
  rows_.Clear();
  groups_.clear();
  hold_.Clear();
}

uint64_t JoinTable::Hash(const TermId* key, BoundMask compared) const {
  TermId ids[kMaxSharedVariables];
  size_t count = 0;
  for (size_t i = 0; i < shared_.size(); ++i) {
    if ((compared >> i & 1) != 0) ids[count++] = key[i];
  }
  return HashIds(ids, count);
}

bool JoinTable::Same(const TermId* key, uint32_t row,
                     BoundMask compared) const {
  const TermId* ids = rows_.row(row);
  for (size_t i = 0; i < shared_.size(); ++i) {
    if ((compared >> i & 1) != 0 && key[i] != ids[shared_[i]]) return false;
  }
  return true;
}

Status JoinTable::IndexOf(BoundMask compared, Group* group, Index** out) {
  std::unique_ptr<Index>& index = group->indexes[compared];
  if (index == nullptr) {
    index = std::make_unique<Index>(account_);
    const size_t count = group->rows.size();
    const size_t heads = std::bit_ceil(count + count / 2 + 1);
    ZM_TRY(index->hold.Set((heads + count) * sizeof(uint32_t)));
    index->heads.assign(heads, 0);
    index->next.assign(count, 0);
    TermId key[kMaxSharedVariables];
    // From the last to the first, so that chains keep the order of rows.
    for (size_t i = count; i-- > 0;) {
      KeyOf(group->rows[i], key);
      uint32_t& head = index->heads[Hash(key, compared) & (heads - 1)];
      index->next[i] = head;
      head = static_cast<uint32_t>(i + 1);
    }
  }
  *out = index.get();
  return {};
}

Status JoinTable::Lookup(const TermId* key, std::vector<uint32_t>* out) {
  const BoundMask mask = MaskOf(key);
  for (auto& [bound, group] : groups_) {
    const BoundMask compared = bound & mask;
    if (compared == 0) {
      out->insert(out->end(), group.rows.begin(), group.rows.end());
      continue;
    }
    Index* index = nullptr;
    ZM_TRY(IndexOf(compared, &group, &index));
    uint32_t at = index->heads[Hash(key, compared) & (index->heads.size() - 1)];
    for (; at != 0; at = index->next[at - 1]) {
      const uint32_t row = group.rows[at - 1];
      if (Same(key, row, compared)) out->push_back(row);
    }
  }
  return {};
}

Status JoinTable::Any(const TermId* key, BoundMask domain, bool* found) {
  *found = false;
  const BoundMask mask = MaskOf(key);
  for (auto& [bound, group] : groups_) {
    const BoundMask compared = bound & mask;
    if (domain != 0 && (compared & domain) == 0) continue;
    if (compared == 0) {
      *found = true;
      return {};
    }
    Index* index = nullptr;
    ZM_TRY(IndexOf(compared, &group, &index));
    uint32_t at = index->heads[Hash(key, compared) & (index->heads.size() - 1)];
    for (; at != 0; at = index->next[at - 1]) {
      if (!Same(key, group.rows[at - 1], compared)) continue;
      *found = true;
      return {};
    }
  }
  return {};
}

}  // namespace zhimai::sparql
