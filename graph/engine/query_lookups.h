// Triples that answer a look-up which a query asks for by a predicate of ours
// (docs/decisions/0007-lookups.md, docs/sparql.md):
//
//   ?x zml:zh ?label       the one label of ?x to show in a language
//   ?x zm:named "text"     what bears this name
//   ?x zm:search "words"   entities, documents and statements whose names,
//                          title or quotes have the words
#pragma once

#include "graph/base/result.h"
#include "graph/exec/overlay.h"
#include "graph/exec/query.h"
#include "graph/sparql/ast.h"
#include "graph/store/snapshot.h"

namespace zhimai {

// Adds them to `overlay`; reads every name once if there is any to add, and
// every quote for a search. kInvalidInput when zm:search or zm:named has no
// literal as object; kCancelled as `options` say.
Status AddLookups(const Snapshot& snapshot, const sparql::Query& query,
                  const sparql::QueryOptions& options,
                  sparql::Overlay* overlay);

}  // namespace zhimai
