#include <optional>
#include <utility>

#include "graph/base/utf8.h"
#include "graph/model/text_form.h"

namespace zhimai {
namespace {

bool IsAlpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBlankChar(char c) { return c == ' ' || c == '\t'; }

// PN_CHARS_BASE of N-Triples, without the ASCII letters.
bool IsNameBase(char32_t c) {
  constexpr std::pair<char32_t, char32_t> kRanges[] = {
      {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
      {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
      {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFC}, {0x10000, 0xEFFFF}};
  for (const auto& [first, last] : kRanges) {
    if (c >= first && c <= last) return true;
  }
  return false;
}

bool IsLabelStart(char32_t c) {
  return (c < 128 && (IsAlpha(static_cast<char>(c)) ||
                      IsDigit(static_cast<char>(c)) || c == '_')) ||
         IsNameBase(c);
}

bool IsLabelChar(char32_t c) {
  return IsLabelStart(c) || c == '-' || c == 0xB7 ||
         (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
}

// The functions bear the names of the grammar's rules.
class Parser {
 public:
  Parser(std::string_view text, size_t pos) : text_(text), pos_(pos) {}

  size_t pos() const { return pos_; }
  bool at_end() const { return pos_ == text_.size(); }

  void SkipBlanks() {
    while (!at_end() && IsBlankChar(text_[pos_])) ++pos_;
  }

  bool Take(std::string_view token) {
    if (text_.substr(pos_, token.size()) != token) return false;
    pos_ += token.size();
    return true;
  }

  Status Expected(std::string_view what) const {
    size_t column = 1;
    for (size_t i = 0; i < pos_; ++i) {
      if (IsUtf8Lead(text_[i])) ++column;
    }
    return Status::InvalidInput("expected " + std::string(what))
        .At(0, static_cast<uint32_t>(column));
  }

  Result<Term> ReadTerm(int depth) {
    if (text_.substr(pos_, 3) == "<<(") return TripleTerm(depth);
    if (at_end()) return Expected("a term");
    switch (text_[pos_]) {
      case '<':
        return IriRef();
      case '_':
        return BlankNodeLabel();
      case '"':
        return Literal();
      default:
        return Expected("'<', '_:', '\"' or '<<('");
    }
  }

  Result<Quad> Statement() {
    Quad quad;
    SkipBlanks();
    ZM_TRY_ASSIGN(quad.subject, Subject());
    SkipBlanks();
    ZM_TRY_ASSIGN(quad.predicate, IriRef());
    SkipBlanks();
    ZM_TRY_ASSIGN(quad.object, ReadTerm(0));
    SkipBlanks();
    if (!at_end() && text_[pos_] != '.') {
      ZM_TRY_ASSIGN(quad.graph, Subject());
      SkipBlanks();
    }
    if (!Take(".")) return Expected("'.'");
    SkipBlanks();
    if (!at_end() && text_[pos_] != '#') return Expected("the end of the line");
    return quad;
  }

 private:
  Result<Term> Subject() {
    if (!at_end() && text_[pos_] == '_') return BlankNodeLabel();
    return IriRef();
  }

  Result<Term> TripleTerm(int depth) {
    if (depth >= kMaxTripleTermDepth) {
      return Expected("at most " + std::to_string(kMaxTripleTermDepth) +
                      " nested triple terms");
    }
    Take("<<(");
    Triple triple;
    SkipBlanks();
    ZM_TRY_ASSIGN(triple.subject, Subject());
    SkipBlanks();
    ZM_TRY_ASSIGN(triple.predicate, IriRef());
    SkipBlanks();
    ZM_TRY_ASSIGN(triple.object, ReadTerm(depth + 1));
    SkipBlanks();
    if (!Take(")>>")) return Expected("')>>'");
    return Term::OfTriple(std::move(triple));
  }

  Result<Term> IriRef() {
    if (!Take("<")) return Expected("'<'");
    std::string iri;
    while (!Take(">")) {
      if (at_end()) return Expected("'>'");
      const char c = text_[pos_];
      if (c == '\\') {
        ZM_TRY(Escape(/*only_u=*/true, &iri));
      } else if (static_cast<unsigned char>(c) <= 0x20 ||
                 std::string_view("<\"{}|^`").find(c) !=
                     std::string_view::npos) {
        return Expected("a character of an IRI");
      } else {
        ZM_TRY(CopyCodePoint(&iri));
      }
    }
    if (iri.find(':') == std::string::npos) return Expected("an absolute IRI");
    return Term::Iri(iri);
  }

  Result<Term> BlankNodeLabel() {
    if (!Take("_:")) return Expected("'_:'");
    const size_t begin = pos_;
    size_t end = pos_;
    size_t next = pos_;
    while (next < text_.size()) {
      size_t after = next;
      const char32_t c = DecodeUtf8(text_, &after);
      if (next == begin ? !IsLabelStart(c) : !(IsLabelChar(c) || c == '.')) {
        break;
      }
      next = after;
      // A label does not end with '.'.
      if (c != '.') end = next;
    }
    if (end == begin) return Expected("the label of a blank node");
    pos_ = end;
    return Term::Blank(text_.substr(begin, end - begin));
  }

  Result<Term> Literal() {
    Take("\"");
    std::string lexical;
    while (!Take("\"")) {
      if (at_end()) return Expected("'\"'");
      if (text_[pos_] == '\\') {
        ZM_TRY(Escape(/*only_u=*/false, &lexical));
      } else if (text_[pos_] == '\n' || text_[pos_] == '\r') {
        return Expected("an escaped line end");
      } else {
        ZM_TRY(CopyCodePoint(&lexical));
      }
    }
    if (Take("@")) return LangTag(lexical);
    if (!Take("^^")) return Term::String(lexical);
    ZM_TRY_ASSIGN(const Term datatype, IriRef());
    if (datatype.value() == kRdfLangString ||
        datatype.value() == kRdfDirLangString) {
      return Expected("a language tag for this datatype");
    }
    return Term::Literal(lexical, datatype.value());
  }

  Result<Term> LangTag(const std::string& lexical) {
    const size_t begin = pos_;
    while (!at_end() && IsAlpha(text_[pos_])) ++pos_;
    if (pos_ == begin) return Expected("a language tag");
    while (pos_ + 1 < text_.size() && text_[pos_] == '-' &&
           (IsAlpha(text_[pos_ + 1]) || IsDigit(text_[pos_ + 1]))) {
      ++pos_;
      while (!at_end() && (IsAlpha(text_[pos_]) || IsDigit(text_[pos_]))) {
        ++pos_;
      }
    }
    const std::string_view tag = text_.substr(begin, pos_ - begin);
    Direction direction = Direction::kNone;
    if (Take("--ltr")) {
      direction = Direction::kLtr;
    } else if (Take("--rtl")) {
      direction = Direction::kRtl;
    } else if (text_.substr(pos_, 2) == "--") {
      return Expected("'--ltr' or '--rtl'");
    }
    return Term::LangString(lexical, tag, direction);
  }

  Status CopyCodePoint(std::string* out) {
    const size_t begin = pos_;
    const char32_t c = DecodeUtf8(text_, &pos_);
    if (c == 0xFFFD && text_.substr(begin, 3) != "\xEF\xBF\xBD") {
      pos_ = begin;
      return Expected("well-formed UTF-8");
    }
    out->append(text_.substr(begin, pos_ - begin));
    return {};
  }

  Status Escape(bool only_u, std::string* out) {
    Take("\\");
    if (Take("u")) return HexEscape(4, out);
    if (Take("U")) return HexEscape(8, out);
    constexpr std::string_view kNames = "tbnrf\"'\\";
    constexpr std::string_view kValues = "\t\b\n\r\f\"'\\";
    const size_t which =
        at_end() ? std::string_view::npos : kNames.find(text_[pos_]);
    if (only_u || which == std::string_view::npos) {
      return Expected("an escape");
    }
    ++pos_;
    *out += kValues[which];
    return {};
  }

  Status HexEscape(size_t digits, std::string* out) {
    char32_t value = 0;
    for (size_t i = 0; i < digits; ++i) {
      const std::optional<uint32_t> digit = HexDigit();
      if (!digit) return Expected(std::to_string(digits) + " hex digits");
      value = value * 16 + *digit;
    }
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
      return Expected("a Unicode scalar value");
    }
    AppendUtf8(value, out);
    return {};
  }

  std::optional<uint32_t> HexDigit() {
    if (at_end()) return std::nullopt;
    const char c = text_[pos_];
    int value = 0;
    if (IsDigit(c)) {
      value = c - '0';
    } else if (c >= 'a' && c <= 'f') {
      value = c - 'a' + 10;
    } else if (c >= 'A' && c <= 'F') {
      value = c - 'A' + 10;
    } else {
      return std::nullopt;
    }
    ++pos_;
    return static_cast<uint32_t>(value);
  }

  std::string_view text_;
  size_t pos_;
};

}  // namespace

Result<Term> ParseTermAt(std::string_view text, size_t* pos) {
  Parser parser(text, *pos);
  ZM_TRY_ASSIGN(Term term, parser.ReadTerm(0));
  *pos = parser.pos();
  return term;
}

Result<Term> ParseTerm(std::string_view text) {
  Parser parser(text, 0);
  parser.SkipBlanks();
  ZM_TRY_ASSIGN(Term term, parser.ReadTerm(0));
  parser.SkipBlanks();
  if (!parser.at_end()) return parser.Expected("the end of the term");
  return term;
}

Result<Quad> ParseQuad(std::string_view line) {
  return Parser(line, 0).Statement();
}

}  // namespace zhimai
