#include "graph/io/turtle_lexer.h"

#include <algorithm>
#include <array>

#include "graph/base/utf8.h"
#include "graph/io/name_chars.h"

namespace zhimai {
namespace {

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// What a byte is; those of sequences beyond ASCII are none of these.
enum ByteClass : uint8_t {
  kNoIriByte = 1,     // never as it is inside an IRI; '>' too
  kNoStringByte = 2,  // not in a plain string: escapes, line ends
  kNameByte = 4,      // goes on with a name
  kPrefixStartByte = 8,
  kLocalStartByte = 16,
};

constexpr std::array<uint8_t, 256> MakeByteClasses() {
  std::array<uint8_t, 256> classes{};
  for (size_t c = 0; c <= 0x20; ++c) classes[c] = kNoIriByte;
  for (char c : std::string_view("<>\"{}|^`\\")) {
    classes[static_cast<unsigned char>(c)] |= kNoIriByte;
  }
  for (char c : std::string_view("\\\n\r")) {
    classes[static_cast<unsigned char>(c)] |= kNoStringByte;
  }
  for (size_t c = 0; c < 128; ++c) {
    const auto ascii = static_cast<char32_t>(c);
    const bool alpha = IsAsciiAlpha(ascii);
    const bool start = alpha || IsAsciiDigit(ascii) || c == '_';
    if (alpha) classes[c] |= kPrefixStartByte;
    if (start) classes[c] |= kLocalStartByte;
    if (start || c == '-') classes[c] |= kNameByte;
  }
  return classes;
}

constexpr std::array<uint8_t, 256> kByteClasses = MakeByteClasses();

uint8_t ClassOf(char c) { return kByteClasses[static_cast<unsigned char>(c)]; }

bool IsOf(ByteClass wanted, char c) { return (ClassOf(c) & wanted) != 0; }

// Longer IRIs go the slow way: nobody shall make us look far for their end.
constexpr size_t kMaxPlain = 4096;

bool IsByteOf(std::string_view set, char c) {
  return c != '\0' && set.find(c) != std::string_view::npos;
}

}  // namespace

char32_t TurtleLexer::CodePoint(size_t* next) const {
  *next = pos_;
  if (AtEnd()) return 0;
  return DecodeUtf8(text_, next);
}

Status TurtleLexer::ErrorAt(size_t offset, std::string message) const {
  offset = std::min(offset, text_.size());
  const std::string_view before = text_.substr(0, offset);
  const auto line =
      static_cast<uint32_t>(std::count(before.begin(), before.end(), '\n') + 1);
  const size_t line_begin = before.rfind('\n') + 1;
  const auto column =
      static_cast<uint32_t>(CountCodePoints(before.substr(line_begin)) + 1);
  return Status::InvalidInput(std::move(message)).At(line, column);
}

Status TurtleLexer::Expected(std::string_view what) const {
  std::string found = "the end";
  if (!AtEnd()) {
    size_t end = pos_;
    while (end < text_.size() && end < pos_ + 24 &&
           !IsByteOf(" \t\r\n", text_[end])) {
      ++end;
    }
    while (end < text_.size() && !IsUtf8Lead(text_[end])) ++end;
    found = "'" + std::string(text_.substr(pos_, end - pos_)) + "'";
  }
  return Error("expected " + std::string(what) + ", found " + found);
}

void TurtleLexer::Skip() {
  while (!AtEnd()) {
    const char c = text_[pos_];
    if (c == '#') {
      while (!AtEnd() && text_[pos_] != '\n' && text_[pos_] != '\r') {
        ++pos_;
      }
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++pos_;
    } else {
      return;
    }
  }
}

bool TurtleLexer::Take(std::string_view token) {
  if (!Starts(token)) return false;
  pos_ += token.size();
  return true;
}

bool TurtleLexer::TakeWord(std::string_view word, bool any_case) {
  for (size_t i = 0; i < word.size(); ++i) {
    const char c = Peek(i);
    if (any_case ? Lower(c) != Lower(word[i]) : c != word[i]) return false;
  }
  const char after = Peek(word.size());
  // "@prefix:" is a directive and the empty prefix; "prefix:" is a name.
  if (after == ':' && word.front() == '@')
    return Take(text_.substr(pos_, word.size()));
  const bool goes_on = IsAsciiAlpha(static_cast<unsigned char>(after)) ||
                       IsAsciiDigit(static_cast<unsigned char>(after)) ||
                       IsByteOf("_:-", after) ||
                       (static_cast<unsigned char>(after) & 0x80) != 0;
  if (goes_on) return false;
  // "a.b:c" is a name, and "true." is a word.
  if (after == '.' && AtPrefixedName()) return false;
  pos_ += word.size();
  return true;
}

// REQUIRES: at '\' before 'u' or 'U'.
Status TurtleLexer::CodePointEscape(std::string* out) {
  const size_t digits = Peek(1) == 'u' ? 4 : 8;
  uint32_t value = 0;
  for (size_t i = 0; i < digits; ++i) {
    const char c = Peek(2 + i);
    if (!IsAsciiHex(static_cast<unsigned char>(c))) {
      return Error("expected " + std::to_string(digits) +
                   " hexadecimal digits in an escape");
    }
    const int digit = c <= '9' ? c - '0' : Lower(c) - 'a' + 10;
    value = value * 16 + static_cast<uint32_t>(digit);
  }
  if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    return Error("an escape names no character");
  }
  AppendUtf8(value, out);
  pos_ += 2 + digits;
  return {};
}

bool TurtleLexer::TakePlainIri(std::string_view* reference) {
  if (Peek() != '<') return false;
  const std::string_view near = text_.substr(pos_ + 1, kMaxPlain);
  const size_t size = near.find('>');
  if (size == std::string_view::npos) return false;
  const size_t end = pos_ + 1 + size;
  // Without a branch for each byte.
  uint8_t all = 0;
  for (size_t at = pos_ + 1; at < end; ++at) all |= ClassOf(text_[at]);
  if ((all & kNoIriByte) != 0) return false;
  *reference = text_.substr(pos_ + 1, end - pos_ - 1);
  pos_ = end + 1;
  return true;
}

bool TurtleLexer::TakePlainString(std::string_view* content) {
  const size_t end = text_.find(text_[pos_], pos_ + 1);
  // "" may be the beginning of """.
  if (end == std::string_view::npos || end == pos_ + 1) return false;
  uint8_t all = 0;
  for (size_t at = pos_ + 1; at < end; ++at) all |= ClassOf(text_[at]);
  if ((all & kNoStringByte) != 0) return false;
  *content = text_.substr(pos_ + 1, end - pos_ - 1);
  pos_ = end + 1;
  return true;
}

bool TurtleLexer::AtPrefixedName() const {
  const char first = Peek();
  if (first == ':') return true;
  const bool ascii = (static_cast<unsigned char>(first) & 0x80) == 0;
  if (ascii && !IsOf(kPrefixStartByte, first)) return false;
  TurtleLexer ahead = *this;
  size_t next = 0;
  char32_t c = ahead.CodePoint(&next);
  if (!IsNameStart(c)) return false;
  char last = '\0';
  for (; IsNameChar(c) || c == '.'; c = ahead.CodePoint(&next)) {
    last = text_[ahead.pos_];
    ahead.pos_ = next;
  }
  if (ahead.touched_end_) touched_end_ = true;
  return ahead.Peek() == ':' && last != '.';
}

Result<std::string> TurtleLexer::IriReference() {
  const size_t begin = pos_;
  ++pos_;
  std::string out;
  for (;;) {
    if (AtEnd()) return ErrorAt(begin, "this IRI never ends");
    const char c = text_[pos_];
    if (c == '>') break;
    if (c == '\\' && (Peek(1) == 'u' || Peek(1) == 'U')) {
      const size_t size = out.size();
      const size_t place = pos_;
      ZM_TRY(CodePointEscape(&out));
      const bool forbidden = out.size() == size + 1 &&
                             (static_cast<unsigned char>(out.back()) <= 0x20 ||
                              IsByteOf("<>\"{}|^`\\", out.back()));
      if (forbidden) return ErrorAt(place, "a character that no IRI has");
      continue;
    }
    if (static_cast<unsigned char>(c) <= 0x20 || IsByteOf("<\"{}|^`\\", c)) {
      return Error("a character that no IRI has");
    }
    out += c;
    ++pos_;
  }
  ++pos_;
  return out;
}

Status TurtleLexer::StringEscape(std::string* out) {
  constexpr std::string_view kFrom = "tbnrf\\\"'";
  constexpr std::string_view kTo = "\t\b\n\r\f\\\"'";
  const char c = Peek(1);
  if (c == 'u' || c == 'U') return CodePointEscape(out);
  const size_t found = c == '\0' ? std::string_view::npos : kFrom.find(c);
  if (found == std::string_view::npos) return Error("unknown escape");
  *out += kTo[found];
  pos_ += 2;
  return {};
}

Result<std::string> TurtleLexer::String(bool allow_long, bool allow_single) {
  const size_t begin = pos_;
  const char quote = text_[pos_];
  if (quote == '\'' && !allow_single) return Expected("a string in \"…\"");
  const bool is_long = allow_long && Peek(1) == quote && Peek(2) == quote;
  pos_ += is_long ? 3 : 1;
  std::string out;
  for (;;) {
    if (AtEnd()) return ErrorAt(begin, "this string never ends");
    const char c = text_[pos_];
    if (c == quote && (!is_long || (Peek(1) == quote && Peek(2) == quote))) {
      break;
    }
    if (c == '\\') {
      ZM_TRY(StringEscape(&out));
    } else if (!is_long && (c == '\n' || c == '\r')) {
      return Error("a line ends inside a string");
    } else {
      out += c;
      ++pos_;
    }
  }
  pos_ += is_long ? 3 : 1;
  return out;
}

Result<std::string> TurtleLexer::LanguageTag() {
  const size_t begin = ++pos_;
  const auto alpha = [&] {
    return IsAsciiAlpha(static_cast<unsigned char>(Peek()));
  };
  const auto alnum = [&](size_t ahead) {
    const auto c = static_cast<unsigned char>(Peek(ahead));
    return IsAsciiAlpha(c) || IsAsciiDigit(c);
  };
  const auto part_ok = [&](size_t from) { return pos_ - from <= 8; };
  while (alpha()) ++pos_;
  if (pos_ == begin) return Expected("a language tag");
  if (!part_ok(begin))
    return ErrorAt(begin, "a language tag's part is longer than 8");
  while (Peek() == '-' && alnum(1)) {
    const size_t from = ++pos_;
    while (alnum(0)) ++pos_;
    if (!part_ok(from))
      return ErrorAt(from, "a language tag's part is longer than 8");
  }
  if (Starts("--")) {
    const std::string_view direction = text_.substr(pos_ + 2, 3);
    const bool good = (direction == "ltr" || direction == "rtl") && !alnum(5);
    if (!good) return Error("expected the base direction ltr or rtl");
    pos_ += 5;
  }
  return std::string(text_.substr(begin, pos_ - begin));
}

Result<std::string> TurtleLexer::BlankLabel() {
  pos_ += 2;
  const size_t begin = pos_;
  size_t next = 0;
  const char32_t first = CodePoint(&next);
  if (!IsNameStartOrUnderscore(first) && !IsAsciiDigit(first)) {
    return Expected("the label of a blank node");
  }
  size_t last = pos_ = next;
  for (;;) {
    const char32_t c = CodePoint(&next);
    if (!IsNameChar(c) && c != '.') break;
    pos_ = next;
    if (c != '.') last = pos_;
  }
  pos_ = last;
  return std::string(text_.substr(begin, last - begin));
}

Result<TurtleLexer::Name> TurtleLexer::PrefixedName() {
  Name name;
  const size_t begin = pos_;
  size_t next = 0;
  char32_t c = CodePoint(&next);
  if (c != ':') {
    if (!IsNameStart(c)) return name;
    size_t last = pos_;
    for (; IsNameChar(c) || c == '.'; c = CodePoint(&next)) {
      pos_ = next;
      if (c != '.') last = pos_;
    }
    pos_ = last;
    if (Peek() != ':') {
      pos_ = begin;
      return name;
    }
  }
  name.found = true;
  name.prefix = text_.substr(begin, pos_ - begin);
  ++pos_;
  size_t good_size = 0;
  size_t good_pos = pos_;
  for (bool first = true;; first = false) {
    if (IsOf(first ? kLocalStartByte : kNameByte, Peek())) {
      const size_t plain = pos_++;
      while (IsOf(kNameByte, Peek())) ++pos_;
      name.local.append(text_, plain, pos_ - plain);
      good_size = name.local.size(), good_pos = pos_;
      first = false;
    }
    c = CodePoint(&next);
    if (c == '%') {
      if (!IsAsciiHex(static_cast<unsigned char>(Peek(1))) ||
          !IsAsciiHex(static_cast<unsigned char>(Peek(2)))) {
        return Error("expected two hexadecimal digits after '%'");
      }
      name.local.append(text_, pos_, 3);
      pos_ += 3;
    } else if (c == '\\') {
      if (!IsByteOf("_~.-!$&'()*+,;=/?#@%", Peek(1))) {
        return Error("this character cannot be escaped in a name");
      }
      name.local += Peek(1);
      pos_ += 2;
    } else if (c == ':' || IsNameStartOrUnderscore(c) || IsAsciiDigit(c) ||
               (!first && (IsNameChar(c) || c == '.'))) {
      name.local.append(text_, pos_, next - pos_);
      pos_ = next;
    } else {
      break;
    }
    if (c != '.') good_size = name.local.size(), good_pos = pos_;
  }
  name.local.resize(good_size);
  pos_ = good_pos;
  return name;
}

Result<TurtleLexer::Number> TurtleLexer::NumericLiteral() {
  const size_t begin = pos_;
  const auto digit = [&](size_t ahead) {
    return IsAsciiDigit(static_cast<unsigned char>(Peek(ahead)));
  };
  const auto exponent_at = [&](size_t ahead) {
    if (Lower(Peek(ahead)) != 'e') return false;
    ++ahead;
    if (Peek(ahead) == '+' || Peek(ahead) == '-') ++ahead;
    return digit(ahead);
  };
  Number number;
  number.type = "integer";
  if (Peek() == '+' || Peek() == '-') ++pos_;
  const size_t whole = pos_;
  while (digit(0)) ++pos_;
  const bool some = pos_ > whole;
  if (Peek() == '.' && (digit(1) || (some && exponent_at(1)))) {
    number.type = "decimal";
    ++pos_;
    while (digit(0)) ++pos_;
  } else if (!some) {
    return Expected("a number");
  }
  if (exponent_at(0)) {
    number.type = "double";
    pos_ += 1;
    if (Peek() == '+' || Peek() == '-') ++pos_;
    while (digit(0)) ++pos_;
  }
  number.lexical = text_.substr(begin, pos_ - begin);
  return number;
}

}  // namespace zhimai
