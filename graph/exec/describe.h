// DESCRIBE: concise bounded descriptions. All triples of which a resource is
// the subject, and the same of the blank nodes that these lead to, and of what
// reifies them.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "graph/base/status.h"
#include "graph/exec/exec_context.h"

namespace zhimai::sparql {

// One thread at a time.
class Describer {
 public:
  using Sink = std::function<Status(const Triple&)>;

  // `graphs`: those of the default graph; Sink may get a triple twice.
  Describer(ExecContext* context, std::vector<TermId> graphs, Sink sink)
      : context_(*context),
        graphs_(std::move(graphs)),
        sink_(std::move(sink)) {}

  Status Add(const Term& resource);

 private:
  Status AddSubject(TermId id, std::vector<TermId>* todo);
  Status AddReifiers(const Triple& triple, std::vector<TermId>* todo);

  ExecContext& context_;
  std::vector<TermId> graphs_;
  Sink sink_;
  std::set<TermId> done_;
};

}  // namespace zhimai::sparql
