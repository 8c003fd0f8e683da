#include "graph/sparql/lexer.h"

#include <algorithm>
#include <array>

#include "graph/base/utf8.h"
#include "graph/io/name_chars.h"

namespace zhimai::sparql {
namespace {

bool IsAlpha(char32_t c) { return IsAsciiAlpha(c); }
bool IsDigit(char32_t c) { return IsAsciiDigit(c); }
bool IsHex(char32_t c) { return IsAsciiHex(c); }

bool IsVariableChar(char32_t c) {
  return IsNameStartOrUnderscore(c) || IsDigit(c) || c == 0xB7 ||
         (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
}

// May stand in an IRI as it is; '>' ends it.
bool IsIriByte(char c) {
  return static_cast<unsigned char>(c) > 0x20 &&
         std::string_view("<\"{}|^`\\").find(c) == std::string_view::npos;
}

}  // namespace

Status Lexer::ErrorAt(size_t offset, std::string message) const {
  uint32_t line = 1;
  size_t line_begin = 0;
  offset = std::min(offset, text_.size());
  for (size_t i = 0; i < offset; ++i) {
    if (text_[i] == '\n') ++line, line_begin = i + 1;
  }
  const auto column = static_cast<uint32_t>(
      CountCodePoints(text_.substr(line_begin, offset - line_begin)) + 1);
  return Status::InvalidInput(std::move(message)).At(line, column);
}

char32_t Lexer::PeekCodePoint(size_t at, size_t* next) const {
  *next = at;
  if (at >= text_.size()) return 0;
  return DecodeUtf8(text_, next);
}

void Lexer::SkipSpace() {
  while (pos_ < text_.size()) {
    const char c = text_[pos_];
    if (c == '#') {
      while (pos_ < text_.size() && text_[pos_] != '\n' &&
             text_[pos_] != '\r') {
        ++pos_;
      }
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      ++pos_;
    } else {
      return;
    }
  }
}

bool Lexer::ReadEmptyPair(char close, Lexeme* out, Token token) {
  const size_t saved = pos_;
  ++pos_;
  SkipSpace();
  if (At(pos_) != close) {
    pos_ = saved;
    return false;
  }
  ++pos_;
  out->token = token;
  return true;
}

Status Lexer::Next(Lexeme* out) {
  SkipSpace();
  *out = Lexeme();
  out->begin = pos_;
  Status status;
  const char c = At(pos_);
  size_t next = 0;
  const char32_t code = PeekCodePoint(pos_, &next);
  if (pos_ >= text_.size()) {
    out->token = Token::kEnd;
  } else if (c == '<' && LooksLikeIri()) {
    status = ReadIri(out);
  } else if (c == '"' || c == '\'') {
    status = ReadString(out);
  } else if ((c == '?' || c == '$') && [&] {
               size_t after = 0;
               const char32_t v = PeekCodePoint(pos_ + 1, &after);
               return IsNameStartOrUnderscore(v) || IsDigit(v);
             }()) {
    status = ReadVariable(out);
  } else if (c == '@') {
    status = ReadLangTag(out);
  } else if (IsDigit(code) ||
             (c == '.' && IsDigit(static_cast<unsigned char>(At(pos_ + 1))))) {
    status = ReadNumber(out);
  } else if (c == '_' && At(pos_ + 1) == ':') {
    status = ReadBlankLabel(out);
  } else if (IsNameStart(code) || c == ':') {
    status = ReadName(out);
  } else if (!(c == '(' && ReadEmptyPair(')', out, Token::kNil)) &&
             !(c == '[' && ReadEmptyPair(']', out, Token::kAnon))) {
    status = ReadPunct(out);
  }
  out->end = pos_;
  return status;
}

bool Lexer::AtCodepointEscape(size_t at) const {
  return At(at) == '\\' && (At(at + 1) == 'u' || At(at + 1) == 'U');
}

// '<' opens an IRI when a '>' follows before any character that no IRI has.
bool Lexer::LooksLikeIri() const {
  for (size_t i = pos_ + 1; i < text_.size(); ++i) {
    if (text_[i] == '>') return true;
    if (!IsIriByte(text_[i]) && !AtCodepointEscape(i)) return false;
  }
  return false;
}

std::string Lexer::WhyNoIri(size_t offset) const {
  if (At(offset) != '<' ||
      !(IsAlpha(static_cast<unsigned char>(At(offset + 1))) ||
        At(offset + 1) == '/' || At(offset + 1) == '#')) {
    return {};
  }
  const size_t close = text_.find('>', offset);
  const size_t line = text_.find('\n', offset);
  if (close == std::string_view::npos || line < close) {
    return "; an IRI ends with '>'";
  }
  for (size_t i = offset + 1; i < close; ++i) {
    if (IsIriByte(text_[i])) continue;
    return std::string("; no IRI has a '") + (text_[i] > ' ' ? text_[i] : ' ') +
           "' in it";
  }
  return {};
}

Status Lexer::ReadIri(Lexeme* out) {
  out->token = Token::kIri;
  for (++pos_; text_[pos_] != '>';) {
    if (!AtCodepointEscape(pos_)) {
      out->value += text_[pos_++];
      continue;
    }
    const size_t begin = pos_;
    const size_t size = out->value.size();
    ZM_TRY(ReadCodepointEscape(&out->value));
    if (out->value.size() == size + 1 &&
        (out->value.back() == '>' || !IsIriByte(out->value.back()))) {
      return ErrorAt(begin, "a character that no IRI has");
    }
  }
  ++pos_;
  return {};
}

// REQUIRES: AtCodepointEscape(pos_).
Status Lexer::ReadCodepointEscape(std::string* value) {
  const size_t digits = At(pos_ + 1) == 'u' ? 4 : 8;
  uint32_t code = 0;
  for (size_t i = 0; i < digits; ++i) {
    const char c = At(pos_ + 2 + i);
    if (!IsHex(static_cast<unsigned char>(c))) {
      return ErrorAt(pos_, "expected " + std::to_string(digits) +
                               " hexadecimal digits in an escape");
    }
    const int digit = c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
    code = code * 16 + static_cast<uint32_t>(digit);
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    return ErrorAt(pos_, "an escape names no character");
  }
  AppendUtf8(code, value);
  pos_ += 2 + digits;
  return {};
}

Status Lexer::ReadStringEscape(std::string* value) {
  constexpr std::string_view kFrom = "tbnrf\\\"'";
  constexpr std::string_view kTo = "\t\b\n\r\f\\\"'";
  if (AtCodepointEscape(pos_)) return ReadCodepointEscape(value);
  const char c = At(pos_ + 1);
  const size_t found = c == '\0' ? std::string_view::npos : kFrom.find(c);
  if (found == std::string_view::npos) {
    return ErrorAt(pos_, "unknown escape in a string");
  }
  *value += kTo[found];
  pos_ += 2;
  return {};
}

Status Lexer::ReadString(Lexeme* out) {
  const char quote = text_[pos_];
  const size_t begin = pos_;
  const bool is_long = At(pos_ + 1) == quote && At(pos_ + 2) == quote;
  pos_ += is_long ? 3 : 1;
  out->token = Token::kString;
  while (pos_ < text_.size()) {
    const char c = text_[pos_];
    if (c == quote &&
        (!is_long || (At(pos_ + 1) == quote && At(pos_ + 2) == quote))) {
      pos_ += is_long ? 3 : 1;
      return {};
    }
    if (c == '\\') {
      ZM_TRY(ReadStringEscape(&out->value));
    } else if (!is_long && (c == '\n' || c == '\r')) {
      return ErrorAt(pos_, "a line ends inside a string");
    } else {
      out->value += c;
      ++pos_;
    }
  }
  return ErrorAt(begin, "this string never ends");
}

Status Lexer::ReadVariable(Lexeme* out) {
  ++pos_;
  const size_t begin = pos_;
  size_t next = 0;
  while (IsVariableChar(PeekCodePoint(pos_, &next))) pos_ = next;
  out->token = Token::kVariable;
  out->value = text_.substr(begin, pos_ - begin);
  return {};
}

Status Lexer::ReadLangTag(Lexeme* out) {
  const size_t begin = ++pos_;
  const auto letter = [&] {
    return IsAlpha(static_cast<unsigned char>(At(pos_)));
  };
  while (letter()) ++pos_;
  if (pos_ == begin) return ErrorAt(begin - 1, "expected a language tag");
  while (At(pos_) == '-' &&
         (IsAlpha(static_cast<unsigned char>(At(pos_ + 1))) ||
          IsDigit(static_cast<unsigned char>(At(pos_ + 1))))) {
    ++pos_;
    while (letter() || IsDigit(static_cast<unsigned char>(At(pos_)))) ++pos_;
  }
  if (At(pos_) == '-' && At(pos_ + 1) == '-') {
    const std::string_view direction = text_.substr(pos_ + 2, 3);
    if (direction != "ltr" && direction != "rtl") {
      return ErrorAt(pos_, "expected the base direction ltr or rtl");
    }
    pos_ += 5;
    if (letter()) {
      return ErrorAt(pos_, "expected the base direction ltr or rtl");
    }
  }
  out->token = Token::kLangTag;
  out->value = text_.substr(begin, pos_ - begin);
  return {};
}

Status Lexer::ReadNumber(Lexeme* out) {
  const size_t begin = pos_;
  const auto digit = [&](size_t at) {
    return IsDigit(static_cast<unsigned char>(At(at)));
  };
  out->token = Token::kInteger;
  while (digit(pos_)) ++pos_;
  const bool point = At(pos_) == '.' && (digit(pos_ + 1) || [&] {
                       // "1.e5" is a double, "1." an integer and the end of a
                       // triple.
                       size_t at = pos_ + 1;
                       if ((At(at) | 32) != 'e' || pos_ == begin) return false;
                       ++at;
                       if (At(at) == '+' || At(at) == '-') ++at;
                       return digit(at);
                     }());
  if (point) {
    out->token = Token::kDecimal;
    ++pos_;
    while (digit(pos_)) ++pos_;
  }
  if ((At(pos_) | 32) == 'e') {
    size_t at = pos_ + 1;
    if (At(at) == '+' || At(at) == '-') ++at;
    if (digit(at)) {
      out->token = Token::kDouble;
      pos_ = at;
      while (digit(pos_)) ++pos_;
    }
  }
  out->value = text_.substr(begin, pos_ - begin);
  return {};
}

Status Lexer::ReadBlankLabel(Lexeme* out) {
  pos_ += 2;
  const size_t begin = pos_;
  size_t next = 0;
  const char32_t first = PeekCodePoint(pos_, &next);
  if (!IsNameStartOrUnderscore(first) && !IsDigit(first)) {
    return ErrorAt(pos_, "expected the label of a blank node");
  }
  size_t last = pos_ = next;
  for (;;) {
    const char32_t c = PeekCodePoint(pos_, &next);
    if (!IsNameChar(c) && c != '.') break;
    pos_ = next;
    if (c != '.') last = pos_;
  }
  pos_ = last;
  out->token = Token::kBlankLabel;
  out->value = text_.substr(begin, pos_ - begin);
  return {};
}

Status Lexer::ReadName(Lexeme* out) {
  const size_t begin = pos_;
  size_t next = 0;
  size_t last = pos_;
  for (;;) {
    const char32_t c = PeekCodePoint(pos_, &next);
    if (!IsNameChar(c) && c != '.') break;
    pos_ = next;
    if (c != '.') last = pos_;
  }
  pos_ = last;
  if (At(pos_) == ':') {
    out->token = Token::kPrefixedName;
    out->value = text_.substr(begin, pos_ - begin);
    ++pos_;
    return ReadLocalName(out);
  }
  // A keyword stops where no keyword goes on ("a.b" cannot be one).
  pos_ = begin;
  while (IsAlpha(static_cast<unsigned char>(At(pos_))) ||
         IsDigit(static_cast<unsigned char>(At(pos_))) || At(pos_) == '_') {
    ++pos_;
  }
  if (pos_ == begin) {
    return ErrorAt(begin, "expected a keyword, or ':' after a prefix");
  }
  out->token = Token::kWord;
  out->value = text_.substr(begin, pos_ - begin);
  return {};
}

Status Lexer::ReadLocalName(Lexeme* out) {
  constexpr std::string_view kEscapable = "_~.-!$&'()*+,;=/?#@%";
  bool first = true;
  size_t last_size = 0;
  size_t last_pos = pos_;
  for (;;) {
    size_t next = 0;
    const char32_t c = PeekCodePoint(pos_, &next);
    if (c == '%') {
      if (!IsHex(static_cast<unsigned char>(At(pos_ + 1))) ||
          !IsHex(static_cast<unsigned char>(At(pos_ + 2)))) {
        return ErrorAt(pos_, "expected two hexadecimal digits after '%'");
      }
      out->local.append(text_, pos_, 3);
      pos_ += 3;
    } else if (c == '\\') {
      const char escaped = At(pos_ + 1);
      if (escaped == '\0' ||
          kEscapable.find(escaped) == std::string_view::npos) {
        return ErrorAt(pos_, "this character cannot be escaped in a name");
      }
      out->local += escaped;
      pos_ += 2;
    } else if (c == ':' || IsNameStartOrUnderscore(c) || IsDigit(c) ||
               (!first && (IsNameChar(c) || c == '.'))) {
      out->local.append(text_, pos_, next - pos_);
      pos_ = next;
    } else {
      break;
    }
    first = false;
    if (c != '.') last_size = out->local.size(), last_pos = pos_;
  }
  out->local.resize(last_size);
  pos_ = last_pos;
  return {};
}

Status Lexer::ReadPunct(Lexeme* out) {
  constexpr std::array<std::string_view, 12> kLong = {
      "<<(", ")>>", "<<", ">>", "{|", "|}", "&&", "||", "!=", "<=", ">=", "^^"};
  for (std::string_view punct : kLong) {
    if (text_.substr(pos_, punct.size()) == punct) {
      out->token = Token::kPunct;
      out->value = punct;
      pos_ += punct.size();
      return {};
    }
  }
  constexpr std::string_view kShort = "{}()[];,.|/^*+-?!=<>~";
  if (kShort.find(text_[pos_]) == std::string_view::npos) {
    return ErrorAt(pos_, "unexpected character");
  }
  out->token = Token::kPunct;
  out->value = text_[pos_++];
  return {};
}

}  // namespace zhimai::sparql
