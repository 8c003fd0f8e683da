// What Graph::Search answers with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace zhimai {

struct SearchRequest {
  std::string text;
  size_t limit = 20;  // of each kind
  std::function<bool()> cancelled = {};
  bool use_index = true;  // for tests: else all texts are read
};

struct TitleHit {
  std::string path;
  std::string title;
};

struct QuotationHit {
  std::string statement;  // that was read there: "s/…"
  std::string document;
  uint64_t begin = 0;  // byte of the document
  std::string text;
};

}  // namespace zhimai
