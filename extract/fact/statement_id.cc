#include "extract/fact/statement_id.h"

#include <algorithm>

#include "graph/base/hash.h"

namespace zhimai {
namespace {

// Length first, so that no two lists of fields give the same bytes.
void AddField(const std::string& field, std::string* out) {
  *out += std::to_string(field.size());
  *out += ':';
  *out += field;
}

void AddValue(const v1::Value& value, std::string* out) {
  if (value.kind_case() == v1::Value::kEntity) {
    AddField("entity", out);
    AddField(value.entity(), out);
    return;
  }
  const v1::Literal& literal = value.literal();
  AddField(v1::Literal::Type_Name(literal.type()), out);
  // As printed, 8900亿美元 and 8,900亿美元 would be two values.
  const bool number =
      !literal.number().empty() && (literal.type() == v1::Literal::INTEGER ||
                                    literal.type() == v1::Literal::QUANTITY);
  AddField(number ? literal.number() : literal.value(), out);
  AddField(literal.unit(), out);
}

}  // namespace

std::string StatementId(const v1::Statement& statement,
                        const RelationInfo& relation) {
  std::string bytes;
  AddField(statement.subject(), &bytes);
  AddField(statement.predicate(), &bytes);
  AddValue(statement.object(), &bytes);
  AddField(v1::Modality_Name(statement.modality()), &bytes);
  const auto& identity = relation.identity_qualifiers;
  for (const v1::Qualifier& qualifier : statement.qualifier()) {
    if (std::find(identity.begin(), identity.end(), qualifier.key()) ==
        identity.end()) {
      continue;
    }
    AddField(qualifier.key(), &bytes);
    AddValue(qualifier.value(), &bytes);
  }
  return "s/" + HashText(bytes);
}

}  // namespace zhimai
