#include "tests/support/extraction_builder.h"

#include "graph/base/hash.h"

namespace zhimai {
namespace {

v1::Value ToValue(std::string_view text) {
  v1::Value value;
  if (text.substr(0, 2) == "e/") {
    value.set_entity(std::string(text));
    return value;
  }
  const bool date = !text.empty() && text[0] >= '0' && text[0] <= '9';
  value.mutable_literal()->set_type(date ? v1::Literal::DATE
                                         : v1::Literal::TEXT);
  value.mutable_literal()->set_value(std::string(text));
  return value;
}

}  // namespace

ExtractionBuilder::ExtractionBuilder(std::string_view path) {
  extraction_.mutable_document()->set_path(std::string(path));
  extraction_.mutable_document()->set_title("title of " + std::string(path));
  extraction_.mutable_document()->set_language("zh-Hans");
  extraction_.set_extractor_hash("extractor");
  Content(path);
}

ExtractionBuilder& ExtractionBuilder::Content(std::string_view text) {
  extraction_.mutable_document()->set_content_hash(HashText(text));
  extraction_.mutable_document()->set_byte_length(text.size());
  return *this;
}

ExtractionBuilder& ExtractionBuilder::Entity(
    std::string_view id, std::string_view class_name,
    const std::vector<std::string>& names,
    const std::vector<std::string>& external) {
  v1::Entity* entity = extraction_.add_entity();
  entity->set_id(std::string(id));
  entity->set_class_(std::string(class_name));
  entity->set_label(names.empty() ? std::string(id)
                                  : names[0].substr(names[0].find(':') + 1));
  for (const std::string& name : names) {
    v1::Name* to = entity->add_names();
    const size_t colon = name.find(':');
    to->set_language(name.substr(0, colon));
    to->set_text(name.substr(colon + 1));
  }
  for (const std::string& one : external) entity->add_external_ids(one);
  entity->set_origin("test");
  return *this;
}

ExtractionBuilder& ExtractionBuilder::State(std::string_view subject,
                                            std::string_view relation,
                                            std::string_view object,
                                            v1::Modality modality,
                                            double confidence) {
  v1::Statement* statement = extraction_.add_statement();
  statement->set_subject(std::string(subject));
  statement->set_predicate(std::string(relation));
  *statement->mutable_object() = ToValue(object);
  statement->set_modality(modality);
  statement->set_confidence(confidence);
  Rename();
  return Quote(std::string(subject) + std::string(relation) +
               std::string(object) + " in " + extraction_.document().path());
}

ExtractionBuilder& ExtractionBuilder::With(std::string_view key,
                                           std::string_view value) {
  v1::Statement* statement =
      extraction_.mutable_statement(extraction_.statement_size() - 1);
  v1::Qualifier* qualifier = statement->add_qualifier();
  qualifier->set_key(std::string(key));
  *qualifier->mutable_value() = ToValue(value);
  Rename();
  return *this;
}

ExtractionBuilder& ExtractionBuilder::Quote(std::string_view text) {
  v1::Statement* statement =
      extraction_.mutable_statement(extraction_.statement_size() - 1);
  statement->clear_evidence();
  v1::Evidence* evidence = statement->add_evidence();
  evidence->set_document(extraction_.document().path());
  evidence->set_rule("test.rule");
  evidence->set_rule_version("1");
  evidence->set_confidence(statement->confidence());
  v1::Evidence::Piece* piece = evidence->add_piece();
  piece->set_begin(offset_);
  piece->set_end(offset_ + text.size());
  piece->set_text(std::string(text));
  offset_ += text.size();
  return *this;
}

void ExtractionBuilder::Rename() {
  v1::Statement* statement =
      extraction_.mutable_statement(extraction_.statement_size() - 1);
  std::string identity = statement->subject() + '\n' + statement->predicate() +
                         '\n' + statement->object().SerializeAsString() + '\n' +
                         std::to_string(statement->modality());
  for (const v1::Qualifier& qualifier : statement->qualifier()) {
    if (qualifier.key() == "role") {
      identity += '\n' + qualifier.SerializeAsString();
    }
  }
  last_id_ = "s/" + HashText(identity);
  statement->set_id(last_id_);
}

}  // namespace zhimai
