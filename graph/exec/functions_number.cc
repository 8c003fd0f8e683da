// Functions on numbers [17.4.4], RAND and UUIDs; the table of all functions.
#include <array>
#include <cmath>

#include "graph/exec/functions.h"

namespace zhimai::sparql {
namespace {

// Applies one function of three types.
template <typename OnDecimal, typename OnFloat>
std::optional<Value> Map(const Value& value, OnDecimal on_decimal,
                         OnFloat on_float) {
  switch (value.kind()) {
    case ValueKind::kInteger:
      return Value::Integer(on_decimal(value.decimal()));
    case ValueKind::kDecimal:
      return Value::OfDecimal(on_decimal(value.decimal()));
    case ValueKind::kFloat:
      return Value::Float(on_float(value.float_value()));
    case ValueKind::kDouble:
      return Value::Double(on_float(value.double_value()));
    default:
      return std::nullopt;
  }
}

std::optional<Value> Abs(const FunctionCall& call) {
  return Map(
      call.arguments[0], [](const Decimal& x) { return x.Abs(); },
      [](auto x) { return std::fabs(x); });
}

std::optional<Value> Ceil(const FunctionCall& call) {
  return Map(
      call.arguments[0], [](const Decimal& x) { return x.Ceiling(); },
      [](auto x) { return std::ceil(x); });
}

std::optional<Value> Floor(const FunctionCall& call) {
  return Map(
      call.arguments[0], [](const Decimal& x) { return x.Floor(); },
      [](auto x) { return std::floor(x); });
}

// Halves go up; what lies from -0.5 to 0 becomes -0.
template <typename Float>
Float RoundFloat(Float x) {
  const Float down = std::floor(x);
  if (x - down < Float(0.5)) return down;
  return std::copysign(down + 1, x);
}

std::optional<Value> Round(const FunctionCall& call) {
  return Map(
      call.arguments[0], [](const Decimal& x) { return x.Round(); },
      [](auto x) { return std::isfinite(x) ? RoundFloat(x) : x; });
}

std::optional<Value> Rand(const FunctionCall& call) {
  // 53 bits: every multiple of 2^-53 in [0, 1).
  return Value::Double(
      std::ldexp(static_cast<double>(call.context.Random() >> 11), -53));
}

// RFC 9562, version 4.
std::string MakeUuid(EvalContext& context) {
  constexpr std::string_view kHex = "0123456789abcdef";
  const uint64_t high =
      (context.Random() & 0xFFFFFFFFFFFF0FFF) | 0x0000000000004000;
  const uint64_t low =
      (context.Random() & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000;
  std::string out;
  for (const uint64_t half : {high, low}) {
    for (int shift = 60; shift >= 0; shift -= 4) {
      out += kHex[(half >> shift) & 15];
    }
  }
  for (const size_t at : {20U, 16U, 12U, 8U}) out.insert(at, 1, '-');
  return out;
}

std::optional<Value> Uuid(const FunctionCall& call) {
  return Value::Owning(Term::Iri("urn:uuid:" + MakeUuid(call.context)));
}

std::optional<Value> StrUuid(const FunctionCall& call) {
  return Value::String(MakeUuid(call.context));
}

constexpr std::array<NamedFunction, 7> kFunctions = {{
    {"ABS", Abs},
    {"CEIL", Ceil},
    {"FLOOR", Floor},
    {"ROUND", Round},
    {"RAND", Rand, false, false},
    {"UUID", Uuid, false, false},
    {"STRUUID", StrUuid, false, false},
}};

}  // namespace

std::span<const NamedFunction> NumberFunctions() { return kFunctions; }

const NamedFunction* FindFunction(std::string_view name) {
  for (const auto functions : {TermFunctions(), StringFunctions(),
                               NumberFunctions(), DateFunctions()}) {
    for (const NamedFunction& function : functions) {
      if (function.name == name) return &function;
    }
  }
  return nullptr;
}

}  // namespace zhimai::sparql
