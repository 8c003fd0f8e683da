// A term in 64 bits.
//
// The first byte says the kind; docs/formats/keys.md has the table. Ids of one
// kind compare as the values do: strings of the base dictionary by bytes,
// numbers by size, dates on the UTC time line. Ids are private to one
// generation of the store: optimize renumbers them, so nothing but blocks and
// dictionary may keep them on disk.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/model/term.h"

namespace zhimai {

// The first byte of an id, and of a key in the dictionary. The odd ones of
// 0x08–0x3F are entries of the delta dictionary, in order of arrival.
// Changing one invalidates every graph on disk: raise kFormatVersion in
// graph/store/meta.h and re-record tests/golden/format.
enum class TermKind : uint8_t {
  kNone = 0x00,  // the default graph; "unbound"
  kBlank = 0x08,
  kBlankDelta = 0x09,
  kIri = 0x10,
  kIriDelta = 0x11,
  kIriNumber = 0x14,  // a registered prefix and a number
  kString = 0x20,
  kStringDelta = 0x21,
  kLangString = 0x22,
  kLangStringDelta = 0x23,
  kTyped = 0x24,
  kTypedDelta = 0x25,
  kTriple = 0x30,
  kTripleDelta = 0x31,
  kBoolean = 0x40,
  kInteger = 0x42,  // xsd:integer; types derived from it follow
  kLastInteger = 0x4E,
  kDecimal = 0x50,
  kFloat = 0x54,
  kDateTime = 0x60,  // the eight of DateKind follow
  kLastDate = 0x67,
  kDouble = 0x80,  // 0x80–0xBF: 62 bits of payload
};

struct TermId {
  uint64_t bits = 0;

  TermKind kind() const {
    const auto byte = static_cast<uint8_t>(bits >> 56);
    return (byte & 0xC0) == 0x80 ? TermKind::kDouble
                                 : static_cast<TermKind>(byte);
  }
  uint64_t payload() const { return bits & ((uint64_t{1} << 56) - 1); }

  bool is_none() const { return bits == 0; }
  bool is_iri() const {
    return kind() == TermKind::kIri || kind() == TermKind::kIriDelta ||
           kind() == TermKind::kIriNumber;
  }
  bool is_blank() const {
    return kind() == TermKind::kBlank || kind() == TermKind::kBlankDelta;
  }
  bool is_triple() const {
    return kind() == TermKind::kTriple || kind() == TermKind::kTripleDelta;
  }
  bool is_literal() const {
    return !is_none() && !is_iri() && !is_blank() && !is_triple();
  }
  // Whether the dictionary holds the term; else the id itself does.
  bool in_dictionary() const {
    const auto byte = static_cast<uint8_t>(kind());
    return byte >= 0x08 && byte < 0x40 && kind() != TermKind::kIriNumber;
  }
  bool in_delta() const { return in_dictionary() && ((bits >> 56) & 1) != 0; }

  friend auto operator<=>(TermId, TermId) = default;
};

TermId MakeTermId(TermKind kind, uint64_t payload);

// IRI prefixes whose numbers are folded into ids, "http://…/Q". Fixed when the
// store is made.
using IriPrefixes = std::vector<std::string>;

// The id of a term whose lexical form is canonical for its type and whose
// value fits; nothing for what belongs into the dictionary.
std::optional<TermId> InlineTerm(const Term& term, const IriPrefixes& prefixes);

// The inverse. Nothing when no term has this id (corruption).
std::optional<Term> TermOfInline(TermId id, const IriPrefixes& prefixes);

}  // namespace zhimai
