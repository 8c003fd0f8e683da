// The text of a source without its markup, and where each line of it is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/doc/offset_map.h"
#include "graph/base/span.h"

namespace zhimai {

// What the markup says of a line; what its words say, extract/layout finds.
enum class LineKind : uint8_t {
  kPlain,
  kHeading,    // `level` 1 to 6
  kListItem,   // `ordinal` of a numbered one, 0 for a bullet
  kQuotation,  // a block quotation
  kLink,       // nothing but links
  kBreak,      // a thematic break; empty span
};

enum class Script : uint8_t { kNone, kLatin, kSimplified, kTraditional };

struct TextLine {
  Span span;  // of CleanText::text
  int32_t ordinal = 0;
  LineKind kind = LineKind::kPlain;
  Script script = Script::kNone;  // as written, before conversion
  uint8_t level = 0;
  bool bold = false;              // all of it is set in bold
  bool starts_paragraph = false;  // a blank line or a block tag is before it
  bool indented = false;          // by white space, as a new paragraph is
};

// Lines are in source order and do not overlap; '\n' ends each in `text`.
struct CleanText {
  std::string text;
  OffsetMap map;  // to raw bytes
  std::vector<TextLine> lines;
  std::string title;  // of <title> or front matter; empty for none
  std::string date;   // of front matter, as printed; empty for none
};

}  // namespace zhimai
