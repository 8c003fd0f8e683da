// Recursive descent over Turtle and TriG. Private to graph/io.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "graph/io/rdf_grammar.h"

namespace zhimai {

inline constexpr int kMaxRdfNesting = 500;

class TurtleParser : public RdfGrammar {
 public:
  explicit TurtleParser(const RdfParseOptions& options)
      : RdfGrammar(options), base_(options.base) {}

  // A graph of TriG is still open.
  Status CheckEnd() const override;
  size_t BeginSkip(std::string_view text, size_t wrong) override;
  size_t FindNext(std::string_view text, size_t* from) override;

 private:
  Result<bool> ReadStatement() override;
  void Restore() override;
  Status Statement();
  Status InBraces();
  Result<bool> Directive();
  Status Prefix(bool with_dot);
  Status Base(bool with_dot);
  Status Version(bool with_dot);
  Status GraphBlock();
  Result<bool> NamedGraph();
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

  // What Restore() brings back. Prefixes and base need not be: what is read
  // again sets them again.
  struct State {
    Term graph;
    bool in_braces = false;
    uint64_t next_blank = 0;
  };

  std::string base_;
  std::map<std::string, std::string> prefixes_;
  State state_;
  State saved_;
  bool skip_graph_ = false;  // what is wrong is before a graph's braces
  int depth_ = 0;
};

}  // namespace zhimai
