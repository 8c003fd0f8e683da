// A store of a test, filled from and shown as text.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/exec/load.h"
#include "graph/model/text_form.h"
#include "graph/store/store.h"
#include "tests/support/temp_dir.h"

namespace zhimai::testing {

class StoreText {
 public:
  StoreText() {
    StoreOptions options;
    options.mode = StoreMode::kCreate;
    auto store = Store::Open(dir_.File("db"), options);
    ZM_CHECK(store.ok());
    store_ = std::move(*store);
  }

  Store* store() { return store_.get(); }
  const TempDir& dir() const { return dir_; }

  Result<LoadResult> Load(std::string_view text, const LoadOptions& options) {
    return LoadRdf(
        store_.get(), [text](const TextSink& sink) { return sink(text); },
        options);
  }
  Result<LoadResult> LoadTriG(std::string_view text) {
    LoadOptions options;
    options.format = RdfFormat::kTriG;
    options.base = "x:";
    return Load(text, options);
  }

  // All quads as sorted lines of N-Quads.
  std::vector<std::string> Lines() const {
    const auto quads = store_->snapshot().Match({});
    ZM_CHECK(quads.ok());
    std::vector<std::string> lines;
    for (const Quad& quad : *quads) lines.push_back(FormatQuad(quad));
    std::sort(lines.begin(), lines.end());
    return lines;
  }

 private:
  TempDir dir_;
  std::unique_ptr<Store> store_;
};

}  // namespace zhimai::testing
