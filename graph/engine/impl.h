// What a Graph holds. Not a public header.
#pragma once

#include <memory>
#include <string>

#include "graph/engine/graph.h"
#include "graph/engine/reader.h"
#include "graph/store/store.h"

namespace zhimai {

struct Graph::Impl {
  std::unique_ptr<Store> store;
  bool writable = false;

  Reader NewReader() const { return Reader(store->snapshot()); }
};

// "e/sco" from "https://w3id.org/zhimai/e/sco" and from itself.
std::string_view WithoutBase(std::string_view id);

// graph/engine/verify.cc: what the store's own check cannot know.
Status VerifyMeaning(const Snapshot& snapshot,
                     std::vector<std::string>* problems);
// graph/engine/verify_text.cc: the same for the full-text index.
Status VerifyText(const Snapshot& snapshot, std::vector<std::string>* problems);

}  // namespace zhimai
