// RDF 1.2 terms, triples and quads as values. They own their strings.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace zhimai {

inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view kXsdString =
    "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view kRdf =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view kRdfType =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view kRdfNil =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
inline constexpr std::string_view kRdfLangString =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
inline constexpr std::string_view kRdfDirLangString =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString";

// Triple terms inside triple terms: readers refuse more than this, so that
// whatever walks a term may recurse.
inline constexpr int kMaxTripleTermDepth = 32;

enum class TermType : uint8_t { kBlank, kIri, kLiteral, kTriple };

// Base direction of a language string.
enum class Direction : uint8_t { kNone, kLtr, kRtl };

struct Triple;

// A value; copyable, and immutable but for the Set functions. A default Term is
// the empty IRI, which is no valid term. The factories do not check syntax (the
// parsers do): the store takes any strings, and refuses only NUL in an IRI or a
// language tag.
class Term {
 public:
  Term() = default;

  static Term Iri(std::string_view iri);
  // Without "_:".
  static Term Blank(std::string_view label);
  // xsd:string.
  static Term String(std::string_view text);
  // The datatype is an IRI; xsd:string gives the same as String().
  static Term Literal(std::string_view lexical, std::string_view datatype);
  // `tag` is kept as written. REQUIRES: not empty.
  static Term LangString(std::string_view text, std::string_view tag,
                         Direction direction = Direction::kNone);
  // REQUIRES: depth of the result <= kMaxTripleTermDepth.
  static Term OfTriple(Triple triple);

  // The same as assigning what the factories give, but the memory of the old
  // strings is used again: for parsers. The views must not be of this term.
  void SetIri(std::string_view iri);
  void SetLiteral(std::string_view lexical, std::string_view datatype);
  void SetLangString(std::string_view text, std::string_view tag,
                     Direction direction);

  TermType type() const { return type_; }
  bool is_iri() const { return type_ == TermType::kIri; }
  bool is_blank() const { return type_ == TermType::kBlank; }
  bool is_literal() const { return type_ == TermType::kLiteral; }
  bool is_triple() const { return type_ == TermType::kTriple; }

  // IRI, blank label or lexical form; empty for a triple term.
  const std::string& value() const { return value_; }
  // Of a literal; an IRI, also for plain and language strings.
  std::string_view datatype() const;
  // Empty when there is none.
  const std::string& language() const { return language_; }
  Direction direction() const { return direction_; }
  // REQUIRES: is_triple().
  const Triple& triple() const { return *triple_; }
  // 0 for what is no triple term.
  int depth() const { return depth_; }

  // Sameness of terms (not of values), and an order without meaning beyond
  // being total: type, value, datatype, language, direction, parts.
  friend bool operator==(const Term& a, const Term& b);
  friend std::strong_ordering operator<=>(const Term& a, const Term& b);

 private:
  void SetPlain(TermType type, std::string_view value);

  TermType type_ = TermType::kIri;
  Direction direction_ = Direction::kNone;
  int depth_ = 0;
  std::string value_;
  std::string datatype_;  // empty for xsd:string and language strings
  std::string language_;
  std::shared_ptr<const Triple> triple_;
};

struct Triple {
  Term subject;
  Term predicate;
  Term object;

  friend bool operator==(const Triple& a, const Triple& b) = default;
  friend std::strong_ordering operator<=>(const Triple& a,
                                          const Triple& b) = default;
};

struct Quad {
  Term subject;
  Term predicate;
  Term object;
  Term graph;  // Term() is the default graph

  bool in_default_graph() const { return graph == Term(); }

  friend bool operator==(const Quad& a, const Quad& b) = default;
  friend std::strong_ordering operator<=>(const Quad& a,
                                          const Quad& b) = default;
};

}  // namespace zhimai
