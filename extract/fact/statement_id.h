// The identity of a statement.
#pragma once

#include <string>

#include "extract/lexicon/ontology.h"
#include "proto/statement.pb.h"

namespace zhimai {

// "s/" and 26 characters: XXH3-128 over subject, predicate, object, the
// qualifiers that `relation` calls identity, and modality. Depends on nothing
// else, so one fact of two documents has one id. Changing what is hashed
// invalidates every graph on disk.
// REQUIRES: statement.qualifier is sorted.
std::string StatementId(const v1::Statement& statement,
                        const RelationInfo& relation);

}  // namespace zhimai
