#include "graph/io/turtle_parser.h"

#include <algorithm>

#include "graph/io/iri.h"
#include "graph/io/name_chars.h"

namespace zhimai {
namespace {

Term Rdf(std::string_view local) {
  return Term::Iri(std::string(kRdf) + std::string(local));
}

std::string_view Trimmed(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r";
  const size_t begin = line.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kBlanks) + 1 - begin);
}

// A brace that opens a graph and no annotation.
bool OpensGraph(std::string_view line) {
  const size_t at = line.find('{');
  return at != std::string_view::npos &&
         (at + 1 == line.size() || line[at + 1] != '|');
}

}  // namespace

Status TurtleParser::Deeper() {
  if (++depth_ > kMaxRdfNesting) {
    return lexer_.Error("nested deeper than " + std::to_string(kMaxRdfNesting));
  }
  return {};
}

// Labels that a user writes get "l", made ones "g": they never meet.
Term TurtleParser::FreshBlank() {
  return Term::Blank(options_.blank_prefix + "g" +
                     std::to_string(state_.next_blank++));
}

Status TurtleParser::Emit(const Term& s, const Term& p, const Term& o) {
  Quad& quad = AddQuad();
  quad.subject = s;
  quad.predicate = p;
  quad.object = o;
  quad.graph = state_.graph;
  return {};
}

Result<bool> TurtleParser::ReadStatement() {
  saved_ = state_;
  depth_ = 0;
  lexer_.Skip();
  if (lexer_.AtEnd()) return false;
  ZM_TRY(state_.in_braces ? InBraces() : Statement());
  return true;
}

// With the whole line, or what is left of it.
size_t TurtleParser::BeginSkip(std::string_view text, size_t wrong) {
  skip_graph_ = false;
  const size_t line = wrong == 0 ? 0 : text.rfind('\n', wrong - 1) + 1;
  return std::max(line, pos());
}

// By lines: after a mistake nobody knows what a quotation mark means.
size_t TurtleParser::FindNext(std::string_view text, size_t* from) {
  for (;;) {
    const size_t end = text.find('\n', *from);
    if (end == std::string_view::npos) return end;
    const std::string_view line = Trimmed(text.substr(*from, end - *from));
    const bool starts = !line.empty() && line.front() == '}';
    const bool ends = !line.empty() && line.back() == '}';
    const bool annotation = line.ends_with("|}");
    if (options_.format == RdfFormat::kTriG && !state_.in_braces &&
        OpensGraph(line)) {
      skip_graph_ = true;
    }
    if (skip_graph_) {
      if (starts || (ends && !annotation)) return end + 1;
    } else if (line.ends_with(".")) {
      return end + 1;
    } else if (state_.in_braces && (starts || (ends && !annotation))) {
      return starts ? text.find('}', *from) : text.rfind('}', end);
    }
    *from = end + 1;
  }
}

void TurtleParser::Restore() { state_ = saved_; }

Status TurtleParser::CheckEnd() const {
  return state_.in_braces ? lexer_.Expected("'}'") : Status();
}

Status TurtleParser::Statement() {
  ZM_TRY_ASSIGN(const bool directive, Directive());
  if (directive) return {};
  if (options_.format == RdfFormat::kTriG) {
    if (lexer_.Peek() == '{') return GraphBlock();
    ZM_TRY_ASSIGN(const bool graph, NamedGraph());
    if (graph) return {};
  }
  ZM_TRY(Triples());
  lexer_.Skip();
  if (!lexer_.Take(".")) return lexer_.Expected("'.'");
  return {};
}

Result<bool> TurtleParser::Directive() {
  if (lexer_.Peek() == '@') {
    if (lexer_.TakeWord("@prefix", false)) {
      ZM_TRY(Prefix(true));
    } else if (lexer_.TakeWord("@base", false)) {
      ZM_TRY(Base(true));
    } else if (lexer_.TakeWord("@version", false)) {
      ZM_TRY(Version(true));
    } else {
      return lexer_.Expected("@prefix, @base or @version");
    }
    return true;
  }
  if (lexer_.TakeWord("PREFIX", true)) {
    ZM_TRY(Prefix(false));
  } else if (lexer_.TakeWord("BASE", true)) {
    ZM_TRY(Base(false));
  } else if (lexer_.TakeWord("VERSION", true)) {
    ZM_TRY(Version(false));
  } else {
    return false;
  }
  return true;
}

Status TurtleParser::Prefix(bool with_dot) {
  lexer_.Skip();
  ZM_TRY_ASSIGN(const TurtleLexer::Name name, lexer_.PrefixedName());
  if (!name.found || !name.local.empty()) {
    return lexer_.Expected("a prefix such as 'ex:'");
  }
  lexer_.Skip();
  if (lexer_.Peek() != '<') return lexer_.Expected("an IRI");
  const size_t place = lexer_.pos();
  ZM_TRY_ASSIGN(const std::string reference, lexer_.IriReference());
  ZM_TRY_ASSIGN(const Term iri, ResolvedIri(place, reference));
  prefixes_[name.prefix] = iri.value();
  if (options_.on_prefix) options_.on_prefix(name.prefix, iri.value());
  lexer_.Skip();
  if (with_dot && !lexer_.Take(".")) return lexer_.Expected("'.'");
  return {};
}

Status TurtleParser::Base(bool with_dot) {
  lexer_.Skip();
  if (lexer_.Peek() != '<') return lexer_.Expected("an IRI");
  const size_t place = lexer_.pos();
  ZM_TRY_ASSIGN(const std::string reference, lexer_.IriReference());
  ZM_TRY_ASSIGN(const Term iri, ResolvedIri(place, reference));
  base_ = iri.value();
  lexer_.Skip();
  if (with_dot && !lexer_.Take(".")) return lexer_.Expected("'.'");
  return {};
}

Status TurtleParser::Version(bool with_dot) {
  lexer_.Skip();
  if (lexer_.Peek() != '"' && lexer_.Peek() != '\'') {
    return lexer_.Expected("a version string");
  }
  if (lexer_.Starts("\"\"\"") || lexer_.Starts("'''")) {
    return lexer_.Expected("a version in simple quotes");
  }
  ZM_TRY_ASSIGN([[maybe_unused]] const std::string version,
                lexer_.String(false, true));
  lexer_.Skip();
  if (with_dot && !lexer_.Take(".")) return lexer_.Expected("'.'");
  return {};
}

Status TurtleParser::GraphBlock() {
  if (!lexer_.Take("{")) return lexer_.Expected("'{'");
  state_.in_braces = true;
  return {};
}

// A graph name before '{', with or without GRAPH. Nothing is consumed when
// what follows is a triple.
Result<bool> TurtleParser::NamedGraph() {
  const size_t begin = lexer_.pos();
  const bool keyword = lexer_.TakeWord("GRAPH", true);
  lexer_.Skip();
  Term name;
  if (lexer_.Starts("_:")) {
    ZM_TRY_ASSIGN(name, Blank());
  } else if (AtIri()) {
    ZM_TRY_ASSIGN(name, Iri());
  } else if (lexer_.Peek() == '[') {
    lexer_.Move(1);
    lexer_.Skip();
    if (lexer_.Take("]")) name = FreshBlank();
  }
  lexer_.Skip();
  if (name == Term() || lexer_.Peek() != '{') {
    if (keyword) return lexer_.Expected("a graph name and '{'");
    lexer_.Seek(begin);
    return false;
  }
  state_.graph = name;
  ZM_TRY(GraphBlock());
  return true;
}

// One group of triples, or the end of the graph: a graph of any size is read
// piece by piece.
Status TurtleParser::InBraces() {
  if (!lexer_.Take("}")) {
    ZM_TRY(Triples());
    lexer_.Skip();
    if (lexer_.Take(".")) return {};
    if (!lexer_.Take("}")) return lexer_.Expected("'.' or '}'");
  }
  state_.in_braces = false;
  state_.graph = Term();
  return {};
}

Status TurtleParser::Triples() {
  bool may_stand_alone = false;
  ZM_TRY_ASSIGN(const Term subject, Subject(&may_stand_alone));
  lexer_.Skip();
  if (may_stand_alone && (lexer_.Peek() == '.' || lexer_.Peek() == '}')) {
    return {};
  }
  return PredicateObjectList(subject);
}

Result<Term> TurtleParser::Subject(bool* may_stand_alone) {
  lexer_.Skip();
  if (lexer_.Starts("<<(")) {
    return lexer_.Error("a triple term cannot be a subject");
  }
  if (lexer_.Starts("<<")) {
    *may_stand_alone = true;
    return ReifiedTriple();
  }
  if (lexer_.Peek() == '(') return Collection();
  if (lexer_.Peek() == '[') {
    const size_t begin = lexer_.pos();
    lexer_.Move(1);
    lexer_.Skip();
    if (lexer_.Take("]")) return FreshBlank();
    lexer_.Seek(begin);
    *may_stand_alone = true;
    return BlankNodePropertyList();
  }
  if (lexer_.Starts("_:")) return Blank();
  if (!AtIri()) return lexer_.Expected("a subject");
  return Iri();
}

Status TurtleParser::PredicateObjectList(const Term& subject) {
  for (;;) {
    lexer_.Skip();
    ZM_TRY_ASSIGN(const Term predicate, Verb());
    ZM_TRY(ObjectList(subject, predicate));
    lexer_.Skip();
    if (lexer_.Peek() != ';') return {};
    while (lexer_.Take(";")) lexer_.Skip();
    const char c = lexer_.Peek();
    if (c == '.' || c == ']' || c == '}' || c == '|' || lexer_.AtEnd()) {
      return {};
    }
  }
}

Result<Term> TurtleParser::Verb() {
  if (lexer_.TakeWord("a", false)) return Rdf("type");
  if (!AtIri()) return lexer_.Expected("a predicate");
  return Iri();
}

Status TurtleParser::ObjectList(const Term& subject, const Term& predicate) {
  for (;;) {
    lexer_.Skip();
    ZM_TRY_ASSIGN(const Term object, Object());
    ZM_TRY(Emit(subject, predicate, object));
    ZM_TRY(Annotations({subject, predicate, object}));
    lexer_.Skip();
    if (!lexer_.Take(",")) return {};
  }
}

Status TurtleParser::Annotations(const Triple& triple) {
  std::optional<Term> reifier;
  for (;;) {
    lexer_.Skip();
    const bool block = lexer_.Starts("{|");
    if (!block && lexer_.Peek() != '~') return {};
    if (!block || !reifier) {
      if (block) {
        reifier = FreshBlank();
      } else {
        ZM_TRY_ASSIGN(reifier, Reifier());
      }
      ZM_TRY(Emit(*reifier, Rdf("reifies"), Term::OfTriple(triple)));
    }
    if (!block) continue;
    ZM_TRY(Deeper());
    lexer_.Move(2);
    ZM_TRY(PredicateObjectList(*reifier));
    lexer_.Skip();
    if (!lexer_.Take("|}")) return lexer_.Expected("'|}'");
    --depth_;
    reifier.reset();
  }
}

// REQUIRES: at '~'.
Result<Term> TurtleParser::Reifier() {
  lexer_.Move(1);
  lexer_.Skip();
  if (lexer_.Starts("_:")) return Blank();
  if (lexer_.Peek() == '[') {
    lexer_.Move(1);
    lexer_.Skip();
    if (!lexer_.Take("]")) return lexer_.Expected("']'");
    return FreshBlank();
  }
  if (AtIri()) return Iri();
  return FreshBlank();
}

Result<Term> TurtleParser::Object() {
  const char c = lexer_.Peek();
  if (lexer_.Starts("<<(")) return TripleTerm();
  if (lexer_.Starts("<<")) return ReifiedTriple();
  if (c == '(') return Collection();
  if (c == '[') {
    const size_t begin = lexer_.pos();
    lexer_.Move(1);
    lexer_.Skip();
    if (lexer_.Take("]")) return FreshBlank();
    lexer_.Seek(begin);
    return BlankNodePropertyList();
  }
  if (lexer_.Starts("_:")) return Blank();
  const auto number_at = [&](size_t ahead) {
    return IsAsciiDigit(static_cast<unsigned char>(lexer_.Peek(ahead)));
  };
  if (c == '"' || c == '\'' || c == '+' || c == '-' || number_at(0) ||
      (c == '.' && number_at(1))) {
    return Literal();
  }
  for (std::string_view word : {"true", "false"}) {
    if (lexer_.TakeWord(word, false)) {
      return Term::Literal(word, std::string(kXsd) + "boolean");
    }
  }
  if (!AtIri()) return lexer_.Expected("an object");
  return Iri();
}

bool TurtleParser::AtIri() {
  if (lexer_.Peek() == '<') return !lexer_.Starts("<<");
  return lexer_.AtPrefixedName();
}

Result<Term> TurtleParser::ResolvedIri(size_t place,
                                       const std::string& reference) {
  Result<std::string> iri = ResolveIriReference(reference, base_);
  if (!iri.ok()) return lexer_.ErrorAt(place, iri.status().message());
  return Term::Iri(*iri);
}

Result<Term> TurtleParser::Iri() {
  const size_t place = lexer_.pos();
  std::string_view plain;
  if (lexer_.TakePlainIri(&plain) && IsAbsoluteIri(plain)) {
    return Term::Iri(plain);
  }
  lexer_.Seek(place);
  if (lexer_.Peek() == '<') {
    ZM_TRY_ASSIGN(const std::string reference, lexer_.IriReference());
    return ResolvedIri(place, reference);
  }
  ZM_TRY_ASSIGN(const TurtleLexer::Name name, lexer_.PrefixedName());
  if (!name.found) return lexer_.Expected("an IRI");
  const auto prefix = prefixes_.find(name.prefix);
  if (prefix == prefixes_.end()) {
    return lexer_.ErrorAt(place, "unknown prefix '" + name.prefix + ":'");
  }
  return Term::Iri(prefix->second + name.local);
}

Result<Term> TurtleParser::Blank() {
  ZM_TRY_ASSIGN(const std::string label, lexer_.BlankLabel());
  return Term::Blank(options_.blank_prefix + "l" + label);
}

Result<Term> TurtleParser::Literal() {
  const char c = lexer_.Peek();
  if (c != '"' && c != '\'') {
    ZM_TRY_ASSIGN(const TurtleLexer::Number number, lexer_.NumericLiteral());
    return Term::Literal(number.lexical,
                         std::string(kXsd) + std::string(number.type));
  }
  ZM_TRY_ASSIGN(const std::string text, lexer_.String(true, true));
  const size_t place = lexer_.pos();
  lexer_.Skip();
  if (lexer_.Peek() == '@') {
    ZM_TRY_ASSIGN(const std::string tag, lexer_.LanguageTag());
    const size_t split = tag.find("--");
    if (split == std::string::npos) return Term::LangString(text, tag);
    return Term::LangString(
        text, tag.substr(0, split),
        tag.substr(split + 2) == "rtl" ? Direction::kRtl : Direction::kLtr);
  }
  if (!lexer_.Take("^^")) {
    lexer_.Seek(place);
    return Term::String(text);
  }
  lexer_.Skip();
  if (!AtIri()) return lexer_.Expected("a datatype IRI");
  ZM_TRY_ASSIGN(const Term datatype, Iri());
  if (datatype.value() == kRdfLangString ||
      datatype.value() == kRdfDirLangString) {
    return lexer_.ErrorAt(place, "this datatype needs a language tag");
  }
  return Term::Literal(text, datatype.value());
}

Result<Term> TurtleParser::Collection() {
  ZM_TRY(Deeper());
  lexer_.Move(1);
  std::optional<Term> head;
  Term cell;
  for (;;) {
    lexer_.Skip();
    if (lexer_.Take(")")) break;
    const Term next = FreshBlank();
    if (head) ZM_TRY(Emit(cell, Rdf("rest"), next));
    if (!head) head = next;
    cell = next;
    ZM_TRY_ASSIGN(const Term item, Object());
    ZM_TRY(Emit(cell, Rdf("first"), item));
  }
  --depth_;
  if (!head) return Rdf("nil");
  ZM_TRY(Emit(cell, Rdf("rest"), Rdf("nil")));
  return *head;
}

Result<Term> TurtleParser::BlankNodePropertyList() {
  ZM_TRY(Deeper());
  lexer_.Move(1);
  const Term node = FreshBlank();
  ZM_TRY(PredicateObjectList(node));
  lexer_.Skip();
  if (!lexer_.Take("]")) return lexer_.Expected("']'");
  --depth_;
  return node;
}

Result<Term> TurtleParser::ReifiedPart(bool subject) {
  lexer_.Skip();
  const char c = lexer_.Peek();
  if (lexer_.Starts("<<") && !lexer_.Starts("<<(")) return ReifiedTriple();
  if (c == '(') return lexer_.Error("no collection is allowed here");
  if (c == '[') {
    lexer_.Move(1);
    lexer_.Skip();
    if (!lexer_.Take("]")) return lexer_.Expected("']'");
    return FreshBlank();
  }
  if (!subject) return Object();
  if (lexer_.Starts("_:")) return Blank();
  if (lexer_.Starts("<<(") || !AtIri()) return lexer_.Expected("a subject");
  return Iri();
}

Result<Term> TurtleParser::ReifiedTriple() {
  ZM_TRY(Deeper());
  lexer_.Move(2);
  Triple triple;
  ZM_TRY_ASSIGN(triple.subject, ReifiedPart(/*subject=*/true));
  lexer_.Skip();
  ZM_TRY_ASSIGN(triple.predicate, Verb());
  ZM_TRY_ASSIGN(triple.object, ReifiedPart(/*subject=*/false));
  lexer_.Skip();
  Term reifier;
  if (lexer_.Peek() == '~') {
    ZM_TRY_ASSIGN(reifier, Reifier());
    lexer_.Skip();
  } else {
    reifier = FreshBlank();
  }
  if (!lexer_.Take(">>")) return lexer_.Expected("'>>'");
  --depth_;
  if (triple.object.depth() >= kMaxTripleTermDepth) {
    return lexer_.Error("triple terms nested too deep");
  }
  ZM_TRY(Emit(reifier, Rdf("reifies"), Term::OfTriple(std::move(triple))));
  return reifier;
}

Result<Term> TurtleParser::TripleTerm() {
  ZM_TRY(Deeper());
  lexer_.Move(3);
  lexer_.Skip();
  Triple triple;
  if (lexer_.Starts("_:")) {
    ZM_TRY_ASSIGN(triple.subject, Blank());
  } else if (lexer_.Peek() == '[') {
    ZM_TRY_ASSIGN(triple.subject, ReifiedPart(/*subject=*/true));
  } else {
    if (!AtIri()) return lexer_.Expected("a subject");
    ZM_TRY_ASSIGN(triple.subject, Iri());
  }
  lexer_.Skip();
  ZM_TRY_ASSIGN(triple.predicate, Verb());
  lexer_.Skip();
  if (lexer_.Starts("<<") && !lexer_.Starts("<<(")) {
    return lexer_.Error("no reified triple is allowed in a triple term");
  }
  if (lexer_.Peek() == '[' || lexer_.Peek() == '(') {
    if (lexer_.Peek() == '(') {
      return lexer_.Error("no collection is allowed here");
    }
    ZM_TRY_ASSIGN(triple.object, ReifiedPart(/*subject=*/true));
  } else {
    ZM_TRY_ASSIGN(triple.object, Object());
  }
  lexer_.Skip();
  if (!lexer_.Take(")>>")) return lexer_.Expected("')>>'");
  --depth_;
  if (triple.object.depth() >= kMaxTripleTermDepth) {
    return lexer_.Error("triple terms nested too deep");
  }
  return Term::OfTriple(std::move(triple));
}

}  // namespace zhimai
