// Values that expressions compute with: a term, read into the value space of
// its datatype once.
//
// The type error of SPARQL [17.2] is std::nullopt everywhere: it is no Status,
// for it never ends a query.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "graph/exec/date_time.h"
#include "graph/exec/decimal.h"
#include "graph/model/term.h"

namespace zhimai::sparql {

struct XsdType;  // xsd_types.h

enum class ValueKind : uint8_t {
  kIri,
  kBlank,
  kTriple,
  kOther,     // a literal of a datatype unknown here, or beyond our range
  kIllTyped,  // a literal outside the lexical space of a datatype known here
  kString,
  kLangString,  // with a base direction or without
  kBoolean,
  kInteger,  // xsd:integer and what is derived from it
  kDecimal,
  kFloat,
  kDouble,
  kDateTime,  // every DateTimeKind
  kDuration,  // every DurationKind
};

// Immutable; cheap to copy. One read from a term borrows it: the term must
// live as long as the value (within one evaluation it does).
class Value {
 public:
  // Reads `term`, which is borrowed.
  static Value Of(const Term& term);
  // The same, owning the term.
  static Value Owning(Term term);
  static Value Boolean(bool value);
  static Value Integer(int64_t value);
  static Value Integer(const Decimal& value);  // REQUIRES: is_whole()
  static Value OfDecimal(const Decimal& value);
  static Value Float(float value);
  static Value Double(double value);
  static Value String(std::string_view text);
  static Value OfDateTime(const DateTime& value);
  static Value OfDuration(const Duration& value);

  ValueKind kind() const { return kind_; }
  bool is_numeric() const {
    return kind_ >= ValueKind::kInteger && kind_ <= ValueKind::kDouble;
  }
  // A string with a language tag or without.
  bool is_string_like() const {
    return kind_ == ValueKind::kString || kind_ == ValueKind::kLangString;
  }
  bool is_literal() const { return kind_ >= ValueKind::kOther; }

  // The term it was read from; else nullptr, and it is to be written.
  const Term* term() const { return term_; }
  // The same term again ("01" stays "01"), or the canonical literal.
  Term ToTerm() const;

  // REQUIRES: string-like.
  const std::string& text() const { return term_->value(); }
  bool boolean() const { return std::get<bool>(native_); }
  // Integers and decimals.
  const Decimal& decimal() const { return std::get<Decimal>(native_); }
  float float_value() const { return std::get<float>(native_); }
  double double_value() const { return std::get<double>(native_); }
  const DateTime& date_time() const { return std::get<DateTime>(native_); }
  const Duration& duration() const { return std::get<Duration>(native_); }
  // REQUIRES: numeric.
  double ToDouble() const;

 private:
  void Read(const Term& term);
  void ReadLiteral(const XsdType& type, const std::string& text);

  ValueKind kind_ = ValueKind::kOther;
  const Term* term_ = nullptr;
  std::shared_ptr<const Term> owned_;
  std::variant<std::monostate, bool, Decimal, float, double, DateTime, Duration>
      native_;
};

// Effective boolean value [17.2.2].
std::optional<bool> EffectiveBoolean(const Value& value);

// The operator "=" [17.4.1.7]; nothing is the type error.
std::optional<bool> Equal(const Value& a, const Value& b);
// The order behind "<", ">", "<=", ">=" [17.3]: nothing is the type error,
// unordered is a comparison with NaN.
std::optional<std::partial_ordering> Compare(const Value& a, const Value& b);

// The order of ORDER BY, MIN and MAX [15.1]: unbound (nullptr), blank nodes,
// IRIs, literals, triple terms. A strict weak order over all terms that agrees
// with "<"; equal values (1 and 1.0) are equivalent.
std::weak_ordering CompareForOrder(const Value* a, const Value* b);
std::weak_ordering CompareForOrder(const Term* a, const Term* b);

enum class Arithmetic : uint8_t { kAdd, kSubtract, kMultiply, kDivide };
std::optional<Value> Compute(Arithmetic op, const Value& a, const Value& b);
std::optional<Value> Negated(const Value& value);

// The constructor functions xsd:boolean, xsd:integer, … [17.5].
bool IsCast(std::string_view function_iri);
std::optional<Value> Cast(std::string_view function_iri, const Value& value);

}  // namespace zhimai::sparql
