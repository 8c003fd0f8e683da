// Expressions, built-in calls and aggregates [17, 19.8 rules 110 to 129].
#include <array>

#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {
namespace {

bool IsBlank(const TermPattern& term) {
  return (term.is_variable() && term.variable.rfind("_:", 0) == 0) ||
         (term.kind == TermPattern::Kind::kTerm && term.term.is_blank());
}

// ExprTripleTerm. The parser has bounded the depth.
bool IsExpressionTriple(const TriplePattern& triple) {
  const TermPattern& subject = triple.subject;
  const TermPattern& object = triple.object;
  if (IsBlank(subject) || IsBlank(object)) return false;
  if (!subject.is_variable() &&
      (subject.kind == TermPattern::Kind::kTriple || !subject.term.is_iri())) {
    return false;
  }
  return object.kind != TermPattern::Kind::kTriple ||
         IsExpressionTriple(*object.triple);
}

struct BuiltIn {
  std::string_view name;
  int least;
  int most;  // -1: any number
};

constexpr std::array<BuiltIn, 61> kBuiltIns = {{
    {"STR", 1, 1},
    {"LANG", 1, 1},
    {"LANGMATCHES", 2, 2},
    {"LANGDIR", 1, 1},
    {"DATATYPE", 1, 1},
    {"BOUND", 1, 1},
    {"IRI", 1, 1},
    {"URI", 1, 1},
    {"BNODE", 0, 1},
    {"RAND", 0, 0},
    {"ABS", 1, 1},
    {"CEIL", 1, 1},
    {"FLOOR", 1, 1},
    {"ROUND", 1, 1},
    {"CONCAT", 0, -1},
    {"STRLEN", 1, 1},
    {"UCASE", 1, 1},
    {"LCASE", 1, 1},
    {"ENCODE_FOR_URI", 1, 1},
    {"CONTAINS", 2, 2},
    {"STRSTARTS", 2, 2},
    {"STRENDS", 2, 2},
    {"STRBEFORE", 2, 2},
    {"STRAFTER", 2, 2},
    {"YEAR", 1, 1},
    {"MONTH", 1, 1},
    {"DAY", 1, 1},
    {"HOURS", 1, 1},
    {"MINUTES", 1, 1},
    {"SECONDS", 1, 1},
    {"TIMEZONE", 1, 1},
    {"TZ", 1, 1},
    {"NOW", 0, 0},
    {"UUID", 0, 0},
    {"STRUUID", 0, 0},
    {"MD5", 1, 1},
    {"SHA1", 1, 1},
    {"SHA256", 1, 1},
    {"SHA384", 1, 1},
    {"SHA512", 1, 1},
    {"COALESCE", 0, -1},
    {"IF", 3, 3},
    {"STRLANG", 2, 2},
    {"STRLANGDIR", 3, 3},
    {"STRDT", 2, 2},
    {"SAMETERM", 2, 2},
    {"ISIRI", 1, 1},
    {"ISURI", 1, 1},
    {"ISBLANK", 1, 1},
    {"ISLITERAL", 1, 1},
    {"ISNUMERIC", 1, 1},
    {"REGEX", 2, 3},
    {"SUBSTR", 2, 3},
    {"REPLACE", 3, 4},
    {"ISTRIPLE", 1, 1},
    {"TRIPLE", 3, 3},
    {"SUBJECT", 1, 1},
    {"PREDICATE", 1, 1},
    {"OBJECT", 1, 1},
    {"HASLANG", 1, 1},
    {"HASLANGDIR", 1, 1},
}};

const BuiltIn* FindBuiltIn(std::string_view word) {
  for (const BuiltIn& built_in : kBuiltIns) {
    if (SameWord(built_in.name, word)) return &built_in;
  }
  return nullptr;
}

bool IsAggregateName(std::string_view word) {
  constexpr std::array<std::string_view, 7> kNames = {
      "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"};
  for (std::string_view name : kNames) {
    if (SameWord(name, word)) return true;
  }
  return false;
}

Expression Join(Op op, Expression left, Expression right) {
  Expression out;
  out.op = op;
  out.arguments.push_back(std::move(left));
  out.arguments.push_back(std::move(right));
  return out;
}

// One node for a chain, so that its length is no depth.
Expression Extend(bool joined, Op op, Expression left, Expression right) {
  if (!joined) return Join(op, std::move(left), std::move(right));
  left.arguments.push_back(std::move(right));
  return left;
}

Expression Wrap(Op op, Expression inner) {
  Expression out;
  out.op = op;
  out.arguments.push_back(std::move(inner));
  return out;
}

}  // namespace

Result<Expression> Parser::ConditionalOr() {
  ZM_TRY(Deeper());
  ZM_TRY_ASSIGN(Expression left, ConditionalAnd());
  for (bool joined = false; Is("||"); joined = true) {
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Expression right, ConditionalAnd());
    left = Extend(joined, Op::kOr, std::move(left), std::move(right));
  }
  Shallower();
  return left;
}

Result<Expression> Parser::ConditionalAnd() {
  ZM_TRY_ASSIGN(Expression left, Relational());
  for (bool joined = false; Is("&&"); joined = true) {
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Expression right, Relational());
    left = Extend(joined, Op::kAnd, std::move(left), std::move(right));
  }
  return left;
}

Result<Expression> Parser::Relational() {
  ZM_TRY_ASSIGN(Expression left, Additive());
  constexpr std::array<std::pair<std::string_view, Op>, 6> kOps = {{
      {"=", Op::kEqual},
      {"!=", Op::kNotEqual},
      {"<", Op::kLess},
      {">", Op::kGreater},
      {"<=", Op::kLessEqual},
      {">=", Op::kGreaterEqual},
  }};
  for (const auto& [punct, op] : kOps) {
    if (!Is(punct)) continue;
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Expression right, Additive());
    return Join(op, std::move(left), std::move(right));
  }
  Op op = Op::kIn;
  if (IsWord("NOT")) {
    ZM_TRY(Advance());
    if (!IsWord("IN")) return Unexpected("IN");
    op = Op::kNotIn;
  }
  if (!IsWord("IN")) return left;
  ZM_TRY(Advance());
  Expression out = Wrap(op, std::move(left));
  ZM_TRY(ExpressionList(&out.arguments));
  return out;
}

Result<Expression> Parser::Additive() {
  ZM_TRY_ASSIGN(Expression left, Multiplicative());
  for (int length = 0; Is("+") || Is("-"); ++length) {
    if (length == kMaxNesting) return Error("too long a sum");
    const Op op = Is("+") ? Op::kAdd : Op::kSubtract;
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Expression right, Multiplicative());
    left = Join(op, std::move(left), std::move(right));
  }
  return left;
}

Result<Expression> Parser::Multiplicative() {
  ZM_TRY_ASSIGN(Expression left, Unary());
  for (int length = 0; Is("*") || Is("/"); ++length) {
    if (length == kMaxNesting) return Error("too long a product");
    const Op op = Is("*") ? Op::kMultiply : Op::kDivide;
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Expression right, Unary());
    left = Join(op, std::move(left), std::move(right));
  }
  return left;
}

Result<Expression> Parser::Unary() {
  const bool negate = Is("-");
  if (Is("!") || negate || Is("+")) {
    // A sign right before a number belongs to the literal.
    const Token next = Ahead().token;
    const bool number = next == Token::kInteger || next == Token::kDecimal ||
                        next == Token::kDouble;
    if (!Is("!") && number && Ahead().begin == token_.end) return Primary();
    const Op op = Is("!") ? Op::kNot : negate ? Op::kNegate : Op::kPlus;
    ZM_TRY(Deeper());
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Expression inner, Unary());
    Shallower();
    return Wrap(op, std::move(inner));
  }
  return Primary();
}

Result<Expression> Parser::BrackettedExpression() {
  ZM_TRY(Expect("("));
  ZM_TRY_ASSIGN(Expression inner, ConditionalOr());
  ZM_TRY(Expect(")"));
  return inner;
}

Result<Expression> Parser::Primary() {
  if (Is("(")) return BrackettedExpression();
  Expression out;
  if (token_.token == Token::kVariable) {
    out.op = Op::kVariable;
    ZM_TRY_ASSIGN(out.name, Variable());
    return out;
  }
  if (Is("<<(")) {
    ZM_TRY_ASSIGN(const TermPattern triple, TripleTerm());
    out.op = Op::kTriple;
    out.triple = triple.triple;
    if (!IsExpressionTriple(*out.triple)) {
      return Error(
          "here a triple term holds no blank node, and its subject is an IRI "
          "or a variable");
    }
    return out;
  }
  if (AtIri()) return IriOrFunction();
  if (AtLiteral()) {
    ZM_TRY_ASSIGN(out.term, Literal());
    return out;
  }
  if (token_.token == Token::kWord) return BuiltInCall();
  return Unexpected("an expression");
}

Result<Expression> Parser::IriOrFunction() {
  Expression out;
  ZM_TRY_ASSIGN(std::string iri, Iri());
  if (!Is("(") && token_.token != Token::kNil) {
    out.term = Term::Iri(iri);
    return out;
  }
  out.op = Op::kCall;
  out.by_iri = true;
  out.name = std::move(iri);
  ZM_TRY(ArgList(&out));
  return out;
}

Status Parser::ArgList(Expression* call) {
  if (token_.token == Token::kNil) return Advance();
  ZM_TRY(Expect("("));
  if (IsWord("DISTINCT")) {
    // Only aggregates take it.
    if (!aggregates_allowed_) return Error("no aggregate is allowed here");
    call->distinct = true;
    ZM_TRY(Advance());
  }
  for (;;) {
    ZM_TRY_ASSIGN(Expression argument, ConditionalOr());
    call->arguments.push_back(std::move(argument));
    if (!Is(",")) break;
    ZM_TRY(Advance());
  }
  return Expect(")");
}

Status Parser::ExpressionList(std::vector<Expression>* out) {
  if (token_.token == Token::kNil) return Advance();
  ZM_TRY(Expect("("));
  for (;;) {
    ZM_TRY_ASSIGN(Expression item, ConditionalOr());
    out->push_back(std::move(item));
    if (!Is(",")) break;
    ZM_TRY(Advance());
  }
  return Expect(")");
}

Result<Expression> Parser::BuiltInCall() {
  if (IsWord("EXISTS")) return Exists(/*negated=*/false);
  if (IsWord("NOT") && IsWordAhead("EXISTS")) {
    ZM_TRY(Advance());
    return Exists(/*negated=*/true);
  }
  if (IsAggregateName(token_.value)) return Aggregate();
  const BuiltIn* built_in = FindBuiltIn(token_.value);
  if (built_in == nullptr) {
    return Error("unknown function '" + token_.value + "'");
  }
  Expression out;
  out.op = Op::kCall;
  out.name = UpperCase(token_.value);
  const Status place = Error("");
  ZM_TRY(Advance());
  const bool variable_first = Ahead().token == Token::kVariable;
  ZM_TRY(ExpressionList(&out.arguments));
  const int count = static_cast<int>(out.arguments.size());
  if (count < built_in->least ||
      (built_in->most >= 0 && count > built_in->most)) {
    return Status::InvalidInput(out.name + " does not take " +
                                std::to_string(count) + " arguments")
        .At(place.location().line, place.location().column);
  }
  if (out.name == "BOUND" &&
      (!variable_first || out.arguments[0].op != Op::kVariable)) {
    return Status::InvalidInput("BOUND takes a variable")
        .At(place.location().line, place.location().column);
  }
  if (out.name == "URI") out.name = "IRI";
  if (out.name == "ISURI") out.name = "ISIRI";
  return out;
}

Result<Expression> Parser::Exists(bool negated) {
  Expression out;
  out.op = negated ? Op::kNotExists : Op::kExists;
  ZM_TRY(ExpectWord("EXISTS"));
  const bool in_aggregate = in_aggregate_;
  const bool allowed = aggregates_allowed_;
  in_aggregate_ = aggregates_allowed_ = false;
  ZM_TRY_ASSIGN(Group group, GroupGraphPattern());
  in_aggregate_ = in_aggregate;
  aggregates_allowed_ = allowed;
  out.pattern = std::make_shared<const Group>(std::move(group));
  return out;
}

Result<Expression> Parser::Aggregate() {
  if (!aggregates_allowed_) return Error("no aggregate is allowed here");
  if (in_aggregate_) return Error("an aggregate inside an aggregate");
  Expression out;
  out.op = Op::kAggregate;
  out.name = UpperCase(token_.value);
  ZM_TRY(Advance());
  ZM_TRY(Expect("("));
  in_aggregate_ = true;
  ZM_TRY_ASSIGN(out.distinct, AcceptWord("DISTINCT"));
  if (out.name == "COUNT" && Is("*")) {
    ZM_TRY(Advance());
  } else {
    ZM_TRY_ASSIGN(Expression argument, ConditionalOr());
    out.arguments.push_back(std::move(argument));
  }
  if (out.name == "GROUP_CONCAT" && Is(";")) {
    ZM_TRY(Advance());
    ZM_TRY(ExpectWord("SEPARATOR"));
    ZM_TRY(Expect("="));
    if (token_.token != Token::kString) return Unexpected("a string");
    out.separator = token_.value;
    ZM_TRY(Advance());
  }
  ZM_TRY(Expect(")"));
  in_aggregate_ = false;
  saw_aggregate_ = true;
  return out;
}

}  // namespace zhimai::sparql
