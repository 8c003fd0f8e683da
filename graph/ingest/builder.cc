#include "graph/ingest/builder.h"

#include "graph/ingest/fusion.h"
#include "graph/ingest/intake.h"
#include "graph/ingest/proto_convert.h"
#include "graph/ingest/text_units.h"
#include "proto/ontology.pb.h"

namespace zhimai {

Result<std::unique_ptr<Builder>> Builder::Begin(Store* store,
                                                const BuilderOptions& options) {
  std::unique_ptr<Builder> builder(new Builder(store, options));
  ZM_TRY_ASSIGN(const std::optional<std::string> counters,
                store->snapshot().blobs().Get(kCountersBlob));
  ZM_TRY_ASSIGN(builder->counts_.after, DecodeCounters(counters.value_or("")));
  return builder;
}

Status Builder::SetOntology(const v1::Ontology& ontology) {
  ontology_ = ToBytes(ontology);
  return {};
}

Result<bool> Builder::NeedsExtraction(std::string_view path,
                                      std::string_view content_hash,
                                      std::string_view extractor_hash) {
  ZM_TRY_ASSIGN(const std::optional<DocumentRecord> stored,
                store_->snapshot().documents().Get(path));
  if (!stored || stored->content_hash != content_hash ||
      stored->extractor_hash != extractor_hash) {
    return true;
  }
  const std::lock_guard<std::mutex> lock(unchanged_mutex_);
  ++counts_.documents_unchanged;
  return false;
}

Status Builder::Put(const v1::Extraction& extraction, std::string_view root) {
  ZM_TRY_ASSIGN(Intake intake, ReadExtraction(extraction, root));
  const std::string path = intake.document.path;
  if (documents_.contains(path)) ZM_TRY(Flush());
  ZM_TRY_ASSIGN(const std::optional<DocumentRecord> stored,
                store_->snapshot().documents().Get(path));
  if (stored) {
    if (*stored == intake.document) {
      const std::lock_guard<std::mutex> lock(unchanged_mutex_);
      ++counts_.documents_unchanged;
      return {};
    }
    ZM_TRY(Retract(*stored));
  }
  ++(stored ? counts_.documents_changed : counts_.documents_new);
  for (auto& [id, stated] : intake.statements) {
    StatementChange& change = statements_[id];
    change.core = std::move(stated.core);
    change.has_core = true;
    std::string bytes = EncodeContribution(stated.contribution);
    waiting_bytes_ += bytes.size() + 400;
    change.documents[path] = std::move(bytes);
  }
  for (const DocumentInfo::EntityUse& use : intake.info.entities) {
    VariantChange& change = entities_[use.entity][use.variant];
    if (change.entity.id.empty()) {
      change.entity = intake.entities.at(use.entity);
      waiting_bytes_ += 400 + 60 * change.entity.names.size();
    }
    ++change.documents;
  }
  waiting_bytes_ += intake.document.metadata.size() + 500;
  ++counts_.after.documents;
  counts_.after.bytes += intake.document.byte_length;
  documents_[path] = std::move(intake.document);
  return waiting_bytes_ >= options_.batch_bytes ? FlushAndPublish() : Status();
}

Status Builder::Remove(std::string_view path) {
  if (documents_.contains(std::string(path))) ZM_TRY(Flush());
  ZM_TRY_ASSIGN(const std::optional<DocumentRecord> stored,
                store_->snapshot().documents().Get(path));
  if (!stored) {
    return Status::NotFound("no document '" + std::string(path) + "'");
  }
  ZM_TRY(Retract(*stored));
  documents_[stored->path] = std::nullopt;
  ++counts_.documents_removed;
  return waiting_bytes_ >= options_.batch_bytes ? FlushAndPublish() : Status();
}

// Takes away what the stored version of the document says.
Status Builder::Retract(const DocumentRecord& document) {
  ZM_TRY_ASSIGN(const DocumentInfo info, DecodeDocumentInfo(document.metadata));
  ZM_TRY_ASSIGN(const std::vector<StatementId> ids,
                store_->snapshot().doc_statements().Get(document.path));
  for (const StatementId& id : ids) {
    statements_[id].documents[document.path] = std::nullopt;
    waiting_bytes_ += 400;
  }
  for (const DocumentInfo::EntityUse& use : info.entities) {
    --entities_[use.entity][use.variant].documents;
    waiting_bytes_ += 200;
  }
  --counts_.after.documents;
  counts_.after.bytes -= document.byte_length;
  return {};
}

Result<std::vector<std::string>> Builder::DocumentsUnder(
    std::string_view root) {
  ZM_TRY(Flush());
  std::vector<std::string> paths;
  Status damaged;
  ZM_TRY(store_->snapshot().documents().ForEach(
      {}, [&](const DocumentRecord& record) {
        const auto info = DecodeDocumentInfo(record.metadata);
        if (!info.ok()) damaged = info.status();
        if (info.ok() && info->root == root) paths.push_back(record.path);
        return info.ok();
      }));
  ZM_TRY(std::move(damaged));
  return paths;
}

void Builder::Log(ChangeThing thing, std::string id, bool before, bool after,
                  std::string tombstone) {
  if (!before && !after) return;
  const ChangeKind kind = !after    ? ChangeKind::kGone
                          : !before ? ChangeKind::kAdded
                                    : ChangeKind::kChanged;
  log_.changes.push_back(
      {kind, thing, std::move(id), after ? "" : std::move(tombstone)});
}

Status Builder::LogDocuments(const Snapshot& snapshot, WriteBatch* batch) {
  for (const auto& [path, record] : documents_) {
    ZM_TRY_ASSIGN(const std::optional<DocumentRecord> stored,
                  snapshot.documents().Get(path));
    Log(ChangeThing::kDocument, path, stored.has_value(), record.has_value(),
        stored ? stored->title : "");
    const std::string before = stored ? stored->title : "";
    const std::string after = record ? record->title : "";
    if (before == after) continue;
    if (!before.empty()) batch->CountStaleText();
    if (after.empty()) continue;
    batch->PutText(TextKind::kTitle, path, TokensOfTitle(after, &tokenizer_));
  }
  return {};
}

Status Builder::FlushAndPublish() {
  ZM_TRY(Flush());
  return store_->Publish();
}

Status Builder::Flush() {
  if (documents_.empty() && !ontology_) return {};
  const Snapshot snapshot = store_->snapshot();
  WriteBatch batch;
  ZM_TRY(FlushStatements(snapshot, &batch));
  ZM_TRY(FlushTriples(snapshot, &batch));
  ZM_TRY(FlushEntities(snapshot, &batch));
  ZM_TRY(LogDocuments(snapshot, &batch));
  for (const auto& [path, record] : documents_) {
    if (record) {
      batch.PutDocument(*record);
    } else {
      batch.DeleteDocument(path);
    }
  }
  if (ontology_) batch.PutBlob(kOntologyBlob, *ontology_);
  batch.PutBlob(kCountersBlob, EncodeCounters(counts_.after));
  if (!log_.changes.empty()) {
    log_.time = options_.time;
    batch.AppendJournal(EncodeLogEntry(log_));
  }
  ZM_TRY_ASSIGN(const CommitResult committed,
                store_->Commit(&batch, {.sync = false}));
  static_cast<void>(committed);
  statements_.clear();
  entities_.clear();
  documents_.clear();
  triples_.clear();
  ontology_.reset();
  log_ = LogEntry();
  waiting_bytes_ = 0;
  return {};
}

Result<BuildCounts> Builder::Finish() {
  ZM_TRY(Flush());
  ZM_TRY(store_->Sync());
  ZM_TRY(store_->OptimizeIfDue().status());
  ZM_TRY(store_->Publish());
  return counts_;
}

}  // namespace zhimai
