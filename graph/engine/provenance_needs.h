// Which of the triples that are made on demand a query can match.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "graph/model/term.h"
#include "graph/sparql/ast.h"

namespace zhimai {

// The records that the triples are made of.
enum class ProvenanceSource { kStatements, kEvidence, kDocuments, kVocabulary };
using ProvenanceSources = std::set<ProvenanceSource>;
inline const ProvenanceSources& AllProvenanceSources() {
  static const ProvenanceSources kAll = {
      ProvenanceSource::kStatements, ProvenanceSource::kEvidence,
      ProvenanceSource::kDocuments, ProvenanceSource::kVocabulary};
  return kAll;
}

// Predicates that stand for a look-up (graph/engine/text_lookups.h).
inline constexpr std::string_view kSearchIri =
    "https://w3id.org/zhimai/o#search";
inline constexpr std::string_view kNamedIri = "https://w3id.org/zhimai/o#named";

// Immutable after construction.
class ProvenanceNeeds {
 public:
  using Source = ProvenanceSource;

  // REQUIRES: the default namespace of IRIs (RdfWriter::Options).
  explicit ProvenanceNeeds(const sparql::Query& query);

  // Whether there can be any at all: then the walk over all statements is
  // saved.
  bool any() const { return !sources_.empty(); }
  const ProvenanceSources& sources() const { return sources_; }
  bool Wants(const Triple& triple) const;

  // Tags in the namespace l#.
  const std::set<std::string>& languages() const { return languages_; }
  // zm:search or zm:named has no literal as its object.
  bool lacks_text() const { return lacks_text_; }

 private:
  void Visit(const sparql::Query& query);
  void Visit(const sparql::Group& group);
  void Visit(const sparql::Element& element);
  void Visit(const sparql::Expression& expression);
  void Visit(const sparql::TriplePattern& triple);
  void Visit(const sparql::Path& path);
  void WantAll();
  void Want(const ProvenanceSources& sources);
  void Predicate(const std::string& iri, const sparql::TermPattern* object);

  bool all_ = false;
  bool lacks_text_ = false;
  ProvenanceSources sources_;
  std::set<std::string> languages_;
  std::set<std::string, std::less<>> predicates_;
  // Objects of rdf:type.
  std::set<std::string, std::less<>> types_;
};

}  // namespace zhimai
