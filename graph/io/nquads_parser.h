// N-Triples and N-Quads, a statement a line. Private to graph/io.
#pragma once

#include "graph/io/rdf_parser.h"
#include "graph/io/turtle_lexer.h"

namespace zhimai {

class NQuadsParser {
 public:
  NQuadsParser(std::string_view text, const RdfParseOptions& options,
               const QuadSink& sink)
      : lexer_(text), options_(options), sink_(sink) {}

  Status Document();

 private:
  Status Statement();
  void SkipBlanks();
  Result<bool> LineEnd();
  Result<Term> Iri();
  Result<Term> Resource(std::string_view what);
  Result<Term> Object(int depth);
  Result<Term> Literal();
  Result<Term> TripleTerm(int depth);

  TurtleLexer lexer_;
  const RdfParseOptions& options_;
  const QuadSink& sink_;
};

}  // namespace zhimai
