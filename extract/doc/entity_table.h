// The entities that a document can name: those of the data files, shared and
// immutable, and behind them those that the document itself introduced.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace zhimai {

struct EntityName {
  std::string text;
  std::string language;  // BCP 47
  bool weak = false;     // matches only beside a stronger name of the entity
  bool operator==(const EntityName&) const = default;
};

struct OfficeHeld {
  int32_t position = -1;  // index into the table, a Position
  std::string since;      // ISO 8601, may be empty
  std::string until;
};

struct EntityInfo {
  std::string id;          // "e/sco", "e/Person/托卡耶夫"
  std::string class_name;  // of the ontology
  std::string label;       // canonical: Simplified Chinese where there is one
  std::vector<EntityName> names;
  int32_t country = -1;  // index of the Country it is of
  int32_t part_of = -1;  // index of what it is part of
  std::vector<std::string> external_ids;
  std::vector<OfficeHeld> offices;
  std::map<std::string, std::string> features;
  std::string origin = "gazetteer";
};

// Immutable once loaded; shared by all documents. Thread-safe.
using EntityList = std::vector<EntityInfo>;

// One document's view. One thread at a time. Indices below base->size() are
// gazetteer entities.
class EntityTable {
 public:
  // `base` must outlive the table; `base_ids` maps ids of base to indices.
  EntityTable(const EntityList* base,
              const std::unordered_map<std::string, int32_t>* base_ids)
      : base_(base), base_ids_(base_ids) {}

  // Adds an entity unless one with this id is there; returns its index.
  int32_t Add(EntityInfo info);
  // -1 when there is none.
  int32_t Find(const std::string& id) const;
  const EntityInfo& at(int32_t index) const;
  // Document's own entities only. REQUIRES: not a gazetteer entity.
  EntityInfo& mutable_at(int32_t index);
  bool is_base(int32_t index) const {
    return index < static_cast<int32_t>(base_->size());
  }
  int32_t size() const {
    return static_cast<int32_t>(base_->size() + own_.size());
  }

 private:
  const EntityList* base_;
  const std::unordered_map<std::string, int32_t>* base_ids_;
  std::vector<EntityInfo> own_;
  std::unordered_map<std::string, int32_t> own_ids_;
};

// "e/Person/托卡耶夫": the id of an entity that no gazetteer knows (decision
// 8). The name is brought to NFKC; white space becomes '_'.
std::string MintEntityId(const std::string& class_name,
                         const std::string& name);

}  // namespace zhimai
