// Any number of quads, collected for one change of a store.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "graph/base/status.h"
#include "graph/model/term.h"

namespace zhimai {

class BulkInput;

// Store::BeginLoad() makes it, Store::Commit() takes what it has; destroying it
// before drops it all. One thread at a time.
class BulkLoad {
 public:
  ~BulkLoad();
  BulkLoad(const BulkLoad&) = delete;
  BulkLoad& operator=(const BulkLoad&) = delete;

  // kInvalidInput for a term that the store cannot hold, kIo when it cannot
  // spill; nothing can be committed then. REQUIRES: not committed yet.
  Status Add(const Quad& quad);
  // As WriteBatch::PutBlob.
  void PutBlob(std::string_view name, std::string_view bytes);

 private:
  friend class Store;
  explicit BulkLoad(std::unique_ptr<BulkInput> input);

  std::unique_ptr<BulkInput> input_;
  bool has_names_ = false;  // a literal for the full-text index
  std::map<std::string, std::string> blobs_;
};

}  // namespace zhimai
