#include "graph/engine/provenance.h"

#include "graph/engine/provenance_needs.h"
#include "graph/engine/reader.h"

namespace zhimai {
namespace {

class ProvenanceWalk {
 public:
  ProvenanceWalk(const Snapshot& snapshot, const RdfWriter::Options& options,
                 const TripleVisitor& visit)
      : reader_(snapshot), writer_(options, [this, &visit](const Triple& t) {
          if (status_.ok()) status_ = visit(t);
        }) {}

  Status Run() {
    ZM_TRY(Statements());
    ZM_TRY(Evidence());
    return Documents();
  }

 private:
  Status Statements() {
    ZM_TRY(reader_.snapshot().statements().ForEach(
        [&](const StatementId& id, std::string_view bytes) {
          const auto statement = DecodeStatement(id, bytes);
          if (!statement.ok()) status_ = statement.status();
          if (!status_.ok()) return false;
          const auto others = reader_.SupersededBy(statement->record);
          if (!others.ok()) status_ = others.status();
          if (!status_.ok()) return false;
          writer_.Statement(*statement, *others);
          return status_.ok();
        }));
    return status_;
  }

  Status Evidence() {
    ZM_TRY(reader_.snapshot().evidence().ForEach([&](const StatementId& id,
                                                     std::string_view document,
                                                     std::string_view bytes) {
      const auto contribution = DecodeContribution(document, bytes);
      if (!contribution.ok()) status_ = contribution.status();
      if (!status_.ok()) return false;
      for (const EvidenceRecord& evidence : contribution->evidence) {
        writer_.Evidence(id, evidence);
      }
      return status_.ok();
    }));
    return status_;
  }

  Status Documents() {
    ZM_TRY(reader_.snapshot().documents().ForEach(
        {}, [&](const DocumentRecord& record) {
          writer_.Document(record);
          return status_.ok();
        }));
    return status_;
  }

  Reader reader_;
  Status status_;
  RdfWriter writer_;
};

}  // namespace

Status VisitProvenance(const Snapshot& snapshot,
                       const RdfWriter::Options& options,
                       const TripleVisitor& visit) {
  return ProvenanceWalk(snapshot, options, visit).Run();
}

Status AddProvenance(const Snapshot& snapshot, const sparql::Query& query,
                     sparql::Overlay* overlay) {
  const ProvenanceNeeds needs(query);
  if (!needs.any()) return {};
  return VisitProvenance(snapshot, {}, [&](const Triple& triple) -> Status {
    if (!needs.Wants(triple)) return {};
    return overlay
        ->Add({triple.subject, triple.predicate, triple.object, Term()})
        .status();
  });
}

}  // namespace zhimai
