// Recursive descent over Turtle and TriG. Private to graph/io.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "graph/io/rdf_parser.h"
#include "graph/io/turtle_lexer.h"

namespace zhimai {

inline constexpr int kMaxRdfNesting = 500;

class TurtleParser {
 public:
  TurtleParser(std::string_view text, const RdfParseOptions& options,
               const QuadSink& sink)
      : lexer_(text), options_(options), sink_(sink), base_(options.base) {}

  Status Document();

 private:
  Status Statement();
  Result<bool> Directive();
  Status Prefix(bool with_dot);
  Status Base(bool with_dot);
  Status Version(bool with_dot);
  Status GraphBlock();
  Result<bool> NamedGraph();
  Status TriplesUntilBrace();
  Status Triples();
  Status PredicateObjectList(const Term& subject);
  Status ObjectList(const Term& subject, const Term& predicate);
  Status Annotations(const Triple& triple);
  Result<Term> Subject(bool* may_stand_alone);
  Result<Term> Verb();
  Result<Term> Object();
  Result<Term> Iri();
  bool AtIri();
  Result<Term> Literal();
  Result<Term> Blank();
  Result<Term> Collection();
  Result<Term> BlankNodePropertyList();
  Result<Term> ReifiedTriple();
  Result<Term> ReifiedPart(bool subject);
  Result<Term> Reifier();
  Result<Term> TripleTerm();
  Result<Term> ResolvedIri(size_t place, const std::string& reference);
  Term FreshBlank();
  Status Emit(const Term& s, const Term& p, const Term& o);
  Status Deeper();

  TurtleLexer lexer_;
  const RdfParseOptions& options_;
  const QuadSink& sink_;
  std::string base_;
  std::map<std::string, std::string> prefixes_;
  Term graph_;
  int depth_ = 0;
  uint64_t next_blank_ = 0;
};

}  // namespace zhimai
