// Writes normalised text line by line and records where it came from.
#pragma once

#include <string>
#include <string_view>

#include "extract/text/clean_text.h"

namespace zhimai {

// Normalisation: NFC; full-width digits, letters and the signs of numbers to
// half width (Chinese punctuation stays); control, zero-width and other
// invisible characters removed; white space folded to one blank, trimmed at
// both ends of a line, and dropped at a line break between Han characters.
//
// One thread at a time. `raw` and `out` must outlive the builder.
class LineBuilder {
 public:
  // REQUIRES: raw is valid UTF-8 and shorter than 4 GiB.
  LineBuilder(std::string_view raw, CleanText* out) : raw_(raw), out_(out) {}

  // Appends a stretch of the raw text.
  // REQUIRES: it begins and ends between code points.
  void AddRaw(Span raw);
  // Appends one character that `raw` stands for (a character reference).
  void AddCharacter(char32_t c, Span raw);
  // A blank that the source implies: a table cell ends.
  void AddBlank(Span raw) { AddSpace(raw, false); }

  bool empty() const { return text_.empty(); }
  // White space came first.
  bool indented() const { return indented_; }
  std::string_view text() const { return text_; }

  // Ends the line; an empty one leaves no trace. `line.span` is filled in.
  void EndLine(TextLine line);

 private:
  void AddSpace(Span raw, bool line_break);
  void FlushSpace(bool before_han);
  void Put(Span raw);
  void PutChanged(char32_t c, Span raw);
  // Handles the code point at `pos`, of `length` bytes.
  void AddSpecial(char32_t c, Span raw);
  void NormalizeLine();

  std::string_view raw_;
  CleanText* out_;
  std::string text_;
  OffsetMap map_;
  Span space_;  // white space seen and not yet written
  bool has_space_ = false;
  bool space_has_break_ = false;
  bool indented_ = false;
  bool last_is_han_ = false;
  bool may_need_nfc_ = false;
};

}  // namespace zhimai
