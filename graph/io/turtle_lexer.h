// Characters and tokens of the Turtle family. Private to graph/io.
#pragma once

#include <string>
#include <string_view>

#include "graph/base/result.h"

namespace zhimai {

// One thread at a time; `text` must outlive it.
class TurtleLexer {
 public:
  explicit TurtleLexer(std::string_view text) : text_(text) {}

  // Skips blanks and comments.
  void Skip();
  bool AtEnd() const { return pos_ < text_.size() ? false : TouchEnd(); }
  char Peek(size_t ahead = 0) const {
    if (pos_ + ahead < text_.size()) return text_[pos_ + ahead];
    TouchEnd();
    return '\0';
  }
  bool Starts(std::string_view token) const {
    if (text_.size() - pos_ < token.size()) TouchEnd();
    return text_.substr(pos_, token.size()) == token;
  }
  // Whether anything since ForgetEnd() looked beyond the end of the text: with
  // more text the answer might have been another.
  bool touched_end() const { return touched_end_; }
  void ForgetEnd() { touched_end_ = false; }
  // Consumes `token` when it is next.
  bool Take(std::string_view token);
  // Consumes `word` (letters, no case) when it is next and no name goes on.
  bool TakeWord(std::string_view word, bool any_case);
  void Move(size_t bytes) { pos_ += bytes; }
  size_t pos() const { return pos_; }
  void Seek(size_t pos) { pos_ = pos; }
  std::string_view text() const { return text_; }

  // REQUIRES: at '<'. The reference without brackets, escapes resolved.
  Result<std::string> IriReference();
  // The short cuts for what needs no second look: an IRI, a string in single
  // quotation marks, without escapes. False, and nothing consumed, for all
  // else, errors too. The view is of the text.
  bool TakePlainIri(std::string_view* reference);
  bool TakePlainString(std::string_view* content);
  // Whether a prefixed name begins here: a prefix and ':'.
  bool AtPrefixedName() const;
  // REQUIRES: at a quote. `allow_long` for """ and '''.
  Result<std::string> String(bool allow_long, bool allow_single);
  // REQUIRES: at '@'. "en" or "ar--rtl".
  Result<std::string> LanguageTag();
  // REQUIRES: at "_:".
  Result<std::string> BlankLabel();
  // Prefix and local part of a name; nullopt-like: `found` false and nothing
  // consumed when there is no ':' after the prefix.
  struct Name {
    bool found = false;
    std::string prefix;
    std::string local;
  };
  Result<Name> PrefixedName();
  // Lexical form of a number, and its type's local name.
  struct Number {
    std::string lexical;
    std::string_view type;
  };
  Result<Number> NumericLiteral();

  Status Error(std::string message) const {
    return ErrorAt(pos_, std::move(message));
  }
  Status ErrorAt(size_t offset, std::string message) const;
  Status Expected(std::string_view what) const;

 private:
  Status CodePointEscape(std::string* out);
  Status StringEscape(std::string* out);
  char32_t CodePoint(size_t* next) const;

  bool TouchEnd() const {
    touched_end_ = true;
    return true;
  }

  std::string_view text_;
  size_t pos_ = 0;
  mutable bool touched_end_ = false;
};

}  // namespace zhimai
