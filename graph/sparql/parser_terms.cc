// IRIs, literals, blank nodes, variables, triple terms.
#include "graph/io/iri.h"
#include "graph/model/text_form.h"
#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {
namespace {

Term LanguageLiteral(const std::string& text, const std::string& tag) {
  const size_t split = tag.find("--");
  if (split == std::string::npos) return Term::LangString(text, tag);
  const bool rtl = tag.substr(split + 2) == "rtl";
  return Term::LangString(text, tag.substr(0, split),
                          rtl ? Direction::kRtl : Direction::kLtr);
}

}  // namespace

Result<std::string> Parser::ResolveIri(const std::string& reference) const {
  Result<std::string> resolved = ResolveIriReference(reference, base_);
  if (!resolved.ok()) return Error(resolved.status().message());
  return resolved;
}

Result<std::string> Parser::Iri() {
  std::string iri;
  if (token_.token == Token::kIri) {
    ZM_TRY_ASSIGN(iri, ResolveIri(token_.value));
  } else if (token_.token == Token::kPrefixedName) {
    const auto prefix = prefixes_.find(token_.value);
    if (prefix == prefixes_.end()) {
      return Error("unknown prefix '" + token_.value + ":'");
    }
    iri = prefix->second + token_.local;
  } else {
    return Unexpected("an IRI");
  }
  ZM_TRY(Advance());
  return iri;
}

bool Parser::AtIri() const {
  return token_.token == Token::kIri || token_.token == Token::kPrefixedName;
}

bool Parser::AtLiteral() const {
  switch (token_.token) {
    case Token::kString:
    case Token::kInteger:
    case Token::kDecimal:
    case Token::kDouble:
      return true;
    default:
      return Is("+") || Is("-") || IsWord("true") || IsWord("false");
  }
}

bool Parser::AtTerm() const {
  return AtIri() || AtLiteral() || token_.token == Token::kVariable ||
         token_.token == Token::kBlankLabel || token_.token == Token::kAnon ||
         token_.token == Token::kNil || Is("<<(");
}

Result<Term> Parser::NumericLiteral() {
  std::string sign;
  if (Is("+") || Is("-")) {
    sign = token_.value;
    const size_t end = token_.end;
    ZM_TRY(Advance());
    if (token_.begin != end) return Unexpected("a number right after the sign");
  }
  std::string_view type;
  switch (token_.token) {
    case Token::kInteger:
      type = "integer";
      break;
    case Token::kDecimal:
      type = "decimal";
      break;
    case Token::kDouble:
      type = "double";
      break;
    default:
      return Unexpected("a number");
  }
  Term term =
      Term::Literal(sign + token_.value, std::string(kXsd) + std::string(type));
  ZM_TRY(Advance());
  return term;
}

Result<Term> Parser::Literal() {
  if (IsWord("true") || IsWord("false")) {
    // A keyword in any case, other than in Turtle.
    Term term = Term::Literal(IsWord("true") ? "true" : "false",
                              std::string(kXsd) + "boolean");
    ZM_TRY(Advance());
    return term;
  }
  if (token_.token != Token::kString) return NumericLiteral();
  std::string text = token_.value;
  ZM_TRY(Advance());
  if (token_.token == Token::kLangTag) {
    Term term = LanguageLiteral(text, token_.value);
    ZM_TRY(Advance());
    return term;
  }
  ZM_TRY_ASSIGN(const bool typed, Accept("^^"));
  if (!typed) return Term::String(text);
  ZM_TRY_ASSIGN(const std::string datatype, Iri());
  if (datatype == kRdfLangString || datatype == kRdfDirLangString) {
    return Error("a literal of this datatype needs a language tag");
  }
  return Term::Literal(text, datatype);
}

Result<std::string> Parser::Variable() {
  if (token_.token != Token::kVariable) return Unexpected("a variable");
  if (mode_ == Mode::kData || mode_ == Mode::kDeleteData) {
    return Error("no variables are allowed in data");
  }
  std::string name = token_.value;
  ZM_TRY(Advance());
  return name;
}

TermPattern Parser::FreshBlank() {
  // A label that no user can write: labels never hold a blank.
  const std::string label = "b " + std::to_string(next_blank_++);
  if (mode_ == Mode::kPattern) return TermPattern::Var("_:" + label);
  return TermPattern::Of(Term::Blank(label));
}

TermPattern Parser::BlankFor(const std::string& label) {
  if (mode_ == Mode::kPattern) return TermPattern::Var("_:" + label);
  return TermPattern::Of(Term::Blank(label));
}

Result<TermPattern> Parser::BlankNode() {
  if (mode_ == Mode::kDelete || mode_ == Mode::kDeleteData) {
    return Error("no blank nodes are allowed in DELETE");
  }
  TermPattern out;
  if (token_.token == Token::kAnon) {
    out = FreshBlank();
  } else {
    if (labels_closed_.count(token_.value) != 0) {
      return Error("the blank node label '" + token_.value +
                   "' was used in another pattern already");
    }
    labels_here_.insert(token_.value);
    out = BlankFor(token_.value);
  }
  ZM_TRY(Advance());
  return out;
}

Result<TermPattern> Parser::VarOrTerm() {
  if (token_.token == Token::kVariable) {
    ZM_TRY_ASSIGN(std::string name, Variable());
    return TermPattern::Var(std::move(name));
  }
  if (token_.token == Token::kBlankLabel || token_.token == Token::kAnon) {
    return BlankNode();
  }
  if (token_.token == Token::kNil) {
    ZM_TRY(Advance());
    return TermPattern::Of(Term::Iri(std::string(kRdf) + "nil"));
  }
  if (Is("<<(")) return TripleTerm();
  if (AtIri()) {
    ZM_TRY_ASSIGN(const std::string iri, Iri());
    return TermPattern::Of(Term::Iri(iri));
  }
  if (!AtLiteral()) return Unexpected("a term");
  ZM_TRY_ASSIGN(Term term, Literal());
  return TermPattern::Of(std::move(term));
}

Result<TermPattern> Parser::VarOrIri() {
  if (token_.token == Token::kVariable) {
    ZM_TRY_ASSIGN(std::string name, Variable());
    return TermPattern::Var(std::move(name));
  }
  ZM_TRY_ASSIGN(const std::string iri, Iri());
  return TermPattern::Of(Term::Iri(iri));
}

Result<TermPattern> Parser::TripleTerm() {
  ZM_TRY(Deeper());
  ZM_TRY(Expect("<<("));
  TriplePattern triple;
  if (token_.token == Token::kNil) return Unexpected("a subject");
  ZM_TRY_ASSIGN(triple.subject, VarOrTerm());
  if (triple.subject.kind == TermPattern::Kind::kTriple ||
      (triple.subject.kind == TermPattern::Kind::kTerm &&
       !triple.subject.term.is_iri() && !triple.subject.term.is_blank())) {
    if (mode_ != Mode::kPattern) {
      return Error("the subject of a triple must be an IRI or blank node");
    }
  }
  if (IsWord("a") && token_.value == "a") {
    ZM_TRY(Advance());
    triple.predicate = TermPattern::Of(Term::Iri(std::string(kRdf) + "type"));
  } else {
    ZM_TRY_ASSIGN(triple.predicate, VarOrIri());
  }
  if (token_.token == Token::kNil) return Unexpected("an object");
  ZM_TRY_ASSIGN(triple.object, VarOrTerm());
  ZM_TRY(Expect(")>>"));
  Shallower();
  return TermPattern::OfTriple(std::move(triple));
}

// The terms of VALUES, with nothing to be bound in them.
Result<Term> Parser::DataTerm(bool subject) {
  if (!subject && Is("<<(")) return TripleTermData();
  if (AtIri()) {
    ZM_TRY_ASSIGN(const std::string iri, Iri());
    return Term::Iri(iri);
  }
  if (subject) return Unexpected("an IRI");
  if (!AtLiteral()) return Unexpected("an IRI or a literal");
  return Literal();
}

Result<Term> Parser::TripleTermData() {
  ZM_TRY(Deeper());
  ZM_TRY(Expect("<<("));
  Triple triple;
  ZM_TRY_ASSIGN(triple.subject, DataTerm(/*subject=*/true));
  if (IsWord("a") && token_.value == "a") {
    ZM_TRY(Advance());
    triple.predicate = Term::Iri(std::string(kRdf) + "type");
  } else {
    ZM_TRY_ASSIGN(const std::string iri, Iri());
    triple.predicate = Term::Iri(iri);
  }
  ZM_TRY_ASSIGN(triple.object, DataTerm(/*subject=*/false));
  ZM_TRY(Expect(")>>"));
  Shallower();
  if (triple.object.depth() + 1 > kMaxTripleTermDepth) {
    return Error("triple terms nested deeper than " +
                 std::to_string(kMaxTripleTermDepth));
  }
  return Term::OfTriple(std::move(triple));
}

}  // namespace zhimai::sparql
