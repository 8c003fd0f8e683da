// The triples that are not stored but made when somebody asks: nodes of
// statements, evidence and documents (docs/decisions/0002-statement-nodes.md).
#pragma once

#include <functional>

#include "graph/base/result.h"
#include "graph/engine/provenance_needs.h"
#include "graph/exec/overlay.h"
#include "graph/exec/query.h"
#include "graph/ingest/rdf.h"
#include "graph/model/term.h"
#include "graph/sparql/ast.h"
#include "graph/store/snapshot.h"

namespace zhimai {

using TripleVisitor = std::function<Status(const Triple&)>;

// Visits them in no promised order; the same triple may come more than once.
// An error of the visitor ends the walk and is returned.
Status VisitProvenance(const Snapshot& snapshot,
                       const RdfWriter::Options& options,
                       const ProvenanceSources& sources,
                       const TripleVisitor& visit);

// Puts into `overlay` those that the query may match, so that it sees the graph
// as `dump` writes it. Nothing for a graph without statements. kCancelled as
// `options` say.
Status AddProvenance(const Snapshot& snapshot, const sparql::Query& query,
                     const sparql::QueryOptions& options,
                     sparql::Overlay* overlay);

}  // namespace zhimai
