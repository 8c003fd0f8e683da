#include "extract/doc/entity_table.h"

#include "graph/base/status.h"
#include "graph/base/unicode.h"

namespace zhimai {

int32_t EntityTable::Add(EntityInfo info) {
  const int32_t known = Find(info.id);
  if (known >= 0) return known;
  const int32_t index = size();
  own_ids_.emplace(info.id, index);
  own_.push_back(std::move(info));
  return index;
}

int32_t EntityTable::Find(const std::string& id) const {
  if (const auto it = base_ids_->find(id); it != base_ids_->end()) {
    return it->second;
  }
  const auto it = own_ids_.find(id);
  return it == own_ids_.end() ? -1 : it->second;
}

const EntityInfo& EntityTable::at(int32_t index) const {
  ZM_CHECK(index >= 0 && index < size());
  const auto i = static_cast<size_t>(index);
  return i < base_->size() ? (*base_)[i] : own_[i - base_->size()];
}

EntityInfo& EntityTable::mutable_at(int32_t index) {
  ZM_CHECK(index < size() && !is_base(index));
  return own_[static_cast<size_t>(index) - base_->size()];
}

std::string MintEntityId(const std::string& class_name,
                         const std::string& name) {
  std::string id = "e/" + class_name + "/";
  for (char c : ToNfkc(name)) {
    id += c == ' ' || c == '\t' || c == '\n' || c == '\r' ? '_' : c;
  }
  return id;
}

}  // namespace zhimai
