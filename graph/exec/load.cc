#include "graph/exec/load.h"

#include <charconv>
#include <utility>

#include "graph/io/rdf_reader.h"

namespace zhimai {
namespace {

constexpr std::string_view kCounterBlob = "rdf/blank_nodes";

Status Cancelled() { return {Code::kCancelled, "interrupted"}; }

class Loader {
 public:
  Loader(Store* store, const TextSource& source, const LoadOptions& options)
      : store_(store), source_(source), options_(options) {}

  Result<LoadResult> Run() {
    ZM_TRY_ASSIGN(std::string prefix,
                  NextBlankPrefix(store_->snapshot(), &batch_));
    const QuadSink first = [this](Quad quad) {
      if (batch_.byte_size() < options_.batch_bytes) Add(std::move(quad));
      return ++total_ % kPollEvery == 0 ? Poll() : Status();
    };
    ZM_TRY(Parse(prefix, options_.on_skip, first));
    if (result_.quads_read < total_) {
      // It is well-formed to its end, and too large for one batch: once more.
      batch_.Clear();
      result_ = {};
      ZM_TRY_ASSIGN(prefix, NextBlankPrefix(store_->snapshot(), &batch_));
      const QuadSink second = [this](Quad quad) {
        Add(std::move(quad));
        if (batch_.byte_size() >= options_.batch_bytes) ZM_TRY(Commit());
        return result_.quads_read % kPollEvery == 0 ? Poll() : Status();
      };
      std::function<void(const Status&)> told;
      if (options_.on_skip) told = [](const Status&) {};
      ZM_TRY(Parse(prefix, std::move(told), second));
    }
    ZM_TRY(Commit());
    return result_;
  }

 private:
  static constexpr uint64_t kPollEvery = 4096;

  Status Parse(const std::string& prefix,
               std::function<void(const Status&)> on_skip,
               const QuadSink& sink) {
    RdfParseOptions options;
    options.format = options_.format;
    options.base = options_.base;
    options.blank_prefix = prefix;
    options.on_skip = std::move(on_skip);
    return ReadRdf(source_, options, sink);
  }

  void Add(Quad quad) {
    if (quad.in_default_graph()) quad.graph = options_.graph;
    batch_.Add(quad);
    ++result_.quads_read;
  }

  Status Poll() {
    return options_.progress && !options_.progress(result_.quads_read)
               ? Cancelled()
               : Status();
  }

  Status Commit() {
    ZM_TRY_ASSIGN(const CommitResult done,
                  store_->Commit(&batch_, {.sync = false}));
    result_.quads_added += done.quads_added;
    return {};
  }

  Store* store_;
  const TextSource& source_;
  const LoadOptions& options_;
  WriteBatch batch_;
  LoadResult result_;
  uint64_t total_ = 0;
};

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
