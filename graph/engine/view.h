// What the graph answers with: plain values, complete in themselves, without
// references into the store.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/modality.h"

namespace zhimai {

// A name in a language (BCP 47; "und" when unknown).
struct NameView {
  std::string text;
  std::string language;
  auto operator<=>(const NameView&) const = default;
};

// An entity as an end of a statement.
struct EntityRef {
  std::string id;          // local IRI: "e/sco"
  std::string class_name;  // of the ontology; empty for an unknown entity
  std::string label;       // canonical; the id when nothing is known
  std::string label_zh;    // empty when there is none
  std::string label_en;

  // The label in "zh" or "en", else the canonical one.
  const std::string& Label(std::string_view language) const;
  auto operator<=>(const EntityRef&) const = default;
};

struct EntityView {
  EntityRef ref;
  std::vector<NameView> labels;           // one of each language, by language
  std::vector<NameView> aliases;          // all other names, sorted
  std::vector<std::string> external_ids;  // "wikidata:Q1", sorted
  std::string origin;                     // "gazetteer" or a rule's id
  uint64_t documents = 0;                 // that name it
};

struct LiteralView {
  enum class Type { kText, kDate, kInteger, kQuantity };
  Type type = Type::kText;
  std::string value;     // as printed; ISO 8601 for dates ("first/last" too)
  std::string number;    // plain decimal of integers and quantities
  std::string unit;      // of quantities; may be empty
  std::string language;  // of texts; may be empty
  auto operator<=>(const LiteralView&) const = default;
};

// An entity or a literal.
struct ValueView {
  bool is_entity = false;
  EntityRef entity;     // when is_entity
  LiteralView literal;  // when not

  // Label or printed value.
  const std::string& Text(std::string_view language) const;
  auto operator<=>(const ValueView&) const = default;
};

struct QualifierView {
  std::string key;
  ValueView value;
  auto operator<=>(const QualifierView&) const = default;
};

struct StatementView {
  std::string id;  // "s/…"
  EntityRef subject;
  std::string predicate;
  ValueView object;
  std::vector<QualifierView> qualifiers;  // sorted by key, then value
  Modality modality = Modality::kAsserted;
  double confidence = 0;   // fused over the documents, at most 0.99
  uint64_t documents = 0;  // that state it
  // Asserted statements that fulfil this planned or proposed one; sorted ids.
  std::vector<std::string> superseded_by;
};

struct PieceView {
  uint64_t begin = 0;  // raw bytes of the document
  uint64_t end = 0;
  std::string text;
};

struct CaptureView {
  std::string name;
  uint64_t begin = 0;
  uint64_t end = 0;
  std::string text;
};

// One place where a statement was read.
struct EvidenceView {
  std::string document;  // path
  std::string document_title;
  uint32_t article = 0;
  std::string article_title;
  std::vector<PieceView> pieces;  // in reading order
  std::vector<CaptureView> captures;
  std::string rule;
  std::string rule_version;
  double confidence = 0;
  std::vector<std::string> trace;
};

struct ByteRangeView {
  uint64_t begin = 0;
  uint64_t end = 0;
  auto operator<=>(const ByteRangeView&) const = default;
};

struct ArticleView {
  uint32_t number = 0;
  std::string title;
  std::vector<ByteRangeView> ranges;
  std::string published;
  std::string published_place;
  std::string agency;
};

struct DocumentView {
  std::string path;
  std::string root;  // as given to the build that read it
  std::string content_hash;
  std::string extractor_hash;
  std::string title;
  std::string published;
  std::string published_place;
  std::string language;
  std::string format;
  uint64_t byte_length = 0;
  std::vector<ArticleView> articles;
  uint64_t statements = 0;
  uint64_t mentions = 0;
};

struct GraphStats {
  uint64_t documents = 0;
  uint64_t bytes = 0;  // of the documents
  uint64_t entities = 0;
  uint64_t statements = 0;
  uint64_t evidence = 0;                        // (statement, document) pairs
  uint64_t triples = 0;                         // plain ones
  std::map<std::string, uint64_t> by_modality;  // "asserted" -> count
  std::map<std::string, uint64_t> by_class;     // entities
  std::map<std::string, uint64_t> by_relation;  // statements
  uint64_t disk_bytes = 0;
};

// Labels of the vocabulary, as of the last build that stored an ontology.
struct TermLabel {
  std::string zh;
  std::string en;
  std::string inverse_zh;  // relations only
  std::string inverse_en;

  // In "zh" or "en"; `name` when there is none.
  std::string_view In(std::string_view language, std::string_view name) const;
};

struct OntologyView {
  std::map<std::string, TermLabel> classes;
  std::map<std::string, TermLabel> relations;
  std::map<std::string, TermLabel> qualifiers;
  std::map<std::string, std::vector<std::string>> parents;  // of classes
  std::set<std::string, std::less<>> symmetric;             // relations

  // The label in a language, or the name itself when it is unknown.
  std::string ClassLabel(std::string_view name, std::string_view lang) const;
  std::string RelationLabel(std::string_view name, std::string_view lang) const;
  // "has member" for member_of, seen from its object.
  std::string InverseLabel(std::string_view name, std::string_view lang) const;
  std::string QualifierLabel(std::string_view name,
                             std::string_view lang) const;
  // `name` is `ancestor` or below it.
  bool IsA(std::string_view name, std::string_view ancestor) const;
};

}  // namespace zhimai
