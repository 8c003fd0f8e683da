// N-Triples and N-Quads, a statement a line. Private to graph/io.
#pragma once

#include "graph/io/rdf_grammar.h"

namespace zhimai {

class NQuadsParser : public RdfGrammar {
 public:
  using RdfGrammar::RdfGrammar;

 private:
  Result<bool> ReadStatement() override;
  Status Statement();
  void SkipBlanks();
  Result<bool> LineEnd();
  Result<Term> Iri();
  Result<Term> Resource(std::string_view what);
  Result<Term> Object(int depth);
  Result<Term> Literal();
  Result<Term> TripleTerm(int depth);
};

}  // namespace zhimai
