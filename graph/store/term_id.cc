#include "graph/store/term_id.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

#include "graph/base/status.h"
#include "graph/model/xsd.h"

namespace zhimai {
namespace {

constexpr uint64_t kPayloadMask = (uint64_t{1} << 56) - 1;
// Signed numbers are stored with this added, so that they sort as bytes.
constexpr int64_t kBias = int64_t{1} << 55;

struct IntegerType {
  std::string_view name;
  int64_t min;
  int64_t max;
};
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
// In the sequence of their kind bytes, from kInteger on.
constexpr std::array<IntegerType, 13> kIntegerTypes = {{
    {"integer", kMin, kMax},
    {"long", kMin, kMax},
    {"int", -2147483648LL, 2147483647},
    {"short", -32768, 32767},
    {"byte", -128, 127},
    {"nonNegativeInteger", 0, kMax},
    {"positiveInteger", 1, kMax},
    {"nonPositiveInteger", kMin, 0},
    {"negativeInteger", kMin, -1},
    {"unsignedLong", 0, kMax},
    {"unsignedInt", 0, 4294967295LL},
    {"unsignedShort", 0, 65535},
    {"unsignedByte", 0, 255},
}};

// In the sequence of DateKind.
constexpr std::array<std::string_view, 8> kDateTypes = {
    "dateTime",   "date",      "time",   "gYear",
    "gYearMonth", "gMonthDay", "gMonth", "gDay"};

uint8_t Byte(TermKind kind) { return static_cast<uint8_t>(kind); }
TermKind Plus(TermKind kind, size_t step) {
  return static_cast<TermKind>(Byte(kind) + step);
}

std::optional<TermId> Biased(TermKind kind, int64_t value) {
  if (value < -kBias || value >= kBias) return std::nullopt;
  return MakeTermId(kind, static_cast<uint64_t>(value + kBias));
}
int64_t Unbiased(TermId id) {
  return static_cast<int64_t>(id.payload()) - kBias;
}

// Doubles: 62 bits that sort as the values. The exponent keeps 9 of its 11
// bits: those of 2^-255 to 2^255, and the two that stand for zero and for
// infinity and NaN. What lies outside goes into the dictionary.
constexpr uint64_t kMantissaMask = (uint64_t{1} << 52) - 1;
constexpr uint64_t kSignOf62 = uint64_t{1} << 61;
constexpr uint64_t kMaskOf62 = (uint64_t{1} << 62) - 1;
constexpr int64_t kExponentShift = 1023 - 255;

std::optional<TermId> InlineDouble(double value) {
  const auto raw = std::bit_cast<uint64_t>(value);
  const auto exponent = static_cast<int64_t>((raw >> 52) & 0x7FF);
  const uint64_t mantissa = raw & kMantissaMask;
  int64_t cut = exponent - kExponentShift;
  if (exponent == 0x7FF) {
    cut = 511;
  } else if (exponent == 0 && mantissa == 0) {
    cut = 0;
  } else if (cut < 1 || cut > 510) {
    return std::nullopt;
  }
  const bool negative = (raw >> 63) != 0;
  uint64_t bits = (static_cast<uint64_t>(cut) << 52) | mantissa;
  bits = negative ? kMaskOf62 & ~(bits | kSignOf62) : bits | kSignOf62;
  return TermId{(uint64_t{1} << 63) | bits};
}

double DoubleOf(TermId id) {
  uint64_t bits = id.bits & kMaskOf62;
  const bool negative = (bits & kSignOf62) == 0;
  if (negative) bits = kMaskOf62 & ~bits;
  bits &= ~kSignOf62;
  const uint64_t cut = bits >> 52;
  uint64_t exponent = cut + static_cast<uint64_t>(kExponentShift);
  if (cut == 511) exponent = 0x7FF;
  if (cut == 0) exponent = 0;
  return std::bit_cast<double>((static_cast<uint64_t>(negative) << 63) |
                               (exponent << 52) | (bits & kMantissaMask));
}

// All bits turned for negative numbers, else only the sign.
TermId InlineFloat(float value) {
  const auto raw = std::bit_cast<uint32_t>(value);
  const uint32_t bits = (raw >> 31) != 0 ? ~raw : raw | 0x80000000U;
  return MakeTermId(TermKind::kFloat, bits);
}
float FloatOf(TermId id) {
  const auto bits = static_cast<uint32_t>(id.payload());
  return std::bit_cast<float>((bits >> 31) != 0 ? bits & 0x7FFFFFFFU : ~bits);
}

// Dates: 49 bits of milliseconds, then 7 of the time zone: 0 none, 1 Z, else
// 2 + quarters of an hour from -14:00.
constexpr int64_t kInstantBias = int64_t{1} << 48;
constexpr int kQuarter = 15;
constexpr int kFirstZone = -14 * 60;
constexpr uint64_t kLastZoneCode = 2 + 28 * 4;

std::optional<TermId> InlineDate(TermKind kind, const DateValue& value) {
  if (value.instant < -kInstantBias || value.instant >= kInstantBias ||
      value.offset % kQuarter != 0) {
    return std::nullopt;
  }
  uint64_t zone = 0;
  if (value.zone == DateValue::Zone::kUtc) zone = 1;
  if (value.zone == DateValue::Zone::kOffset) {
    zone = 2 + static_cast<uint64_t>((value.offset - kFirstZone) / kQuarter);
  }
  const auto instant = static_cast<uint64_t>(value.instant + kInstantBias);
  return MakeTermId(kind, instant << 7 | zone);
}

std::optional<DateValue> DateOf(TermId id) {
  const uint64_t zone = id.payload() & 0x7F;
  if (zone > kLastZoneCode) return std::nullopt;
  DateValue value;
  value.instant = static_cast<int64_t>(id.payload() >> 7) - kInstantBias;
  if (zone == 1) value.zone = DateValue::Zone::kUtc;
  if (zone >= 2) {
    value.zone = DateValue::Zone::kOffset;
    value.offset = static_cast<int16_t>(kFirstZone +
                                        static_cast<int>(zone - 2) * kQuarter);
  }
  return value;
}

// IRIs: 16 bits of prefix, 40 of number.
constexpr uint64_t kMaxIriNumber = (uint64_t{1} << 40) - 1;

std::optional<TermId> InlineIri(std::string_view iri,
                                const IriPrefixes& prefixes) {
  for (size_t i = 0; i < prefixes.size() && i < 0x10000; ++i) {
    if (!iri.starts_with(prefixes[i])) continue;
    const auto number = ParseCanonicalInteger(iri.substr(prefixes[i].size()));
    if (!number || *number < 0 ||
        static_cast<uint64_t>(*number) > kMaxIriNumber) {
      continue;
    }
    return MakeTermId(TermKind::kIriNumber,
                      i << 40 | static_cast<uint64_t>(*number));
  }
  return std::nullopt;
}

std::optional<TermId> InlineInteger(std::string_view text, size_t type) {
  const std::optional<int64_t> value = ParseCanonicalInteger(text);
  if (!value || *value < kIntegerTypes[type].min ||
      *value > kIntegerTypes[type].max) {
    return std::nullopt;
  }
  return Biased(Plus(TermKind::kInteger, type), *value);
}

std::optional<TermId> InlineTyped(std::string_view text,
                                  std::string_view type) {
  if (type == "boolean") {
    if (text != "true" && text != "false") return std::nullopt;
    return MakeTermId(TermKind::kBoolean, text == "true" ? 1 : 0);
  }
  if (type == "decimal") {
    const auto value = ParseCanonicalDecimal(text);
    return value ? Biased(TermKind::kDecimal, *value) : std::nullopt;
  }
  if (type == "double") {
    const auto value = ParseCanonicalDouble(text);
    return value ? InlineDouble(*value) : std::nullopt;
  }
  if (type == "float") {
    const auto value = ParseCanonicalFloat(text);
    return value ? std::optional(InlineFloat(*value)) : std::nullopt;
  }
  for (size_t i = 0; i < kIntegerTypes.size(); ++i) {
    if (type == kIntegerTypes[i].name) return InlineInteger(text, i);
  }
  for (size_t i = 0; i < kDateTypes.size(); ++i) {
    if (type != kDateTypes[i]) continue;
    const auto value = ParseCanonicalDate(static_cast<DateKind>(i), text);
    return value ? InlineDate(Plus(TermKind::kDateTime, i), *value)
                 : std::nullopt;
  }
  return std::nullopt;
}

Term XsdLiteral(std::string_view lexical, std::string_view type) {
  return Term::Literal(lexical, std::string(kXsd) + std::string(type));
}

std::optional<Term> SmallTerm(TermId id) {
  switch (id.kind()) {
    case TermKind::kBoolean:
      return XsdLiteral(id.payload() == 1 ? "true" : "false", "boolean");
    case TermKind::kDecimal:
      return XsdLiteral(FormatDecimal(Unbiased(id)), "decimal");
    case TermKind::kFloat:
      return XsdLiteral(FormatFloat(FloatOf(id)), "float");
    case TermKind::kDouble:
      return XsdLiteral(FormatDouble(DoubleOf(id)), "double");
    default:
      return std::nullopt;
  }
}

std::optional<Term> TermOf(TermId id, const IriPrefixes& prefixes) {
  if (id.kind() == TermKind::kIriNumber) {
    const uint64_t prefix = id.payload() >> 40;
    if (prefix >= prefixes.size()) return std::nullopt;
    return Term::Iri(prefixes[prefix] +
                     std::to_string(id.payload() & kMaxIriNumber));
  }
  const uint8_t byte = Byte(id.kind());
  const size_t integer = byte - size_t{Byte(TermKind::kInteger)};
  if (byte >= Byte(TermKind::kInteger) && integer < kIntegerTypes.size()) {
    return XsdLiteral(FormatInteger(Unbiased(id)), kIntegerTypes[integer].name);
  }
  const size_t date = byte - size_t{Byte(TermKind::kDateTime)};
  if (byte >= Byte(TermKind::kDateTime) && date < kDateTypes.size()) {
    const std::optional<DateValue> value = DateOf(id);
    if (!value) return std::nullopt;
    return XsdLiteral(FormatDate(static_cast<DateKind>(date), *value),
                      kDateTypes[date]);
  }
  return SmallTerm(id);
}

}  // namespace

TermId MakeTermId(TermKind kind, uint64_t payload) {
  ZM_CHECK(payload <= kPayloadMask);
  return {uint64_t{Byte(kind)} << 56 | payload};
}

std::optional<TermId> InlineTerm(const Term& term,
                                 const IriPrefixes& prefixes) {
  if (term.is_iri()) return InlineIri(term.value(), prefixes);
  if (!term.is_literal() || !term.language().empty()) return std::nullopt;
  const std::string_view datatype = term.datatype();
  if (!datatype.starts_with(kXsd)) return std::nullopt;
  return InlineTyped(term.value(), datatype.substr(kXsd.size()));
}

std::optional<Term> TermOfInline(TermId id, const IriPrefixes& prefixes) {
  std::optional<Term> term = TermOf(id, prefixes);
  // Only ids that InlineTerm gives are ids.
  if (term && InlineTerm(*term, prefixes) != id) return std::nullopt;
  return term;
}

}  // namespace zhimai
