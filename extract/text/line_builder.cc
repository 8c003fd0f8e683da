#include "extract/text/line_builder.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <utility>

#include "graph/base/status.h"
#include "graph/base/utf8.h"

namespace zhimai {
namespace {

bool IsSpace(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Characters that show nothing: controls, zero widths, direction marks,
// variation selectors, the object replacement character.
bool IsInvisible(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C ||
         c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF || c == 0xFFFC ||
         (c >= 0xE0000 && c <= 0xE01EF);
}

// Half-width form of a full-width letter, digit or sign of numbers; 0 for
// everything else. ！（），：；？［］｛｝～ are Chinese punctuation and stay.
char32_t HalfWidth(char32_t c) {
  if (c < 0xFF01 || c > 0xFF5E) return 0;
  const bool letter = (c >= 0xFF10 && c <= 0xFF19) ||
                      (c >= 0xFF21 && c <= 0xFF3A) ||
                      (c >= 0xFF41 && c <= 0xFF5A);
  constexpr std::u32string_view kSigns = U"＃＄％＆＊＋－．／＜＝＞＠＿";
  if (!letter && kSigns.find(c) == std::u32string_view::npos) return 0;
  return c - 0xFEE0;
}

// Blocks all of whose characters are NFC and never compose with a neighbour.
bool IsInertForNfc(char32_t c) {
  return c < 0x300 || (c >= 0x2010 && c <= 0x205E) ||
         (c >= 0x3000 && c <= 0x3029) || (c >= 0x30A1 && c <= 0x33FF) ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF01 && c <= 0xFF5E);
}

// Han of three bytes: U+4000 to U+9FFF, the bulk of Chinese text.
bool IsPlainLead(unsigned char c) { return c >= 0xE4 && c <= 0xE9; }
bool IsPlainAscii(unsigned char c) { return c > 0x20 && c < 0x7F; }

bool IsWideDigit(char32_t c) { return c >= 0xFF10 && c <= 0xFF19; }

// At the ， of １，２３４: three wide digits, and no fourth, follow.
bool GroupsWideDigits(std::string_view raw, Span comma) {
  constexpr uint32_t kBytes = 3;  // of a wide character
  if (comma.begin < kBytes) return false;
  size_t at = comma.begin - kBytes;
  if (!IsUtf8Lead(raw[at]) || !IsWideDigit(DecodeUtf8(raw, &at))) return false;
  at = comma.end;
  for (int i = 0; i < 3; ++i) {
    if (at >= raw.size() || !IsWideDigit(DecodeUtf8(raw, &at))) return false;
  }
  return at >= raw.size() || !IsWideDigit(DecodeUtf8(raw, &at));
}

}  // namespace

void LineBuilder::FlushSpace(bool before_han) {
  if (!has_space_) return;
  has_space_ = false;
  const bool dropped = space_has_break_ && before_han && last_is_han_;
  if (!dropped) {
    text_.push_back(' ');
    map_.Append(1, space_);
  }
}

void LineBuilder::AddSpace(Span raw, bool line_break) {
  if (text_.empty()) {
    indented_ = true;
    return;
  }
  if (has_space_) {
    space_.end = raw.end;
    space_has_break_ = space_has_break_ || line_break;
    return;
  }
  has_space_ = true;
  space_ = raw;
  space_has_break_ = line_break;
}

void LineBuilder::Put(Span raw) {
  text_.append(raw.In(raw_));
  map_.Append(raw.size(), raw);
}

void LineBuilder::PutChanged(char32_t c, Span raw) {
  const size_t before = text_.size();
  AppendUtf8(c, &text_);
  map_.Append(static_cast<uint32_t>(text_.size() - before), raw);
}

void LineBuilder::AddSpecial(char32_t c, Span raw) {
  if (IsSpace(c)) {
    AddSpace(raw, c == U'\n');
    return;
  }
  if (IsInvisible(c)) return;
  const bool han = c >= 0x2E80 && (IsHan(c) || c < 0x3100 || c >= 0xFF00);
  FlushSpace(han);
  last_is_han_ = han;
  const bool grouping = c == U'，' && GroupsWideDigits(raw_, raw);
  const char32_t half = grouping ? U',' : HalfWidth(c);
  if (half != 0) {
    PutChanged(half, raw);
    return;
  }
  may_need_nfc_ = may_need_nfc_ || !IsInertForNfc(c);
  Put(raw);
}

void LineBuilder::AddRaw(Span raw) {
  size_t pos = raw.begin;
  while (pos < raw.end) {
    const size_t start = pos;
    bool han = false;
    while (pos < raw.end) {
      const auto c = static_cast<unsigned char>(raw_[pos]);
      if (IsPlainLead(c)) {
        han = true;
        pos += 3;
      } else if (IsPlainAscii(c)) {
        han = false;
        ++pos;
      } else {
        break;
      }
    }
    if (pos > start) {
      FlushSpace(IsPlainLead(static_cast<unsigned char>(raw_[start])));
      last_is_han_ = han;
      Put({static_cast<uint32_t>(start), static_cast<uint32_t>(pos)});
      continue;
    }
    const char32_t c = DecodeUtf8(raw_, &pos);
    AddSpecial(c, {static_cast<uint32_t>(start), static_cast<uint32_t>(pos)});
  }
}

void LineBuilder::AddCharacter(char32_t c, Span raw) {
  if (IsSpace(c)) {
    AddSpace(raw, false);
    return;
  }
  if (IsInvisible(c)) return;
  FlushSpace(IsHan(c));
  last_is_han_ = IsHan(c);
  may_need_nfc_ = may_need_nfc_ || !IsInertForNfc(c);
  const char32_t half = HalfWidth(c);
  PutChanged(half != 0 ? half : c, raw);
}

void LineBuilder::NormalizeLine() {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  ZM_CHECK(U_SUCCESS(error));
  const icu::StringPiece source(text_.data(),
                                static_cast<int32_t>(text_.size()));
  if (nfc->isNormalizedUTF8(source, error)) return;
  std::string text;
  icu::Edits edits;
  icu::StringByteSink<std::string> sink(&text);
  nfc->normalizeUTF8(0, source, sink, &edits, error);
  ZM_CHECK(U_SUCCESS(error));
  OffsetMap map;
  icu::Edits::Iterator it = edits.getFineIterator();
  while (it.next(error)) {
    const auto begin = static_cast<uint32_t>(it.sourceIndex());
    const Span old = {begin, begin + static_cast<uint32_t>(it.oldLength())};
    if (!it.hasChange()) {
      map.AppendMapped(map_, old);
      continue;
    }
    const std::vector<Span> raw = map_.ToRaw(old);
    const Span from =
        raw.empty() ? Span{} : Span{raw.front().begin, raw.back().end};
    map.Append(static_cast<uint32_t>(it.newLength()), from);
  }
  ZM_CHECK(U_SUCCESS(error));
  text_ = std::move(text);
  map_ = std::move(map);
}

void LineBuilder::EndLine(TextLine line) {
  if (!text_.empty()) {
    if (may_need_nfc_) NormalizeLine();
    const auto begin = static_cast<uint32_t>(out_->text.size());
    const auto size = static_cast<uint32_t>(text_.size());
    line.span = {begin, begin + size};
    out_->text += text_;
    out_->text += '\n';
    out_->map.AppendMapped(map_, {0, size});
    out_->map.Append(1, {});
    out_->lines.push_back(line);
  }
  text_.clear();
  map_ = OffsetMap();
  has_space_ = false;
  indented_ = false;
  last_is_han_ = false;
  may_need_nfc_ = false;
}

}  // namespace zhimai
