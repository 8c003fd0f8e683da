#include "graph/ingest/stored.h"

#include <algorithm>
#include <limits>

#include "graph/ingest/proto_convert.h"
#include "proto/stored.pb.h"

namespace zhimai {
namespace {

template <typename Message>
Status Parse(std::string_view bytes, std::string_view family,
             Message* message) {
  if (bytes.size() > std::numeric_limits<int>::max() ||
      !message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Status::Corruption(std::string(family) + ": an entry is damaged");
  }
  return {};
}

std::string HashBytes(const Hash128& hash) {
  return std::string(hash.begin(), hash.end());
}

Hash128 ToHash(std::string_view bytes) {
  Hash128 hash{};
  if (bytes.size() == hash.size()) {
    std::transform(bytes.begin(), bytes.end(), hash.begin(),
                   [](char c) { return static_cast<uint8_t>(c); });
  }
  return hash;
}

void ToProto(const ArticleRecord& article, v1::Article* out) {
  out->set_number(article.number);
  out->set_title(article.title);
  for (const ByteRangeRecord& range : article.ranges) {
    v1::ByteRange* to = out->add_range();
    to->set_begin(range.begin);
    to->set_end(range.end);
  }
  out->set_published(article.published);
  out->set_published_place(article.published_place);
  out->set_agency(article.agency);
}

using ProtoCounts = google::protobuf::Map<std::string, uint64_t>;

void CopyCounts(const std::map<std::string, uint64_t>& from, ProtoCounts* to) {
  for (const auto& [name, count] : from) (*to)[name] = count;
}

std::map<std::string, uint64_t> CopyCounts(const ProtoCounts& from) {
  return {from.begin(), from.end()};
}

}  // namespace

std::string EncodeStatement(const FusedStatement& statement) {
  v1::StoredStatement stored;
  v1::Statement* out = stored.mutable_statement();
  out->set_subject(statement.record.subject);
  out->set_predicate(statement.record.predicate);
  ToProto(statement.record.object, out->mutable_object());
  for (const QualifierRecord& qualifier : statement.record.qualifiers) {
    v1::Qualifier* to = out->add_qualifier();
    to->set_key(qualifier.key);
    ToProto(qualifier.value, to->mutable_value());
  }
  out->set_modality(
      static_cast<v1::Modality>(static_cast<int>(statement.record.modality)));
  out->set_confidence(statement.record.confidence);
  stored.set_documents(statement.documents);
  return ToBytes(stored);
}

Result<FusedStatement> DecodeStatement(const StatementId& id,
                                       std::string_view bytes) {
  v1::StoredStatement stored;
  ZM_TRY(Parse(bytes, "statement", &stored));
  const v1::Statement& from = stored.statement();
  FusedStatement statement;
  statement.record.id = id;
  statement.record.subject = from.subject();
  statement.record.predicate = from.predicate();
  statement.record.object = FromProto(from.object());
  statement.record.qualifiers = FromProto(from.qualifier());
  statement.record.modality = ModalityFromNumber(from.modality());
  statement.record.confidence = from.confidence();
  statement.documents = stored.documents();
  return statement;
}

std::string EncodeContribution(const Contribution& contribution) {
  v1::StoredEvidence stored;
  for (const EvidenceRecord& evidence : contribution.evidence) {
    ToProto(evidence, stored.add_evidence());
  }
  for (const QualifierRecord& qualifier : contribution.qualifiers) {
    v1::Qualifier* to = stored.add_qualifier();
    to->set_key(qualifier.key);
    ToProto(qualifier.value, to->mutable_value());
  }
  stored.set_confidence(contribution.confidence);
  for (uint32_t band : contribution.bands) stored.add_band(band);
  return ToBytes(stored);
}

Result<Contribution> DecodeContribution(std::string_view document,
                                        std::string_view bytes) {
  v1::StoredEvidence stored;
  ZM_TRY(Parse(bytes, "evidence", &stored));
  Contribution contribution;
  for (const v1::Evidence& evidence : stored.evidence()) {
    contribution.evidence.push_back(FromProto(evidence));
    contribution.evidence.back().document = document;
  }
  contribution.qualifiers = FromProto(stored.qualifier());
  contribution.confidence = stored.confidence();
  contribution.bands.assign(stored.band().begin(), stored.band().end());
  return contribution;
}

std::string EncodeEntity(const std::vector<EntityVariant>& variants) {
  std::map<std::string, uint64_t> sorted;
  for (const EntityVariant& variant : variants) {
    v1::Entity entity;
    ToProto(variant.entity, &entity);
    sorted[ToBytes(entity)] += variant.documents;
  }
  v1::StoredEntity stored;
  for (const auto& [bytes, documents] : sorted) {
    v1::StoredEntity::Variant* to = stored.add_variant();
    const bool parsed = to->mutable_entity()->ParseFromString(bytes);
    ZM_CHECK(parsed);
    to->set_documents(documents);
  }
  return ToBytes(stored);
}

Result<std::vector<EntityVariant>> DecodeEntity(std::string_view id,
                                                std::string_view bytes) {
  v1::StoredEntity stored;
  ZM_TRY(Parse(bytes, "entity", &stored));
  std::vector<EntityVariant> variants;
  for (const v1::StoredEntity::Variant& variant : stored.variant()) {
    variants.push_back({FromProto(variant.entity()), variant.documents()});
    variants.back().entity.id = id;
  }
  return variants;
}

Hash128 VariantHash(const EntityRecord& entity) {
  v1::Entity message;
  ToProto(entity, &message);
  return HashBytes128(ToBytes(message));
}

std::string EncodeDocumentInfo(const DocumentInfo& info) {
  v1::StoredDocument stored;
  stored.set_root(info.root);
  for (const ArticleRecord& article : info.articles) {
    ToProto(article, stored.add_article());
  }
  for (const DocumentInfo::EntityUse& use : info.entities) {
    v1::StoredDocument::EntityUse* to = stored.add_entity();
    to->set_entity(use.entity);
    to->set_variant(HashBytes(use.variant));
  }
  stored.set_mentions(info.mentions);
  stored.set_statements(info.statements);
  stored.set_hash(HashBytes(info.hash));
  return ToBytes(stored);
}

Result<DocumentInfo> DecodeDocumentInfo(std::string_view bytes) {
  v1::StoredDocument stored;
  ZM_TRY(Parse(bytes, "documents", &stored));
  DocumentInfo info;
  info.root = stored.root();
  for (const v1::Article& article : stored.article()) {
    info.articles.push_back(FromProto(article));
  }
  for (const v1::StoredDocument::EntityUse& use : stored.entity()) {
    info.entities.push_back({use.entity(), ToHash(use.variant())});
  }
  info.mentions = stored.mentions();
  info.statements = stored.statements();
  info.hash = ToHash(stored.hash());
  return info;
}

std::string EncodeCounters(const Counters& counters) {
  v1::StoredCounters stored;
  stored.set_documents(counters.documents);
  stored.set_bytes(counters.bytes);
  stored.set_entities(counters.entities);
  stored.set_statements(counters.statements);
  stored.set_evidence(counters.evidence);
  stored.set_triples(counters.triples);
  CopyCounts(counters.by_modality, stored.mutable_by_modality());
  CopyCounts(counters.by_class, stored.mutable_by_class());
  CopyCounts(counters.by_relation, stored.mutable_by_relation());
  return ToBytes(stored);
}

Result<Counters> DecodeCounters(std::string_view bytes) {
  v1::StoredCounters stored;
  ZM_TRY(Parse(bytes, "counters", &stored));
  Counters counters;
  counters.documents = stored.documents();
  counters.bytes = stored.bytes();
  counters.entities = stored.entities();
  counters.statements = stored.statements();
  counters.evidence = stored.evidence();
  counters.triples = stored.triples();
  counters.by_modality = CopyCounts(stored.by_modality());
  counters.by_class = CopyCounts(stored.by_class());
  counters.by_relation = CopyCounts(stored.by_relation());
  return counters;
}

std::string StatementName(const StatementId& id) {
  std::string name = "s/";
  AppendBase32(id, &name);
  return name;
}

std::optional<StatementId> ParseStatementName(std::string_view name) {
  if (name.substr(0, 2) != "s/") return std::nullopt;
  return FromBase32(name.substr(2));
}

}  // namespace zhimai
