// Reading a text from left to right; private to extract/time.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "extract/time/number.h"
#include "graph/base/utf8.h"

namespace zhimai {

inline bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
inline bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Cursor {
 public:
  Cursor(std::string_view text, uint32_t pos) : text_(text), pos_(pos) {}

  uint32_t pos() const { return pos_; }
  void Seek(uint32_t pos) { pos_ = pos; }
  bool AtEnd() const { return pos_ >= text_.size(); }

  bool At(std::string_view word) const {
    return text_.substr(pos_, word.size()) == word;
  }
  bool AtAny(std::initializer_list<std::string_view> words) const {
    for (std::string_view word : words) {
      if (At(word)) return true;
    }
    return false;
  }
  bool Take(std::string_view word) {
    if (!At(word)) return false;
    pos_ += static_cast<uint32_t>(word.size());
    return true;
  }
  bool TakeAny(std::initializer_list<std::string_view> words) {
    for (std::string_view word : words) {
      if (Take(word)) return true;
    }
    return false;
  }
  // 0 at the end.
  char32_t Peek() const {
    size_t at = pos_;
    return AtEnd() ? 0 : DecodeUtf8(text_, &at);
  }
  // The code point that ends here; 0 at the beginning.
  char32_t Before() const {
    if (pos_ == 0) return 0;
    size_t at = pos_;
    do {
      --at;
    } while (at > 0 && !IsUtf8Lead(text_[at]));
    return DecodeUtf8(text_, &at);
  }
  // A whole number below 10000 without 万 or "million"; the cursor stays when
  // there is none.
  std::optional<int> TakeSmallNumber(NumberMatch::Style* style) {
    uint32_t end = 0;
    if (AtEnd()) return std::nullopt;
    const auto match = ScanNumber(text_, pos_, &end);
    if (!match || match->has_scale) return std::nullopt;
    const auto value = match->value.ToInteger();
    if (!value || *value < 0 || *value > 9999) return std::nullopt;
    *style = match->style;
    pos_ = match->span.end;
    return static_cast<int>(*value);
  }

 private:
  std::string_view text_;
  uint32_t pos_;
};

}  // namespace zhimai
