// Constructor functions [17.5]: casting of XPath 3.1, section 19.
#include <cmath>

#include "graph/exec/value.h"
#include "graph/exec/xsd_types.h"

namespace zhimai::sparql {
namespace {

std::optional<Value> Checked(const XsdType& type, const Decimal& value) {
  if (!type.least.empty() && value < *Decimal::ParseInteger(type.least)) {
    return std::nullopt;
  }
  if (!type.most.empty() && value > *Decimal::ParseInteger(type.most)) {
    return std::nullopt;
  }
  if (type.least.empty() && type.most.empty()) return Value::Integer(value);
  return Value::Owning(
      Term::Literal(value.Format(), std::string(kXsd).append(type.name)));
}

// What XML counts as white space, off both ends.
std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::optional<Value> FromText(const XsdType& type, std::string_view text) {
  const Value read = Value::Owning(
      Term::Literal(Trimmed(text), std::string(kXsd).append(type.name)));
  if (read.kind() != type.kind) return std::nullopt;
  // The canonical form of the value, not what it was made from.
  switch (read.kind()) {
    case ValueKind::kBoolean:
      return Value::Boolean(read.boolean());
    case ValueKind::kInteger:
      return Checked(type, read.decimal());
    case ValueKind::kDecimal:
      return Value::OfDecimal(read.decimal());
    case ValueKind::kFloat:
      return Value::Float(read.float_value());
    case ValueKind::kDouble:
      return Value::Double(read.double_value());
    default:
      return read;
  }
}

std::optional<Decimal> ToDecimal(const Value& value) {
  if (value.kind() <= ValueKind::kDecimal) return value.decimal();
  return Decimal::FromDouble(value.ToDouble());
}

std::optional<Value> FromNumber(const XsdType& type, const Value& value) {
  switch (type.kind) {
    case ValueKind::kBoolean:
      return Value::Boolean(*EffectiveBoolean(value));
    case ValueKind::kInteger: {
      const std::optional<Decimal> number = ToDecimal(value);
      if (!number) return std::nullopt;
      return Checked(type, number->Truncate());
    }
    case ValueKind::kDecimal: {
      const std::optional<Decimal> number = ToDecimal(value);
      if (!number) return std::nullopt;
      return Value::OfDecimal(*number);
    }
    case ValueKind::kFloat:
      if (value.kind() == ValueKind::kDouble) {
        return Value::Float(static_cast<float>(value.double_value()));
      }
      return value.kind() == ValueKind::kFloat
                 ? Value::Float(value.float_value())
                 : Value::Float(value.decimal().ToFloat());
    case ValueKind::kDouble:
      return Value::Double(value.ToDouble());
    default:
      return std::nullopt;
  }
}

std::optional<Value> FromDateTime(const XsdType& type, const DateTime& value) {
  if (type.kind != ValueKind::kDateTime) return std::nullopt;
  const DateTimeKind to = type.date_time_kind;
  DateTime out;
  out.kind = to;
  out.zone = value.zone;
  const bool from_date = value.kind == DateTimeKind::kDate;
  if (value.kind != DateTimeKind::kDateTime && !from_date) {
    return value.kind == to ? std::optional(Value::OfDateTime(value))
                            : std::nullopt;
  }
  if (type.name == "dateTimeStamp" && !value.zone) return std::nullopt;
  if (to == DateTimeKind::kTime || to == DateTimeKind::kDateTime) {
    if (to == DateTimeKind::kTime && from_date) return std::nullopt;
    out.hour = value.hour;
    out.minute = value.minute;
    out.second = value.second;
  }
  if (to == DateTimeKind::kDateTime || to == DateTimeKind::kDate ||
      to == DateTimeKind::kGYear || to == DateTimeKind::kGYearMonth) {
    out.year = value.year;
  }
  if (to != DateTimeKind::kTime && to != DateTimeKind::kGYear &&
      to != DateTimeKind::kGDay) {
    out.month = value.month;
  }
  if (to == DateTimeKind::kDateTime || to == DateTimeKind::kDate ||
      to == DateTimeKind::kGMonthDay || to == DateTimeKind::kGDay) {
    out.day = value.day;
  }
  return Value::OfDateTime(out);
}

std::optional<Value> FromDuration(const XsdType& type, const Duration& value) {
  if (type.kind != ValueKind::kDuration) return std::nullopt;
  Duration out = value;
  out.kind = type.duration_kind;
  if (out.kind == DurationKind::kYearMonth) out.seconds = Decimal();
  if (out.kind == DurationKind::kDayTime) out.months = 0;
  return Value::OfDuration(out);
}

std::optional<Value> ToText(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kIri:
    case ValueKind::kString:
    case ValueKind::kOther:
      return Value::String(value.term()->value());
    case ValueKind::kBoolean:
      return Value::String(value.boolean() ? "true" : "false");
    case ValueKind::kInteger:
    case ValueKind::kDecimal:
      return Value::String(value.decimal().Format());
    case ValueKind::kFloat:
      return Value::String(XPathFloat(value.float_value()));
    case ValueKind::kDouble:
      return Value::String(XPathDouble(value.double_value()));
    case ValueKind::kDateTime:
      return Value::String(value.date_time().Format());
    case ValueKind::kDuration:
      return Value::String(value.duration().Format());
    default:
      return std::nullopt;
  }
}

}  // namespace

bool IsCast(std::string_view function_iri) {
  return FindXsdType(function_iri) != nullptr;
}

std::optional<Value> Cast(std::string_view function_iri, const Value& value) {
  const XsdType* type = FindXsdType(function_iri);
  if (type == nullptr) return std::nullopt;
  if (type->kind == ValueKind::kString) return ToText(value);
  if (value.is_numeric()) return FromNumber(*type, value);
  switch (value.kind()) {
    case ValueKind::kString:
      return FromText(*type, value.text());
    case ValueKind::kBoolean:
      if (type->kind == ValueKind::kBoolean) {
        return Value::Boolean(value.boolean());
      }
      return FromNumber(*type, Value::Integer(value.boolean() ? 1 : 0));
    case ValueKind::kDateTime:
      return FromDateTime(*type, value.date_time());
    case ValueKind::kDuration:
      return FromDuration(*type, value.duration());
    default:
      return std::nullopt;
  }
}

}  // namespace zhimai::sparql
