// Evaluation. The depth of the tree is bounded by kMaxExpressionDepth, so
// walking it may recurse.
#include "graph/exec/expression.h"

#include <array>

#include "graph/exec/expression_node.h"

namespace zhimai::sparql {

using Node = CompiledExpression::Node;

std::optional<Value> Node::Evaluate(const Row& row,
                                    EvalContext& context) const {
  switch (step) {
    case Step::kConstant:
      return constant;
    case Step::kError:
      return std::nullopt;
    case Step::kColumn:
      return row.ValueAt(column);
    case Step::kAdd:
    case Step::kSubtract:
    case Step::kMultiply:
    case Step::kDivide:
    case Step::kNegate:
    case Step::kPlus:
      return EvaluateArithmetic(row, context);
    case Step::kIf:
    case Step::kCoalesce:
      return EvaluateBranch(row, context);
    case Step::kCast:
    case Step::kCall:
    case Step::kTriple:
      return EvaluateCall(row, context);
    default: {
      const std::optional<bool> truth = Test(row, context);
      if (!truth) return std::nullopt;
      return Value::Boolean(*truth);
    }
  }
}

const Value* Node::Get(const Row& row, EvalContext& context,
                       std::optional<Value>* keep) const {
  if (step == Step::kConstant) return &*constant;
  *keep = Evaluate(row, context);
  return *keep ? &**keep : nullptr;
}

std::optional<bool> Node::Test(const Row& row, EvalContext& context) const {
  switch (step) {
    case Step::kBound:
      return row.IsBound(column);
    case Step::kOr:
    case Step::kAnd:
    case Step::kNot:
      return TestLogic(row, context);
    case Step::kEqual:
    case Step::kNotEqual:
    case Step::kLess:
    case Step::kGreater:
    case Step::kLessEqual:
    case Step::kGreaterEqual:
      return TestOrder(row, context);
    case Step::kIn:
    case Step::kNotIn:
      return TestIn(row, context);
    case Step::kExists:
    case Step::kNotExists:
      return TestExists(row, context);
    default: {
      std::optional<Value> keep;
      const Value* value = Get(row, context, &keep);
      return value != nullptr ? EffectiveBoolean(*value) : std::nullopt;
    }
  }
}

// The truth table with errors [17.2]: what decides alone wins over an error.
std::optional<bool> Node::TestLogic(const Row& row,
                                    EvalContext& context) const {
  if (step == Step::kNot) {
    const std::optional<bool> truth = arguments[0].Test(row, context);
    if (!truth) return std::nullopt;
    return !*truth;
  }
  const bool decisive = step == Step::kOr;
  bool error = false;
  for (const Node& argument : arguments) {
    const std::optional<bool> truth = argument.Test(row, context);
    if (!truth) {
      error = true;
    } else if (*truth == decisive) {
      return decisive;
    }
  }
  return error ? std::nullopt : std::optional<bool>(!decisive);
}

std::optional<bool> Node::TestOrder(const Row& row,
                                    EvalContext& context) const {
  std::optional<Value> keep_left;
  const Value* left = arguments[0].Get(row, context, &keep_left);
  if (left == nullptr) return std::nullopt;
  std::optional<Value> keep_right;
  const Value* right = arguments[1].Get(row, context, &keep_right);
  if (right == nullptr) return std::nullopt;
  if (step == Step::kEqual || step == Step::kNotEqual) {
    const std::optional<bool> equal = Equal(*left, *right);
    if (!equal) return std::nullopt;
    return *equal == (step == Step::kEqual);
  }
  const std::optional<std::partial_ordering> order = Compare(*left, *right);
  if (!order) return std::nullopt;
  switch (step) {
    case Step::kLess:
      return *order < 0;
    case Step::kGreater:
      return *order > 0;
    case Step::kLessEqual:
      return *order <= 0;
    default:
      return *order >= 0;
  }
}

std::optional<bool> Node::TestIn(const Row& row, EvalContext& context) const {
  const bool found = step == Step::kIn;
  if (arguments.size() == 1) return !found;
  std::optional<Value> keep;
  const Value* value = arguments[0].Get(row, context, &keep);
  if (value == nullptr) return std::nullopt;
  bool error = false;
  for (size_t i = 1; i < arguments.size(); ++i) {
    std::optional<Value> keep_item;
    const Value* item = arguments[i].Get(row, context, &keep_item);
    const std::optional<bool> equal =
        item != nullptr ? Equal(*value, *item) : std::nullopt;
    if (!equal) {
      error = true;
    } else if (*equal) {
      return found;
    }
  }
  return error ? std::nullopt : std::optional<bool>(!found);
}

std::optional<bool> Node::TestExists(const Row& row,
                                     EvalContext& context) const {
  if (!context.exists) {
    context.Fail({Code::kUnsupported, "EXISTS cannot be evaluated here"});
    return std::nullopt;
  }
  const std::optional<bool> found = context.exists(pattern, row);
  if (!found) return std::nullopt;
  return *found == (step == Step::kExists);
}

std::optional<Value> Node::EvaluateArithmetic(const Row& row,
                                              EvalContext& context) const {
  std::optional<Value> keep_left;
  const Value* left = arguments[0].Get(row, context, &keep_left);
  if (left == nullptr) return std::nullopt;
  if (step == Step::kNegate) return Negated(*left);
  if (step == Step::kPlus) {
    return left->is_numeric() ? std::optional(*left) : std::nullopt;
  }
  std::optional<Value> keep_right;
  const Value* right = arguments[1].Get(row, context, &keep_right);
  if (right == nullptr) return std::nullopt;
  const auto offset =
      static_cast<uint8_t>(step) - static_cast<uint8_t>(Step::kAdd);
  return Compute(static_cast<Arithmetic>(offset), *left, *right);
}

std::optional<Value> Node::EvaluateBranch(const Row& row,
                                          EvalContext& context) const {
  if (step == Step::kIf) {
    const std::optional<bool> truth = arguments[0].Test(row, context);
    if (!truth) return std::nullopt;
    return arguments[*truth ? 1 : 2].Evaluate(row, context);
  }
  for (const Node& argument : arguments) {
    std::optional<Value> value = argument.Evaluate(row, context);
    if (value) return value;
  }
  return std::nullopt;
}

std::optional<Value> Node::EvaluateCall(const Row& row,
                                        EvalContext& context) const {
  constexpr size_t kFew = 4;
  std::array<Value, kFew> few;
  std::vector<Value> many;
  if (arguments.size() > kFew) many.resize(arguments.size());
  const std::span<Value> values =
      many.empty() ? std::span<Value>(few.data(), arguments.size())
                   : std::span<Value>(many);
  for (size_t i = 0; i < arguments.size(); ++i) {
    std::optional<Value> value = arguments[i].Evaluate(row, context);
    if (!value) return std::nullopt;
    values[i] = *std::move(value);
  }
  switch (step) {
    case Step::kCast:
      return Cast(name, values[0]);
    case Step::kTriple:
      return MakeTriple(values[0], values[1], values[2]);
    default:
      return function({values, context, name});
  }
}

std::optional<Term> CompiledExpression::Evaluate(const Row& row,
                                                 EvalContext& context) const {
  const std::optional<Value> value = root_->Evaluate(row, context);
  if (!value) return std::nullopt;
  return value->ToTerm();
}

std::optional<Value> CompiledExpression::EvaluateValue(
    const Row& row, EvalContext& context) const {
  return root_->Evaluate(row, context);
}

std::optional<bool> CompiledExpression::Test(const Row& row,
                                             EvalContext& context) const {
  return root_->Test(row, context);
}

}  // namespace zhimai::sparql
