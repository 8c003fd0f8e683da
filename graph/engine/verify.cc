// Whether what is derived is what its sources give: statements from evidence,
// links and triples from statements, counters from all.
#include "graph/engine/impl.h"
#include "graph/ingest/fusion.h"
#include "graph/ingest/rdf.h"

namespace zhimai {
namespace {

constexpr size_t kMaxProblems = 100;

class MeaningVerifier {
 public:
  MeaningVerifier(const Snapshot& snapshot, std::vector<std::string>* problems)
      : snapshot_(snapshot), problems_(problems) {}

  Status Run() {
    ZM_TRY(Statements());
    ZM_TRY(Links());
    ZM_TRY(Entities());
    ZM_TRY(Documents());
    ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                  snapshot_.blobs().Get(kCountersBlob));
    ZM_TRY_ASSIGN(Counters stored, DecodeCounters(bytes.value_or("")));
    counted_.triples = stored.triples;  // the store's own check counts them
    if (stored != counted_) Problem("the counters do not agree with the graph");
    return {};
  }

 private:
  void Problem(std::string text) {
    if (problems_->size() < kMaxProblems) problems_->push_back(std::move(text));
  }

  Status Statements() {
    Status status;
    ZM_TRY(snapshot_.statements().ForEach(
        [&](const StatementId& id, std::string_view bytes) {
          const auto statement = DecodeStatement(id, bytes);
          status = statement.ok() ? Statement(*statement) : statement.status();
          return status.ok();
        }));
    return status;
  }

  Status Statement(const FusedStatement& statement) {
    const StatementRecord& record = statement.record;
    const std::string name = StatementName(record.id);
    std::vector<Contribution> contributions;
    Status status;
    ZM_TRY(snapshot_.evidence().ForStatement(
        record.id, [&](const StatementId&, std::string_view document,
                       std::string_view bytes) {
          auto one = DecodeContribution(document, bytes);
          if (!one.ok()) status = one.status();
          if (one.ok()) contributions.push_back(std::move(*one));
          return one.ok();
        }));
    ZM_TRY(std::move(status));
    if (contributions.empty()) {
      Problem(name + " has no evidence");
    } else if (Fuse(record, contributions) != statement) {
      Problem(name + " is not what its evidence gives");
    }
    if (IsTruthy(record)) {
      const Triple t = RdfWriter({}, {}).Plain(record);
      ZM_TRY_ASSIGN(
          const bool there,
          snapshot_.Contains({t.subject, t.predicate, t.object, Term()}));
      if (!there) Problem(name + " has no triple");
    }
    links_ += LinksOf(record).size();
    ++counted_.statements;
    counted_.evidence += contributions.size();
    ++counted_.by_modality[std::string(ModalityName(record.modality))];
    ++counted_.by_relation[record.predicate];
    return {};
  }

  Status Links() {
    size_t links = 0;
    Status status;
    ZM_TRY(snapshot_.links().ForPrefix(
        {}, [&](std::string_view key, std::string_view value) {
          ++links;
          const std::optional<Link> link = ParseLink(key, value);
          if (!link) {
            Problem("link: an entry is damaged");
            return true;
          }
          const auto bytes = snapshot_.statements().Get(link->statement);
          if (!bytes.ok()) status = bytes.status();
          if (bytes.ok() && !bytes->has_value()) {
            Problem("link: " + StatementName(link->statement) + " is missing");
          }
          return status.ok();
        }));
    if (links != links_) Problem("links do not agree with statements");
    return status;
  }

  Status Entities() {
    Status status;
    ZM_TRY(snapshot_.entities().ForEach(
        {}, [&](std::string_view id, std::string_view bytes) {
          const auto variants = DecodeEntity(id, bytes);
          if (!variants.ok()) {
            status = variants.status();
            return false;
          }
          const MergedEntity merged = MergeEntity(id, *variants);
          uses_[std::string(id)] = merged.documents;
          ++counted_.entities;
          ++counted_.by_class[merged.entity.class_name];
          return true;
        }));
    return status;
  }

  Status Documents() {
    Status status;
    ZM_TRY(snapshot_.documents().ForEach({}, [&](const DocumentRecord& record) {
      ++counted_.documents;
      counted_.bytes += record.byte_length;
      const auto info = DecodeDocumentInfo(record.metadata);
      if (!info.ok()) {
        status = info.status();
        return false;
      }
      for (const DocumentInfo::EntityUse& use : info->entities) {
        --uses_[use.entity];
      }
      return true;
    }));
    for (const auto& [id, count] : uses_) {
      if (count != 0) Problem(id + " is not supported by its documents");
    }
    return status;
  }

  const Snapshot& snapshot_;
  std::vector<std::string>* problems_;
  Counters counted_;
  std::map<std::string, uint64_t> uses_;
  size_t links_ = 0;
};

}  // namespace

Status VerifyMeaning(const Snapshot& snapshot,
                     std::vector<std::string>* problems) {
  return MeaningVerifier(snapshot, problems).Run();
}

}  // namespace zhimai
