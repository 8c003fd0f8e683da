// Between protobuf messages and plain records. Not a public header.
#pragma once

#include "graph/ingest/stored.h"
#include "proto/document.pb.h"
#include "proto/statement.pb.h"

namespace zhimai {

ValueRecord FromProto(const v1::Value& value);
void ToProto(const ValueRecord& value, v1::Value* out);

// Sorted, without repetitions.
std::vector<QualifierRecord> FromProto(
    const google::protobuf::RepeatedPtrField<v1::Qualifier>& qualifiers);

EvidenceRecord FromProto(const v1::Evidence& evidence);
void ToProto(const EvidenceRecord& evidence, v1::Evidence* out);

EntityRecord FromProto(const v1::Entity& entity);
void ToProto(const EntityRecord& entity, v1::Entity* out);

ArticleRecord FromProto(const v1::Article& article);

// Equal messages give equal bytes.
std::string ToBytes(const google::protobuf::MessageLite& message);

}  // namespace zhimai
