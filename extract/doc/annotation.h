// The lattice: typed arcs over an article's text, overlapping ones too.
//
// Gazetteers, the number and date grammars, phrase lists and rules add arcs;
// rules match paths through them. No single segmentation is ever chosen.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/base/span.h"

namespace zhimai {

using TypeId = uint16_t;

// Names of annotation types: classes of the ontology ("Person"), literal
// types ("Date", "Number", "Quantity", "Money", "Percent", "Duration",
// "Quote"), phrase lists ("@member_role"), cues ("Cue:PLANNED"), and tags
// that rules introduce. Filled while data loads; read-only (and then
// thread-safe) afterwards.
class TypeRegistry {
 public:
  static constexpr TypeId kNone = 0;

  TypeRegistry();
  TypeId Intern(std::string_view name);
  // kNone when the name was never interned.
  TypeId Find(std::string_view name) const;
  const std::string& name(TypeId type) const { return names_[type]; }
  size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, TypeId> ids_;
};

// A value read from the text by a grammar; see proto/statement.proto Literal.
struct LiteralValue {
  enum class Type { kText, kDate, kInteger, kQuantity };
  Type type = Type::kText;
  std::string value;   // DATE: ISO 8601; otherwise as printed
  std::string number;  // plain decimal
  std::string unit;
  bool operator==(const LiteralValue&) const = default;
};

struct Annotation {
  static constexpr int32_t kNone = -1;

  Span span;  // bytes of Article::text
  TypeId type = TypeRegistry::kNone;
  int32_t entity = kNone;   // index into the document's EntityTable
  int32_t literal = kNone;  // index into Lattice::literals()
  // 1 for an exact strong name; lower for weak, generated or fuzzy ones.
  float score = 1.0F;
};

// One article's arcs. One thread at a time.
class Lattice {
 public:
  void Add(const Annotation& annotation) { arcs_.push_back(annotation); }
  int32_t AddLiteral(LiteralValue value);

  // Sorts by begin, longer first, type, entity; removes exact duplicates.
  // Call after a batch of Add() and before any look-up.
  void Finish(uint32_t text_length);

  // Arcs that begin at `offset`, longest first.
  std::span<const Annotation> StartingAt(uint32_t offset) const;
  // Arcs that begin inside `span`.
  std::span<const Annotation> StartingIn(Span span) const;
  std::span<const Annotation> all() const { return arcs_; }
  const LiteralValue& literal(int32_t index) const {
    return literals_[static_cast<size_t>(index)];
  }

 private:
  std::vector<Annotation> arcs_;
  std::vector<LiteralValue> literals_;
  std::vector<uint32_t> first_;  // first_[offset]: first arc at or after it
};

}  // namespace zhimai
