#include "graph/exec/load.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "graph/io/rdf_reader.h"

namespace zhimai {
namespace {

constexpr std::string_view kCounterBlob = "rdf/blank_nodes";

// The old quads are written anew, too: about four times as fast as new ones are
// committed to the delta.
constexpr uint64_t kOldPerNew = 4;

class Loader {
 public:
  Loader(Store* store, const TextSource& source, const LoadOptions& options)
      : store_(store), source_(source), options_(options) {}

  Result<LoadResult> Run();

 private:
  static constexpr uint64_t kPollEvery = 4096;

  Status ReadToEnd();
  Status ReadAgain();
  Status Parse(std::function<void(const Status&)> on_skip,
               const QuadSink& sink);
  Status BeginBulk();
  // The quad stays the parser's, which uses its memory again.
  Status AddToBulk(Quad* quad);
  Status CommitBulk();
  Status CommitBatch();
  Status OptimizeIfDue();
  bool IsLarge(uint64_t quads) const { return quads * kOldPerNew >= old_; }
  void ToGraph(Quad* quad) const {
    if (quad->in_default_graph()) quad->graph = options_.graph;
  }
  Status Poll(uint64_t quads) const;
  // A commit takes about as much again, and a half for its ids and runs.
  size_t MostInBatch() const {
    return std::min(options_.batch_bytes, options_.memory_bytes / 3);
  }

  Store* store_;
  const TextSource& source_;
  const LoadOptions& options_;
  uint64_t old_ = 0;  // quads in the store
  std::string prefix_;
  WriteBatch batch_;
  std::unique_ptr<BulkLoad> bulk_;
  uint64_t read_ = 0;
  uint64_t added_ = 0;
};

Result<LoadResult> Loader::Run() {
  ZM_TRY_ASSIGN(const StoreStats stats, store_->Stats());
  old_ = stats.quads();
  ZM_TRY_ASSIGN(prefix_, NextBlankPrefix(store_->snapshot(), &batch_));
  ZM_TRY(ReadToEnd());
  if (bulk_ == nullptr && batch_.quad_count() == 0 && read_ > 0) {
    ZM_TRY(ReadAgain());
  }
  ZM_TRY(bulk_ == nullptr ? CommitBatch() : CommitBulk());
  if (bulk_ == nullptr) ZM_TRY(OptimizeIfDue());
  return LoadResult{read_, added_};
}

// All of it into a batch or a bulk load; or, where it is too large for the one
// and perhaps too small for the other, it is only counted.
Status Loader::ReadToEnd() {
  bool counting = false;
  const QuadSink sink = [&](Quad&& quad) -> Status {
    if (++read_ % kPollEvery == 0) ZM_TRY(Poll(read_));
    if (counting) return {};
    if (bulk_ != nullptr) return AddToBulk(&quad);
    ToGraph(&quad);
    batch_.Add(quad);
    if (batch_.byte_size() >= options_.bulk_from_bytes && IsLarge(read_)) {
      return BeginBulk();
    }
    if (batch_.byte_size() >= MostInBatch()) {
      counting = true;
      batch_.Clear();
    }
    return {};
  };
  return Parse(options_.on_skip, sink);
}

// It is well-formed to its end, and its size is known.
Status Loader::ReadAgain() {
  const bool large = IsLarge(read_);
  read_ = 0;
  // The same prefix: nothing has been committed.
  ZM_TRY_ASSIGN(prefix_, NextBlankPrefix(store_->snapshot(), &batch_));
  if (large) ZM_TRY(BeginBulk());
  const QuadSink sink = [&](Quad&& quad) -> Status {
    if (++read_ % kPollEvery == 0) ZM_TRY(Poll(read_));
    if (large) return AddToBulk(&quad);
    ToGraph(&quad);
    batch_.Add(quad);
    return batch_.byte_size() < MostInBatch() ? Status() : CommitBatch();
  };
  std::function<void(const Status&)> told;
  if (options_.on_skip) told = [](const Status&) {};
  return Parse(std::move(told), sink);
}

Status Loader::Parse(std::function<void(const Status&)> on_skip,
                     const QuadSink& sink) {
  RdfParseOptions options;
  options.format = options_.format;
  options.base = options_.base;
  options.blank_prefix = prefix_;
  options.on_skip = std::move(on_skip);
  return ReadRdf(source_, options, sink);
}

// Takes over what the batch has.
Status Loader::BeginBulk() {
  // A third collects; the rest is for what is being closed, and for sorting.
  bulk_ = store_->BeginLoad(options_.memory_bytes / 3);
  ZM_TRY(batch_.VisitAdded([&](const Quad& quad) { return bulk_->Add(quad); }));
  batch_.Clear();
  // The number in the prefix, as NextBlankPrefix() puts it.
  bulk_->PutBlob(kCounterBlob, std::string_view(prefix_).substr(1));
  return {};
}

Status Loader::AddToBulk(Quad* quad) {
  ToGraph(quad);
  return bulk_->Add(*quad);
}

Status Loader::CommitBulk() {
  OptimizeOptions options;
  options.memory_bytes = options_.memory_bytes;
  options.progress = [this](double) { return Poll(read_).ok(); };
  ZM_TRY_ASSIGN(const CommitResult done, store_->Commit(bulk_.get(), options));
  added_ = done.quads_added;
  return {};
}

Status Loader::OptimizeIfDue() {
  OptimizeOptions options;
  options.memory_bytes = options_.memory_bytes;
  options.progress = [this](double) { return Poll(read_).ok(); };
  return store_->OptimizeIfDue(options).status();
}

Status Loader::CommitBatch() {
  ZM_TRY_ASSIGN(const CommitResult done,
                store_->Commit(&batch_, {.sync = false}));
  added_ += done.quads_added;
  return {};
}

Status Loader::Poll(uint64_t quads) const {
  if (!options_.progress || options_.progress(quads)) return {};
  return {Code::kCancelled, "interrupted"};
}

}  // namespace

Result<std::string> NextBlankPrefix(const Snapshot& snapshot,
                                    WriteBatch* batch) {
  ZM_TRY_ASSIGN(const std::optional<std::string> stored,
                snapshot.blobs().Get(kCounterBlob));
  uint64_t number = 0;
  if (stored) {
    const char* end = stored->data() + stored->size();
    const auto read = std::from_chars(stored->data(), end, number);
    if (read.ec != std::errc() || read.ptr != end) {
      return Status::Corruption("the count of loaded documents is damaged");
    }
  }
  const std::string next = std::to_string(number + 1);
  batch->PutBlob(kCounterBlob, next);
  return "d" + next;
}

Result<LoadResult> LoadRdf(Store* store, const TextSource& source,
                           const LoadOptions& options) {
  return Loader(store, source, options).Run();
}

}  // namespace zhimai
