// The full-text index of a store, made anew.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "graph/base/status.h"
#include "graph/store/text_index.h"

namespace zhimai {

class StoreCore;

// Store::BeginTextRebuild() makes it, Store::Commit() puts it in the place of
// the index that is there. REQUIRES: nobody else changes the store meanwhile.
// One thread at a time; must not outlive the store.
class TextRebuild {
 public:
  TextRebuild(StoreCore* core, size_t memory_bytes);
  ~TextRebuild();
  TextRebuild(const TextRebuild&) = delete;
  TextRebuild& operator=(const TextRebuild&) = delete;

  // Writes a segment, which nobody sees yet, when memory is full.
  Status Put(TextKind kind, std::string_view key, const TextTokens& tokens);

 private:
  friend class Store;
  Status Flush();
  Status Finish();

  StoreCore* core_;
  size_t memory_bytes_;
  TextMeta meta_;
  bool begun_ = false;
  TextCollector collected_;
};

// Segments that are not in the record, of a rebuild that did not end.
Status DropStraySegments(StoreCore* core);

}  // namespace zhimai
