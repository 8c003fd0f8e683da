// Candidates -> v1.Statement: checked against the ontology, fused within the
// document, with evidence in raw bytes.
#pragma once

#include <map>
#include <string>

#include "extract/doc/document.h"
#include "extract/fact/candidate.h"
#include "proto/document.pb.h"

namespace zhimai {

// "s/" + XXH3-128 of subject, predicate, object, the identity qualifiers that
// the ontology names and the modality, in base32.
std::string StatementIdOf(const v1::Statement& statement,
                          const Ontology& ontology);

// One document. One thread at a time; borrows its arguments.
class StatementWriter {
 public:
  StatementWriter(const Document& document, const Ontology& ontology,
                  EntityWorld* world)
      : document_(document), ontology_(ontology), world_(world) {}

  // Drops a candidate that breaks domain or range, or relates a thing to
  // itself.
  void Add(const Article& article, const Candidate& candidate);
  void AddMention(const Article& article, const Annotation& arc,
                  const std::string& class_name);
  // Sorted by id; with every entity that is mentioned.
  void Finish(v1::Extraction* out);

 private:
  bool IsAllowed(const Candidate& candidate) const;
  void FillValue(const LinkedValue& value, v1::Value* out);
  void FillEvidence(const Article& article, const Candidate& candidate,
                    v1::Evidence* out) const;
  void FillEntity(int32_t entity, v1::Entity* out) const;

  const Document& document_;
  const Ontology& ontology_;
  EntityWorld* world_;
  std::map<std::string, v1::Statement> statements_;
  std::map<std::string, v1::Mention> mentions_;
  std::map<std::string, int32_t> used_;  // entity id -> index
};

}  // namespace zhimai
