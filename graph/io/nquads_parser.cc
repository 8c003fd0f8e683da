#include "graph/io/nquads_parser.h"

#include "graph/io/iri.h"

namespace zhimai {

void NQuadsParser::SkipBlanks() {
  while (lexer_.Peek() == ' ' || lexer_.Peek() == '\t') lexer_.Move(1);
}

// Consumes a comment and the end of the line; false when more stands there.
Result<bool> NQuadsParser::LineEnd() {
  SkipBlanks();
  if (lexer_.Peek() == '#') {
    while (!lexer_.AtEnd() && lexer_.Peek() != '\n' && lexer_.Peek() != '\r') {
      lexer_.Move(1);
    }
  }
  if (lexer_.AtEnd()) return true;
  if (lexer_.Peek() != '\n' && lexer_.Peek() != '\r') return false;
  while (lexer_.Peek() == '\n' || lexer_.Peek() == '\r') lexer_.Move(1);
  return true;
}

Result<bool> NQuadsParser::ReadStatement() {
  for (;;) {
    if (lexer_.AtEnd()) return false;
    ZM_TRY_ASSIGN(const bool empty, LineEnd());
    if (!empty) break;
  }
  if (lexer_.TakeWord("VERSION", false)) {
    SkipBlanks();
    const char c = lexer_.Peek();
    if ((c != '"' && c != '\'') || lexer_.Starts("\"\"\"") ||
        lexer_.Starts("'''")) {
      return lexer_.Expected("a version string");
    }
    ZM_TRY_ASSIGN([[maybe_unused]] const std::string version,
                  lexer_.String(false, true));
  } else {
    ZM_TRY(Statement());
  }
  ZM_TRY_ASSIGN(const bool ended, LineEnd());
  if (!ended) return lexer_.Expected("the end of the line");
  return true;
}

Status NQuadsParser::Statement() {
  Quad quad;
  ZM_TRY_ASSIGN(quad.subject, Resource("a subject"));
  SkipBlanks();
  if (lexer_.Peek() != '<') return lexer_.Expected("a predicate");
  ZM_TRY_ASSIGN(quad.predicate, Iri());
  SkipBlanks();
  ZM_TRY_ASSIGN(quad.object, Object(0));
  SkipBlanks();
  if (options_.format == RdfFormat::kNQuads && lexer_.Peek() != '.') {
    ZM_TRY_ASSIGN(quad.graph, Resource("a graph name or '.'"));
    SkipBlanks();
  }
  if (!lexer_.Take(".")) return lexer_.Expected("'.'");
  return sink_(std::move(quad));
}

Result<Term> NQuadsParser::Iri() {
  const size_t place = lexer_.pos();
  ZM_TRY_ASSIGN(const std::string iri, lexer_.IriReference());
  if (!IsAbsoluteIri(iri)) {
    return lexer_.ErrorAt(place, "<" + iri + "> is relative");
  }
  return Term::Iri(iri);
}

Result<Term> NQuadsParser::Resource(std::string_view what) {
  if (lexer_.Starts("_:")) {
    ZM_TRY_ASSIGN(const std::string label, lexer_.BlankLabel());
    return Term::Blank(options_.blank_prefix + "l" + label);
  }
  if (lexer_.Peek() != '<' || lexer_.Starts("<<")) return lexer_.Expected(what);
  return Iri();
}

Result<Term> NQuadsParser::Object(int depth) {
  if (lexer_.Starts("<<(")) return TripleTerm(depth);
  if (lexer_.Peek() == '"') return Literal();
  return Resource("an object");
}

Result<Term> NQuadsParser::Literal() {
  ZM_TRY_ASSIGN(const std::string text, lexer_.String(false, false));
  if (lexer_.Peek() == '@') {
    ZM_TRY_ASSIGN(const std::string tag, lexer_.LanguageTag());
    const size_t split = tag.find("--");
    if (split == std::string::npos) return Term::LangString(text, tag);
    return Term::LangString(
        text, tag.substr(0, split),
        tag.substr(split + 2) == "rtl" ? Direction::kRtl : Direction::kLtr);
  }
  const size_t place = lexer_.pos();
  SkipBlanks();
  if (!lexer_.Take("^^")) return Term::String(text);
  SkipBlanks();
  if (lexer_.Peek() != '<') return lexer_.Expected("a datatype IRI");
  ZM_TRY_ASSIGN(const Term datatype, Iri());
  if (datatype.value() == kRdfLangString ||
      datatype.value() == kRdfDirLangString) {
    return lexer_.ErrorAt(place, "this datatype needs a language tag");
  }
  return Term::Literal(text, datatype.value());
}

// Recursion is bounded by kMaxTripleTermDepth.
Result<Term> NQuadsParser::TripleTerm(int depth) {
  if (depth >= kMaxTripleTermDepth) {
    return lexer_.Error("triple terms nested too deep");
  }
  lexer_.Move(3);
  SkipBlanks();
  Triple triple;
  ZM_TRY_ASSIGN(triple.subject, Resource("a subject"));
  SkipBlanks();
  if (lexer_.Peek() != '<') return lexer_.Expected("a predicate");
  ZM_TRY_ASSIGN(triple.predicate, Iri());
  SkipBlanks();
  ZM_TRY_ASSIGN(triple.object, Object(depth + 1));
  SkipBlanks();
  if (!lexer_.Take(")>>")) return lexer_.Expected("')>>'");
  return Term::OfTriple(std::move(triple));
}

}  // namespace zhimai
