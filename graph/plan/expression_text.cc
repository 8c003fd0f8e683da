#include <array>

#include "graph/model/text_form.h"
#include "graph/plan/text.h"

namespace zhimai::sparql {
namespace {

constexpr size_t kMaxText = 300;
constexpr int kMaxDepth = 20;

std::string_view Infix(Op op) {
  switch (op) {
    case Op::kOr:
      return " || ";
    case Op::kAnd:
      return " && ";
    case Op::kEqual:
      return " = ";
    case Op::kNotEqual:
      return " != ";
    case Op::kLess:
      return " < ";
    case Op::kGreater:
      return " > ";
    case Op::kLessEqual:
      return " <= ";
    case Op::kGreaterEqual:
      return " >= ";
    case Op::kAdd:
      return " + ";
    case Op::kSubtract:
      return " - ";
    case Op::kMultiply:
      return " * ";
    case Op::kDivide:
      return " / ";
    default:
      return {};
  }
}

std::string TermPatternText(const TermPattern& term) {
  switch (term.kind) {
    case TermPattern::Kind::kVariable:
      return "?" + term.variable;
    case TermPattern::Kind::kTerm:
      return ShortTerm(term.term);
    default:
      return "<<( " + TermPatternText(term.triple->subject) + " " +
             TermPatternText(term.triple->predicate) + " " +
             TermPatternText(term.triple->object) + " )>>";
  }
}

void Append(const Expression& expression, int depth, std::string* out);

void AppendList(const Expression& expression, size_t first, int depth,
                std::string* out) {
  *out += '(';
  for (size_t i = first; i < expression.arguments.size(); ++i) {
    if (i > first) *out += ", ";
    Append(expression.arguments[i], depth, out);
  }
  *out += ')';
}

void AppendUnary(std::string_view sign, const Expression& expression, int depth,
                 std::string* out) {
  *out += sign;
  Append(expression.arguments[0], depth, out);
}

void Append(const Expression& expression, int depth, std::string* out) {
  if (out->size() > kMaxText || depth > kMaxDepth) {
    *out += "…";
    return;
  }
  const std::string_view infix = Infix(expression.op);
  if (!infix.empty()) {
    *out += '(';
    Append(expression.arguments[0], depth + 1, out);
    *out += infix;
    Append(expression.arguments[1], depth + 1, out);
    *out += ')';
    return;
  }
  switch (expression.op) {
    case Op::kVariable:
      *out += "?" + expression.name;
      return;
    case Op::kNot:
      return AppendUnary("!", expression, depth + 1, out);
    case Op::kNegate:
      return AppendUnary("-", expression, depth + 1, out);
    case Op::kPlus:
      return AppendUnary("+", expression, depth + 1, out);
    case Op::kIn:
    case Op::kNotIn:
      Append(expression.arguments[0], depth + 1, out);
      *out += expression.op == Op::kIn ? " IN " : " NOT IN ";
      return AppendList(expression, 1, depth + 1, out);
    case Op::kCall:
    case Op::kAggregate:
      *out += expression.by_iri ? ShortTerm(Term::Iri(expression.name))
                                : expression.name;
      if (expression.distinct) *out += " DISTINCT ";
      return AppendList(expression, 0, depth + 1, out);
    case Op::kExists:
      *out += "EXISTS";
      return;
    case Op::kNotExists:
      *out += "NOT EXISTS";
      return;
    case Op::kTriple:
      *out += TermPatternText(TermPattern::OfTriple(*expression.triple));
      return;
    default:
      *out += ShortTerm(expression.term);
  }
}

}  // namespace

std::string ExpressionText(const Expression& expression) {
  std::string out;
  Append(expression, 0, &out);
  return out;
}

}  // namespace zhimai::sparql
