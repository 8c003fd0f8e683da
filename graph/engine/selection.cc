#include "graph/engine/selection.h"

#include <algorithm>

#include "graph/ingest/fusion.h"
#include "graph/ingest/rdf.h"

namespace zhimai {
namespace {

template <typename List, typename Value>
bool Contains(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool IsDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

// The days that a date can mean. Most dates are plain days, which need no
// calendar up to the 28th of a month.
TimeSpan ReadSpan(const std::string& text) {
  const std::string_view view = text;
  const bool plain = view.size() == 10 && view[4] == '-' && view[7] == '-' &&
                     IsDigits(view.substr(0, 4)) &&
                     IsDigits(view.substr(5, 2)) && IsDigits(view.substr(8)) &&
                     view.substr(5, 2) >= "01" && view.substr(5, 2) <= "12" &&
                     view.substr(8) >= "01" && view.substr(8) <= "28";
  if (plain) return {text, text};
  const DateReading reading = ReadDate(text);
  return {reading.earliest, reading.latest};
}

}  // namespace

bool TimeSpan::Meets(std::string_view from, std::string_view to) const {
  if (!known()) return false;
  if (!from.empty() && !end.empty() && end < from) return false;
  return to.empty() || begin.empty() || begin <= to;
}

TimeSpan TimeOf(const StatementRecord& statement) {
  TimeSpan span;
  for (const QualifierRecord& qualifier : statement.qualifiers) {
    if (qualifier.value.is_entity()) continue;
    const bool since = qualifier.key == "since";
    const bool until = qualifier.key == "until";
    if (!since && !until && qualifier.key != "point_in_time") continue;
    const TimeSpan said = ReadSpan(qualifier.value.literal.value);
    if (!said.known()) continue;
    // A day that is said twice: the widest reading.
    if (!until && (span.begin.empty() || said.begin < span.begin)) {
      span.begin = said.begin;
    }
    if (!since && (span.end.empty() || said.end > span.end)) {
      span.end = said.end;
    }
  }
  const ValueRecord& object = statement.object;
  if (!span.known() && !object.is_entity() &&
      object.literal.type == LiteralType::kDate) {
    span = ReadSpan(object.literal.value);
  }
  return span;
}

Result<Selector> Selector::Make(Reader* reader, const Selection& selection,
                                std::optional<std::set<StatementId>> around) {
  Selector selector(reader, selection);
  selector.ids_ = std::move(around);
  if (!selection.documents.empty()) ZM_TRY(selector.FindDocuments());
  return selector;
}

Status Selector::FindDocuments() {
  documents_.emplace();
  const Snapshot& snapshot = reader_->snapshot();
  for (const std::string& wanted : selection_.documents) {
    const size_t before = documents_->size();
    ZM_TRY(
        snapshot.documents().ForEach(wanted, [&](const DocumentRecord& record) {
          const bool below = wanted.empty() || wanted.back() == '/' ||
                             record.path.size() == wanted.size() ||
                             record.path[wanted.size()] == '/';
          if (below) documents_->insert(record.path);
          return true;
        }));
    if (documents_->size() == before) {
      return Status::NotFound("no document '" + wanted + "'");
    }
  }
  std::set<StatementId> stated;
  for (const std::string& path : *documents_) {
    ZM_TRY_ASSIGN(const std::vector<StatementId> ids,
                  snapshot.doc_statements().Get(path));
    for (const StatementId& id : ids) {
      if (!ids_ || ids_->contains(id)) stated.insert(id);
    }
  }
  ids_ = std::move(stated);
  return {};
}

bool Selector::narrow() const {
  return ids_ || !selection_.filter.relations.empty() ||
         !selection_.filter.modalities.empty() || !selection_.from.empty() ||
         !selection_.to.empty();
}

Result<bool> Selector::AdmitsEntity(std::string_view id) {
  if (selection_.filter.classes.empty()) return true;
  // Who asks for what surrounds a thing wants to see it there.
  if (id == selection_.focus) return true;
  const auto known = admitted_.find(std::string(id));
  if (known != admitted_.end()) return known->second;
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                reader_->snapshot().entities().Get(id));
  bool admitted = false;
  if (bytes) {
    ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                  DecodeEntity(id, *bytes));
    const std::string name = MergeEntity(id, variants).entity.class_name;
    ZM_TRY_ASSIGN(const LoadedOntology* loaded, reader_->ontology());
    for (const std::string& wanted : selection_.filter.classes) {
      admitted = admitted || loaded->view.IsA(name, wanted);
    }
  }
  admitted_.emplace(id, admitted);
  return admitted;
}

Result<bool> Selector::Admits(const StatementRecord& statement) {
  const StatementFilter& filter = selection_.filter;
  if (statement.confidence < filter.min_confidence) return false;
  if (filter.modalities.empty()
          ? statement.modality == Modality::kNegated && !selection_.negated
          : !Contains(filter.modalities, statement.modality)) {
    return false;
  }
  if (!filter.relations.empty() &&
      !Contains(filter.relations, statement.predicate)) {
    return false;
  }
  const bool entity = statement.object.is_entity();
  if (!entity && !filter.include_literals) return false;
  if (!selection_.from.empty() || !selection_.to.empty()) {
    if (!TimeOf(statement).Meets(selection_.from, selection_.to)) return false;
  }
  ZM_TRY_ASSIGN(const bool subject, AdmitsEntity(statement.subject));
  if (!subject || !entity) return subject;
  return AdmitsEntity(statement.object.entity);
}

Status Selector::ForEach(const Visit& visit) {
  if (ids_) {
    for (const StatementId& id : *ids_) {
      ZM_TRY_ASSIGN(const std::optional<FusedStatement> found,
                    reader_->Find(id));
      if (!found) {
        return Status::Corruption(StatementName(id) + " is missing");
      }
      ZM_TRY_ASSIGN(const bool admitted, Admits(found->record));
      if (!admitted) continue;
      ZM_TRY_ASSIGN(const bool more, visit(*found));
      if (!more) break;
    }
    return {};
  }
  Status status;
  StatementDecoder decoder;
  const auto one = [&](const StatementId& id,
                       std::string_view bytes) -> Result<bool> {
    ZM_TRY_ASSIGN(const FusedStatement* statement, decoder.Decode(id, bytes));
    ZM_TRY_ASSIGN(const bool admitted, Admits(statement->record));
    if (!admitted) return true;
    return visit(*statement);
  };
  ZM_TRY(reader_->snapshot().statements().ForEach(
      [&](const StatementId& id, std::string_view bytes) {
        const Result<bool> more = one(id, bytes);
        if (!more.ok()) status = more.status();
        return more.ok() && *more;
      }));
  return status;
}

}  // namespace zhimai
