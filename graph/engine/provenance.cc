#include "graph/engine/provenance.h"

#include "graph/engine/reader.h"
#include "graph/ingest/ontology_record.h"

namespace zhimai {
namespace {

class ProvenanceWalk {
 public:
  using Source = ProvenanceSource;

  ProvenanceWalk(const Snapshot& snapshot, const RdfWriter::Options& options,
                 const ProvenanceSources& sources, const TripleVisitor& visit)
      : reader_(snapshot),
        sources_(sources),
        writer_(options, [this, &visit](const Triple& t) {
          if (status_.ok()) status_ = visit(t);
        }) {}

  Status Run() {
    if (Reads(Source::kStatements)) ZM_TRY(Statements());
    if (Reads(Source::kEvidence)) ZM_TRY(Evidence());
    if (Reads(Source::kDocuments)) ZM_TRY(Documents());
    return Reads(Source::kVocabulary) ? Vocabulary() : Status();
  }

 private:
  bool Reads(Source source) const { return sources_.count(source) > 0; }

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
          const auto info = DecodeDocumentInfo(record.metadata);
          if (!info.ok()) status_ = info.status();
          if (!status_.ok()) return false;
          writer_.Document(record, *info);
          return status_.ok();
        }));
    return status_;
  }

  Status Vocabulary() {
    ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                  reader_.snapshot().blobs().Get(kOntologyBlob));
    if (!bytes) return {};
    ZM_TRY_ASSIGN(const std::vector<OntologyTerm> terms,
                  DecodeOntology(*bytes));
    for (const OntologyTerm& term : terms) writer_.Vocabulary(term);
    return status_;
  }

  Reader reader_;
  const ProvenanceSources& sources_;
  Status status_;
  RdfWriter writer_;
};

}  // namespace

Status VisitProvenance(const Snapshot& snapshot,
                       const RdfWriter::Options& options,
                       const ProvenanceSources& sources,
                       const TripleVisitor& visit) {
  return ProvenanceWalk(snapshot, options, sources, visit).Run();
}

Status AddProvenance(const Snapshot& snapshot, const sparql::Query& query,
                     const sparql::QueryOptions& options,
                     sparql::Overlay* overlay) {
  const ProvenanceNeeds needs(query);
  if (!needs.any()) return {};
  uint32_t polls = 0;
  return VisitProvenance(
      snapshot, {}, needs.sources(), [&](const Triple& triple) -> Status {
        if ((++polls & 0xFF) == 0) ZM_TRY(CheckStopped(options));
        if (!needs.Wants(triple)) return {};
        return overlay
            ->Add({triple.subject, triple.predicate, triple.object, Term()})
            .status();
      });
}

}  // namespace zhimai
