// SPARQL 1.2 Query Results XML Format.
#include "graph/base/utf8.h"
#include "graph/exec/results_text.h"

namespace zhimai::sparql {
namespace {

// What XML 1.0 can hold as a character at all.
bool IsXmlChar(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
}

// For text and attributes. A control character that no XML document may hold
// becomes U+FFFD: ask for JSON where it matters.
void AppendEscaped(std::string_view text, std::string* out) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = DecodeUtf8(text, &at);
    switch (c) {
      case '<':
        *out += "&lt;";
        break;
      case '>':
        *out += "&gt;";
        break;
      case '&':
        *out += "&amp;";
        break;
      case '"':
        *out += "&quot;";
        break;
      case '\r':  // a reader would make it a line feed
        *out += "&#xD;";
        break;
      default:
        AppendUtf8(IsXmlChar(c) ? c : U'\uFFFD', out);
    }
  }
}

void AppendAttribute(std::string_view name, std::string_view value,
                     std::string* out) {
  *out += ' ';
  *out += name;
  *out += "=\"";
  AppendEscaped(value, out);
  *out += '"';
}

void AppendLiteral(const Term& term, std::string* out) {
  *out += "<literal";
  if (!term.language().empty()) {
    AppendAttribute("xml:lang", term.language(), out);
    if (term.direction() != Direction::kNone) {
      AppendAttribute("its:dir",
                      term.direction() == Direction::kRtl ? "rtl" : "ltr", out);
    }
  } else if (term.datatype() != kXsdString) {
    AppendAttribute("datatype", term.datatype(), out);
  }
  *out += '>';
  AppendEscaped(term.value(), out);
  *out += "</literal>";
}

// Recursion is bounded by kMaxTripleTermDepth.
void AppendXmlTerm(const Term& term, std::string* out) {
  switch (term.type()) {
    case TermType::kIri:
      *out += "<uri>";
      AppendEscaped(term.value(), out);
      *out += "</uri>";
      break;
    case TermType::kBlank:
      *out += "<bnode>";
      AppendEscaped(term.value(), out);
      *out += "</bnode>";
      break;
    case TermType::kLiteral:
      AppendLiteral(term, out);
      break;
    case TermType::kTriple:
      *out += "<triple><subject>";
      AppendXmlTerm(term.triple().subject, out);
      *out += "</subject><predicate>";
      AppendXmlTerm(term.triple().predicate, out);
      *out += "</predicate><object>";
      AppendXmlTerm(term.triple().object, out);
      *out += "</object></triple>";
      break;
  }
}

class XmlResults : public ResultsWriter {
 public:
  explicit XmlResults(TextSink sink) : out_(std::move(sink)) {
    out_.text +=
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\""
        " xmlns:its=\"http://www.w3.org/2005/11/its\" its:version=\"2.0\">\n"
        "<head>\n";
  }

  Status Begin(const std::vector<std::string>& variables) override {
    variables_ = variables;
    for (const std::string& name : variables) {
      out_.text += "<variable";
      AppendAttribute("name", name, &out_.text);
      out_.text += "/>\n";
    }
    out_.text += "</head>\n<results>\n";
    return {};
  }

  Status Row(std::span<const std::optional<Term>> row) override {
    out_.text += "<result>";
    for (size_t i = 0; i < variables_.size(); ++i) {
      if (!row[i]) continue;
      out_.text += "<binding";
      AppendAttribute("name", variables_[i], &out_.text);
      out_.text += '>';
      AppendXmlTerm(*row[i], &out_.text);
      out_.text += "</binding>";
    }
    out_.text += "</result>\n";
    return out_.Flow();
  }

  Status End() override {
    out_.text += "</results>\n</sparql>\n";
    return out_.End();
  }

  Status Boolean(bool answer) override {
    out_.text += "</head>\n<boolean>";
    out_.text += answer ? "true" : "false";
    out_.text += "</boolean>\n</sparql>\n";
    return out_.End();
  }

 private:
  PieceSink out_;
  std::vector<std::string> variables_;
};

}  // namespace

std::unique_ptr<ResultsWriter> MakeXmlResults(TextSink sink) {
  return std::make_unique<XmlResults>(std::move(sink));
}

}  // namespace zhimai::sparql
