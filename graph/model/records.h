// What the graph knows beside triples, as plain values: entities, statements,
// evidence, documents. Field by field they follow proto/, where each is
// explained; graph/ingest converts.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/base/hash.h"
#include "graph/base/modality.h"

namespace zhimai {

// XXH3-128; its text form is "s/" and 26 characters of base32.
using StatementId = Hash128;

struct NameRecord {
  std::string text;
  std::string language;  // BCP 47; "und" when unknown

  friend auto operator<=>(const NameRecord&, const NameRecord&) = default;
};

struct EntityRecord {
  std::string id;  // local IRI: "e/sco"
  std::string class_name;
  std::string label;
  std::vector<NameRecord> names;
  std::vector<std::string> external_ids;  // "wikidata:Q485207"
  std::string origin;

  friend bool operator==(const EntityRecord&, const EntityRecord&) = default;
};

enum class LiteralType : uint8_t { kText, kDate, kInteger, kQuantity };

struct LiteralRecord {
  LiteralType type = LiteralType::kText;
  std::string value;
  std::string number;
  std::string unit;
  std::string language;

  friend auto operator<=>(const LiteralRecord&, const LiteralRecord&) = default;
};

// An entity when `entity` is not empty, else a literal.
struct ValueRecord {
  std::string entity;
  LiteralRecord literal;

  bool is_entity() const { return !entity.empty(); }
  friend auto operator<=>(const ValueRecord&, const ValueRecord&) = default;
};

struct QualifierRecord {
  std::string key;
  ValueRecord value;

  friend auto operator<=>(const QualifierRecord&,
                          const QualifierRecord&) = default;
};

struct StatementRecord {
  StatementId id{};
  std::string subject;
  std::string predicate;
  ValueRecord object;
  std::vector<QualifierRecord> qualifiers;  // sorted
  Modality modality = Modality::kAsserted;
  double confidence = 0;

  friend bool operator==(const StatementRecord&,
                         const StatementRecord&) = default;
};

// Raw bytes of the document, half-open, and their decoding into UTF-8.
struct EvidencePiece {
  uint64_t begin = 0;
  uint64_t end = 0;
  std::string text;

  friend auto operator<=>(const EvidencePiece&, const EvidencePiece&) = default;
};

struct EvidenceCapture {
  std::string name;
  EvidencePiece piece;

  friend auto operator<=>(const EvidenceCapture&,
                          const EvidenceCapture&) = default;
};

struct EvidenceRecord {
  std::string document;  // path
  uint32_t article = 0;
  std::vector<EvidencePiece> pieces;
  std::string rule;
  std::string rule_version;
  std::vector<EvidenceCapture> captures;
  double confidence = 0;
  std::vector<std::string> trace;

  friend bool operator==(const EvidenceRecord&,
                         const EvidenceRecord&) = default;
};

enum class DocumentState : uint8_t {
  kCurrent = 1,  // its statements are in the graph
  kFailed = 2,   // could not be read; `error` says why
};

// The result of a stage stays valid while its key does.
struct StageKey {
  std::string stage;
  std::string key;

  friend auto operator<=>(const StageKey&, const StageKey&) = default;
};

struct DocumentRecord {
  std::string path;
  std::string content_hash;
  std::string extractor_hash;
  DocumentState state = DocumentState::kCurrent;
  std::string error;
  std::string title;
  std::string published;
  std::string published_place;
  std::string language;
  std::string format;
  uint64_t byte_length = 0;
  std::vector<StageKey> stage_keys;  // sorted by stage
  // What graph/ingest keeps beside (articles, shingles, …); opaque here.
  std::string metadata;

  friend bool operator==(const DocumentRecord&,
                         const DocumentRecord&) = default;
};

}  // namespace zhimai
