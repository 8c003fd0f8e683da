// Names, titles and quotations that hold a text.
#include <algorithm>
#include <set>
#include <tuple>

#include "graph/base/unicode.h"
#include "graph/engine/impl.h"
#include "graph/ingest/fusion.h"

namespace zhimai {
namespace {

// Whole names first, then beginnings, then the rest; shorter names first.
struct Rank {
  int kind = 2;
  size_t size = 0;
  auto operator<=>(const Rank&) const = default;
};

struct NameHit {
  Rank rank;
  std::string name;
};

Status FindNames(Reader* reader, const std::string& key, size_t limit,
                 SearchResult* result) {
  std::map<std::string, NameHit, std::less<>> hits;
  ZM_TRY(reader->snapshot().aliases().ForPrefix(
      {}, [&](std::string_view alias, std::string_view entity,
              std::string_view name) {
        if (alias.empty() || alias.front() == '\x01') return true;
        const size_t at = alias.find(key);
        if (at == std::string_view::npos) return true;
        const Rank rank{at == 0 ? (alias.size() == key.size() ? 0 : 1) : 2,
                        alias.size()};
        const auto [it, added] =
            hits.emplace(std::string(entity), NameHit{rank, std::string(name)});
        if (!added && rank < it->second.rank) {
          it->second = {rank, std::string(name)};
        }
        return true;
      }));
  for (const auto& [id, hit] : hits) {
    EntityMatches::Candidate candidate;
    ZM_TRY_ASSIGN(candidate.entity, reader->Ref(id));
    candidate.matched = hit.name;
    ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                  reader->snapshot().entities().Get(id));
    if (bytes) {
      ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                    DecodeEntity(id, *bytes));
      candidate.documents = MergeEntity(id, variants).documents;
    }
    result->entities.push_back(std::move(candidate));
  }
  const auto order = [&](const EntityMatches::Candidate& candidate) {
    const Rank& rank = hits.find(candidate.entity.id)->second.rank;
    return std::tuple(rank.kind, ~candidate.documents, rank.size,
                      std::string_view(candidate.entity.id));
  };
  std::sort(result->entities.begin(), result->entities.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  result->more_entities = result->entities.size();
  if (result->entities.size() > limit) result->entities.resize(limit);
  result->more_entities -= result->entities.size();
  return {};
}

Status FindTitles(Reader* reader, const std::string& key, size_t limit,
                  SearchResult* result) {
  return reader->snapshot().documents().ForEach(
      {}, [&](const DocumentRecord& record) {
        if (NameKey(record.title).find(key) == std::string::npos) return true;
        result->documents.push_back({record.path, record.title});
        return result->documents.size() < limit;
      });
}

Status FindQuotations(Reader* reader, const std::string& key, size_t limit,
                      const std::function<bool()>& cancelled,
                      SearchResult* result) {
  Status status;
  size_t seen = 0;
  std::set<std::tuple<std::string, uint64_t>> told;
  ZM_TRY(reader->snapshot().evidence().ForEach([&](const StatementId& id,
                                                   std::string_view document,
                                                   std::string_view bytes) {
    if (++seen % 1024 == 0 && cancelled && cancelled()) {
      status = Status(Code::kCancelled, "interrupted");
      return false;
    }
    const Result<Contribution> contribution =
        DecodeContribution(document, bytes);
    if (!contribution.ok()) {
      status = contribution.status();
      return false;
    }
    for (const EvidenceRecord& evidence : contribution->evidence) {
      std::string quote;
      for (const EvidencePiece& piece : evidence.pieces) {
        quote += piece.text;
      }
      if (NameKey(quote).find(key) == std::string::npos) continue;
      const uint64_t begin = evidence.pieces.front().begin;
      if (!told.emplace(document, begin).second) continue;
      result->quotations.push_back(
          {StatementName(id), std::string(document), begin, quote});
      break;
    }
    return result->quotations.size() < limit;
  }));
  return status;
}

}  // namespace

Result<SearchResult> Graph::Search(const SearchRequest& request) const {
  SearchResult result;
  const std::string key = NameKey(request.text);
  if (key.empty()) {
    return Status::InvalidInput("there is nothing to search for in '" +
                                request.text + "'");
  }
  Reader reader = impl_->NewReader();
  const size_t limit = std::max<size_t>(request.limit, 1);
  ZM_TRY(FindNames(&reader, key, limit, &result));
  ZM_TRY(FindTitles(&reader, key, limit, &result));
  ZM_TRY(FindQuotations(&reader, key, limit, request.cancelled, &result));
  return result;
}

}  // namespace zhimai
