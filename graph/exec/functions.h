// The built-in functions that take values and give a value. What does not
// evaluate all its arguments (IF, COALESCE, BOUND, IN, &&, ||, EXISTS) is in
// expression.cc. Private to graph/exec.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "graph/exec/eval_context.h"
#include "graph/exec/value.h"

namespace zhimai::sparql {

struct FunctionCall {
  std::span<const Value> arguments;  // as many as the parser allows
  EvalContext& context;
  const std::string& base;
};

// Nothing is the type error.
using Function = std::optional<Value> (*)(const FunctionCall& call);

struct NamedFunction {
  std::string_view name;  // in upper case
  Function function;
  // The same arguments give the same term within a query.
  bool deterministic = true;
  // May be computed while compiling: quick, and the same in every query.
  bool foldable = true;
};

// By name; nullptr when unknown.
const NamedFunction* FindFunction(std::string_view name);
// The parts of the table, each defined in the file of its name.
std::span<const NamedFunction> TermFunctions();
std::span<const NamedFunction> StringFunctions();
std::span<const NamedFunction> NumberFunctions();
std::span<const NamedFunction> DateFunctions();

// TRIPLE(s, p, o).
std::optional<Value> MakeTriple(const Value& subject, const Value& predicate,
                                const Value& object);
// xsd:string; a text beyond EvalOptions::max_string_bytes ends the query.
std::optional<Value> MakeString(std::string_view text, EvalContext& context);

}  // namespace zhimai::sparql
