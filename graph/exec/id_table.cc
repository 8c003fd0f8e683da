#include "graph/exec/id_table.h"

#include <algorithm>
#include <limits>

namespace zhimai::sparql {
namespace {

Status TooMany() {
  return {Code::kCancelled, "more than four thousand million rows at one time"};
}

}  // namespace

Status IdTable::Append(const TermId* row) {
  if (size_ == std::numeric_limits<uint32_t>::max() - 1) return TooMany();
  if (ids_.size() + width_ > ids_.capacity()) {
    const size_t capacity = std::max(size_t{64} * std::max(width_, size_t{1}),
                                     ids_.capacity() + ids_.capacity() / 2);
    ZM_TRY(hold_.Set(capacity * sizeof(TermId)));
    ids_.reserve(capacity);
  }
  ids_.insert(ids_.end(), row, row + width_);
  ++size_;
  return {};
}

void IdTable::Clear() {
  size_ = 0;
  ids_ = std::vector<TermId>();
  hold_.Clear();
}

void IdTable::Select(const std::vector<uint32_t>& rows) {
  std::vector<TermId> ids;
  ids.reserve(rows.size() * width_);
  for (const uint32_t index : rows) {
    ids.insert(ids.end(), row(index), row(index) + width_);
  }
  ids_ = std::move(ids);
  size_ = rows.size();
}

IdRowSet::IdRowSet(size_t width, MemoryAccount* account)
    : rows_(width, account), hold_(account) {}

Status IdRowSet::Grow() {
  const size_t capacity = std::max(size_t{64}, slots_.size() * 2);
  ZM_TRY(hold_.Set(capacity * sizeof(uint32_t)));
  slots_.assign(capacity, 0);
  for (size_t i = 0; i < rows_.size(); ++i) {
    size_t place = HashIds(rows_.row(i), rows_.width()) & (capacity - 1);
    while (slots_[place] != 0) place = (place + 1) & (capacity - 1);
    slots_[place] = static_cast<uint32_t>(i + 1);
  }
  return {};
}

Status IdRowSet::Insert(const TermId* row, size_t* index, bool* fresh) {
  if (2 * (rows_.size() + 1) > slots_.size()) ZM_TRY(Grow());
  const size_t mask = slots_.size() - 1;
  size_t place = HashIds(row, rows_.width()) & mask;
  for (; slots_[place] != 0; place = (place + 1) & mask) {
    *index = slots_[place] - 1;
    if (std::equal(row, row + rows_.width(), rows_.row(*index))) {
      *fresh = false;
      return {};
    }
  }
  *index = rows_.size();
  *fresh = true;
  slots_[place] = static_cast<uint32_t>(*index + 1);
  return rows_.Append(row);
}

void IdRowSet::Clear() {
  rows_.Clear();
  slots_ = std::vector<uint32_t>();
  hold_.Clear();
}

}  // namespace zhimai::sparql
