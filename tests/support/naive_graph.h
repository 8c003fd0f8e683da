// Solution mappings, graphs and property paths for naive_eval.h: the
// definitions of SPARQL [18.1, 18.4, 18.5], nothing clever.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/model/term.h"
#include "graph/sparql/ast.h"

namespace zhimai::testing {

using Mapping = std::map<std::string, Term>;  // μ
using Bag = std::vector<Mapping>;             // Ω
using Nodes = std::set<Term>;

bool Compatible(const Mapping& a, const Mapping& b);
Mapping Merge(const Mapping& a, const Mapping& b);
Bag Join(const Bag& left, const Bag& right);
Bag Minus(const Bag& left, const Bag& right);
// Adds to `*mapping` what makes the pattern the term.
bool MatchTerm(const sparql::TermPattern& pattern, const Term& term,
               Mapping* mapping);

class NaiveGraph {
 public:
  // `outside`: values that are put in for variables before matching [18.6].
  NaiveGraph(std::set<Triple> triples, const Mapping& outside)
      : triples_(std::move(triples)), outside_(outside) {}

  // What is in `outside` is not in the solutions.
  Bag Match(const sparql::TriplePattern& pattern) const;

 private:
  Bag MatchPath(const sparql::TermPattern& s, const sparql::Path& path,
                const sparql::TermPattern& o) const;
  Bag MatchLinks(const sparql::TermPattern& s, const sparql::Path& path,
                 const sparql::TermPattern& o) const;
  Bag MatchSequence(const sparql::TermPattern& s, const sparql::Path& path,
                    const sparql::TermPattern& o) const;
  Bag MatchClosure(const sparql::TermPattern& s, const sparql::Path& path,
                   const sparql::TermPattern& o) const;
  void Add(const sparql::TermPattern& s, const Term& from,
           const sparql::TermPattern& o, const Term& to, Bag* out) const;
  std::optional<Term> Constant(const sparql::TermPattern& term) const;
  Nodes Step(const sparql::Path& path, const Term& from) const;
  Nodes Reach(const sparql::Path& path, const Term& from) const;
  Nodes AllNodes() const;

  std::set<Triple> triples_;
  Mapping outside_;
  mutable int next_step_ = 0;
};

}  // namespace zhimai::testing
