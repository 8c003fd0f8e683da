// The ontology as the message that the graph keeps for its labels.
#pragma once

#include "extract/lexicon/ontology.h"
#include "proto/ontology.pb.h"

namespace zhimai {

v1::Ontology OntologyMessage(const Ontology& ontology);

}  // namespace zhimai
