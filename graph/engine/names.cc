// Which entity a name stands for.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "graph/base/unicode.h"
#include "graph/base/utf8.h"
#include "graph/engine/impl.h"
#include "graph/ingest/fusion.h"

namespace zhimai {
namespace {

constexpr size_t kMaxSuggestions = 5;
constexpr size_t kMaxNameBytes = 1000;
constexpr int kFar = 1000;

using Candidate = EntityMatches::Candidate;

std::u32string CodePoints(std::string_view text) {
  std::u32string out;
  size_t pos = 0;
  while (pos < text.size()) out += DecodeUtf8(text, &pos);
  return out;
}

// Levenshtein distance; kFar when it is above `limit`.
int EditDistance(const std::u32string& a, const std::u32string& b, int limit) {
  const auto gap = static_cast<int>(a.size()) - static_cast<int>(b.size());
  if (gap > limit || -gap > limit) return kFar;
  std::vector<int> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (size_t j = 1; j <= b.size(); ++j) {
      const int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
      least = std::min(least, row[j]);
    }
    if (least > limit) return kFar;
  }
  return row[b.size()] <= limit ? row[b.size()] : kFar;
}

Result<Candidate> ToCandidate(Reader* reader, std::string_view id,
                              std::string_view matched) {
  Candidate candidate;
  ZM_TRY_ASSIGN(candidate.entity, reader->Ref(id));
  candidate.matched = matched;
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                reader->snapshot().entities().Get(id));
  if (bytes) {
    ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                  DecodeEntity(id, *bytes));
    candidate.documents = MergeEntity(id, variants).documents;
  }
  return candidate;
}

void SortCandidates(std::vector<Candidate>* candidates) {
  std::sort(candidates->begin(), candidates->end(),
            [](const Candidate& a, const Candidate& b) {
              return std::tuple(b.documents, a.entity.id) <
                     std::tuple(a.documents, b.entity.id);
            });
}

Result<EntityMatches> ByName(Reader* reader, std::string_view key,
                             std::string_view name) {
  EntityMatches matches;
  if (key.empty()) return matches;
  ZM_TRY_ASSIGN(const std::vector<std::string> ids,
                reader->snapshot().aliases().Find(key));
  for (const std::string& id : ids) {
    ZM_TRY_ASSIGN(Candidate candidate, ToCandidate(reader, id, name));
    matches.candidates.push_back(std::move(candidate));
  }
  SortCandidates(&matches.candidates);
  if (!ids.empty()) {
    matches.kind = ids.size() == 1 ? EntityMatches::Kind::kExact
                                   : EntityMatches::Kind::kAmbiguous;
  }
  return matches;
}

struct Near {
  int score = kFar;  // smaller is nearer
  std::string name;
};

// How near a key is to the wanted one: names that go on after it, then those
// within two edits (one for short names, where two would change all), then
// those that contain it.
int Nearness(std::string_view key, std::string_view wanted,
             const std::u32string& points) {
  if (key.substr(0, wanted.size()) == wanted) {
    return std::min(10 + static_cast<int>(key.size() - wanted.size()), 200);
  }
  const int limit = points.size() >= 4 ? 2 : points.size() >= 2 ? 1 : 0;
  const int edits =
      limit == 0 ? kFar : EditDistance(CodePoints(key), points, limit);
  if (edits != kFar) return edits * 10;
  if (points.size() >= 2 && key.find(wanted) != std::string_view::npos) {
    return 300 + static_cast<int>(std::min<size_t>(key.size(), 300));
  }
  return kFar;
}

Result<EntityMatches> Suggest(Reader* reader, const std::string& key) {
  const std::u32string points = CodePoints(key);
  std::map<std::string, Near> best;  // by entity
  ZM_TRY(reader->snapshot().aliases().ForPrefix(
      {}, [&](std::string_view alias, std::string_view entity,
              std::string_view name) {
        const int score = Nearness(alias, key, points);
        if (score == kFar) return true;
        Near& near = best[std::string(entity)];
        if (score < near.score) near = {score, std::string(name)};
        return true;
      }));
  std::vector<std::pair<int, std::string>> order;
  for (const auto& [id, near] : best) order.emplace_back(near.score, id);
  std::sort(order.begin(), order.end());
  // Several that have one name are one suggestion.
  std::set<std::string_view> names;
  std::erase_if(order, [&](const std::pair<int, std::string>& near) {
    return !names.insert(best.at(near.second).name).second;
  });
  if (order.size() > kMaxSuggestions) order.resize(kMaxSuggestions);
  EntityMatches matches;
  for (const auto& [score, id] : order) {
    ZM_TRY_ASSIGN(Candidate candidate, ToCandidate(reader, id, best[id].name));
    matches.candidates.push_back(std::move(candidate));
  }
  if (!order.empty()) matches.kind = EntityMatches::Kind::kSuggested;
  return matches;
}

}  // namespace

Result<EntityMatches> Graph::FindEntity(std::string_view name) const {
  Reader reader = impl_->NewReader();
  EntityMatches matches;
  if (name.empty() || name.size() > kMaxNameBytes) return matches;
  const std::string_view id = WithoutBase(name);
  ZM_TRY_ASSIGN(const std::optional<std::string> exact,
                reader.snapshot().entities().Get(id));
  if (exact) {
    ZM_TRY_ASSIGN(Candidate candidate, ToCandidate(&reader, id, id));
    matches.candidates.push_back(std::move(candidate));
    matches.kind = EntityMatches::Kind::kExact;
    return matches;
  }
  ZM_TRY_ASSIGN(matches, ByName(&reader, '\x01' + std::string(name), name));
  if (matches.kind != EntityMatches::Kind::kNone) return matches;
  const std::string key = NameKey(name);
  ZM_TRY_ASSIGN(matches, ByName(&reader, key, name));
  if (matches.kind != EntityMatches::Kind::kNone || key.empty()) {
    return matches;
  }
  return Suggest(&reader, key);
}

Result<std::vector<Candidate>> Graph::CompleteEntity(std::string_view prefix,
                                                     size_t limit) const {
  Reader reader = impl_->NewReader();
  const std::string key = NameKey(prefix.substr(0, kMaxNameBytes));
  std::vector<std::pair<std::string, std::string>> found;
  ZM_TRY(reader.snapshot().aliases().ForPrefix(
      key, [&](std::string_view alias, std::string_view entity,
               std::string_view name) {
        if (!alias.empty() && alias.front() != '\x01') {
          found.emplace_back(entity, name);
        }
        return found.size() < limit;
      }));
  std::vector<Candidate> candidates;
  for (const auto& [id, name] : found) {
    ZM_TRY_ASSIGN(Candidate candidate, ToCandidate(&reader, id, name));
    candidates.push_back(std::move(candidate));
  }
  return candidates;
}

Status Graph::VisitEntities(
    const std::function<bool(std::string_view id, uint64_t documents)>& visit)
    const {
  Reader reader = impl_->NewReader();
  Status status;
  ZM_TRY(reader.snapshot().entities().ForEach({}, [&](std::string_view id,
                                                      std::string_view bytes) {
    const Result<std::vector<EntityVariant>> variants = DecodeEntity(id, bytes);
    if (!variants.ok()) {
      status = variants.status();
      return false;
    }
    uint64_t documents = 0;
    for (const EntityVariant& variant : *variants) {
      documents += variant.documents;
    }
    return visit(id, documents);
  }));
  return status;
}

Status Graph::VisitNames(
    const std::function<bool(std::string_view key, std::string_view entity,
                             std::string_view name)>& visit) const {
  const Reader reader = impl_->NewReader();
  return reader.snapshot().aliases().ForPrefix(
      {}, [&](std::string_view key, std::string_view entity,
              std::string_view name) {
        // Keys of external ids begin with a control character.
        if (key.empty() || key.front() == '\x01') return true;
        return visit(key, entity, name);
      });
}

}  // namespace zhimai
