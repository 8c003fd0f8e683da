// Stored statements from their bytes, without a message of protobuf between:
// parsing and copying that took a quarter of an export.
// https://protobuf.dev/programming-guides/encoding/
#include <algorithm>
#include <bit>

#include "graph/ingest/stored.h"
#include "graph/store/coding.h"
#include "proto/stored.pb.h"

namespace zhimai {
namespace {

// A field of a message: a number, or bytes.
struct Field {
  int id = 0;
  uint64_t number = 0;
  std::string_view bytes;
};

// Calls `take(field)` for each field; false when the bytes are damaged or
// `take` returned false.
template <typename Take>
bool ForEachField(std::string_view message, Take take) {
  ByteReader in(message);
  while (in.remaining() > 0) {
    const uint64_t tag = in.Varint();
    Field field;
    field.id = static_cast<int>(tag >> 3);
    switch (tag & 7) {
      case 0:
        field.number = in.Varint();
        break;
      case 1: {
        const std::string_view little = in.Bytes(8);
        for (size_t i = little.size(); i > 0; --i) {
          field.number =
              field.number << 8 | static_cast<unsigned char>(little[i - 1]);
        }
        break;
      }
      case 2:
        field.bytes = in.LengthPrefixed();
        break;
      default:
        return false;
    }
    if (!in.ok() || !take(field)) return false;
  }
  return true;
}

LiteralType TypeFromNumber(uint64_t number) {
  switch (number) {
    case v1::Literal::DATE:
      return LiteralType::kDate;
    case v1::Literal::INTEGER:
      return LiteralType::kInteger;
    case v1::Literal::QUANTITY:
      return LiteralType::kQuantity;
    default:
      return LiteralType::kText;
  }
}

bool ReadLiteral(std::string_view bytes, LiteralRecord* literal) {
  return ForEachField(bytes, [&](const Field& field) {
    switch (field.id) {
      case v1::Literal::kTypeFieldNumber:
        literal->type = TypeFromNumber(field.number);
        break;
      case v1::Literal::kValueFieldNumber:
        literal->value = field.bytes;
        break;
      case v1::Literal::kNumberFieldNumber:
        literal->number = field.bytes;
        break;
      case v1::Literal::kUnitFieldNumber:
        literal->unit = field.bytes;
        break;
      case v1::Literal::kLanguageFieldNumber:
        literal->language = field.bytes;
        break;
      default:
        break;
    }
    return true;
  });
}

// Empties a record and keeps what it has allocated.
void Clear(ValueRecord* value) {
  value->entity.clear();
  value->literal.type = LiteralType::kText;
  value->literal.value.clear();
  value->literal.number.clear();
  value->literal.unit.clear();
  value->literal.language.clear();
}

bool ReadValue(std::string_view bytes, ValueRecord* value) {
  return ForEachField(bytes, [&](const Field& field) {
    if (field.id == v1::Value::kEntityFieldNumber) value->entity = field.bytes;
    return field.id != v1::Value::kLiteralFieldNumber ||
           ReadLiteral(field.bytes, &value->literal);
  });
}

bool ReadQualifier(std::string_view bytes, QualifierRecord* qualifier) {
  qualifier->key.clear();
  Clear(&qualifier->value);
  return ForEachField(bytes, [&](const Field& field) {
    if (field.id == v1::Qualifier::kKeyFieldNumber) {
      qualifier->key = field.bytes;
    }
    return field.id != v1::Qualifier::kValueFieldNumber ||
           ReadValue(field.bytes, &qualifier->value);
  });
}

bool ReadStatement(std::string_view bytes, StatementRecord* record) {
  size_t qualifiers = 0;
  const auto take = [&](const Field& field) {
    switch (field.id) {
      case v1::Statement::kSubjectFieldNumber:
        record->subject = field.bytes;
        break;
      case v1::Statement::kPredicateFieldNumber:
        record->predicate = field.bytes;
        break;
      case v1::Statement::kObjectFieldNumber:
        return ReadValue(field.bytes, &record->object);
      case v1::Statement::kQualifierFieldNumber:
        if (++qualifiers > record->qualifiers.size()) {
          record->qualifiers.emplace_back();
        }
        return ReadQualifier(field.bytes, &record->qualifiers[qualifiers - 1]);
      case v1::Statement::kModalityFieldNumber:
        record->modality = ModalityFromNumber(static_cast<int>(field.number));
        break;
      case v1::Statement::kConfidenceFieldNumber:
        record->confidence = std::bit_cast<double>(field.number);
        break;
      default:
        break;
    }
    return true;
  };
  record->subject.clear();
  record->predicate.clear();
  Clear(&record->object);
  record->modality = Modality::kAsserted;
  record->confidence = 0;
  if (!ForEachField(bytes, take)) return false;
  record->qualifiers.resize(qualifiers);
  if (qualifiers > 1) {
    std::sort(record->qualifiers.begin(), record->qualifiers.end());
    record->qualifiers.erase(
        std::unique(record->qualifiers.begin(), record->qualifiers.end()),
        record->qualifiers.end());
  }
  return true;
}

}  // namespace

Result<const FusedStatement*> StatementDecoder::Decode(const StatementId& id,
                                                       std::string_view bytes) {
  statement_.record.id = id;
  statement_.documents = 0;
  bool any = false;
  const bool read = ForEachField(bytes, [&](const Field& field) {
    if (field.id == v1::StoredStatement::kDocumentsFieldNumber) {
      statement_.documents = field.number;
    }
    if (field.id != v1::StoredStatement::kStatementFieldNumber) return true;
    any = true;
    return ReadStatement(field.bytes, &statement_.record);
  });
  if (read && any) return &statement_;
  return Status::Corruption("statement: an entry is damaged");
}

}  // namespace zhimai
