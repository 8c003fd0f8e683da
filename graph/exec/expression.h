// Expressions bound to the columns of a row, ready to be evaluated.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/eval_context.h"
#include "graph/exec/value.h"
#include "graph/model/term.h"
#include "graph/sparql/ast.h"

namespace zhimai::sparql {

struct BindOptions {
  // The column of a variable; nothing when no row ever binds it.
  std::function<std::optional<size_t>(std::string_view variable)> column;
  // Called once for each EXISTS and NOT EXISTS (`expression.pattern`), which
  // may be compiled then; gives the number that EvalContext::exists is called
  // with. Without it they are an error.
  std::function<Result<size_t>(const Expression& expression)> exists;
  // What IRI() resolves against.
  std::string base;
};

// Immutable; any number of threads may share one, each with its own context.
class CompiledExpression {
 public:
  // Aggregates must have been replaced by variables before. Errors: nesting
  // beyond kMaxExpressionDepth, what BindOptions::exists refuses. An unknown
  // function IRI is none: calling it is a type error.
  static Result<CompiledExpression> Compile(const Expression& expression,
                                            const BindOptions& options);

  // Nothing is the type error (which also means unbound).
  std::optional<Term> Evaluate(const Row& row, EvalContext& context) const;
  // The same without writing the term out. Borrows from the row.
  std::optional<Value> EvaluateValue(const Row& row,
                                     EvalContext& context) const;
  // Effective boolean value, as FILTER and HAVING need it: keep the solution
  // when it is true. Nothing is the type error.
  std::optional<bool> Test(const Row& row, EvalContext& context) const;

  // Columns that are read, in order, each once. Not those of EXISTS.
  const std::vector<size_t>& columns() const { return columns_; }
  // No RAND, UUID, BNODE, EXISTS: the same row gives the same term.
  bool deterministic() const { return deterministic_; }

  struct Node;  // expression_node.h

 private:
  friend class ExpressionCompiler;
  std::shared_ptr<const Node> root_;
  std::vector<size_t> columns_;
  bool deterministic_ = true;
};

// Levels of operators and calls. A chain of && or || is one level.
inline constexpr int kMaxExpressionDepth = 500;

}  // namespace zhimai::sparql
