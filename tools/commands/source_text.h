// The sentence around a place in a document, from the file on disk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/engine/view.h"

namespace zhimai {

// A stretch to be marked: bytes of the document.
struct MarkedSpan {
  uint64_t begin = 0;
  uint64_t end = 0;
  auto operator<=>(const MarkedSpan&) const = default;
};

struct TextPosition {
  uint64_t line = 1;
  uint64_t column = 1;  // in code points
};

TextPosition PositionOf(std::string_view bytes, uint64_t offset);

// The sentence that [begin, end) stands in: out to the sentence's ends, the
// line's ends, or 200 code points, whichever is nearer.
// REQUIRES: begin <= end <= bytes.size().
MarkedSpan SentenceAround(std::string_view bytes, MarkedSpan span);

// Keeps spans that do not overlap, smaller ones first: the parts, not the
// wholes around them. Sorted.
std::vector<MarkedSpan> InnermostSpans(std::vector<MarkedSpan> spans);

// bytes[part] with the spans marked by `open` and `close`, as Printable().
// REQUIRES: `spans` are sorted and do not overlap.
std::string MarkUp(std::string_view bytes, MarkedSpan part,
                   const std::vector<MarkedSpan>& spans, std::string_view open,
                   std::string_view close);

// The document's bytes as they were read. kNotFound when the file is gone or
// has changed since.
Result<std::string> OriginalBytes(const DocumentView& document);

}  // namespace zhimai
