// What differs between two graphs. Memory does not grow with the graphs.
#include <functional>

#include "graph/engine/impl.h"
#include "graph/ingest/fusion.h"

namespace zhimai {
namespace {

constexpr size_t kPollEvery = 1024;

bool SameDocument(const DocumentRecord& a, const DocumentRecord& b) {
  return a.content_hash == b.content_hash &&
         a.extractor_hash == b.extractor_hash && a.state == b.state &&
         a.title == b.title && a.published == b.published;
}

}  // namespace

// Walks one graph and looks each thing up in the other.
class GraphDiffer {
 public:
  GraphDiffer(const Graph* before, const Graph* after,
              const DiffOptions& options, const ChangeVisitor& visit)
      : before_(before),
        after_(after),
        old_(before->impl_->NewReader()),
        new_(after->impl_->NewReader()),
        options_(options),
        visit_(visit) {}

  Status Run() {
    ZM_TRY(Documents());
    ZM_TRY(Entities());
    return Statements();
  }

 private:
  using Thing = GraphChange::Thing;
  using Kind = GraphChange::Kind;

  Status Poll() {
    if (++seen_ % kPollEvery != 0 || !options_.cancelled ||
        !options_.cancelled()) {
      return {};
    }
    return {Code::kCancelled, "interrupted"};
  }

  // An error of `work` ends the walk; the callback of a family can only stop.
  bool Take(Status status) {
    if (status.ok()) status = Poll();
    if (!status.ok()) status_ = std::move(status);
    return status_.ok();
  }
  Status Taken(const Status& walked) {
    return status_.ok() ? walked : std::exchange(status_, Status());
  }

  Status Tell(Kind kind, Thing thing, std::string_view id) {
    GraphChange change;
    change.kind = kind;
    change.thing = thing;
    change.id = id;
    if (kind != Kind::kAdded) ZM_TRY(View(*before_, change, &change.before));
    if (kind != Kind::kGone) ZM_TRY(View(*after_, change, &change.after));
    return visit_(change);
  }

  static Status View(const Graph& graph, const GraphChange& change,
                     GraphChange::Side* side) {
    switch (change.thing) {
      case Thing::kDocument: {
        ZM_TRY_ASSIGN(side->document, graph.GetDocument(change.id));
        return {};
      }
      case Thing::kEntity: {
        ZM_TRY_ASSIGN(side->entity, graph.GetEntity(change.id));
        return {};
      }
      case Thing::kStatement: {
        ZM_TRY_ASSIGN(side->statement, graph.GetStatement(change.id));
        return {};
      }
    }
    return {};
  }

  Status Documents() {
    const auto walk = [this](Reader* from, Reader* to, bool forward) {
      return Taken(from->snapshot().documents().ForEach(
          {}, [&](const DocumentRecord& record) {
            auto other = to->snapshot().documents().Get(record.path);
            if (!other.ok()) return Take(other.status());
            if (!other->has_value()) {
              return Take(Tell(forward ? Kind::kGone : Kind::kAdded,
                               Thing::kDocument, record.path));
            }
            if (!forward || SameDocument(record, **other)) {
              return Take(Status());
            }
            return Take(Tell(Kind::kChanged, Thing::kDocument, record.path));
          }));
    };
    ZM_TRY(walk(&old_, &new_, true));
    return walk(&new_, &old_, false);
  }

  Status Entities() {
    const auto walk = [this](Reader* from, Reader* to, bool forward) {
      return Taken(from->snapshot().entities().ForEach(
          {}, [&](std::string_view id, std::string_view bytes) {
            return Take(Compare(to->snapshot().entities().Get(id), forward,
                                Thing::kEntity, id, bytes));
          }));
    };
    ZM_TRY(walk(&old_, &new_, true));
    return walk(&new_, &old_, false);
  }

  Status Statements() {
    const auto walk = [this](Reader* from, Reader* to, bool forward) {
      return Taken(from->snapshot().statements().ForEach(
          [&](const StatementId& id, std::string_view bytes) {
            return Take(Compare(to->snapshot().statements().Get(id), forward,
                                Thing::kStatement, StatementName(id), bytes));
          }));
    };
    ZM_TRY(walk(&old_, &new_, true));
    return walk(&new_, &old_, false);
  }

  // Equal things have equal bytes (graph/ingest/stored.h); an entity that only
  // more documents name is the same one.
  Status Compare(const Result<std::optional<std::string>>& other, bool forward,
                 Thing thing, std::string_view id, std::string_view bytes) {
    if (!other.ok()) return other.status();
    if (!other->has_value()) {
      return Tell(forward ? Kind::kGone : Kind::kAdded, thing, id);
    }
    if (!forward || **other == bytes) return {};
    if (thing == Thing::kEntity) {
      ZM_TRY_ASSIGN(const auto now, DecodeEntity(id, **other));
      ZM_TRY_ASSIGN(const auto then, DecodeEntity(id, bytes));
      if (MergeEntity(id, now).entity == MergeEntity(id, then).entity) {
        return {};
      }
    }
    return Tell(Kind::kChanged, thing, id);
  }

  const Graph* before_;
  const Graph* after_;
  Reader old_;
  Reader new_;
  const DiffOptions& options_;
  const ChangeVisitor& visit_;
  size_t seen_ = 0;
  Status status_;
};

Status Graph::Diff(const Graph& before, const Graph& after,
                   const DiffOptions& options, const ChangeVisitor& visit) {
  return GraphDiffer(&before, &after, options, visit).Run();
}

}  // namespace zhimai
