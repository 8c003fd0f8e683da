// Which part of the graph an analysis, a drawing or an export is about.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/engine/graph.h"
#include "graph/engine/reader.h"

namespace zhimai {

// When a statement holds, as ISO days; an empty end is open. Both are empty
// when the statement does not say.
struct TimeSpan {
  std::string begin;
  std::string end;

  bool known() const { return !begin.empty() || !end.empty(); }
  // Known, and a day of it lies within [from, to]; empty bounds are open.
  bool Meets(std::string_view from, std::string_view to) const;
};

// By its qualifiers since, until and point_in_time, else by a date that it
// states.
TimeSpan TimeOf(const StatementRecord& statement);

// Finds the statements of a selection. For one request; one thread at a time.
class Selector {
 public:
  // kNotFound when the focus or a document is not there. `around`: the
  // statements of the focus's neighbourhood, when there is a focus.
  static Result<Selector> Make(Reader* reader, const Selection& selection,
                               std::optional<std::set<StatementId>> around);

  // By id. False from `visit` ends the walk.
  using Visit = std::function<Result<bool>(const FusedStatement& statement)>;
  Status ForEach(const Visit& visit);

  // Whether evidence of a document belongs to the selection.
  bool AdmitsDocument(std::string_view path) const {
    return !documents_ || documents_->contains(path);
  }
  Result<bool> AdmitsEntity(std::string_view id);
  // Whether it leaves out statements by more than status and confidence, so
  // that entities without any do not belong to it.
  bool narrow() const;

 private:
  Selector(Reader* reader, Selection selection)
      : reader_(reader), selection_(std::move(selection)) {}

  Status FindDocuments();
  Result<bool> Admits(const StatementRecord& statement);

  Reader* reader_;
  Selection selection_;
  std::optional<std::set<std::string, std::less<>>> documents_;
  std::optional<std::set<StatementId>> ids_;  // no other ones
  std::unordered_map<std::string, bool> admitted_;
};

}  // namespace zhimai
