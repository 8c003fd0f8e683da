#include "graph/engine/export_walk.h"

#include "graph/ingest/fusion.h"

namespace zhimai {

Status ExportWalk::Prepare(std::optional<std::set<StatementId>> around,
                           const Graph& graph) {
  ZM_TRY_ASSIGN(Selector selector, Selector::Make(&reader_, request_.selection,
                                                  std::move(around)));
  selector_.emplace(std::move(selector));
  if (request_.measures.empty()) return {};
  ZM_TRY_ASSIGN(projection_, graph.Project(request_.selection, false));
  for (const std::string& name : request_.measures) {
    ZM_TRY_ASSIGN(Measure measure,
                  ComputeMeasure(projection_, name, request_.measure_options));
    measures_.emplace_back(name, std::move(measure));
  }
  return {};
}

Status ExportWalk::Statements(const VisitStatement& visit) {
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                reader_.snapshot().blobs().Get(kCountersBlob));
  ZM_TRY_ASSIGN(const Counters counters, DecodeCounters(bytes.value_or("")));
  uint64_t taken = 0;
  const auto one = [&](const FusedStatement& statement) -> Result<bool> {
    ++taken;
    ZM_TRY(visit(statement));
    return true;
  };
  ZM_TRY(selector_->ForEach(one));
  left_out_ = counters.statements > taken ? counters.statements - taken : 0;
  return {};
}

Status ExportWalk::FindUsed() {
  if (!selector_->narrow() || used_) return {};
  used_.emplace();
  return Statements([&](const FusedStatement& statement) -> Status {
    used_->insert(statement.record.subject);
    if (statement.record.object.is_entity()) {
      used_->insert(statement.record.object.entity);
    }
    return {};
  });
}

Result<bool> ExportWalk::Holds(const std::string& entity) {
  if (used_ && !used_->contains(entity)) return false;
  return selector_->AdmitsEntity(entity);
}

Status ExportWalk::Entities(const VisitEntity& visit) {
  ZM_TRY(FindUsed());
  Status status;
  const auto one = [&](std::string_view id, std::string_view bytes) -> Status {
    ZM_TRY_ASSIGN(const bool held, Holds(std::string(id)));
    if (!held) return {};
    ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                  DecodeEntity(id, bytes));
    const MergedEntity merged = MergeEntity(id, variants);
    return visit(merged.entity, merged.documents);
  };
  ZM_TRY(reader_.snapshot().entities().ForEach(
      {}, [&](std::string_view id, std::string_view bytes) {
        status = one(id, bytes);
        return status.ok();
      }));
  return status;
}

EvidenceWalk ExportWalk::NewEvidenceWalk() const {
  return reader_.snapshot().evidence().InOrder(!narrow());
}

Status ExportWalk::Evidence(const StatementId& id, EvidenceWalk* walk,
                            const VisitEvidence& visit) const {
  Status status;
  ZM_TRY(
      walk->ForStatement(id, [&](const StatementId&, std::string_view document,
                                 std::string_view bytes) {
        if (!selector_->AdmitsDocument(document)) return true;
        const Result<Contribution> read = DecodeContribution(document, bytes);
        status = read.status();
        if (!read.ok()) return false;
        for (const EvidenceRecord& evidence : read->evidence) {
          status = visit(evidence);
          if (!status.ok()) return false;
        }
        return true;
      }));
  return status;
}

Status ExportWalk::Documents(const VisitDocument& visit) const {
  Status status;
  const auto one = [&](const DocumentRecord& record) -> Status {
    if (!selector_->AdmitsDocument(record.path)) return {};
    ZM_TRY_ASSIGN(const DocumentInfo info, DecodeDocumentInfo(record.metadata));
    return visit(record, info);
  };
  ZM_TRY(reader_.snapshot().documents().ForEach(
      {}, [&](const DocumentRecord& record) {
        status = one(record);
        return status.ok();
      }));
  return status;
}

std::optional<uint32_t> ExportWalk::Place(const std::string& entity) const {
  if (measures_.empty()) return std::nullopt;
  const uint32_t node = projection_.Find(entity);
  return node == projection_.nodes() ? std::nullopt : std::optional(node);
}

}  // namespace zhimai
