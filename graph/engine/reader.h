// Records of one snapshot as views. Not a public header.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/engine/graph.h"
#include "graph/ingest/link_key.h"
#include "graph/ingest/stored.h"
#include "graph/store/store.h"

namespace zhimai {

struct LoadedOntology {
  OntologyView view;
  // Relations whose planned statements an asserted one fulfils. Without an
  // ontology, all.
  std::set<std::string, std::less<>> supersedable;
  bool empty = true;
};

Result<LoadedOntology> LoadOntology(const Snapshot& snapshot);

// For one request: it caches what it met. One thread at a time.
class Reader {
 public:
  explicit Reader(Snapshot snapshot) : snapshot_(std::move(snapshot)) {}

  const Snapshot& snapshot() const { return snapshot_; }
  Result<const LoadedOntology*> ontology();

  // An unknown entity gives a reference with its id as the label.
  Result<EntityRef> Ref(std::string_view id);
  Result<std::optional<FusedStatement>> Find(const StatementId& id);
  Result<StatementView> View(const FusedStatement& statement);
  // kCorruption when there is none: an index said that there is.
  Result<StatementView> View(const StatementId& id);

  // Sorted. Empty for what is neither planned nor proposed.
  Result<std::vector<StatementId>> SupersededBy(
      const StatementRecord& statement);

  // Links that begin with a prefix, as far as the filter can tell from them.
  using VisitLink = std::function<Result<bool>(const Link& link)>;
  Status Links(const std::string& prefix, const VisitLink& visit);

  // What the filter says of a link; of its other end, too.
  static bool Admits(const StatementFilter& filter, std::string_view relation,
                     const Link& link);
  // Costs a look at the statement when the filter asks for a date.
  Result<bool> AdmitsTime(const StatementFilter& filter, const Link& link);
  Result<bool> AdmitsClass(const StatementFilter& filter,
                           std::string_view entity);

 private:
  Result<ValueView> View(const ValueRecord& value);

  Snapshot snapshot_;
  std::optional<LoadedOntology> ontology_;
  std::map<std::string, EntityRef, std::less<>> refs_;
};

}  // namespace zhimai
