#include "tools/commands/ontology_message.h"

namespace zhimai {
namespace {

template <typename Repeated>
void AddAll(const std::vector<std::string>& values, Repeated* field) {
  for (const std::string& value : values) field->Add(std::string(value));
}

void Fill(const ClassInfo& info, v1::ClassDef* message) {
  message->set_name(info.name);
  message->mutable_label()->set_zh(info.label_zh);
  message->mutable_label()->set_en(info.label_en);
  message->set_comment(info.comment);
  message->set_abstract(info.abstract);
  AddAll(info.parents, message->mutable_parent());
  AddAll(info.same_as, message->mutable_same_as());
}

void Fill(const RelationInfo& info, v1::RelationDef* message) {
  message->set_name(info.name);
  message->mutable_label()->set_zh(info.label_zh);
  message->mutable_label()->set_en(info.label_en);
  message->set_comment(info.comment);
  AddAll(info.domain, message->mutable_domain());
  AddAll(info.range, message->mutable_range());
  AddAll(info.literal_range, message->mutable_literal_range());
  message->set_symmetric(info.symmetric);
  message->set_functional(info.functional);
  message->set_supersedable(info.supersedable);
  AddAll(info.identity_qualifiers, message->mutable_identity_qualifier());
  AddAll(info.qualifiers, message->mutable_qualifier());
  message->set_inverse_label_zh(info.inverse_label_zh);
  message->set_inverse_label_en(info.inverse_label_en);
  AddAll(info.same_as, message->mutable_same_as());
}

void Fill(const QualifierInfo& info, v1::QualifierDef* message) {
  message->set_name(info.name);
  message->mutable_label()->set_zh(info.label_zh);
  message->mutable_label()->set_en(info.label_en);
  message->set_comment(info.comment);
  AddAll(info.same_as, message->mutable_same_as());
}

}  // namespace

v1::Ontology OntologyMessage(const Ontology& ontology) {
  v1::Ontology message;
  for (const auto& [name, iri] : ontology.prefixes()) {
    v1::Prefix* prefix = message.add_prefix();
    prefix->set_key(name);
    prefix->set_value(iri);
  }
  for (const ClassInfo& info : ontology.classes()) {
    Fill(info, message.add_class_());
  }
  for (const RelationInfo& info : ontology.relations()) {
    Fill(info, message.add_relation());
  }
  for (const QualifierInfo& info : ontology.qualifiers()) {
    Fill(info, message.add_qualifier());
  }
  return message;
}

}  // namespace zhimai
