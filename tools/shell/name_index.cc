#include "tools/shell/name_index.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "graph/base/unicode.h"

namespace zhimai {
namespace {

// A range of keys longer than this is not ranked as a whole.
constexpr size_t kRanked = 4000;
// Of the names that most documents have, so many are always ranked.
constexpr size_t kBest = 20000;
// What offsets of 32 bits reach.
constexpr size_t kMostText = uint32_t{0xF0000000};
constexpr size_t kShortestInitials = 2;

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

}  // namespace

Result<NameIndex> NameIndex::OfGraph(const Graph& graph, const Pinyin& pinyin,
                                     const std::atomic<bool>& stop) {
  NameIndex index;
  ZM_TRY(graph.VisitEntities([&](std::string_view id, uint64_t documents) {
    index.AddEntity(id, documents);
    return !stop.load();
  }));
  ZM_TRY(graph.VisitNames([&](std::string_view key, std::string_view entity,
                              std::string_view name) {
    index.AddName(key, entity, name, pinyin);
    return !stop.load();
  }));
  if (stop.load()) return Status(Code::kCancelled, "interrupted");
  index.Finish();
  return index;
}

NameIndex::Piece NameIndex::Keep(std::string_view text) {
  const Piece piece{static_cast<uint32_t>(text_.size()),
                    static_cast<uint32_t>(text.size())};
  text_ += text;
  return piece;
}

void NameIndex::AddEntity(std::string_view id, uint64_t documents) {
  if (text_.size() > kMostText) return;
  const auto capped = static_cast<uint32_t>(
      std::min<uint64_t>(documents, uint64_t{0xFFFFFFFF}));
  by_id_.push_back(static_cast<uint32_t>(entities_.size()));
  entities_.push_back({Keep(id), capped});
  const size_t last = entities_.size() - 1;
  // Ids of a graph come sorted; others are put in their place.
  if (last > 0 && At(entities_[by_id_[last - 1]].id) > id) {
    const auto place =
        std::upper_bound(by_id_.begin(), by_id_.end() - 1, id,
                         [this](std::string_view wanted, uint32_t entity) {
                           return wanted < At(entities_[entity].id);
                         });
    std::rotate(place, by_id_.end() - 1, by_id_.end());
  }
}

void NameIndex::AddName(std::string_view key, std::string_view entity,
                        std::string_view name, const Pinyin& pinyin) {
  const auto found =
      std::lower_bound(by_id_.begin(), by_id_.end(), entity,
                       [this](uint32_t other, std::string_view wanted) {
                         return At(entities_[other].id) < wanted;
                       });
  if (found == by_id_.end() || At(entities_[*found].id) != entity) return;
  if (text_.size() > kMostText) return;
  const auto number = static_cast<uint32_t>(names_.size());
  const Piece text = Keep(name);
  names_.push_back({text, *found});
  direct_.push_back({key == name ? text : Keep(key), number});
  for (const Pinyin::Spelling& spelling : pinyin.Spellings(name)) {
    spelled_.push_back({Keep(spelling.full), number});
    initials_.push_back({Keep(spelling.initials), number});
  }
}

void NameIndex::Sort(Keys* keys) const {
  std::sort(keys->begin(), keys->end(), [this](const Key& a, const Key& b) {
    return std::tuple(At(a.text), a.name) < std::tuple(At(b.text), b.name);
  });
}

NameIndex::Keys NameIndex::BestOf(const Keys& keys) const {
  Keys best = keys;
  const size_t kept = std::min(best.size(), kBest);
  std::partial_sort(
      best.begin(), best.begin() + static_cast<ptrdiff_t>(kept), best.end(),
      [this](const Key& a, const Key& b) {
        return std::tuple(DocumentsOf(b.name), a.name, a.text.begin) <
               std::tuple(DocumentsOf(a.name), b.name, b.text.begin);
      });
  best.resize(kept);
  best.shrink_to_fit();
  return best;
}

void NameIndex::Finish() {
  for (Keys* keys : {&direct_, &spelled_, &initials_}) Sort(keys);
  best_direct_ = BestOf(direct_);
  best_spelled_ = BestOf(spelled_);
  best_initials_ = BestOf(initials_);
}

std::vector<uint32_t> NameIndex::Under(const Keys& keys, const Keys& best,
                                       std::string_view prefix,
                                       size_t limit) const {
  std::vector<uint32_t> names;
  auto key = std::lower_bound(keys.begin(), keys.end(), prefix,
                              [this](const Key& a, std::string_view wanted) {
                                return At(a.text) < wanted;
                              });
  while (key != keys.end() && names.size() < kRanked &&
         StartsWith(At(key->text), prefix)) {
    names.push_back(key->name);
    ++key;
  }
  if (names.size() == kRanked) {
    for (const Key& other : best) {
      if (StartsWith(At(other.text), prefix)) names.push_back(other.name);
    }
  }
  const auto better = [this](uint32_t a, uint32_t b) {
    return std::tuple(DocumentsOf(b), names_[a].text.size, At(names_[a].text),
                      a) < std::tuple(DocumentsOf(a), names_[b].text.size,
                                      At(names_[b].text), b);
  };
  const auto kept = static_cast<ptrdiff_t>(std::min(names.size(), 2 * limit));
  std::partial_sort(names.begin(), names.begin() + kept, names.end(), better);
  names.resize(static_cast<size_t>(kept));
  return names;
}

std::vector<NameIndex::Match> NameIndex::Find(std::string_view typed,
                                              size_t limit) const {
  std::vector<Match> matches;
  std::set<std::string_view> seen;
  const auto take = [&](const std::vector<uint32_t>& names) {
    for (const uint32_t number : names) {
      const Name& name = names_[number];
      if (matches.size() == limit || !seen.insert(At(name.text)).second) {
        continue;
      }
      matches.push_back({At(name.text), At(entities_[name.entity].id),
                         entities_[name.entity].documents});
    }
  };
  const std::string key = NameKey(typed);
  if (key.empty()) return matches;
  take(Under(direct_, best_direct_, key, limit));
  const std::string spelling = Pinyin::Typed(typed);
  if (spelling.empty()) return matches;
  take(Under(spelled_, best_spelled_, spelling, limit));
  if (spelling.size() >= kShortestInitials) {
    take(Under(initials_, best_initials_, spelling, limit));
  }
  return matches;
}

}  // namespace zhimai
