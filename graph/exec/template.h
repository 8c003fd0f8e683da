// Quads from templates of INSERT and DELETE and a solution. Private to
// graph/exec.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/exec/query.h"
#include "graph/sparql/ast.h"

namespace zhimai::sparql {

// One thread at a time. Borrows the template.
class QuadTemplate {
 public:
  // `graph` stands where a quad names none; Term() is the default graph.
  // `columns`: the variables of the solutions.
  QuadTemplate(const std::vector<QuadPattern>& quads, Term graph,
               std::vector<std::string> columns);

  // Gives the quads of one solution; what would be no RDF (an unbound
  // variable, a literal as a subject) is left out, as the standard says.
  // `fresh` makes a blank node for a label; asked once for each label of a
  // solution.
  void Instantiate(const Solution& solution,
                   const std::function<Term(std::string_view label)>& fresh,
                   std::vector<Quad>* out) const;

 private:
  using Labels = std::map<std::string, Term, std::less<>>;
  using Fresh = std::function<Term(std::string_view label)>;

  std::optional<Term> Make(const TermPattern& pattern, const Solution& solution,
                           const Fresh& fresh, Labels* labels) const;
  std::optional<Triple> Make(const TriplePattern& pattern,
                             const Solution& solution, const Fresh& fresh,
                             Labels* labels) const;

  const std::vector<QuadPattern>& quads_;
  Term graph_;
  std::map<std::string, size_t> columns_;
};

// The variables of a template, each once.
std::vector<std::string> VariablesOf(const std::vector<QuadPattern>& quads);

}  // namespace zhimai::sparql
