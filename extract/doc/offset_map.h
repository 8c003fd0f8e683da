// Says which raw bytes a stretch of cleaned text came from.
//
// Cleaning never edits the raw file; it writes a new text and records, piece
// by piece, where each part was read. Composed maps (cleaned text of a joined
// article) are maps to raw bytes too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/base/span.h"

namespace zhimai {

// Built once, then immutable; thread-safe for reading. Offsets are bytes.
class OffsetMap {
 public:
  // Appends `text_length` bytes of text that came from [raw.begin, raw.end).
  // Equal lengths mean byte for byte; otherwise the piece maps as a whole. A
  // piece with an empty raw range was inserted by cleaning.
  // REQUIRES: called in text order.
  void Append(uint32_t text_length, Span raw);

  // Raw ranges of a span of the text, in text order; ranges that touch are
  // joined, inserted text and an empty span give none. An end inside a piece
  // that maps as a whole widens to the piece. REQUIRES: span.end <=
  // text_length().
  std::vector<Span> ToRaw(Span span) const;

  // First raw offset at or after a text offset; raw end when none follows.
  uint32_t RawBegin(uint32_t text_offset) const;

  uint32_t text_length() const { return text_length_; }

  // Appends the mapping of `span` of `inner` at the end of this text.
  void AppendMapped(const OffsetMap& inner, Span span);

 private:
  struct Piece {
    uint32_t text_begin;
    uint32_t text_length;
    Span raw;
    bool exact;  // byte for byte; stays false when a piece is cut
  };
  void AppendPiece(uint32_t text_length, Span raw, bool exact);
  // Index of the piece that contains the offset; the last or 0 at the ends.
  size_t FirstPiece(uint32_t text_offset) const;

  std::vector<Piece> pieces_;
  uint32_t text_length_ = 0;
};

}  // namespace zhimai
