// What the change log of a graph amounts to.
#include "graph/engine/impl.h"
#include "graph/ingest/change_log.h"
#include "graph/ingest/fusion.h"

namespace zhimai {
namespace {

GraphChange::Kind ToView(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kAdded:
      return GraphChange::Kind::kAdded;
    case ChangeKind::kGone:
      return GraphChange::Kind::kGone;
    case ChangeKind::kChanged:
      break;
  }
  return GraphChange::Kind::kChanged;
}

GraphChange::Thing ToView(ChangeThing thing) {
  switch (thing) {
    case ChangeThing::kDocument:
      return GraphChange::Thing::kDocument;
    case ChangeThing::kEntity:
      return GraphChange::Thing::kEntity;
    case ChangeThing::kStatement:
      break;
  }
  return GraphChange::Thing::kStatement;
}

// What is gone, as its tombstone has it.
Status ReadTombstone(const LoggedChange& change, Reader* reader,
                     GraphChange::Side* side) {
  switch (change.thing) {
    case ChangeThing::kDocument:
      side->document.emplace();
      side->document->path = change.id;
      side->document->title = change.tombstone;
      return {};
    case ChangeThing::kEntity: {
      ZM_TRY_ASSIGN(const std::vector<EntityVariant> variants,
                    DecodeEntity(change.id, change.tombstone));
      const MergedEntity merged = MergeEntity(change.id, variants);
      EntityView& view = side->entity.emplace();
      view.ref.id = change.id;
      view.ref.class_name = merged.entity.class_name;
      view.ref.label = merged.entity.label;
      for (const NameRecord& name : merged.entity.names) {
        view.aliases.push_back({name.text, name.language});
      }
      view.external_ids = merged.entity.external_ids;
      view.documents = merged.documents;
      return {};
    }
    case ChangeThing::kStatement: {
      const std::optional<StatementId> id = ParseStatementName(change.id);
      if (!id) return Status::Corruption("journal: an entry is damaged");
      ZM_TRY_ASSIGN(const FusedStatement statement,
                    DecodeStatement(*id, change.tombstone));
      ZM_TRY_ASSIGN(side->statement, reader->View(statement));
      return {};
    }
  }
  return {};
}

Status ReadNow(const Graph& graph, const LoggedChange& change,
               GraphChange::Side* side) {
  switch (change.thing) {
    case ChangeThing::kDocument: {
      ZM_TRY_ASSIGN(side->document, graph.GetDocument(change.id));
      return {};
    }
    case ChangeThing::kEntity: {
      ZM_TRY_ASSIGN(side->entity, graph.GetEntity(change.id));
      return {};
    }
    case ChangeThing::kStatement: {
      ZM_TRY_ASSIGN(side->statement, graph.GetStatement(change.id));
      return {};
    }
  }
  return {};
}

Status FoldLog(const Snapshot& snapshot, const SinceRequest& request,
               ChangeFold* fold) {
  Status status;
  ZM_TRY(snapshot.journal().ForEachFrom(
      request.generation + 1, [&](uint64_t, std::string_view bytes) {
        if (request.cancelled && request.cancelled()) {
          status = Status(Code::kCancelled, "interrupted");
          return false;
        }
        Result<LogEntry> entry = DecodeLogEntry(bytes);
        if (!entry.ok()) {
          status = entry.status();
          return false;
        }
        if (entry->time >= request.time) fold->Add(std::move(*entry));
        return true;
      }));
  return status;
}

}  // namespace

Result<uint64_t> Graph::Generation() const {
  return impl_->store->snapshot().journal().Last();
}

Status Graph::ChangesSince(const SinceRequest& request,
                           const ChangeVisitor& visit) const {
  Reader reader = impl_->NewReader();
  ZM_TRY_ASSIGN(const uint64_t last, reader.snapshot().journal().Last());
  ZM_TRY_ASSIGN(const GraphStats stats, Stats());
  if (last == 0 && stats.documents > 0) {
    return Status::NotFound(
        "this graph has no change log: an older version built it");
  }
  if (request.generation > last) {
    return Status::NotFound("the graph is at generation " +
                            std::to_string(last) + ", not yet at " +
                            std::to_string(request.generation));
  }
  ChangeFold fold;
  ZM_TRY(FoldLog(reader.snapshot(), request, &fold));
  for (const LoggedChange& logged : fold.Finish()) {
    if (request.cancelled && request.cancelled()) {
      return {Code::kCancelled, "interrupted"};
    }
    GraphChange change;
    change.kind = ToView(logged.kind);
    change.thing = ToView(logged.thing);
    change.id = logged.id;
    if (logged.kind == ChangeKind::kGone) {
      ZM_TRY(ReadTombstone(logged, &reader, &change.before));
    } else {
      ZM_TRY(ReadNow(*this, logged, &change.after));
    }
    ZM_TRY(visit(change));
  }
  return {};
}

}  // namespace zhimai
