// Names, titles and quotations that hold a text.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "graph/base/unicode.h"
#include "graph/engine/impl.h"
#include "graph/ingest/fusion.h"
#include "graph/ingest/text_units.h"
#include "graph/store/text_literals.h"

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

class Searcher {
 public:
  Searcher(Reader* reader, TextIndex index, const SearchRequest& request,
           std::string key)
      : reader_(*reader),
        index_(std::move(index)),
        request_(request),
        limit_(std::max<size_t>(request.limit, 1)),
        key_(std::move(key)),
        needs_(TextTokenizer().NeedsOfKey(key_)) {}

  Result<SearchResult> Run() {
    ZM_TRY(Names());
    ZM_TRY(Titles());
    ZM_TRY(Quotations());
    return std::move(result_);
  }

 private:
  using Keys = std::optional<std::vector<std::string>>;

  bool Occurs(std::string_view name_key) const {
    return name_key.find(key_) != std::string_view::npos;
  }

  // Keys of the candidates; nothing when all texts are to be read. `wanted`
  // of them are enough.
  Result<Keys> CandidatesFor(TextKind kind, uint64_t wanted) const {
    if (!request_.use_index || !index_.Serves(kind, needs_)) return Keys();
    ZM_TRY_ASSIGN(const TextIndex::Candidates candidates,
                  index_.Find(kind, needs_));
    if (ReadingIsLess(TextIndex::CountOf(candidates), wanted)) return Keys();
    ZM_TRY_ASSIGN(std::vector<std::string> keys, index_.KeysOf(candidates));
    return Keys(std::move(keys));
  }

  // Where every n-th text matches, n times what is wanted is read; a candidate
  // costs about a tenth of reading a text.
  bool ReadingIsLess(uint64_t count, uint64_t wanted) const {
    constexpr uint64_t kFew = 1000;
    const auto all = static_cast<double>(index_.meta().units());
    const auto each = static_cast<double>(count);
    return count > kFew &&
           all / each * static_cast<double>(std::min(wanted, count)) <
               each / 10;
  }

  Status Names();
  Status NameHits(std::map<std::string, NameHit, std::less<>>* hits) const;
  Status Titles();
  Status Quotations();
  Result<bool> Quotation(const StatementId& id, std::string_view document,
                         std::string_view bytes);

  Reader& reader_;
  TextIndex index_;
  const SearchRequest& request_;
  size_t limit_;
  std::string key_;
  std::vector<TokenNeed> needs_;
  SearchResult result_;
  std::set<std::tuple<std::string, uint64_t>> told_;
  size_t seen_ = 0;
};

Status Searcher::NameHits(
    std::map<std::string, NameHit, std::less<>>* hits) const {
  const auto look = [&](std::string_view alias, std::string_view entity,
                        std::string_view name) {
    if (!IsNameAlias(alias)) return true;
    const size_t at = alias.find(key_);
    if (at == std::string_view::npos) return true;
    const Rank rank{at == 0 ? (alias.size() == key_.size() ? 0 : 1) : 2,
                    alias.size()};
    const auto [it, added] =
        hits->emplace(std::string(entity), NameHit{rank, std::string(name)});
    if (!added && rank < it->second.rank) {
      it->second = {rank, std::string(name)};
    }
    return true;
  };
  const AliasFamily aliases = reader_.snapshot().aliases();
  // All are wanted: they are sorted by rank.
  ZM_TRY_ASSIGN(const Keys keys,
                CandidatesFor(TextKind::kAlias, index_.meta().units()));
  if (!keys) return aliases.ForPrefix({}, look);
  for (const std::string& key : *keys) {
    const auto parts = AliasOfTextKey(key);
    if (!parts) return Status::Corruption("text: a key is damaged");
    ZM_TRY_ASSIGN(const std::optional<std::string> name,
                  aliases.Get(parts->first, parts->second));
    if (name) look(parts->first, parts->second, *name);
  }
  return {};
}

Status Searcher::Names() {
  std::map<std::string, NameHit, std::less<>> hits;
  ZM_TRY(NameHits(&hits));
  for (const auto& [id, hit] : hits) {
    EntityMatches::Candidate candidate;
    ZM_TRY_ASSIGN(candidate.entity, reader_.Ref(id));
    candidate.matched = hit.name;
    ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                  reader_.snapshot().entities().Get(id));
    if (bytes) {
      ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                    DecodeEntity(id, *bytes));
      candidate.documents = MergeEntity(id, variants).documents;
    }
    result_.entities.push_back(std::move(candidate));
  }
  const auto order = [&](const EntityMatches::Candidate& candidate) {
    const Rank& rank = hits.find(candidate.entity.id)->second.rank;
    return std::tuple(rank.kind, ~candidate.documents, rank.size,
                      std::string_view(candidate.entity.id));
  };
  std::sort(result_.entities.begin(), result_.entities.end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  result_.more_entities = result_.entities.size();
  if (result_.entities.size() > limit_) result_.entities.resize(limit_);
  result_.more_entities -= result_.entities.size();
  return {};
}

Status Searcher::Titles() {
  const auto look = [&](const DocumentRecord& record) {
    if (!Occurs(NameKey(record.title))) return true;
    result_.documents.push_back({record.path, record.title});
    return result_.documents.size() < limit_;
  };
  const DocumentFamily documents = reader_.snapshot().documents();
  ZM_TRY_ASSIGN(const Keys keys, CandidatesFor(TextKind::kTitle, limit_));
  if (!keys) return documents.ForEach({}, look);
  for (const std::string& path : *keys) {
    ZM_TRY_ASSIGN(const std::optional<DocumentRecord> record,
                  documents.Get(path));
    if (record && !look(*record)) break;
  }
  return {};
}

// Whether to go on.
Result<bool> Searcher::Quotation(const StatementId& id,
                                 std::string_view document,
                                 std::string_view bytes) {
  if (++seen_ % 1024 == 0 && request_.cancelled && request_.cancelled()) {
    return Status(Code::kCancelled, "interrupted");
  }
  ZM_TRY_ASSIGN(const Contribution contribution,
                DecodeContribution(document, bytes));
  for (const EvidenceRecord& evidence : contribution.evidence) {
    const std::string quote = QuoteOf(evidence);
    if (!Occurs(NameKey(quote))) continue;
    const uint64_t begin = evidence.pieces.front().begin;
    if (!told_.emplace(document, begin).second) continue;
    result_.quotations.push_back(
        {StatementName(id), std::string(document), begin, quote});
    break;
  }
  return result_.quotations.size() < limit_;
}

Status Searcher::Quotations() {
  const EvidenceFamily evidence = reader_.snapshot().evidence();
  ZM_TRY_ASSIGN(const Keys keys, CandidatesFor(TextKind::kEvidence, limit_));
  if (!keys) {
    Status status;
    ZM_TRY(
        evidence.ForEach([&](const StatementId& id, std::string_view document,
                             std::string_view bytes) {
          const Result<bool> more = Quotation(id, document, bytes);
          status = more.status();
          return more.ok() && *more;
        }));
    return status;
  }
  for (const std::string& key : *keys) {
    const auto parts = EvidenceOfTextKey(key);
    if (!parts) return Status::Corruption("text: a key is damaged");
    ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                  evidence.Get(parts->first, parts->second));
    if (!bytes) continue;
    ZM_TRY_ASSIGN(const bool more,
                  Quotation(parts->first, parts->second, *bytes));
    if (!more) break;
  }
  return {};
}

}  // namespace

Result<SearchResult> Graph::Search(const SearchRequest& request) const {
  std::string key = NameKey(request.text);
  if (key.empty()) {
    return Status::InvalidInput("there is nothing to search for in '" +
                                request.text + "'");
  }
  Reader reader = impl_->NewReader();
  ZM_TRY_ASSIGN(TextIndex index, reader.snapshot().text());
  return Searcher(&reader, std::move(index), request, std::move(key)).Run();
}

}  // namespace zhimai
