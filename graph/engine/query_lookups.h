// Triples that answer a look-up which a query asks for by a predicate of ours
// (docs/decisions/0007-lookups.md, docs/sparql.md):
//
//   ?x zml:zh ?label       the one label of ?x to show in a language
//
// zm:named and zm:search are not among them: graph/engine/text_lookups.h.
#pragma once

#include "graph/base/result.h"
#include "graph/exec/overlay.h"
#include "graph/exec/query.h"
#include "graph/sparql/ast.h"
#include "graph/store/snapshot.h"

namespace zhimai {

// Adds them to `overlay`; reads every label once if there is any to add.
// kInvalidInput when zm:search or zm:named has no literal as object; kCancelled
// as `options` say.
Status AddLookups(const Snapshot& snapshot, const sparql::Query& query,
                  const sparql::QueryOptions& options,
                  sparql::Overlay* overlay);

}  // namespace zhimai
