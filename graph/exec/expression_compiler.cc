// From the syntax tree to nodes: names become columns and functions, what is
// constant is computed once.
#include <algorithm>

#include "graph/base/status.h"
#include "graph/exec/expression.h"
#include "graph/exec/expression_node.h"

namespace zhimai::sparql {
namespace {

Step OperatorStep(Op op) {
  switch (op) {
    case Op::kOr:
      return Step::kOr;
    case Op::kAnd:
      return Step::kAnd;
    case Op::kNot:
      return Step::kNot;
    case Op::kEqual:
      return Step::kEqual;
    case Op::kNotEqual:
      return Step::kNotEqual;
    case Op::kLess:
      return Step::kLess;
    case Op::kGreater:
      return Step::kGreater;
    case Op::kLessEqual:
      return Step::kLessEqual;
    case Op::kGreaterEqual:
      return Step::kGreaterEqual;
    case Op::kIn:
      return Step::kIn;
    case Op::kNotIn:
      return Step::kNotIn;
    case Op::kAdd:
      return Step::kAdd;
    case Op::kSubtract:
      return Step::kSubtract;
    case Op::kMultiply:
      return Step::kMultiply;
    case Op::kDivide:
      return Step::kDivide;
    case Op::kNegate:
      return Step::kNegate;
    case Op::kPlus:
      return Step::kPlus;
    default:
      return Step::kError;
  }
}

// For constants, which read no column.
class NoRow final : public Row {
 public:
  const Term* At(size_t /*column*/) const override { return nullptr; }
};

}  // namespace

// One thread at a time; for one expression.
class ExpressionCompiler {
 public:
  using Node = CompiledExpression::Node;

  explicit ExpressionCompiler(const BindOptions& options) : options_(options) {}

  Result<CompiledExpression> Run(const Expression& expression);

 private:
  Result<Node> Compile(const Expression& expression, int depth);
  Result<Node> Call(const Expression& expression, int depth);
  Result<Node> Exists(const Expression& expression);
  Result<Node> TripleTerm(const TriplePattern& triple, int depth);
  Result<Node> Part(const TermPattern& part, int depth);
  Status Arguments(const Expression& expression, int depth, Node* node);
  Node Variable(const std::string& name, Step step);
  static Node Constant(Value value);
  static void Fold(Node* node);

  const BindOptions& options_;
  std::vector<size_t> columns_;
  bool deterministic_ = true;
};

Result<CompiledExpression> ExpressionCompiler::Run(
    const Expression& expression) {
  ZM_TRY_ASSIGN(Node root, Compile(expression, 0));
  CompiledExpression out;
  out.root_ = std::make_shared<const Node>(std::move(root));
  std::sort(columns_.begin(), columns_.end());
  columns_.erase(std::unique(columns_.begin(), columns_.end()), columns_.end());
  out.columns_ = std::move(columns_);
  out.deterministic_ = deterministic_;
  return out;
}

CompiledExpression::Node ExpressionCompiler::Constant(Value value) {
  Node node;
  node.step = Step::kConstant;
  node.constant = std::move(value);
  return node;
}

CompiledExpression::Node ExpressionCompiler::Variable(const std::string& name,
                                                      Step step) {
  Node node;
  const std::optional<size_t> column =
      options_.column ? options_.column(name) : std::nullopt;
  if (column) {
    node.step = step;
    node.column = *column;
    columns_.push_back(*column);
  } else if (step == Step::kBound) {
    return Constant(Value::Boolean(false));
  }
  return node;
}

Status ExpressionCompiler::Arguments(const Expression& expression, int depth,
                                     Node* node) {
  node->arguments.reserve(expression.arguments.size());
  for (const Expression& argument : expression.arguments) {
    ZM_TRY_ASSIGN(Node compiled, Compile(argument, depth + 1));
    node->arguments.push_back(std::move(compiled));
  }
  return {};
}

Result<CompiledExpression::Node> ExpressionCompiler::Compile(
    const Expression& expression, int depth) {
  if (depth > kMaxExpressionDepth) {
    return Status::InvalidInput("an expression of more than " +
                                std::to_string(kMaxExpressionDepth) +
                                " levels");
  }
  switch (expression.op) {
    case Op::kTerm:
      return Constant(Value::Owning(expression.term));
    case Op::kVariable:
      return Variable(expression.name, Step::kColumn);
    case Op::kCall:
      return Call(expression, depth);
    case Op::kAggregate:
      return Status::InvalidInput("an aggregate outside of a grouped query");
    case Op::kExists:
    case Op::kNotExists:
      return Exists(expression);
    case Op::kTriple:
      return TripleTerm(*expression.triple, depth);
    default:
      break;
  }
  Node node;
  node.step = OperatorStep(expression.op);
  ZM_TRY(Arguments(expression, depth, &node));
  Fold(&node);
  return node;
}

Result<CompiledExpression::Node> ExpressionCompiler::Call(
    const Expression& expression, int depth) {
  Node node;
  if (expression.by_iri) {
    ZM_TRY(Arguments(expression, depth, &node));
    // A function that nobody knows is a type error [17.6].
    if (!IsCast(expression.name) || node.arguments.size() != 1) return Node();
    node.step = Step::kCast;
    node.name = expression.name;
    Fold(&node);
    return node;
  }
  if (expression.name == "BOUND") {
    return Variable(expression.arguments[0].name, Step::kBound);
  }
  ZM_TRY(Arguments(expression, depth, &node));
  if (expression.name == "IF" || expression.name == "COALESCE") {
    node.step = expression.name == "IF" ? Step::kIf : Step::kCoalesce;
    Fold(&node);
    return node;
  }
  const NamedFunction* function = FindFunction(expression.name);
  if (function == nullptr) {
    return Status::InvalidInput("unknown function " + expression.name);
  }
  node.step = Step::kCall;
  node.function = function->function;
  node.name = options_.base;
  deterministic_ = deterministic_ && function->deterministic;
  if (function->foldable) Fold(&node);
  return node;
}

Result<CompiledExpression::Node> ExpressionCompiler::Exists(
    const Expression& expression) {
  if (!options_.exists) {
    return Status(Code::kUnsupported, "EXISTS cannot stand here");
  }
  Node node;
  node.step = expression.op == Op::kExists ? Step::kExists : Step::kNotExists;
  ZM_TRY_ASSIGN(node.pattern, options_.exists(expression));
  deterministic_ = false;
  return node;
}

Result<CompiledExpression::Node> ExpressionCompiler::TripleTerm(
    const TriplePattern& triple, int depth) {
  if (depth > kMaxExpressionDepth) {
    return Status::InvalidInput("triple terms nested too deep");
  }
  Node node;
  node.step = Step::kTriple;
  for (const TermPattern* part :
       {&triple.subject, &triple.predicate, &triple.object}) {
    ZM_TRY_ASSIGN(Node compiled, Part(*part, depth + 1));
    node.arguments.push_back(std::move(compiled));
  }
  Fold(&node);
  return node;
}

Result<CompiledExpression::Node> ExpressionCompiler::Part(
    const TermPattern& part, int depth) {
  switch (part.kind) {
    case TermPattern::Kind::kVariable:
      return Variable(part.variable, Step::kColumn);
    case TermPattern::Kind::kTerm:
      return Constant(Value::Owning(part.term));
    case TermPattern::Kind::kTriple:
      break;
  }
  return TripleTerm(*part.triple, depth);
}

// Computes a node whose arguments are all known. Functions that depend on
// more than their arguments are not given to it.
void ExpressionCompiler::Fold(Node* node) {
  for (const Node& argument : node->arguments) {
    if (argument.step != Step::kConstant && argument.step != Step::kError) {
      return;
    }
  }
  EvalContext context;
  const std::optional<Value> value = node->Evaluate(NoRow(), context);
  // What ends a query must end it when it runs.
  if (!context.failure().ok()) return;
  *node = value ? Constant(*value) : Node();
}

Result<CompiledExpression> CompiledExpression::Compile(
    const Expression& expression, const BindOptions& options) {
  return ExpressionCompiler(options).Run(expression);
}

}  // namespace zhimai::sparql
