#include "extract/lexicon/span_cover.h"

#include <algorithm>
#include <iterator>

namespace zhimai {

void SpanCover::Add(Span span) {
  const uint32_t max_end =
      entries_.empty() ? span.end : std::max(span.end, entries_.back().max_end);
  if (!entries_.empty() && entries_.back().begin == span.begin) {
    entries_.back().max_end = max_end;
  } else {
    entries_.push_back({span.begin, max_end});
  }
}

bool SpanCover::Covers(Span span) const {
  const auto after = std::upper_bound(
      entries_.begin(), entries_.end(), span.begin,
      [](uint32_t begin, const Entry& e) { return begin < e.begin; });
  return after != entries_.begin() && std::prev(after)->max_end >= span.end;
}

bool SpanCover::StrictlyCovers(Span span) const {
  const auto at = std::lower_bound(
      entries_.begin(), entries_.end(), span.begin,
      [](const Entry& e, uint32_t begin) { return e.begin < begin; });
  if (at != entries_.end() && at->begin == span.begin &&
      at->max_end > span.end) {
    return true;
  }
  return at != entries_.begin() && std::prev(at)->max_end >= span.end;
}

}  // namespace zhimai
