#include "graph/engine/provenance_needs.h"

#include <array>
#include <string_view>

#include "graph/ingest/rdf.h"

namespace zhimai {
namespace {

using Source = ProvenanceSource;

constexpr std::string_view kRdfs = "http://www.w3.org/2000/01/rdf-schema#";
constexpr std::string_view kProv = "http://www.w3.org/ns/prov#";
constexpr std::string_view kOa = "http://www.w3.org/ns/oa#";
constexpr std::string_view kDcterms = "http://purl.org/dc/terms/";

struct Name {
  std::string_view name;
  ProvenanceSources sources;
};

// Relations of the ontology are snake_case words of their own, so these names
// (graph/ingest/rdf.cc) are never one of them.
const std::array<Name, 15>& OntologyPredicates() {
  static const std::array<Name, 15> kNames = {{
      {"status", {Source::kStatements}},
      {"confidence", {Source::kStatements, Source::kEvidence}},
      {"rank", {Source::kStatements}},
      {"printed", {Source::kStatements}},
      {"unit", {Source::kStatements}},
      {"earliest", {Source::kStatements}},
      {"latest", {Source::kStatements}},
      {"supersededBy", {Source::kStatements}},
      {"article", {Source::kEvidence}},
      {"rule", {Source::kEvidence}},
      {"ruleVersion", {Source::kEvidence}},
      {"contentHash", {Source::kDocuments}},
      {"byteLength", {Source::kDocuments}},
      {"mentions", {Source::kDocuments}},
      {"inverseLabel", {Source::kVocabulary}},
  }};
  return kNames;
}

bool Begins(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// What follows the base and `space`; empty for another IRI.
std::string_view NameIn(std::string_view space, std::string_view iri) {
  const std::string begin = std::string(kDefaultBase) + std::string(space);
  return Begins(iri, begin) ? iri.substr(begin.size()) : std::string_view();
}

ProvenanceSources SourcesOfPredicate(std::string_view iri) {
  if (iri == std::string(kRdf) + "reifies" || !NameIn("q#", iri).empty()) {
    return {Source::kStatements};
  }
  if (Begins(iri, kProv) || Begins(iri, kOa)) return {Source::kEvidence};
  if (Begins(iri, kDcterms)) return {Source::kDocuments};
  if (Begins(iri, kRdfs)) return {Source::kVocabulary};
  const std::string_view name = NameIn("o#", iri);
  for (const Name& each : OntologyPredicates()) {
    if (each.name == name) return each.sources;
  }
  return {};
}

ProvenanceSources SourcesOfClass(std::string_view iri) {
  if (Begins(iri, kOa)) return {Source::kEvidence};
  if (Begins(iri, kRdfs) || Begins(iri, kRdf)) return {Source::kVocabulary};
  const std::string_view name = NameIn("o#", iri);
  if (name == "Statement") return {Source::kStatements};
  if (name == "Evidence") return {Source::kEvidence};
  if (name == "Source") return {Source::kDocuments};
  return {};
}

const std::string& TypeIri() {
  static const std::string kIri = std::string(kRdf) + "type";
  return kIri;
}

}  // namespace

ProvenanceNeeds::ProvenanceNeeds(const sparql::Query& query) { Visit(query); }

bool ProvenanceNeeds::Wants(const Triple& triple) const {
  if (all_ || predicates_.count(triple.predicate.value()) > 0) return true;
  return triple.predicate.value() == TypeIri() && triple.object.is_iri() &&
         types_.count(triple.object.value()) > 0;
}

// The parser bounds the depth of what follows.
void ProvenanceNeeds::Visit(const sparql::Query& query) {
  // What DESCRIBE shows is not in the pattern.
  if (query.form == sparql::Query::Form::kDescribe) WantAll();
  Visit(query.paths.start.where);
  Visit(query.paths.end.where);
  for (const auto& link : query.paths.via) Predicate(link.iri, nullptr);
  Visit(query.where);
  for (const auto& item : query.select) {
    if (item.expression) Visit(*item.expression);
  }
  for (const auto& condition : query.group_by) Visit(condition.expression);
  for (const auto& condition : query.having) Visit(condition);
  for (const auto& condition : query.order_by) Visit(condition.expression);
}

void ProvenanceNeeds::Visit(const sparql::Group& group) {
  for (const sparql::Element& element : group.elements) Visit(element);
}

void ProvenanceNeeds::Visit(const sparql::Element& element) {
  for (const sparql::TriplePattern& triple : element.triples) Visit(triple);
  for (const sparql::Group& group : element.groups) Visit(group);
  Visit(element.expression);
  if (element.query != nullptr) Visit(*element.query);
}

void ProvenanceNeeds::Visit(const sparql::Expression& expression) {
  for (const auto& argument : expression.arguments) Visit(argument);
  if (expression.pattern != nullptr) Visit(*expression.pattern);
}

void ProvenanceNeeds::Visit(const sparql::TriplePattern& triple) {
  if (triple.path != nullptr) {
    Visit(*triple.path);
  } else if (triple.predicate.is_variable()) {
    WantAll();
  } else {
    Predicate(triple.predicate.term.value(), &triple.object);
  }
}

void ProvenanceNeeds::Visit(const sparql::Path& path) {
  using Kind = sparql::Path::Kind;
  switch (path.kind) {
    case Kind::kLink:
      Predicate(path.iri, nullptr);
      break;
    // A path of no length is between any node of the graph and itself.
    case Kind::kZeroOrMore:
    case Kind::kZeroOrOne:
    case Kind::kNegated:
      WantAll();
      break;
    case Kind::kInverse:
    case Kind::kSequence:
    case Kind::kAlternative:
    case Kind::kOneOrMore:
      break;
  }
  for (const sparql::Path& part : path.parts) Visit(part);
}

void ProvenanceNeeds::WantAll() {
  all_ = true;
  sources_ = AllProvenanceSources();
}

void ProvenanceNeeds::Want(const ProvenanceSources& sources) {
  sources_.insert(sources.begin(), sources.end());
}

void ProvenanceNeeds::Predicate(const std::string& iri,
                                const sparql::TermPattern* object) {
  const bool known =
      object != nullptr && object->kind == sparql::TermPattern::Kind::kTerm;
  const std::string_view language = NameIn("l#", iri);
  if (!language.empty()) {
    languages_.emplace(language);
  } else if (iri == kSearchIri || iri == kNamedIri) {
    if (!known || !object->term.is_literal()) lacks_text_ = true;
  } else if (iri != TypeIri()) {
    const ProvenanceSources sources = SourcesOfPredicate(iri);
    if (!sources.empty()) predicates_.insert(iri);
    Want(sources);
  } else if (!known) {
    predicates_.insert(iri);
    Want(AllProvenanceSources());
  } else if (object->term.is_iri()) {
    const ProvenanceSources sources = SourcesOfClass(object->term.value());
    if (!sources.empty()) types_.insert(object->term.value());
    Want(sources);
  }
}

}  // namespace zhimai
