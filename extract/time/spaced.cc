#include "extract/time/spaced.h"

#include "extract/time/cursor.h"
#include "extract/time/numeral.h"

namespace zhimai {
namespace {

constexpr size_t kMaxRun = 96;   // bytes
constexpr size_t kMaxTail = 48;  // for the unit

// What stands in numerals besides digits and 十百千.
bool IsNumeralPart(char32_t c) {
  constexpr std::u32string_view kOthers = U"万亿兆点分之又负多余几个成折.,%";
  return MayBeginNumeral(c) || kOthers.find(c) != std::u32string_view::npos;
}

}  // namespace

std::optional<ClosedNumeral> CloseUp(std::string_view text, uint32_t pos) {
  ClosedNumeral out;
  Cursor at(text, pos);
  char32_t last = 0;
  while (!at.AtEnd() && out.text.size() < kMaxRun) {
    char32_t c = at.Peek();
    if (c == ' ' && last != 0) {
      Cursor next(text, at.pos() + 1);
      c = next.AtEnd() ? 0 : next.Peek();
      if (c == 0 || !IsNumeralPart(c) || !(IsHan(last) || IsHan(c))) break;
      if (out.first_blank == 0) {
        out.first_blank = static_cast<uint32_t>(out.text.size());
      }
      at.Seek(next.pos());
    }
    if (!IsNumeralPart(c)) break;
    const size_t before = out.text.size();
    AppendUtf8(c, &out.text);
    for (size_t i = before; i < out.text.size(); ++i) {
      out.places.push_back(static_cast<uint32_t>(at.pos() + i - before));
    }
    at.Seek(static_cast<uint32_t>(at.pos() + out.text.size() - before));
    last = c;
  }
  if (out.first_blank == 0) return std::nullopt;
  out.run = static_cast<uint32_t>(out.text.size());
  for (uint32_t i = at.pos(); i < text.size(); ++i) {
    if (out.text.size() >= out.run + kMaxTail && IsUtf8Lead(text[i])) break;
    out.text.push_back(text[i]);
    out.places.push_back(i);
  }
  out.places.push_back(out.places.back() + 1);
  return out;
}

}  // namespace zhimai
