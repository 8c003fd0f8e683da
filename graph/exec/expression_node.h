// The compiled form of an expression. Private to graph/exec.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/exec/expression.h"
#include "graph/exec/functions.h"

namespace zhimai::sparql {

// What a node does; operators and functions that take values only are kCall or
// one of the others, so that no name is looked at while evaluating.
enum class Step : uint8_t {
  kConstant,
  kError,  // always the type error
  kColumn,
  kBound,
  kOr,
  kAnd,
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kGreater,
  kLessEqual,
  kGreaterEqual,
  kIn,
  kNotIn,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kNegate,
  kPlus,
  kIf,
  kCoalesce,
  kCast,
  kCall,
  kTriple,
  kExists,
  kNotExists,
};

struct CompiledExpression::Node {
  Step step = Step::kError;
  std::vector<Node> arguments;
  std::optional<Value> constant;
  size_t column = 0;   // kColumn, kBound
  size_t pattern = 0;  // kExists
  Function function = nullptr;
  std::string name;  // kCast: the datatype; kCall: the base IRI

  std::optional<Value> Evaluate(const Row& row, EvalContext& context) const;
  // Effective boolean value.
  std::optional<bool> Test(const Row& row, EvalContext& context) const;

 private:
  // The value without copying a constant; nullptr for the type error.
  const Value* Get(const Row& row, EvalContext& context,
                   std::optional<Value>* keep) const;
  std::optional<bool> TestLogic(const Row& row, EvalContext& context) const;
  std::optional<bool> TestOrder(const Row& row, EvalContext& context) const;
  std::optional<bool> TestIn(const Row& row, EvalContext& context) const;
  std::optional<bool> TestExists(const Row& row, EvalContext& context) const;
  std::optional<Value> EvaluateArithmetic(const Row& row,
                                          EvalContext& context) const;
  std::optional<Value> EvaluateBranch(const Row& row,
                                      EvalContext& context) const;
  std::optional<Value> EvaluateCall(const Row& row, EvalContext& context) const;
};

}  // namespace zhimai::sparql
