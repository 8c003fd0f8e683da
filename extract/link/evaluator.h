// Evaluates the expressions, conditions and templates of a rule for a match.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extract/link/article_state.h"
#include "extract/rules/expression.h"
#include "extract/rules/rule_set.h"

namespace zhimai {

// One match. One thread at a time; borrows the state and the match.
class Evaluator {
 public:
  Evaluator(ArticleState* state, const RuleMatch& match);

  LinkedValues Evaluate(const Expression& expression) const;
  bool Holds(const Condition& condition) const;
  std::string Name(const NameTemplate& name) const;
  void Bind(const std::string& name, LinkedValues values) {
    bindings_[name] = std::move(values);
  }
  // Whether every condition and required let holds; binds the lets.
  bool Accept(const Rule& rule);
  // For emits with for_each.
  void BindEach(const LinkedValue& value, size_t index) {
    bindings_["each"] = {value};
    index_ = index;
  }
  Span match_span() const { return match_.match.span; }
  // The capture's span; nullopt when the group took no part.
  std::optional<Span> CaptureSpan(const std::string& name) const;
  Span VerbSpan() const;

 private:
  bool CheckHolds(const Check& check) const;
  LinkedValues ValueOf(const CapturedSpan& capture) const;
  LinkedValues ValueOfTerm(const Term& term) const;
  LinkedValues Call(const Term& term) const;
  LinkedValues Attribute(const LinkedValue& value,
                         const std::string& name) const;
  LinkedValues Argument0(const Term& term) const;
  LinkedValues FromArc(const Annotation& arc, float factor) const;
  LinkedValues Text(std::string text, Span span) const;
  LinkedValues Topic(const std::vector<std::string>& types) const;
  LinkedValues Subject(const std::vector<std::string>& types) const;
  LinkedValues Nearest(const std::vector<std::string>& types, Span within,
                       bool last, float factor) const;
  LinkedValues Speaker() const;
  LinkedValues DateNearby() const;
  LinkedValues OfficeOf(int32_t person) const;
  LinkedValues NamePart(const LinkedValue& value,
                        const std::string& type) const;
  Span ScopeOf(RuleScope scope) const;
  bool Matches(const Annotation& arc,
               const std::vector<std::string>& types) const;

  ArticleState* state_;
  const RuleMatch& match_;
  std::map<std::string, LinkedValues> bindings_;
  size_t index_ = SIZE_MAX;
};

}  // namespace zhimai
