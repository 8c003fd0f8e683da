// Names of entities by what people type: their first characters, or pinyin.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/pinyin.h"
#include "graph/engine/graph.h"

namespace zhimai {

// A copy in memory (some 150 bytes a name), sorted, so that a search among
// millions takes a millisecond. Immutable after Finish(); thread-safe then.
class NameIndex {
 public:
  struct Match {
    std::string_view name;  // borrowed from the index, as `entity`
    std::string_view entity;
    uint64_t documents = 0;
  };

  // kCancelled when `stop` becomes true.
  static Result<NameIndex> OfGraph(const Graph& graph, const Pinyin& pinyin,
                                   const std::atomic<bool>& stop);

  // Entities first, then names.
  void AddEntity(std::string_view id, uint64_t documents);
  // `key` is NameKey(name). A name of an unknown entity is left out.
  void AddName(std::string_view key, std::string_view entity,
               std::string_view name, const Pinyin& pinyin);
  void Finish();

  size_t names() const { return names_.size(); }

  // The names that `typed` begins, as they are or in pinyin, and those whose
  // pinyin has these initials. In each of the groups the names of entities
  // that most documents name come first. No name comes twice.
  std::vector<Match> Find(std::string_view typed, size_t limit) const;

 private:
  // Where a string is in text_.
  struct Piece {
    uint32_t begin = 0;
    uint32_t size = 0;
  };
  struct Entity {
    Piece id;
    uint32_t documents = 0;
  };
  struct Name {
    Piece text;
    uint32_t entity = 0;
  };
  struct Key {
    Piece text;
    uint32_t name = 0;
  };
  using Keys = std::vector<Key>;

  Piece Keep(std::string_view text);
  std::string_view At(Piece piece) const {
    return std::string_view(text_).substr(piece.begin, piece.size);
  }
  void Sort(Keys* keys) const;
  uint32_t DocumentsOf(uint32_t name) const {
    return entities_[names_[name].entity].documents;
  }
  // Names under keys that begin with `prefix`, best first.
  std::vector<uint32_t> Under(const Keys& keys, const Keys& best,
                              std::string_view prefix, size_t limit) const;
  Keys BestOf(const Keys& keys) const;

  std::string text_;
  std::vector<Entity> entities_;
  std::vector<Name> names_;
  std::vector<uint32_t> by_id_;  // entities, sorted by id
  // Sorted by text; and the keys of names that most documents have.
  Keys direct_, best_direct_;
  Keys spelled_, best_spelled_;
  Keys initials_, best_initials_;
};

}  // namespace zhimai
