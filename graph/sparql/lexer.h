// Tokens of SPARQL [19.8]. Keywords are kWord; the parser compares them
// without case.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace zhimai::sparql {

enum class Token {
  kEnd,
  kIri,           // <…>; value without brackets, escapes resolved
  kPrefixedName,  // value: prefix, local: unescaped local part
  kBlankLabel,    // value: label
  kAnon,          // [ ]
  kNil,           // ( )
  kVariable,      // value: name
  kString,        // value: content, escapes resolved
  kLangTag,       // value: "en" or "ar--rtl"
  kInteger,
  kDecimal,
  kDouble,
  kWord,   // keyword, function name, 'a', true, false
  kPunct,  // value: the characters
};

struct Lexeme {
  Token token = Token::kEnd;
  std::string value;
  std::string local;
  size_t begin = 0;  // byte offsets in the text
  size_t end = 0;
};

// One thread at a time. `text` must outlive the lexer.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  // Reads the next token into `out`.
  Status Next(Lexeme* out);

  // Error at a byte offset.
  Status ErrorAt(size_t offset, std::string message) const;

  // Of a '<' that was taken for an operator and looks as if an IRI was meant:
  // which character no IRI may hold. Else empty.
  std::string WhyNoIri(size_t offset) const;

 private:
  void SkipSpace();
  Status ReadIri(Lexeme* out);
  bool LooksLikeIri() const;
  // \uXXXX and \UXXXXXXXX stand in IRIs and strings only [19.2].
  bool AtCodepointEscape(size_t at) const;
  Status ReadCodepointEscape(std::string* value);
  Status ReadString(Lexeme* out);
  Status ReadStringEscape(std::string* value);
  Status ReadVariable(Lexeme* out);
  Status ReadLangTag(Lexeme* out);
  Status ReadNumber(Lexeme* out);
  Status ReadName(Lexeme* out);
  Status ReadBlankLabel(Lexeme* out);
  Status ReadLocalName(Lexeme* out);
  Status ReadPunct(Lexeme* out);
  bool ReadEmptyPair(char close, Lexeme* out, Token token);
  char32_t PeekCodePoint(size_t at, size_t* next) const;
  char At(size_t offset) const {
    return offset < text_.size() ? text_[offset] : '\0';
  }

  std::string_view text_;
  size_t pos_ = 0;
};

}  // namespace zhimai::sparql
