// Evaluates the expressions, conditions and templates of a rule for a match.
#pragma once

#include <string>

#include "extract/link/resolvers.h"
#include "extract/link/state.h"
#include "extract/link/value.h"
#include "extract/rules/expression.h"
#include "extract/rules/scanner.h"

namespace zhimai {

class Evaluator {
 public:
  // Borrows both.
  Evaluator(ArticleState* state, const Bindings* bindings, Span match)
      : state_(*state), bindings_(*bindings), resolvers_(state, match) {}

  Value Evaluate(const Expression& expression) const;
  bool Holds(const Condition& condition) const;
  // The parts put together; a part without a value leaves nothing.
  std::string Expand(const NameTemplate& name) const;

  // The text of an item: of an entity its label, of others as printed.
  std::string TextOf(const Item& item) const;
  // As printed, where it is; quotation marks taken off.
  std::string PrintedText(const Item& item) const;

 private:
  Value EvaluateTerm(const ExpressionTerm& term) const;
  Value EvaluateVariable(const ExpressionTerm& term) const;
  Value EvaluateCall(const ExpressionTerm& term) const;
  Value EvaluateItemCall(const ExpressionTerm& term) const;
  Value Parallel(const Value& list) const;
  Value Attribute(const Value& value, const std::string& name) const;
  Value AttributeOf(const Item& item, const std::string& name) const;
  Value EntityAttribute(int32_t entity, const std::string& name) const;
  bool HoldsCheck(const Check& check) const;
  bool Compare(const Check& check) const;
  bool Equal(const Item& a, const Item& b) const;
  bool InList(const Item& item, TypeId list) const;

  ArticleState& state_;
  const Bindings& bindings_;
  Resolvers resolvers_;
};

// Captures of a match as values. An element is an entity on the path inside
// the group; without one, a literal; without either, the text.
Bindings BindCaptures(ArticleState* state, const RuleMatch& match);

// Text without the marks around it: 《》 “” ‘’ 「」 "".
std::string_view WithoutMarks(std::string_view text);

}  // namespace zhimai
