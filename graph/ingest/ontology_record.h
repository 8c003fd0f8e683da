// The ontology that a build stored, as plain values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"

namespace zhimai {

struct OntologyTerm {
  enum class Kind { kClass, kRelation, kQualifier };
  Kind kind = Kind::kClass;
  std::string name;
  std::string zh;
  std::string en;
  std::string inverse_zh;  // relations
  std::string inverse_en;
  bool supersedable = false;         // relations
  bool symmetric = false;            // relations
  std::vector<std::string> parents;  // classes
};

// Reads the blob kOntologyBlob.
Result<std::vector<OntologyTerm>> DecodeOntology(std::string_view bytes);

}  // namespace zhimai
