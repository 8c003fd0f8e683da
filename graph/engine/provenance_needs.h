// Which of the triples that are made on demand a query can match.
#pragma once

#include <set>
#include <string>

#include "graph/model/term.h"
#include "graph/sparql/ast.h"

namespace zhimai {

// Immutable after construction.
class ProvenanceNeeds {
 public:
  // REQUIRES: the default namespace of IRIs (RdfWriter::Options).
  explicit ProvenanceNeeds(const sparql::Query& query);

  // Whether there can be any at all: then the walk over all statements is
  // saved.
  bool any() const { return all_ || !predicates_.empty() || !types_.empty(); }
  bool Wants(const Triple& triple) const;

 private:
  void Visit(const sparql::Query& query);
  void Visit(const sparql::Group& group);
  void Visit(const sparql::Element& element);
  void Visit(const sparql::Expression& expression);
  void Visit(const sparql::TriplePattern& triple);
  void Visit(const sparql::Path& path);
  void Predicate(const std::string& iri, const sparql::TermPattern* object);

  bool all_ = false;
  std::set<std::string, std::less<>> predicates_;
  // Objects of rdf:type.
  std::set<std::string, std::less<>> types_;
};

}  // namespace zhimai
