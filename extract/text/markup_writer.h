// Turns text with tags and character references into lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/text/clean_text.h"
#include "extract/text/html_tags.h"
#include "extract/text/line_builder.h"

namespace zhimai {

// A stretch of markdown markup that is not text, and what it begins or ends.
struct InlineMark {
  Span span;
  int8_t bold = 0;  // +1 begins, -1 ends
  int8_t link = 0;
  bool blank = false;  // stands for a blank: the bar between table cells
};

// Keeps what the open tags say of the line being written. One thread at a
// time; `raw` and `out` must outlive it.
class MarkupWriter {
 public:
  MarkupWriter(std::string_view raw, CleanText* out)
      : raw_(raw), out_(out), tags_(raw), builder_(raw, out) {}

  // Text without markup.
  void AddPlain(Span raw);
  // Text with tags and references, without `marks` (sorted, disjoint).
  // Returns where it stopped: raw.end, or later behind an element whose
  // content is no text.
  uint32_t AddMarkup(Span raw, const std::vector<InlineMark>& marks);

  // Sets kind, level and ordinal of the line that is about to begin.
  void BeginLine(LineKind kind, int level, int32_t ordinal);
  // A blank line or a block boundary: the next line starts a paragraph.
  void EndParagraph();
  void EndLine();

 private:
  void AddReference(Span raw);
  // Returns where the text goes on.
  uint32_t AddTag(const Tag& tag);
  void AddTitle(const Tag& tag, size_t end);
  void SetBlockKind(const Tag& tag);
  void NoteText(size_t before);

  std::string_view raw_;
  CleanText* out_;
  TagReader tags_;
  LineBuilder builder_;
  TextLine line_;
  bool paragraph_ = true;  // the next line starts one
  int bold_depth_ = 0;
  int link_depth_ = 0;
  int quotation_depth_ = 0;
  bool all_bold_ = true;
  bool all_link_ = true;
};

}  // namespace zhimai
