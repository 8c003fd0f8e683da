#include "graph/exec/value.h"

#include <cmath>

#include "graph/base/status.h"
#include "graph/exec/xsd_types.h"
#include "graph/model/xsd.h"

namespace zhimai::sparql {
namespace {

Term XsdLiteral(std::string_view lexical, std::string_view name) {
  return Term::Literal(lexical, std::string(kXsd).append(name));
}

std::optional<Decimal> ReadInteger(const XsdType& type, std::string_view text) {
  const std::optional<Decimal> value = Decimal::ParseInteger(text);
  if (!value) return std::nullopt;
  if (!type.least.empty() && *value < *Decimal::ParseInteger(type.least)) {
    return std::nullopt;
  }
  if (!type.most.empty() && *value > *Decimal::ParseInteger(type.most)) {
    return std::nullopt;
  }
  return value;
}

std::optional<DateTime> ReadDateTime(const XsdType& type,
                                     std::string_view text) {
  std::optional<DateTime> value = DateTime::Parse(type.date_time_kind, text);
  if (value && type.name == "dateTimeStamp" && !value->zone) return {};
  return value;
}

}  // namespace

Value Value::Of(const Term& term) {
  Value out;
  out.term_ = &term;
  out.Read(term);
  return out;
}

Value Value::Owning(Term term) {
  Value out;
  out.owned_ = std::make_shared<const Term>(std::move(term));
  out.term_ = out.owned_.get();
  out.Read(*out.term_);
  return out;
}

void Value::Read(const Term& term) {
  switch (term.type()) {
    case TermType::kIri:
      kind_ = ValueKind::kIri;
      return;
    case TermType::kBlank:
      kind_ = ValueKind::kBlank;
      return;
    case TermType::kTriple:
      kind_ = ValueKind::kTriple;
      return;
    case TermType::kLiteral:
      break;
  }
  if (!term.language().empty()) {
    kind_ = ValueKind::kLangString;
    return;
  }
  const XsdType* type = FindXsdType(term.datatype());
  if (type == nullptr) return;
  kind_ = type->kind;
  ReadLiteral(*type, term.value());
  if (kind_ != ValueKind::kString &&
      std::holds_alternative<std::monostate>(native_)) {
    // A good number of more than 38 digits is none that is known to be ill.
    const bool number =
        type->kind == ValueKind::kInteger || type->kind == ValueKind::kDecimal;
    const bool beyond =
        number && type->least.empty() && type->most.empty() &&
        IsDecimalForm(term.value(), type->kind == ValueKind::kInteger);
    kind_ = beyond ? ValueKind::kOther : ValueKind::kIllTyped;
  }
}

void Value::ReadLiteral(const XsdType& type, const std::string& text) {
  const auto keep = [this](const auto& value) {
    if (value) native_ = *value;
  };
  switch (type.kind) {
    case ValueKind::kBoolean:
      return keep(ParseBoolean(text));
    case ValueKind::kInteger:
      return keep(ReadInteger(type, text));
    case ValueKind::kDecimal:
      return keep(Decimal::Parse(text));
    case ValueKind::kFloat:
      return keep(ParseFloat(text));
    case ValueKind::kDouble:
      return keep(ParseDouble(text));
    case ValueKind::kDateTime:
      return keep(ReadDateTime(type, text));
    case ValueKind::kDuration:
      return keep(Duration::Parse(type.duration_kind, text));
    default:
      return;
  }
}

Value Value::Boolean(bool value) {
  Value out;
  out.kind_ = ValueKind::kBoolean;
  out.native_ = value;
  return out;
}

Value Value::Integer(int64_t value) { return Integer(Decimal(value)); }

Value Value::Integer(const Decimal& value) {
  Value out;
  out.kind_ = ValueKind::kInteger;
  out.native_ = value;
  return out;
}

Value Value::OfDecimal(const Decimal& value) {
  Value out;
  out.kind_ = ValueKind::kDecimal;
  out.native_ = value;
  return out;
}

Value Value::Float(float value) {
  Value out;
  out.kind_ = ValueKind::kFloat;
  out.native_ = value;
  return out;
}

Value Value::Double(double value) {
  Value out;
  out.kind_ = ValueKind::kDouble;
  out.native_ = value;
  return out;
}

Value Value::String(std::string_view text) {
  Value out;
  out.kind_ = ValueKind::kString;
  out.owned_ = std::make_shared<const Term>(Term::String(text));
  out.term_ = out.owned_.get();
  return out;
}

Value Value::OfDateTime(const DateTime& value) {
  Value out;
  out.kind_ = ValueKind::kDateTime;
  out.native_ = value;
  return out;
}

Value Value::OfDuration(const Duration& value) {
  Value out;
  out.kind_ = ValueKind::kDuration;
  out.native_ = value;
  return out;
}

Term Value::ToTerm() const {
  if (term_ != nullptr) return *term_;
  switch (kind_) {
    case ValueKind::kBoolean:
      return XsdLiteral(boolean() ? "true" : "false", "boolean");
    case ValueKind::kInteger:
      return XsdLiteral(decimal().Format(), "integer");
    case ValueKind::kDecimal:
      // XSD 1.0 canonical, which is what a term id can hold.
      return XsdLiteral(decimal().Format() + (decimal().is_whole() ? ".0" : ""),
                        "decimal");
    case ValueKind::kFloat:
      return XsdLiteral(FormatFloat(float_value()), "float");
    case ValueKind::kDouble:
      return XsdLiteral(FormatDouble(double_value()), "double");
    case ValueKind::kDateTime:
      return XsdLiteral(date_time().Format(),
                        DateTimeTypeName(date_time().kind));
    case ValueKind::kDuration:
      return XsdLiteral(duration().Format(), DurationTypeName(duration().kind));
    default:
      // All other kinds are only made from terms.
      ZM_CHECK(term_ != nullptr);
      return {};
  }
}

double Value::ToDouble() const {
  switch (kind_) {
    case ValueKind::kFloat:
      return static_cast<double>(float_value());
    case ValueKind::kDouble:
      return double_value();
    default:
      return decimal().ToDouble();
  }
}

std::optional<bool> EffectiveBoolean(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kBoolean:
      return value.boolean();
    case ValueKind::kString:
      return !value.text().empty();
    case ValueKind::kInteger:
    case ValueKind::kDecimal:
      return !value.decimal().is_zero();
    case ValueKind::kFloat:
      return value.float_value() != 0 && !std::isnan(value.float_value());
    case ValueKind::kDouble:
      return value.double_value() != 0 && !std::isnan(value.double_value());
    default:
      return std::nullopt;
  }
}

}  // namespace zhimai::sparql
