#include "graph/ingest/proto_convert.h"

#include <algorithm>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

namespace zhimai {

ValueRecord FromProto(const v1::Value& value) {
  ValueRecord record;
  if (value.kind_case() == v1::Value::kEntity) {
    record.entity = value.entity();
    return record;
  }
  const v1::Literal& literal = value.literal();
  switch (literal.type()) {
    case v1::Literal::DATE:
      record.literal.type = LiteralType::kDate;
      break;
    case v1::Literal::INTEGER:
      record.literal.type = LiteralType::kInteger;
      break;
    case v1::Literal::QUANTITY:
      record.literal.type = LiteralType::kQuantity;
      break;
    default:
      record.literal.type = LiteralType::kText;
  }
  record.literal.value = literal.value();
  record.literal.number = literal.number();
  record.literal.unit = literal.unit();
  record.literal.language = literal.language();
  return record;
}

void ToProto(const ValueRecord& value, v1::Value* out) {
  if (value.is_entity()) {
    out->set_entity(value.entity);
    return;
  }
  v1::Literal* literal = out->mutable_literal();
  literal->set_type(
      static_cast<v1::Literal::Type>(static_cast<int>(value.literal.type)));
  literal->set_value(value.literal.value);
  literal->set_number(value.literal.number);
  literal->set_unit(value.literal.unit);
  literal->set_language(value.literal.language);
}

std::vector<QualifierRecord> FromProto(
    const google::protobuf::RepeatedPtrField<v1::Qualifier>& qualifiers) {
  std::vector<QualifierRecord> records;
  for (const v1::Qualifier& qualifier : qualifiers) {
    records.push_back({qualifier.key(), FromProto(qualifier.value())});
  }
  std::sort(records.begin(), records.end());
  records.erase(std::unique(records.begin(), records.end()), records.end());
  return records;
}

EvidenceRecord FromProto(const v1::Evidence& evidence) {
  EvidenceRecord record;
  record.document = evidence.document();
  record.article = evidence.article();
  for (const v1::Evidence::Piece& piece : evidence.piece()) {
    record.pieces.push_back({piece.begin(), piece.end(), piece.text()});
  }
  record.rule = evidence.rule();
  record.rule_version = evidence.rule_version();
  for (const v1::Evidence::Capture& capture : evidence.capture()) {
    record.captures.push_back(
        {capture.name(), {capture.begin(), capture.end(), capture.text()}});
  }
  record.confidence = evidence.confidence();
  record.trace.assign(evidence.trace().begin(), evidence.trace().end());
  return record;
}

void ToProto(const EvidenceRecord& evidence, v1::Evidence* out) {
  out->set_article(evidence.article);
  for (const EvidencePiece& piece : evidence.pieces) {
    v1::Evidence::Piece* to = out->add_piece();
    to->set_begin(piece.begin);
    to->set_end(piece.end);
    to->set_text(piece.text);
  }
  out->set_rule(evidence.rule);
  out->set_rule_version(evidence.rule_version);
  for (const EvidenceCapture& capture : evidence.captures) {
    v1::Evidence::Capture* to = out->add_capture();
    to->set_name(capture.name);
    to->set_begin(capture.piece.begin);
    to->set_end(capture.piece.end);
    to->set_text(capture.piece.text);
  }
  out->set_confidence(evidence.confidence);
  for (const std::string& line : evidence.trace) out->add_trace(line);
}

EntityRecord FromProto(const v1::Entity& entity) {
  EntityRecord record;
  record.id = entity.id();
  record.class_name = entity.class_();
  record.label = entity.label();
  for (const v1::Name& name : entity.names()) {
    record.names.push_back({name.text(), name.language()});
  }
  record.external_ids.assign(entity.external_ids().begin(),
                             entity.external_ids().end());
  record.origin = entity.origin();
  return record;
}

void ToProto(const EntityRecord& entity, v1::Entity* out) {
  out->set_class_(entity.class_name);
  out->set_label(entity.label);
  for (const NameRecord& name : entity.names) {
    v1::Name* to = out->add_names();
    to->set_text(name.text);
    to->set_language(name.language);
  }
  for (const std::string& id : entity.external_ids) out->add_external_ids(id);
  out->set_origin(entity.origin);
}

ArticleRecord FromProto(const v1::Article& article) {
  ArticleRecord record;
  record.number = article.number();
  record.title = article.title();
  for (const v1::ByteRange& range : article.range()) {
    record.ranges.push_back({range.begin(), range.end()});
  }
  record.published = article.published();
  record.published_place = article.published_place();
  record.agency = article.agency();
  return record;
}

std::string ToBytes(const google::protobuf::MessageLite& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializeToCodedStream(&coded);
  }
  return bytes;
}

}  // namespace zhimai
