#include "extract/link/article_state.h"

#include "graph/base/unicode.h"

namespace zhimai {

int32_t EntityWorld::Resolve(int32_t entity) const {
  for (auto it = merged_into.find(entity); it != merged_into.end();
       it = merged_into.find(entity)) {
    entity = it->second;
  }
  return entity;
}

int32_t EntityWorld::FindNamed(const Lexicon& lexicon, const Ontology& ontology,
                               const std::string& name,
                               const std::string& class_name) const {
  const auto fits = [&](int32_t entity) {
    const std::string& its = table.at(entity).class_name;
    return ontology.IsA(its, class_name) || ontology.IsA(class_name, its);
  };
  const std::string key = NameKey(name);
  for (int32_t entity : lexicon.FindByNameKey(key)) {
    if (fits(entity)) return entity;
  }
  const auto found = minted_by_key.find(key);
  if (found == minted_by_key.end()) return -1;
  for (int32_t entity : found->second) {
    if (fits(entity)) return Resolve(entity);
  }
  return -1;
}

int32_t EntityWorld::Mint(const std::string& name,
                          const std::string& class_name,
                          const std::string& origin) {
  EntityInfo info;
  info.id = MintEntityId(class_name, name);
  info.class_name = class_name;
  info.label = name;
  info.names.push_back({name, "zh", false});
  info.origin = origin;
  const int32_t before = table.size();
  const int32_t entity = table.Add(std::move(info));
  if (entity == before) minted_by_key[NameKey(name)].push_back(entity);
  return entity;
}

void EntityWorld::MergeShortNames() {
  std::vector<int32_t> minted;
  for (const auto& [key, entities] : minted_by_key) {
    for (int32_t entity : entities) {
      if (Resolve(entity) == entity) minted.push_back(entity);
    }
  }
  for (int32_t entity : minted) {
    const EntityInfo& info = table.at(entity);
    if (info.class_name != "Summit" && info.class_name != "Meeting" &&
        info.class_name != "Event" && info.class_name != "OrgBody") {
      continue;
    }
    int32_t longer = -1;
    int count = 0;
    for (int32_t other : minted) {
      const EntityInfo& long_info = table.at(other);
      const bool tail =
          other != entity && long_info.class_name == info.class_name &&
          long_info.label.size() > info.label.size() &&
          long_info.label.compare(long_info.label.size() - info.label.size(),
                                  info.label.size(), info.label) == 0;
      if (tail) longer = other, ++count;
    }
    if (count != 1 || info.label.find("第") != std::string::npos) continue;
    merged_into[entity] = longer;
    table.mutable_at(longer).names.push_back({info.label, "zh", false});
    for (const auto& [key, value] : features[entity]) {
      features[longer].emplace(key, value);
    }
  }
}

bool ArticleState::TypeIs(TypeId type, const std::string& wanted) const {
  const std::string& name = types->name(type);
  return name == wanted || ontology->IsA(name, wanted);
}

}  // namespace zhimai
