// Runs SPARQL Update.
#pragma once

#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/exec/query.h"
#include "graph/sparql/ast.h"
#include "graph/store/store.h"

namespace zhimai::sparql {

struct UpdateOptions {
  // Limits and switches of the queries behind WHERE. `dataset` and `overlay`
  // are set by the update.
  QueryOptions query = {};
  // LOAD reads file: IRIs inside these folders and nothing else; links are
  // followed before the check.
  std::vector<std::string> load_folders = {};
};

// An update request is one change of the store: every operation sees what
// those before it did, and an error of one undoes all. This store does not
// record empty graphs (https://www.w3.org/TR/sparql12-update/#graphManagement):
// CREATE changes nothing and fails for a graph that holds quads (not SILENT);
// CLEAR, DROP, ADD, COPY and MOVE of a graph that holds none succeed.
Result<CommitResult> RunUpdate(Store* store, const Update& update,
                               const UpdateOptions& options);

}  // namespace zhimai::sparql
