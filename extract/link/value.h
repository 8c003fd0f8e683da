// Values of expressions in rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/doc/annotation.h"
#include "graph/base/span.h"

namespace zhimai {

struct Item {
  enum class Kind { kEntity, kLiteral, kText };
  Kind kind = Kind::kText;
  int32_t entity = -1;   // kEntity: index into the document's EntityTable
  LiteralValue literal;  // kLiteral
  std::string text;      // kText
  // Where it is printed, in Article::text; none for what was computed.
  std::optional<Span> span;
  float score = 1.0F;
  std::vector<Span> steps;  // arcs inside the span that the pattern took
};

struct Value {
  std::vector<Item> items;
  // Below 1 when a resolver had to look far.
  double factor = 1;
  std::string trace;  // which resolver gave it; empty for captures
  bool empty() const { return items.empty(); }
};

// Captures and variables of one match.
class Bindings {
 public:
  const Value* Find(std::string_view name) const {
    for (const auto& [key, value] : values_) {
      if (key == name) return &value;
    }
    return nullptr;
  }
  Value* Set(std::string_view name, Value value) {
    for (auto& [key, old] : values_) {
      if (key != name) continue;
      old = std::move(value);
      return &old;
    }
    values_.emplace_back(name, std::move(value));
    return &values_.back().second;
  }
  const std::vector<std::pair<std::string, Value>>& all() const {
    return values_;
  }

  // Of a for_each that is under way: the element, its place, their number.
  const Item* each = nullptr;
  size_t each_index = 0;
  size_t each_count = 0;

 private:
  std::vector<std::pair<std::string, Value>> values_;
};

}  // namespace zhimai
