// HTML tags as they stand in a text, without building a tree.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "graph/base/span.h"

namespace zhimai {

// What a tag does to the text around it.
enum class TagEffect : uint8_t {
  kInline,     // nothing: <span>, <a>, unknown elements
  kBlock,      // a paragraph ends and begins: <p>, <div>, <tr>, …
  kBreak,      // <br>
  kHeading,    // <h1> to <h6>
  kListItem,   // <li>
  kQuotation,  // <blockquote>
  kCell,       // <td>, <th>
  kBold,       // <b>, <strong>
  kLink,       // <a>
  kTitle,      // <title>
  kOpaque,     // its content is no text: <script>, <nav>, …
};

struct Tag {
  Span span;  // from '<' to behind '>'; empty: no tag
  TagEffect effect = TagEffect::kInline;
  bool closing = false;
  uint8_t level = 0;      // of headings
  uint8_t name_size = 0;  // bytes of the element's name
};

// Reads the tags of one file in order. A look-ahead that found nothing is
// remembered, so any input costs linear time. One thread at a time; `raw`
// must outlive it.
class TagReader {
 public:
  explicit TagReader(std::string_view raw);

  // The tag at raw[pos] == '<', or an empty one when it is a mere "less than"
  // sign. Comments, <!DOCTYPE> and processing instructions are kOpaque. A tag
  // ends within 8 KiB. Positions must not decrease from call to call.
  Tag ReadTag(size_t pos);

  // For an opening kOpaque tag, the end of its element: behind the closing
  // tag; the end of the tag itself when nothing closes it.
  size_t EndOfElement(const Tag& tag);

 private:
  size_t FindNext(size_t slot, std::string_view needle, size_t pos);

  static constexpr size_t kSlots = 24;
  std::string_view raw_;
  // Next place of '>' , "-->" and the closing tags of opaque elements.
  std::array<size_t, kSlots> next_;
};

}  // namespace zhimai
