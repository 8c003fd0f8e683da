// The small languages inside a rule besides patterns: expressions (let, emit),
// conditions (where, when) and templates (names). Parsed here, evaluated by
// extract/link.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extract/doc/annotation.h"
#include "extract/rules/type_set.h"
#include "graph/base/result.h"

namespace zhimai {

struct Expression;

struct Argument {
  enum class Kind { kExpression, kTypes, kWord };
  Kind kind = Kind::kWord;
  std::unique_ptr<Expression> expression;
  std::vector<std::string> types;  // [A,B]
  TypeSet type_set;  // of `types`, or of a class in `word`; by the loader
  std::string word;  // SENTENCE, Country, since
};

struct ExpressionTerm {
  enum class Kind { kVariable, kCall, kText };
  Kind kind = Kind::kText;
  std::string name;       // of the variable ("0", "each") or function; the text
  bool parallel = false;  // $name[i]
  std::vector<std::string> attributes;  // .country.label
  std::vector<Argument> arguments;
  uint32_t column = 0;  // code points, from 1
};

// a ?? b ?? c: the first that has a value.
struct Expression {
  std::vector<ExpressionTerm> terms;
  std::string source;
  bool empty() const { return terms.empty(); }
};

struct Check {
  enum class Kind { kDefined, kIn, kCompare };
  enum class Compare {
    kEqual,
    kNotEqual,
    kLess,
    kLessEqual,
    kMore,
    kMoreEqual
  };
  Kind kind = Kind::kDefined;
  bool negated = false;
  Expression left;
  Expression right;                        // kCompare
  std::string list;                        // kIn: "@list"
  TypeId list_type = TypeRegistry::kNone;  // of it; set by the loader
  Compare compare = Compare::kEqual;
};

// a and b or c: holds when all checks of one of the alternatives hold.
struct Condition {
  std::vector<std::vector<Check>> alternatives;
  std::string source;
};

// "${o}${c}峰会"
struct TemplatePart {
  std::string text;  // literal when variable is empty
  std::string variable;
  std::vector<std::string> attributes;
};
using NameTemplate = std::vector<TemplatePart>;

struct EventSpec {
  std::string class_name;
  std::vector<Expression> arguments;
};

inline constexpr int kMaxExpressionDepth = 16;

// Errors carry the column inside the string and say what was expected.
// Functions and the kinds of their arguments are checked; names of variables,
// types and lists are the loader's to check (see ForEachTerm).
Result<Expression> ParseExpression(std::string_view text);
Result<Condition> ParseCondition(std::string_view text);
Result<NameTemplate> ParseNameTemplate(std::string_view text);
Result<EventSpec> ParseEventSpec(std::string_view text);

}  // namespace zhimai
