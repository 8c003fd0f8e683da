#include "graph/engine/provenance_needs.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "graph/ingest/rdf.h"

namespace zhimai {
namespace {

constexpr std::string_view kType =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view kReifies =
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
constexpr std::string_view kProv = "http://www.w3.org/ns/prov#";
constexpr std::string_view kOa = "http://www.w3.org/ns/oa#";
constexpr std::string_view kDcterms = "http://purl.org/dc/terms/";

// Relations of the ontology are snake_case words of their own, so these names
// (graph/ingest/rdf.cc) are never one of them.
constexpr std::array<std::string_view, 13> kOntologyNames = {
    "status",      "confidence", "rank",        "printed", "unit",
    "earliest",    "latest",     "article",     "rule",    "ruleVersion",
    "contentHash", "byteLength", "supersededBy"};
constexpr std::array<std::string_view, 3> kOntologyClasses = {
    "Statement", "Evidence", "Source"};

bool Begins(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

// The name after the namespace of the ontology; empty for another IRI.
std::string_view OntologyName(std::string_view iri) {
  const std::string space = std::string(kDefaultBase) + "o#";
  return Begins(iri, space) ? iri.substr(space.size()) : std::string_view();
}

template <size_t kCount>
bool IsOneOf(const std::array<std::string_view, kCount>& names,
             std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool MayBePredicate(std::string_view iri) {
  return iri == kReifies || Begins(iri, kProv) || Begins(iri, kOa) ||
         Begins(iri, kDcterms) ||
         Begins(iri, std::string(kDefaultBase) + "q#") ||
         IsOneOf(kOntologyNames, OntologyName(iri));
}

bool MayBeClass(std::string_view iri) {
  return Begins(iri, kOa) || IsOneOf(kOntologyClasses, OntologyName(iri));
}

}  // namespace

ProvenanceNeeds::ProvenanceNeeds(const sparql::Query& query) { Visit(query); }

bool ProvenanceNeeds::Wants(const Triple& triple) const {
  if (all_ || predicates_.count(triple.predicate.value()) > 0) return true;
  return triple.predicate.value() == kType && triple.object.is_iri() &&
         types_.count(triple.object.value()) > 0;
}

// The parser bounds the depth of what follows.
void ProvenanceNeeds::Visit(const sparql::Query& query) {
  // What DESCRIBE shows is not in the pattern.
  if (query.form == sparql::Query::Form::kDescribe) all_ = true;
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
    all_ = true;
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
      all_ = true;
      break;
    case Kind::kInverse:
    case Kind::kSequence:
    case Kind::kAlternative:
    case Kind::kOneOrMore:
      break;
  }
  for (const sparql::Path& part : path.parts) Visit(part);
}

void ProvenanceNeeds::Predicate(const std::string& iri,
                                const sparql::TermPattern* object) {
  if (iri != kType) {
    if (MayBePredicate(iri)) predicates_.insert(iri);
    return;
  }
  const bool known =
      object != nullptr && object->kind == sparql::TermPattern::Kind::kTerm;
  if (!known) {
    predicates_.insert(iri);
  } else if (object->term.is_iri() && MayBeClass(object->term.value())) {
    types_.insert(object->term.value());
  }
}

}  // namespace zhimai
