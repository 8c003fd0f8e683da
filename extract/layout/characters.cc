#include "extract/layout/characters.h"

#include "graph/base/utf8.h"

namespace zhimai {
namespace {

constexpr std::u32string_view kNumerals = U"〇一二三四五六七八九";
constexpr size_t kMaxDigits = 9;

// Up to 九十九: ordinals of headings and days of a month.
int32_t ReadChineseNumber(std::string_view text, size_t* length) {
  int32_t value = 0;
  int32_t digit = -1;
  bool ten = false;
  size_t pos = 0;
  while (pos < text.size()) {
    size_t next = pos;
    const char32_t c = DecodeUtf8(text, &next);
    const size_t numeral = kNumerals.find(c);
    if (c == U'十' && !ten) {
      value = (digit < 0 ? 1 : digit) * 10;
      ten = true;
      digit = -1;
    } else if (numeral != std::u32string_view::npos && digit < 0) {
      digit = static_cast<int32_t>(numeral);
    } else {
      break;
    }
    pos = next;
  }
  *length = pos;
  return value + (digit < 0 ? 0 : digit);
}

}  // namespace

char32_t FirstCodePoint(std::string_view text) {
  if (text.empty()) return 0;
  size_t pos = 0;
  return DecodeUtf8(text, &pos);
}

size_t PreviousCodePoint(std::string_view text, size_t pos) {
  do {
    --pos;
  } while (pos > 0 && !IsUtf8Lead(text[pos]));
  return pos;
}

char32_t LastCodePoint(std::string_view text) {
  if (text.empty()) return 0;
  size_t pos = PreviousCodePoint(text, text.size());
  return DecodeUtf8(text, &pos);
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::string_view TrimBlanks(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

int32_t ReadSmallNumber(std::string_view text, size_t* length) {
  int32_t value = 0;
  size_t pos = 0;
  while (pos < text.size() && pos < kMaxDigits && IsAsciiDigit(text[pos])) {
    value = value * 10 + (text[pos++] - '0');
  }
  *length = pos;
  if (pos > 0) return value;
  return ReadChineseNumber(text, length);
}

}  // namespace zhimai
