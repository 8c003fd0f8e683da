// Triples, collections, reified triples and annotations [4.2, 19.8].
#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {
namespace {

TermPattern Rdf(std::string_view local) {
  return TermPattern::Of(Term::Iri(std::string(kRdf) + std::string(local)));
}

TriplePattern Make(TermPattern s, TermPattern p, TermPattern o) {
  TriplePattern out;
  out.subject = std::move(s);
  out.predicate = std::move(p);
  out.object = std::move(o);
  return out;
}

}  // namespace

bool Parser::AtTriples() const {
  return AtTerm() || Is("(") || Is("[") || Is("<<");
}

Status Parser::TriplesBlock(Triples* out) {
  while (AtTriples()) {
    ZM_TRY(TriplesSameSubject(out));
    if (!Is(".")) return {};
    ZM_TRY(Advance());
  }
  return {};
}

Status Parser::TriplesSameSubject(Triples* out) {
  bool required = true;
  TermPattern subject;
  if (Is("<<")) {
    ZM_TRY_ASSIGN(subject, ReifiedTriple(out));
    required = false;
  } else if (Is("(")) {
    ZM_TRY_ASSIGN(subject, Collection(out));
    required = false;
  } else if (Is("[")) {
    ZM_TRY_ASSIGN(subject, BlankNodePropertyList(out));
    required = false;
  } else {
    if (Is("<<(") && (mode_ == Mode::kData || mode_ == Mode::kDeleteData)) {
      return Error("a triple term cannot be the subject of a triple");
    }
    ZM_TRY_ASSIGN(subject, VarOrTerm());
  }
  return PropertyList(subject, required, out);
}

Status Parser::PropertyList(const TermPattern& subject, bool required,
                            Triples* out) {
  const auto at_verb = [&] {
    return AtIri() || token_.token == Token::kVariable ||
           (IsWord("a") && token_.value == "a") ||
           (paths_allowed() && (Is("^") || Is("!") || Is("(")));
  };
  if (!at_verb()) return required ? Unexpected("a predicate") : Status();
  for (;;) {
    TriplePattern prefix;
    prefix.subject = subject;
    ZM_TRY(Verb(&prefix));
    ZM_TRY(ObjectList(prefix, out));
    if (!Is(";")) return {};
    while (Is(";")) ZM_TRY(Advance());
    if (!at_verb()) return {};
  }
}

Status Parser::Verb(TriplePattern* triple) {
  if (token_.token == Token::kVariable) {
    ZM_TRY_ASSIGN(std::string name, Variable());
    triple->predicate = TermPattern::Var(std::move(name));
    return {};
  }
  if (!paths_allowed()) {
    if (IsWord("a") && token_.value == "a") {
      triple->predicate = Rdf("type");
      return Advance();
    }
    ZM_TRY_ASSIGN(const std::string iri, Iri());
    triple->predicate = TermPattern::Of(Term::Iri(iri));
    return {};
  }
  ZM_TRY_ASSIGN(Path path, PathAlternative());
  if (path.kind == Path::Kind::kLink) {
    triple->predicate = TermPattern::Of(Term::Iri(path.iri));
  } else {
    triple->path = std::make_shared<const Path>(std::move(path));
  }
  return {};
}

Status Parser::ObjectList(const TriplePattern& prefix, Triples* out) {
  for (;;) {
    ZM_TRY(Object(prefix, out));
    if (!Is(",")) return {};
    ZM_TRY(Advance());
  }
}

Status Parser::Object(TriplePattern prefix, Triples* out) {
  // The triple goes before those of its object, so that results that keep
  // the order of patterns look natural.
  const size_t place = out->size();
  out->push_back(prefix);
  ZM_TRY_ASSIGN(prefix.object, GraphNode(out));
  (*out)[place].object = prefix.object;
  return Annotations(prefix, out);
}

Status Parser::Annotations(const TriplePattern& triple, Triples* out) {
  std::optional<TermPattern> reifier;
  while (Is("~") || Is("{|")) {
    if (triple.path != nullptr) {
      return Error("an annotation cannot follow a property path");
    }
    const bool block = Is("{|");
    if (!block || !reifier) {
      if (block) {
        if (mode_ == Mode::kDelete || mode_ == Mode::kDeleteData) {
          return Error("no blank nodes are allowed in DELETE");
        }
        reifier = FreshBlank();
      } else {
        ZM_TRY_ASSIGN(reifier, Reifier());
      }
      out->push_back(
          Make(*reifier, Rdf("reifies"), TermPattern::OfTriple(triple)));
    }
    if (!block) continue;
    ZM_TRY(Deeper());
    ZM_TRY(Expect("{|"));
    ZM_TRY(PropertyList(*reifier, /*required=*/true, out));
    ZM_TRY(Expect("|}"));
    Shallower();
    reifier.reset();
  }
  return {};
}

Result<TermPattern> Parser::Reifier() {
  ZM_TRY(Expect("~"));
  if (token_.token == Token::kBlankLabel || token_.token == Token::kAnon) {
    return BlankNode();
  }
  if (token_.token == Token::kVariable || AtIri()) return VarOrIri();
  if (mode_ == Mode::kDelete || mode_ == Mode::kDeleteData) {
    return Error("no blank nodes are allowed in DELETE");
  }
  return FreshBlank();
}

Result<TermPattern> Parser::GraphNode(Triples* out) {
  if (Is("<<")) return ReifiedTriple(out);
  if (Is("(")) return Collection(out);
  if (Is("[")) return BlankNodePropertyList(out);
  return VarOrTerm();
}

Result<TermPattern> Parser::Collection(Triples* out) {
  ZM_TRY(Deeper());
  if (mode_ == Mode::kDelete || mode_ == Mode::kDeleteData) {
    return Error("no blank nodes are allowed in DELETE");
  }
  ZM_TRY(Expect("("));
  const TermPattern head = FreshBlank();
  TermPattern cell = head;
  for (bool first = true; first || !Is(")"); first = false) {
    if (!first) {
      const TermPattern next = FreshBlank();
      out->push_back(Make(cell, Rdf("rest"), next));
      cell = next;
    }
    ZM_TRY_ASSIGN(TermPattern item, GraphNode(out));
    out->push_back(Make(cell, Rdf("first"), std::move(item)));
  }
  ZM_TRY(Expect(")"));
  out->push_back(Make(cell, Rdf("rest"), Rdf("nil")));
  Shallower();
  return head;
}

Result<TermPattern> Parser::BlankNodePropertyList(Triples* out) {
  ZM_TRY(Deeper());
  if (mode_ == Mode::kDelete || mode_ == Mode::kDeleteData) {
    return Error("no blank nodes are allowed in DELETE");
  }
  ZM_TRY(Expect("["));
  const TermPattern node = FreshBlank();
  ZM_TRY(PropertyList(node, /*required=*/true, out));
  ZM_TRY(Expect("]"));
  Shallower();
  return node;
}

Result<TermPattern> Parser::ReifiedPart(Triples* out, bool subject) {
  if (Is("<<")) return ReifiedTriple(out);
  if (token_.token == Token::kNil) return Unexpected("a term");
  if (subject && Is("<<(") && mode_ != Mode::kPattern) {
    return Error("a triple term cannot be the subject of a triple");
  }
  return VarOrTerm();
}

Result<TermPattern> Parser::ReifiedTriple(Triples* out) {
  ZM_TRY(Deeper());
  ZM_TRY(Expect("<<"));
  TriplePattern triple;
  ZM_TRY_ASSIGN(triple.subject, ReifiedPart(out, /*subject=*/true));
  if (IsWord("a") && token_.value == "a") {
    ZM_TRY(Advance());
    triple.predicate = Rdf("type");
  } else {
    ZM_TRY_ASSIGN(triple.predicate, VarOrIri());
  }
  ZM_TRY_ASSIGN(triple.object, ReifiedPart(out, /*subject=*/false));
  TermPattern reifier;
  if (Is("~")) {
    ZM_TRY_ASSIGN(reifier, Reifier());
  } else {
    if (mode_ == Mode::kDelete || mode_ == Mode::kDeleteData) {
      return Error("no blank nodes are allowed in DELETE");
    }
    reifier = FreshBlank();
  }
  ZM_TRY(Expect(">>"));
  Shallower();
  out->push_back(
      Make(reifier, Rdf("reifies"), TermPattern::OfTriple(std::move(triple))));
  return reifier;
}

}  // namespace zhimai::sparql
