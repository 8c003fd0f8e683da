#include "tests/support/json_ld_reader.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

namespace zhimai::testing {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

Term Node(const std::string& id) {
  return id.substr(0, 2) == "_:" ? Term::Blank("l" + id.substr(2))
                                 : Term::Iri(id);
}

Term Object(const Struct& value) {
  const auto& fields = value.fields();
  const auto text = [&](const char* key) {
    const auto found = fields.find(key);
    return found == fields.end() ? std::string() : found->second.string_value();
  };
  if (fields.count("@id") > 0) return Node(text("@id"));
  if (fields.count("@language") > 0) {
    const std::string direction = text("@direction");
    return Term::LangString(text("@value"), text("@language"),
                            direction == "rtl"   ? Direction::kRtl
                            : direction == "ltr" ? Direction::kLtr
                                                 : Direction::kNone);
  }
  if (fields.count("@type") > 0) {
    return Term::Literal(text("@value"), text("@type"));
  }
  return Term::String(text("@value"));
}

void ReadNode(const Struct& node, const Term& graph, std::vector<Quad>* out) {
  const Term subject = Node(node.fields().at("@id").string_value());
  for (const auto& [key, values] : node.fields()) {
    if (key == "@id") continue;
    for (const Value& value : values.list_value().values()) {
      if (key == "@graph") {
        ReadNode(value.struct_value(), subject, out);
      } else if (key == "@type") {
        out->push_back(
            {subject, Term::Iri(kRdfType), Node(value.string_value()), graph});
      } else {
        out->push_back(
            {subject, Term::Iri(key), Object(value.struct_value()), graph});
      }
    }
  }
}

}  // namespace

Result<std::vector<Quad>> ReadExpandedJsonLd(const std::string& text) {
  Value document;
  const auto status =
      google::protobuf::util::JsonStringToMessage(text, &document);
  if (!status.ok()) return Status::InvalidInput(status.ToString());
  std::vector<Quad> quads;
  for (const Value& node : document.list_value().values()) {
    ReadNode(node.struct_value(), Term(), &quads);
  }
  return quads;
}

}  // namespace zhimai::testing
