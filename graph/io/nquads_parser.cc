#include "graph/io/nquads_parser.h"

#include <algorithm>

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
    if (lexer_.Peek() != '"') return lexer_.Expected("a version in \"…\"");
    ZM_TRY_ASSIGN([[maybe_unused]] const std::string version,
                  lexer_.String(false, false));
  } else {
    ZM_TRY(Statement());
  }
  ZM_TRY_ASSIGN(const bool ended, LineEnd());
  if (!ended) return lexer_.Expected("the end of the line");
  return true;
}

size_t NQuadsParser::FindNext(std::string_view text, size_t* from) {
  const size_t end = text.find_first_of("\r\n", *from);
  if (end == std::string_view::npos) *from = text.size();
  return end;
}

Status NQuadsParser::Statement() {
  Quad& quad = AddQuad();
  ZM_TRY(Resource("a subject", &quad.subject));
  SkipBlanks();
  if (lexer_.Peek() != '<') return lexer_.Expected("a predicate");
  ZM_TRY(Iri(&quad.predicate));
  SkipBlanks();
  ZM_TRY(Object(0, &quad.object));
  SkipBlanks();
  if (options_.format == RdfFormat::kNQuads && lexer_.Peek() != '.') {
    ZM_TRY(Resource("a graph name or '.'", &quad.graph));
    SkipBlanks();
  } else {
    quad.graph.SetIri({});
  }
  return lexer_.Take(".") ? Status() : lexer_.Expected("'.'");
}

Status NQuadsParser::Iri(Term* out) {
  const size_t place = lexer_.pos();
  std::string_view plain;
  if (lexer_.TakePlainIri(&plain) && IsAbsoluteIri(plain)) {
    out->SetIri(plain);
    return {};
  }
  lexer_.Seek(place);
  ZM_TRY_ASSIGN(const std::string iri, lexer_.IriReference());
  if (!IsAbsoluteIri(iri)) {
    return lexer_.ErrorAt(place, "<" + iri + "> is relative");
  }
  *out = Term::Iri(iri);
  return {};
}

Status NQuadsParser::Resource(std::string_view what, Term* out) {
  if (lexer_.Peek() == '<' && lexer_.Peek(1) != '<') return Iri(out);
  if (!lexer_.Starts("_:")) return lexer_.Expected(what);
  ZM_TRY_ASSIGN(const std::string label, lexer_.BlankLabel());
  *out = Term::Blank(options_.blank_prefix + "l" + label);
  return {};
}

Status NQuadsParser::Object(int depth, Term* out) {
  if (lexer_.Peek() == '"') return Literal(out);
  if (lexer_.Starts("<<(")) return TripleTerm(depth, out);
  return Resource("an object", out);
}

Status NQuadsParser::Literal(Term* out) {
  std::string_view plain;
  if (lexer_.TakePlainString(&plain)) return Suffix(plain, out);
  ZM_TRY_ASSIGN(const std::string text, lexer_.String(false, false));
  return Suffix(text, out);
}

// The language tag or the datatype, if there is one.
Status NQuadsParser::Suffix(std::string_view text, Term* out) {
  const size_t place = lexer_.pos();
  SkipBlanks();
  if (lexer_.Peek() == '@') {
    ZM_TRY_ASSIGN(const std::string tag, lexer_.LanguageTag());
    const size_t split = std::min(tag.find("--"), tag.size());
    out->SetLangString(text, std::string_view(tag).substr(0, split),
                       split == tag.size()    ? Direction::kNone
                       : tag.ends_with("rtl") ? Direction::kRtl
                                              : Direction::kLtr);
    return {};
  }
  if (!lexer_.Take("^^")) {
    out->SetLiteral(text, kXsdString);
    return {};
  }
  SkipBlanks();
  if (lexer_.Peek() != '<') return lexer_.Expected("a datatype IRI");
  ZM_TRY(Iri(&datatype_));
  const std::string& datatype = datatype_.value();
  if (datatype == kRdfLangString || datatype == kRdfDirLangString) {
    return lexer_.ErrorAt(place, "this datatype needs a language tag");
  }
  out->SetLiteral(text, datatype);
  return {};
}

// Recursion is bounded by kMaxTripleTermDepth.
Status NQuadsParser::TripleTerm(int depth, Term* out) {
  if (depth >= kMaxTripleTermDepth) {
    return lexer_.Error("triple terms nested too deep");
  }
  lexer_.Move(3);
  SkipBlanks();
  Triple triple;
  ZM_TRY(Resource("a subject", &triple.subject));
  SkipBlanks();
  if (lexer_.Peek() != '<') return lexer_.Expected("a predicate");
  ZM_TRY(Iri(&triple.predicate));
  SkipBlanks();
  ZM_TRY(Object(depth + 1, &triple.object));
  SkipBlanks();
  if (!lexer_.Take(")>>")) return lexer_.Expected("')>>'");
  *out = Term::OfTriple(std::move(triple));
  return {};
}

}  // namespace zhimai
