#include "extract/doc/offset_map.h"

#include <algorithm>

#include "graph/base/status.h"

namespace zhimai {

size_t OffsetMap::FirstPiece(uint32_t text_offset) const {
  auto piece = std::upper_bound(
      pieces_.begin(), pieces_.end(), text_offset,
      [](uint32_t offset, const Piece& p) { return offset < p.text_begin; });
  if (piece != pieces_.begin()) --piece;
  return static_cast<size_t>(piece - pieces_.begin());
}

void OffsetMap::Append(uint32_t text_length, Span raw) {
  AppendPiece(text_length, raw, text_length == raw.size());
}

void OffsetMap::AppendPiece(uint32_t text_length, Span raw, bool exact) {
  if (text_length == 0) return;
  if (exact && !pieces_.empty()) {
    Piece& last = pieces_.back();
    if (last.exact && last.raw.end == raw.begin) {
      last.text_length += text_length;
      last.raw.end = raw.end;
      text_length_ += text_length;
      return;
    }
  }
  pieces_.push_back({text_length_, text_length, raw, exact});
  text_length_ += text_length;
}

std::vector<Span> OffsetMap::ToRaw(Span span) const {
  ZM_CHECK(span.end <= text_length_);
  std::vector<Span> out;
  if (span.empty()) return out;
  for (size_t i = FirstPiece(span.begin);
       i < pieces_.size() && pieces_[i].text_begin < span.end; ++i) {
    const Piece& piece = pieces_[i];
    const uint32_t piece_end = piece.text_begin + piece.text_length;
    if (piece_end <= span.begin || piece.raw.empty()) continue;
    Span raw = piece.raw;
    if (piece.exact) {
      raw.end = raw.begin + std::min(span.end, piece_end) - piece.text_begin;
      raw.begin += std::max(span.begin, piece.text_begin) - piece.text_begin;
    }
    // Two halves of a piece that maps as a whole are one range.
    if (!out.empty() && out.back() == raw) continue;
    if (!out.empty() && out.back().end == raw.begin) {
      out.back().end = raw.end;
    } else {
      out.push_back(raw);
    }
  }
  return out;
}

uint32_t OffsetMap::RawBegin(uint32_t text_offset) const {
  for (size_t i = FirstPiece(text_offset); i < pieces_.size(); ++i) {
    const Piece& piece = pieces_[i];
    const uint32_t piece_end = piece.text_begin + piece.text_length;
    if (piece_end <= text_offset || piece.raw.empty()) continue;
    if (!piece.exact) return piece.raw.begin;
    return piece.raw.begin + std::max(text_offset, piece.text_begin) -
           piece.text_begin;
  }
  return pieces_.empty() ? 0 : pieces_.back().raw.end;
}

void OffsetMap::AppendMapped(const OffsetMap& inner, Span span) {
  for (size_t i = inner.FirstPiece(span.begin);
       i < inner.pieces_.size() && inner.pieces_[i].text_begin < span.end;
       ++i) {
    const Piece& piece = inner.pieces_[i];
    const uint32_t begin = std::max(span.begin, piece.text_begin);
    const uint32_t end =
        std::min(span.end, piece.text_begin + piece.text_length);
    if (begin >= end) continue;
    Span raw = piece.raw;
    if (piece.exact) {
      raw.end = raw.begin + (end - piece.text_begin);
      raw.begin += begin - piece.text_begin;
    }
    AppendPiece(end - begin, raw, piece.exact);
  }
}

}  // namespace zhimai
