#include "graph/ingest/ontology_record.h"

#include <limits>

#include "proto/ontology.pb.h"

namespace zhimai {

Result<std::vector<OntologyTerm>> DecodeOntology(std::string_view bytes) {
  v1::Ontology ontology;
  if (bytes.size() > std::numeric_limits<int>::max() ||
      !ontology.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return Status::Corruption("the stored ontology is damaged");
  }
  std::vector<OntologyTerm> terms;
  for (const v1::ClassDef& def : ontology.class_()) {
    OntologyTerm& term = terms.emplace_back();
    term.kind = OntologyTerm::Kind::kClass;
    term.name = def.name();
    term.zh = def.label().zh();
    term.en = def.label().en();
    term.parents.assign(def.parent().begin(), def.parent().end());
  }
  for (const v1::RelationDef& def : ontology.relation()) {
    OntologyTerm& term = terms.emplace_back();
    term.kind = OntologyTerm::Kind::kRelation;
    term.name = def.name();
    term.zh = def.label().zh();
    term.en = def.label().en();
    term.inverse_zh = def.inverse_label_zh();
    term.inverse_en = def.inverse_label_en();
    term.supersedable = def.supersedable();
    term.symmetric = def.symmetric();
  }
  for (const v1::QualifierDef& def : ontology.qualifier()) {
    OntologyTerm& term = terms.emplace_back();
    term.kind = OntologyTerm::Kind::kQualifier;
    term.name = def.name();
    term.zh = def.label().zh();
    term.en = def.label().en();
  }
  return terms;
}

}  // namespace zhimai
