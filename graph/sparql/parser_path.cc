// Property paths [9, 19.8 rules 92 to 100].
#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {
namespace {

Path Wrap(Path::Kind kind, Path inner) {
  Path out;
  out.kind = kind;
  out.parts.push_back(std::move(inner));
  return out;
}

}  // namespace

Result<Path> Parser::PathAlternative() {
  ZM_TRY(Deeper());
  ZM_TRY_ASSIGN(Path first, PathSequence());
  if (Is("|")) {
    first = Wrap(Path::Kind::kAlternative, std::move(first));
    while (Is("|")) {
      ZM_TRY(Advance());
      ZM_TRY_ASSIGN(Path next, PathSequence());
      first.parts.push_back(std::move(next));
    }
  }
  Shallower();
  return first;
}

Result<Path> Parser::PathSequence() {
  ZM_TRY_ASSIGN(Path first, PathEltOrInverse());
  if (!Is("/")) return first;
  first = Wrap(Path::Kind::kSequence, std::move(first));
  while (Is("/")) {
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Path next, PathEltOrInverse());
    first.parts.push_back(std::move(next));
  }
  return first;
}

Result<Path> Parser::PathEltOrInverse() {
  if (!Is("^")) return PathElt();
  ZM_TRY(Advance());
  ZM_TRY_ASSIGN(Path inner, PathElt());
  return Wrap(Path::Kind::kInverse, std::move(inner));
}

Result<Path> Parser::PathElt() {
  ZM_TRY_ASSIGN(Path path, PathPrimary());
  if (Is("*")) {
    path = Wrap(Path::Kind::kZeroOrMore, std::move(path));
  } else if (Is("+")) {
    path = Wrap(Path::Kind::kOneOrMore, std::move(path));
  } else if (Is("?")) {
    path = Wrap(Path::Kind::kZeroOrOne, std::move(path));
  } else {
    return path;
  }
  ZM_TRY(Advance());
  return path;
}

Result<Path> Parser::PathPrimary() {
  if (Is("!")) {
    ZM_TRY(Advance());
    return PathNegatedPropertySet();
  }
  if (Is("(")) {
    ZM_TRY(Advance());
    ZM_TRY_ASSIGN(Path inner, PathAlternative());
    ZM_TRY(Expect(")"));
    return inner;
  }
  Path link;
  if (IsWord("a") && token_.value == "a") {
    ZM_TRY(Advance());
    link.iri = kRdfType;
    return link;
  }
  ZM_TRY_ASSIGN(link.iri, Iri());
  return link;
}

Result<Path> Parser::PathNegatedPropertySet() {
  Path out;
  out.kind = Path::Kind::kNegated;
  if (token_.token == Token::kNil) {
    ZM_TRY(Advance());
    return out;
  }
  const bool bracketed = Is("(");
  if (bracketed) ZM_TRY(Advance());
  for (;;) {
    ZM_TRY_ASSIGN(Path::NegatedLink link, PathOneInPropertySet());
    out.negated.push_back(std::move(link));
    if (!bracketed || !Is("|")) break;
    ZM_TRY(Advance());
  }
  if (bracketed) ZM_TRY(Expect(")"));
  return out;
}

Result<Path::NegatedLink> Parser::PathOneInPropertySet() {
  Path::NegatedLink link;
  ZM_TRY_ASSIGN(link.inverse, Accept("^"));
  if (IsWord("a") && token_.value == "a") {
    ZM_TRY(Advance());
    link.iri = kRdfType;
    return link;
  }
  ZM_TRY_ASSIGN(link.iri, Iri());
  return link;
}

}  // namespace zhimai::sparql
