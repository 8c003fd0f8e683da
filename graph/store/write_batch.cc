#include "graph/store/write_batch.h"

#include "graph/store/document_codec.h"
#include "graph/store/family_keys.h"
#include "graph/store/meta.h"

namespace zhimai {
namespace {

// What the nodes of the maps cost beside the bytes in them.
constexpr size_t kNodeBytes = 96;

size_t TermBytes(const Term& term) {
  size_t bytes = sizeof(Term) + term.value().size() + term.language().size();
  if (term.is_literal()) bytes += term.datatype().size();
  return bytes;
}

std::string BlobKey(std::string_view name) {
  return std::string(kMetaBlobPrefix) + std::string(name);
}

}  // namespace

void WriteBatch::Set(Target target, std::string key, Change change) {
  byte_size_ += kNodeBytes + key.size() + change.value.size();
  changes_.insert_or_assign({target, std::move(key)}, std::move(change));
}

void WriteBatch::Add(const Quad& quad) {
  byte_size_ += kNodeBytes + TermBytes(quad.subject) +
                TermBytes(quad.predicate) + TermBytes(quad.object);
  quads_.insert_or_assign(quad, true);
}

void WriteBatch::Remove(const Quad& quad) {
  byte_size_ += kNodeBytes + TermBytes(quad.subject) +
                TermBytes(quad.predicate) + TermBytes(quad.object);
  quads_.insert_or_assign(quad, false);
}

void WriteBatch::PutStatement(const StatementId& id, std::string_view bytes) {
  Set(Target::kStatement, std::string(IdBytes(id)), {true, std::string(bytes)});
}

void WriteBatch::DeleteStatement(const StatementId& id) {
  Set(Target::kStatement, std::string(IdBytes(id)), {false, {}});
}

void WriteBatch::PutEvidence(const StatementId& id, std::string_view document,
                             std::string_view bytes) {
  Set(Target::kEvidence, EvidenceKey(id, document), {true, std::string(bytes)});
  Set(Target::kDocStatements, DocStatementKey(document, id), {true, {}});
}

void WriteBatch::DeleteEvidence(const StatementId& id,
                                std::string_view document) {
  Set(Target::kEvidence, EvidenceKey(id, document), {false, {}});
  Set(Target::kDocStatements, DocStatementKey(document, id), {false, {}});
}

void WriteBatch::PutDocument(const DocumentRecord& record) {
  Set(Target::kDocuments, record.path, {true, EncodeDocument(record)});
}

void WriteBatch::DeleteDocument(std::string_view path) {
  Set(Target::kDocuments, std::string(path), {false, {}});
}

void WriteBatch::PutEntity(std::string_view id, std::string_view bytes) {
  Set(Target::kEntity, std::string(id), {true, std::string(bytes)});
}

void WriteBatch::DeleteEntity(std::string_view id) {
  Set(Target::kEntity, std::string(id), {false, {}});
}

void WriteBatch::PutAlias(std::string_view name_key, std::string_view entity,
                          std::string_view bytes) {
  Set(Target::kAlias, AliasKey(name_key, entity), {true, std::string(bytes)});
}

void WriteBatch::DeleteAlias(std::string_view name_key,
                             std::string_view entity) {
  Set(Target::kAlias, AliasKey(name_key, entity), {false, {}});
}

void WriteBatch::PutLink(std::string_view key, std::string_view bytes) {
  Set(Target::kLink, std::string(key), {true, std::string(bytes)});
}

void WriteBatch::DeleteLink(std::string_view key) {
  Set(Target::kLink, std::string(key), {false, {}});
}

void WriteBatch::PutBlob(std::string_view name, std::string_view bytes) {
  Set(Target::kMeta, BlobKey(name), {true, std::string(bytes)});
}

void WriteBatch::DeleteBlob(std::string_view name) {
  Set(Target::kMeta, BlobKey(name), {false, {}});
}

void WriteBatch::AppendJournal(std::string_view bytes) {
  byte_size_ += kNodeBytes + bytes.size();
  journal_.emplace_back(bytes);
}

void WriteBatch::AddSupport(SupportKind kind, std::string_view key,
                            int64_t change) {
  byte_size_ += kNodeBytes + key.size();
  support_[SupportKey(kind, key)] += change;
}

Status WriteBatch::VisitAdded(
    const std::function<Status(const Quad&)>& visit) const {
  for (const auto& [quad, add] : quads_) {
    if (add) ZM_TRY(visit(quad));
  }
  return {};
}

void WriteBatch::PutText(TextKind kind, std::string_view key,
                         const TextTokens& tokens) {
  CollectUnit(kind, key, tokens, &text_);
}

void WriteBatch::Clear() { *this = WriteBatch(); }

bool WriteBatch::empty() const {
  return changes_.empty() && quads_.empty() && support_.empty() &&
         journal_.empty() && text_.empty() && stale_text_ == 0;
}

}  // namespace zhimai
