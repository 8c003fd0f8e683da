#include "graph/engine/graph.h"

#include <algorithm>

#include "graph/engine/impl.h"
#include "graph/ingest/builder.h"
#include "graph/ingest/fusion.h"
#include "graph/ingest/rdf.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

StoreMode ModeOf(GraphMode mode) {
  switch (mode) {
    case GraphMode::kReadWrite:
      return StoreMode::kReadWrite;
    case GraphMode::kCreate:
      return StoreMode::kCreate;
    case GraphMode::kRead:
      break;
  }
  return StoreMode::kRead;
}

// The session API on top of graph/ingest.
class Session : public BuildSession {
 public:
  explicit Session(std::unique_ptr<Builder> builder)
      : builder_(std::move(builder)) {}

  Status SetOntology(const v1::Ontology& ontology) override {
    return builder_->SetOntology(ontology);
  }
  Result<bool> NeedsExtraction(std::string_view path,
                               std::string_view content_hash,
                               std::string_view extractor_hash) override {
    return builder_->NeedsExtraction(path, content_hash, extractor_hash);
  }
  Status Put(const v1::Extraction& extraction, std::string_view root) override {
    return builder_->Put(extraction, root);
  }
  Status Remove(std::string_view path) override {
    return builder_->Remove(path);
  }
  Result<std::vector<std::string>> DocumentsUnder(
      std::string_view root) override {
    return builder_->DocumentsUnder(root);
  }
  Result<BuildSummary> Finish() override {
    ZM_TRY_ASSIGN(const BuildCounts counts, builder_->Finish());
    BuildSummary summary;
    summary.documents_new = counts.documents_new;
    summary.documents_changed = counts.documents_changed;
    summary.documents_unchanged = counts.documents_unchanged;
    summary.documents_removed = counts.documents_removed;
    summary.entities_new = counts.entities_new;
    summary.entities_gone = counts.entities_gone;
    summary.statements_new = counts.statements_new;
    summary.statements_gone = counts.statements_gone;
    summary.entities = counts.after.entities;
    summary.statements = counts.after.statements;
    summary.by_modality = counts.after.by_modality;
    return summary;
  }

 private:
  std::unique_ptr<Builder> builder_;
};

}  // namespace

std::string_view WithoutBase(std::string_view id) {
  if (id.substr(0, kDefaultBase.size()) == kDefaultBase) {
    id.remove_prefix(kDefaultBase.size());
  }
  return id;
}

Graph::Graph(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;
Graph::~Graph() = default;

Result<Graph> Graph::Open(const std::string& directory, GraphMode mode) {
  GraphOptions options;
  options.mode = mode;
  return Open(directory, options);
}

Result<Graph> Graph::Open(const std::string& directory,
                          const GraphOptions& options) {
  auto impl = std::make_unique<Impl>();
  StoreOptions open;
  open.mode = ModeOf(options.mode);
  open.lock_wait = options.lock_wait;
  open.cancelled = options.cancelled;
  ZM_TRY_ASSIGN(impl->store, Store::Open(directory, open));
  impl->writable = options.mode != GraphMode::kRead;
  return Graph(std::move(impl));
}

Result<std::unique_ptr<BuildSession>> Graph::BeginBuild(std::string time) {
  if (!impl_->writable) {
    return Status::Usage("the graph is open for reading only");
  }
  BuilderOptions options;
  options.time = std::move(time);
  ZM_TRY_ASSIGN(std::unique_ptr<Builder> builder,
                Builder::Begin(impl_->store.get(), options));
  return std::unique_ptr<BuildSession>(
      std::make_unique<Session>(std::move(builder)));
}

Result<OntologyView> Graph::Ontology() const {
  ZM_TRY_ASSIGN(LoadedOntology loaded, LoadOntology(impl_->store->snapshot()));
  return std::move(loaded.view);
}

Result<GraphStats> Graph::Stats() const {
  ZM_TRY_ASSIGN(const std::optional<std::string> bytes,
                impl_->store->snapshot().blobs().Get(kCountersBlob));
  ZM_TRY_ASSIGN(const Counters counters, DecodeCounters(bytes.value_or("")));
  ZM_TRY_ASSIGN(const StoreStats store, impl_->store->Stats());
  GraphStats stats;
  stats.documents = counters.documents;
  stats.bytes = counters.bytes;
  stats.entities = counters.entities;
  stats.statements = counters.statements;
  stats.evidence = counters.evidence;
  stats.triples = counters.triples;
  stats.by_modality = counters.by_modality;
  stats.by_class = counters.by_class;
  stats.by_relation = counters.by_relation;
  for (const auto& family : store.families) {
    stats.disk_bytes += family.disk_bytes;
  }
  return stats;
}

Result<std::vector<std::string>> Graph::Verify() const {
  ZM_TRY_ASSIGN(VerifyReport report, impl_->store->Verify());
  std::vector<std::string> problems = std::move(report.problems);
  const Snapshot snapshot = impl_->store->snapshot();
  for (const auto check : {VerifyMeaning, VerifyText}) {
    const Status status = check(snapshot, &problems);
    if (!status.ok()) problems.push_back(status.ToString());
  }
  return problems;
}

}  // namespace zhimai
