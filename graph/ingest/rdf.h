// The graph in RDF: which triples stand for which record. docs/formats and
// design "In RDF" have the picture.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/ingest/ontology_record.h"
#include "graph/ingest/stored.h"
#include "graph/model/term.h"

namespace zhimai {

inline constexpr std::string_view kDefaultBase = "https://w3id.org/zhimai/";

// Percent-encodes what an IRI may not hold, and '%', '#', '?'.
std::string LocalToIri(std::string_view base, std::string_view local);
// Back, for what follows the base.
std::string IriToLocal(std::string_view encoded);

// Prefixes of what the graph in RDF is made of, each with its namespace.
std::vector<std::pair<std::string, std::string>> WellKnownPrefixes(
    const std::string& base);

// A date at its printed precision: xsd:gYear, gYearMonth, date, gMonthDay, an
// interval (EDTF); else a string. The first and last day that it can mean are
// ISO days, empty where there are none.
struct DateReading {
  Term term;
  std::string earliest;
  std::string latest;
};
DateReading ReadDate(std::string_view text);

Term LiteralTerm(const LiteralRecord& literal);

// "0.93", "1.0": xsd:decimal, four decimals at most.
std::string FormatConfidence(double confidence);

class RdfWriter {
 public:
  using Emit = std::function<void(const Triple&)>;

  struct Options {
    std::string base{kDefaultBase};
    bool rdf11 = false;
  };

  RdfWriter(Options options, Emit emit)
      : options_(std::move(options)), emit_(std::move(emit)) {}

  // The triple that an asserted statement stands for.
  Triple Plain(const StatementRecord& statement) const;
  // rdf:type, rdfs:label, skos:altLabel, owl:sameAs.
  void Entity(const EntityRecord& entity);
  // The statement's node with qualifiers, without evidence.
  void Statement(const FusedStatement& statement,
                 const std::vector<StatementId>& superseded_by);
  // prov:wasDerivedFrom with selectors.
  void Evidence(const StatementId& id, const EvidenceRecord& evidence);
  // The document, and zm:mentions of the entities that it names.
  void Document(const DocumentRecord& document, const DocumentInfo& info);
  // A class, relation or qualifier: type, labels, superclasses.
  void Vocabulary(const OntologyTerm& term);

 private:
  Term Local(std::string_view local) const;
  Term Ontology(std::string_view name) const;
  Term Node(const StatementId& id) const;
  Term ValueTerm(const ValueRecord& value) const;
  void Add(const Term& s, const Term& p, const Term& o) { emit_({s, p, o}); }
  void Reify(const Term& node, const Triple& triple);
  void Time(const Term& node, const StatementRecord& statement);
  void Piece(const Term& evidence, const EvidencePiece& piece,
             const std::string& key);

  Options options_;
  Emit emit_;
};

}  // namespace zhimai
