// A selection of the graph as RDF, streamed.
#include <array>
#include <charconv>

#include "graph/engine/export_walk.h"
#include "graph/engine/impl.h"
#include "graph/ingest/fusion.h"
#include "graph/ingest/rdf.h"
#include "graph/io/quad_writer.h"

namespace zhimai {
namespace {

Term NumberTerm(const Measure& measure, double value) {
  std::array<char, 32> buffer{};
  char* const end = buffer.data() + buffer.size();
  const std::to_chars_result written =
      measure.whole
          ? std::to_chars(buffer.data(), end, static_cast<int64_t>(value))
          : std::to_chars(buffer.data(), end, value);
  const std::string text(buffer.data(), written.ptr);
  return Term::Literal(
      text, std::string(kXsd) + (measure.whole ? "integer" : "double"));
}

class RdfExport {
 public:
  RdfExport(ExportWalk* walk, const RdfExportRequest& request,
            const TextSink& sink)
      : walk_(walk),
        request_(request),
        triples_(
            QuadWriter::Create({.format = request.format,
                                .prefixes = WellKnownPrefixes(request.base),
                                .pretty = false},
                               sink)),
        writer_({request.base, Rdf11(request)},
                [this](const Triple& triple) { Take(triple); }) {}

  Result<RdfExportSummary> Run() {
    ZM_TRY(Entities());
    ZM_TRY(Statements());
    if (!request_.no_provenance) ZM_TRY(Documents());
    ZM_TRY(triples_->Finish());
    summary_.statements_left_out = walk_->statements_left_out();
    return summary_;
  }

 private:
  static bool Rdf11(const RdfExportRequest& request) {
    return request.rdf11 || request.format == RdfFormat::kRdfXml ||
           request.format == RdfFormat::kJsonLd;
  }

  void Take(const Triple& triple) {
    if (!status_.ok()) return;
    status_ = triples_->Write(
        {triple.subject, triple.predicate, triple.object, Term()});
    if (++summary_.triples % 4096 != 0 || !status_.ok()) return;
    const auto& cancelled = walk_->request().measure_options.run.cancelled;
    if (cancelled && cancelled()) status_ = {Code::kCancelled, "interrupted"};
  }

  Status Entities() {
    return walk_->Entities([&](const EntityRecord& entity, uint64_t) {
      ++summary_.entities;
      writer_.Entity(entity);
      const std::optional<uint32_t> place = walk_->Place(entity.id);
      if (!place) return status_;
      const Term node = Term::Iri(LocalToIri(request_.base, entity.id));
      for (const auto& [name, measure] : walk_->measures()) {
        Take({node, Term::Iri(request_.base + "o#" + name),
              NumberTerm(measure, measure.values[*place])});
      }
      return status_;
    });
  }

  Status Statements() {
    EvidenceWalk evidence = walk_->NewEvidenceWalk();
    return walk_->Statements([&](const FusedStatement& statement) -> Status {
      ++summary_.statements;
      if (IsTruthy(statement.record)) Take(writer_.Plain(statement.record));
      if (request_.no_provenance) return status_;
      ZM_TRY_ASSIGN(const std::vector<StatementId> others,
                    walk_->reader().SupersededBy(statement.record));
      writer_.Statement(statement, others);
      const StatementId& id = statement.record.id;
      ZM_TRY(walk_->Evidence(id, &evidence, [&](const EvidenceRecord& record) {
        writer_.Evidence(id, record);
        if (walk_->narrow()) sources_.insert(record.document);
        return status_;
      }));
      return status_;
    });
  }

  // Of a part of the graph: the documents where it was read, and what of it
  // they mention.
  Status Documents() {
    return walk_->Documents(
        [&](const DocumentRecord& record, const DocumentInfo& info) -> Status {
          if (!walk_->narrow()) {
            writer_.Document(record, info);
            return status_;
          }
          if (!sources_.contains(record.path)) return {};
          DocumentInfo part = info;
          part.entities.clear();
          for (const DocumentInfo::EntityUse& use : info.entities) {
            ZM_TRY_ASSIGN(const bool held, walk_->Holds(use.entity));
            if (held) part.entities.push_back(use);
          }
          writer_.Document(record, part);
          return status_;
        });
  }

  ExportWalk* walk_;
  RdfExportRequest request_;
  std::unique_ptr<QuadWriter> triples_;
  Status status_;
  RdfWriter writer_;
  std::set<std::string> sources_;
  RdfExportSummary summary_;
};

}  // namespace

Result<RdfExportSummary> Graph::ExportRdf(const ExportRequest& asked,
                                          const RdfExportRequest& rdf,
                                          const TextSink& sink) const {
  ExportRequest request = asked;
  request.selection.focus = WithoutBase(asked.selection.focus);
  ZM_TRY_ASSIGN(std::optional<std::set<StatementId>> around,
                StatementsAround(request.selection));
  ExportWalk walk(impl_->NewReader(), std::move(request));
  ZM_TRY(walk.Prepare(std::move(around), *this));
  return RdfExport(&walk, rdf, sink).Run();
}

}  // namespace zhimai
