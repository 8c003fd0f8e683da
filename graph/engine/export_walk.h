// The part of a graph that an export is about, with the measures of its
// entities: what tables and triples are made from. Not a public header.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "graph/engine/analyze.h"
#include "graph/engine/export_source.h"
#include "graph/engine/reader.h"
#include "graph/engine/selection.h"

namespace zhimai {

// One walk at a time; all go by id. An error of a visitor ends the walk and is
// returned.
class ExportWalk {
 public:
  ExportWalk(Reader reader, ExportRequest request)
      : reader_(std::move(reader)), request_(std::move(request)) {}
  // What it holds points to each other.
  ExportWalk(const ExportWalk&) = delete;
  ExportWalk& operator=(const ExportWalk&) = delete;

  // Call first. `around` as Selector::Make() has it.
  Status Prepare(std::optional<std::set<StatementId>> around,
                 const Graph& graph);

  using VisitStatement = std::function<Status(const FusedStatement&)>;
  Status Statements(const VisitStatement& visit);
  using VisitEntity =
      std::function<Status(const EntityRecord&, uint64_t documents)>;
  Status Entities(const VisitEntity& visit);
  using VisitEvidence = std::function<Status(const EvidenceRecord&)>;
  // Of one statement after the other, in the order of their ids.
  Status Evidence(const StatementId& id, EvidenceWalk* walk,
                  const VisitEvidence& visit) const;
  EvidenceWalk NewEvidenceWalk() const;
  using VisitDocument =
      std::function<Status(const DocumentRecord&, const DocumentInfo&)>;
  Status Documents(const VisitDocument& visit) const;

  // Whether an entity belongs to the export, once Entities() has run.
  Result<bool> Holds(const std::string& entity);
  // Whether more than status and confidence choose its statements.
  bool narrow() const { return selector_->narrow(); }

  Reader& reader() { return reader_; }
  const ExportRequest& request() const { return request_; }
  // Of the graph, not of the selection, after a walk over statements.
  uint64_t statements_left_out() const { return left_out_; }

  using NamedMeasure = std::pair<std::string, Measure>;
  const std::vector<NamedMeasure>& measures() const { return measures_; }
  // Where measures have the values of an entity; nothing when they have none.
  std::optional<uint32_t> Place(const std::string& entity) const;

 private:
  Status FindUsed();

  Reader reader_;
  ExportRequest request_;
  std::optional<Selector> selector_;
  EntityGraph projection_;
  std::vector<NamedMeasure> measures_;
  // The entities of the statements, where others do not belong.
  std::optional<std::unordered_set<std::string>> used_;
  uint64_t left_out_ = 0;
};

}  // namespace zhimai
