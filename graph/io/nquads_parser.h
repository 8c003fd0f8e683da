// N-Triples and N-Quads, a statement a line. Private to graph/io.
#pragma once

#include "graph/io/rdf_grammar.h"

namespace zhimai {

class NQuadsParser : public RdfGrammar {
 public:
  using RdfGrammar::RdfGrammar;

  size_t FindNext(std::string_view text, size_t* from) override;

 private:
  Result<bool> ReadStatement() override;
  Status Statement();
  void SkipBlanks();
  Result<bool> LineEnd();
  Status Iri(Term* out);
  Status Resource(std::string_view what, Term* out);
  Status Object(int depth, Term* out);
  Status Literal(Term* out);
  Status Suffix(std::string_view text, Term* out);
  Status TripleTerm(int depth, Term* out);

  Term datatype_;  // its memory serves all literals
};

}  // namespace zhimai
