// Reads RDF files into a store.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "graph/base/result.h"
#include "graph/io/rdf_parser.h"
#include "graph/io/text_source.h"
#include "graph/model/term.h"
#include "graph/store/store.h"

namespace zhimai {

struct LoadOptions {
  RdfFormat format = RdfFormat::kNQuads;
  std::string base = {};
  // Takes the place of the default graph; Term() leaves it.
  Term graph = {};
  // What is read is committed when it takes this much.
  size_t batch_bytes = size_t{128} << 20;
  // More than this is loaded in bulk, where it is large beside the store: the
  // store is written anew with it.
  size_t bulk_from_bytes = size_t{8} << 20;
  // For loading in bulk: what does not fit is spilled beside the store.
  size_t memory_bytes = size_t{512} << 20;
  // As of RdfParseOptions; told of each mistake once.
  std::function<void(const Status&)> on_skip = {};
  // Called now and then with the quads read; false cancels.
  std::function<bool(uint64_t)> progress = {};
};

struct LoadResult {
  uint64_t quads_read = 0;
  uint64_t quads_added = 0;  // that were not there
};

// A prefix for the blank nodes of one more document, which no other blank node
// of the store has; reserved by `batch`.
Result<std::string> NextBlankPrefix(const Snapshot& snapshot,
                                    WriteBatch* batch);

// All of the document or, after an error, nothing. A document that is large,
// and large beside the store, is loaded in bulk (Store::BeginLoad): killed, it
// leaves nothing. Of a large one in a much larger store, what does not fit into
// one batch is parsed to its end before the first commit, and then read again;
// killed between two commits, this leaves a part, and loading again gives the
// whole, with other blank nodes. Commits are not synced: call Store::Sync()
// when done. Memory is that of a batch or `memory_bytes`, whatever the
// document.
Result<LoadResult> LoadRdf(Store* store, const TextSource& source,
                           const LoadOptions& options);

}  // namespace zhimai
