#include "graph/sparql/parser.h"

#include "graph/base/utf8.h"
#include "graph/sparql/parser_impl.h"

namespace zhimai::sparql {

TermPattern TermPattern::Var(std::string name) {
  TermPattern out;
  out.kind = Kind::kVariable;
  out.variable = std::move(name);
  return out;
}

TermPattern TermPattern::Of(Term term) {
  TermPattern out;
  out.term = std::move(term);
  return out;
}

TermPattern TermPattern::OfTriple(TriplePattern triple) {
  TermPattern out;
  out.kind = Kind::kTriple;
  out.triple = std::make_shared<const TriplePattern>(std::move(triple));
  return out;
}

bool SameWord(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    const auto upper = [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    };
    if (upper(a[i]) != upper(b[i])) return false;
  }
  return true;
}

std::string UpperCase(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return out;
}

Status Parser::Advance() {
  last_end_ = token_.end;
  if (ahead_) {
    token_ = *std::move(ahead_);
    ahead_.reset();
    return {};
  }
  return lexer_.Next(&token_);
}

const Lexeme& Parser::Ahead() {
  if (!ahead_) {
    ahead_.emplace();
    // An error shows again when the token becomes the present one.
    if (!lexer_.Next(&*ahead_).ok()) ahead_->token = Token::kEnd;
  }
  return *ahead_;
}

bool Parser::Is(std::string_view punct) const {
  if (token_.token == Token::kNil || token_.token == Token::kAnon) return false;
  return token_.token == Token::kPunct && token_.value == punct;
}

bool Parser::IsWord(std::string_view keyword) const {
  return token_.token == Token::kWord && SameWord(token_.value, keyword);
}

bool Parser::IsWordAhead(std::string_view keyword) {
  return Ahead().token == Token::kWord && SameWord(Ahead().value, keyword);
}

Status Parser::Expect(std::string_view punct) {
  if (!Is(punct)) return Unexpected("'" + std::string(punct) + "'");
  return Advance();
}

Status Parser::ExpectWord(std::string_view keyword) {
  if (!IsWord(keyword)) return Unexpected(keyword);
  return Advance();
}

Result<bool> Parser::Accept(std::string_view punct) {
  if (!Is(punct)) return false;
  ZM_TRY(Advance());
  return true;
}

Result<bool> Parser::AcceptWord(std::string_view keyword) {
  if (!IsWord(keyword)) return false;
  ZM_TRY(Advance());
  return true;
}

Status Parser::Unexpected(std::string_view expected) const {
  std::string found;
  switch (token_.token) {
    case Token::kEnd:
      found = "the end";
      break;
    case Token::kNil:
      found = "'()'";
      break;
    case Token::kAnon:
      found = "'[]'";
      break;
    case Token::kIri:
      found = "<" + token_.value + ">";
      break;
    case Token::kVariable:
      found = "?" + token_.value;
      break;
    case Token::kPrefixedName:
      found = token_.value + ":" + token_.local;
      break;
    case Token::kString:
      found = "a string";
      break;
    case Token::kPunct:
      found = "'" + token_.value + "'" + lexer_.WhyNoIri(token_.begin);
      break;
    default:
      found = "'" + token_.value + "'";
  }
  return Error("expected " + std::string(expected) + ", found " + found);
}

Status Parser::Error(std::string message) const {
  // What is missing at the end is missing behind the last token, not behind
  // the empty lines that follow it.
  const bool at_end = token_.token == Token::kEnd && last_end_ > 0;
  return ErrorAt(at_end ? last_end_ : token_.begin, std::move(message));
}

Status Parser::ErrorAt(size_t offset, std::string message) const {
  return lexer_.ErrorAt(offset, std::move(message));
}

Status Parser::Deeper() {
  if (++depth_ > kMaxNesting) {
    return Error("nested deeper than " + std::to_string(kMaxNesting));
  }
  return {};
}

namespace {

// Without a byte order mark; an error when it is not UTF-8.
Result<std::string_view> CheckedText(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const size_t bad = FindInvalidUtf8(text);
  if (bad == std::string_view::npos) return text;
  return Lexer(text).ErrorAt(bad, "ill-formed UTF-8");
}

}  // namespace

Result<Query> ParseQuery(std::string_view text, const ParseOptions& options) {
  ZM_TRY_ASSIGN(const std::string_view checked, CheckedText(text));
  return Parser(checked, options).QueryUnit();
}

Result<Update> ParseUpdate(std::string_view text, const ParseOptions& options) {
  ZM_TRY_ASSIGN(const std::string_view checked, CheckedText(text));
  return Parser(checked, options).UpdateUnit();
}

}  // namespace zhimai::sparql
