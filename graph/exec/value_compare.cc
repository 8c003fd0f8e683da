// "=", "<" and the order of ORDER BY.
#include <cmath>

#include "graph/exec/value.h"

namespace zhimai::sparql {
namespace {

std::partial_ordering CompareNumbers(const Value& a, const Value& b) {
  const ValueKind wider = a.kind() > b.kind() ? a.kind() : b.kind();
  if (wider == ValueKind::kDouble) return a.ToDouble() <=> b.ToDouble();
  if (wider == ValueKind::kFloat) {
    const auto to_float = [](const Value& value) {
      return value.kind() == ValueKind::kFloat ? value.float_value()
                                               : value.decimal().ToFloat();
    };
    return to_float(a) <=> to_float(b);
  }
  return a.decimal() <=> b.decimal();
}

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::strong_ordering CompareIgnoringCase(std::string_view a,
                                         std::string_view b) {
  for (size_t i = 0; i < a.size() && i < b.size(); ++i) {
    const std::strong_ordering order = Lower(a[i]) <=> Lower(b[i]);
    if (order != 0) return order;
  }
  return a.size() <=> b.size();
}

// Bytes of UTF-8 compare as code points do.
std::strong_ordering CompareText(const std::string& a, const std::string& b) {
  return a.compare(b) <=> 0;
}

bool SameLangString(const Term& a, const Term& b) {
  return a.value() == b.value() && a.direction() == b.direction() &&
         CompareIgnoringCase(a.language(), b.language()) == 0;
}

// Part by part, by "=": the terms of a triple term are compared as values.
std::optional<bool> EqualTriples(const Triple& a, const Triple& b) {
  bool error = false;
  const std::pair<const Term*, const Term*> parts[] = {
      {&a.subject, &b.subject},
      {&a.predicate, &b.predicate},
      {&a.object, &b.object}};
  for (const auto& [left, right] : parts) {
    const std::optional<bool> equal =
        Equal(Value::Of(*left), Value::Of(*right));
    if (!equal) {
      error = true;
    } else if (!*equal) {
      return false;
    }
  }
  return error ? std::nullopt : std::optional<bool>(true);
}

// REQUIRES: both literals, not both numeric.
std::optional<bool> EqualLiterals(const Value& a, const Value& b) {
  // No datatype but its own has values with a language.
  const bool lang = a.kind() == ValueKind::kLangString;
  if (lang != (b.kind() == ValueKind::kLangString)) return false;
  const auto unknown = [](const Value& value) {
    return value.kind() == ValueKind::kOther ||
           value.kind() == ValueKind::kIllTyped;
  };
  if (unknown(a) || unknown(b)) {
    const bool same = a.kind() == b.kind() && *a.term() == *b.term();
    return same ? std::optional<bool>(true) : std::nullopt;
  }
  // Of two datatypes known here the value spaces are known to be disjoint.
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::kString:
      return a.text() == b.text();
    case ValueKind::kLangString:
      return SameLangString(*a.term(), *b.term());
    case ValueKind::kBoolean:
      return a.boolean() == b.boolean();
    case ValueKind::kDuration:
      return a.duration() == b.duration();
    default:
      break;
  }
  if (a.date_time().kind != b.date_time().kind) return false;
  const auto order = Compare(a.date_time(), b.date_time());
  if (!order) return std::nullopt;
  return *order == 0;
}

// Groups of literals that ORDER BY keeps together, in this order.
int LiteralRank(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kInteger:
    case ValueKind::kDecimal:
    case ValueKind::kFloat:
    case ValueKind::kDouble:
      return 0;
    case ValueKind::kDateTime:
      return 1 + static_cast<int>(value.date_time().kind);
    case ValueKind::kDuration:
      return 20;
    case ValueKind::kBoolean:
      return 21;
    case ValueKind::kString:
      return 22;
    case ValueKind::kLangString:
      return 23;
    default:
      return 24;
  }
}

int TermRank(const Value* value) {
  if (value == nullptr) return 0;
  switch (value->kind()) {
    case ValueKind::kBlank:
      return 1;
    case ValueKind::kIri:
      return 2;
    case ValueKind::kTriple:
      return 4;
    default:
      return 3;
  }
}

// "<" is not transitive between doubles and long decimals (2^53 and 2^53 + 1
// both equal the double). Reading a double as the shortest decimal that gives
// it back makes it so, and changes no order that "<" sees.
std::weak_ordering OrderNumbers(const Value& a, const Value& b) {
  const double left = a.ToDouble();
  const double right = b.ToDouble();
  if (std::isnan(left) || std::isnan(right)) {
    return std::isnan(right) <=> std::isnan(left);
  }
  if (left < right) return std::weak_ordering::less;
  if (left > right) return std::weak_ordering::greater;
  const auto exact = [](const Value& value) -> std::optional<Decimal> {
    if (value.kind() <= ValueKind::kDecimal) return value.decimal();
    return Decimal::FromDouble(value.ToDouble());
  };
  const std::optional<Decimal> x = exact(a);
  const std::optional<Decimal> y = exact(b);
  if (!x || !y) return std::weak_ordering::equivalent;
  return *x <=> *y;
}

std::weak_ordering OrderTimes(const DateTime& a, const DateTime& b) {
  const auto order = a.Instant() <=> b.Instant();
  if (order != 0) return order;
  return a.zone.has_value() <=> b.zone.has_value();
}

// By the mean length of a month, which lies between the shortest and the
// longest, so that it agrees with what is certain.
std::weak_ordering OrderDurations(const Duration& a, const Duration& b) {
  constexpr int64_t kMonthSeconds = 2'629'746;
  const auto length = [](const Duration& duration) {
    return Decimal::Add(Decimal(duration.months * kMonthSeconds),
                        duration.seconds)
        .value_or(duration.seconds);
  };
  const auto order = length(a) <=> length(b);
  return order != 0 ? order : a.months <=> b.months;
}

std::weak_ordering OrderLiterals(const Value& a, const Value& b) {
  const int rank = LiteralRank(a);
  if (rank != LiteralRank(b)) return rank <=> LiteralRank(b);
  if (a.is_numeric()) return OrderNumbers(a, b);
  switch (a.kind()) {
    case ValueKind::kDateTime:
      return OrderTimes(a.date_time(), b.date_time());
    case ValueKind::kDuration:
      return OrderDurations(a.duration(), b.duration());
    case ValueKind::kBoolean:
      return a.boolean() <=> b.boolean();
    case ValueKind::kString:
      return CompareText(a.text(), b.text());
    case ValueKind::kLangString: {
      const auto text = CompareText(a.text(), b.text());
      if (text != 0) return text;
      const auto tag =
          CompareIgnoringCase(a.term()->language(), b.term()->language());
      if (tag != 0) return tag;
      return a.term()->direction() <=> b.term()->direction();
    }
    default:
      return *a.term() <=> *b.term();
  }
}

std::weak_ordering OrderTriples(const Triple& a, const Triple& b) {
  const std::pair<const Term*, const Term*> parts[] = {
      {&a.subject, &b.subject},
      {&a.predicate, &b.predicate},
      {&a.object, &b.object}};
  for (const auto& [left, right] : parts) {
    const std::weak_ordering order = CompareForOrder(left, right);
    if (order != 0) return order;
  }
  return std::weak_ordering::equivalent;
}

}  // namespace

std::optional<bool> Equal(const Value& a, const Value& b) {
  if (a.is_numeric() && b.is_numeric()) return CompareNumbers(a, b) == 0;
  if (a.is_literal() && b.is_literal()) return EqualLiterals(a, b);
  if (a.kind() != b.kind()) return false;
  if (a.kind() == ValueKind::kTriple) {
    return EqualTriples(a.term()->triple(), b.term()->triple());
  }
  return *a.term() == *b.term();
}

std::optional<std::partial_ordering> Compare(const Value& a, const Value& b) {
  if (a.is_numeric() && b.is_numeric()) return CompareNumbers(a, b);
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case ValueKind::kString:
      return CompareText(a.text(), b.text());
    case ValueKind::kBoolean:
      return a.boolean() <=> b.boolean();
    case ValueKind::kDateTime:
      if (a.date_time().kind != b.date_time().kind) return std::nullopt;
      return Compare(a.date_time(), b.date_time());
    case ValueKind::kDuration:
      return Compare(a.duration(), b.duration());
    default:
      return std::nullopt;
  }
}

std::weak_ordering CompareForOrder(const Value* a, const Value* b) {
  const int rank = TermRank(a);
  if (rank != TermRank(b)) return rank <=> TermRank(b);
  if (a == nullptr) return std::weak_ordering::equivalent;
  if (a->is_literal()) return OrderLiterals(*a, *b);
  if (a->kind() == ValueKind::kTriple) {
    return OrderTriples(a->term()->triple(), b->term()->triple());
  }
  return CompareText(a->term()->value(), b->term()->value());
}

std::weak_ordering CompareForOrder(const Term* a, const Term* b) {
  if (a == nullptr || b == nullptr) return (a != nullptr) <=> (b != nullptr);
  const Value left = Value::Of(*a);
  const Value right = Value::Of(*b);
  return CompareForOrder(&left, &right);
}

}  // namespace zhimai::sparql
