// Which stretches of a text lie inside one of many spans.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/base/span.h"

namespace zhimai {

// Spans are added by ascending begin. One thread at a time.
class SpanCover {
 public:
  void Add(Span span);
  // Some span contains `span` (equal ones too).
  bool Covers(Span span) const;
  // Some span contains `span` and is longer.
  bool StrictlyCovers(Span span) const;
  void Clear() { entries_.clear(); }

 private:
  struct Entry {
    uint32_t begin;
    uint32_t max_end;  // of this and all earlier entries
  };
  std::vector<Entry> entries_;
};

}  // namespace zhimai
