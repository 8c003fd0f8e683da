// SPARQL 1.2 Query Results XML Format. A control character that no XML document
// may hold becomes U+FFFD: ask for JSON where it matters.
#include "graph/base/markup.h"
#include "graph/exec/results_text.h"

namespace zhimai::sparql {
namespace {

void AppendLiteral(const Term& term, std::string* out) {
  *out += "<literal";
  if (!term.language().empty()) {
    AppendXmlAttribute("xml:lang", term.language(), out);
    if (term.direction() != Direction::kNone) {
      AppendXmlAttribute(
          "its:dir", term.direction() == Direction::kRtl ? "rtl" : "ltr", out);
    }
  } else if (term.datatype() != kXsdString) {
    AppendXmlAttribute("datatype", term.datatype(), out);
  }
  *out += '>';
  AppendXmlText(term.value(), out);
  *out += "</literal>";
}

// Recursion is bounded by kMaxTripleTermDepth.
void AppendXmlTerm(const Term& term, std::string* out) {
  switch (term.type()) {
    case TermType::kIri:
      *out += "<uri>";
      AppendXmlText(term.value(), out);
      *out += "</uri>";
      break;
    case TermType::kBlank:
      *out += "<bnode>";
      AppendXmlText(term.value(), out);
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
      AppendXmlAttribute("name", name, &out_.text);
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
      AppendXmlAttribute("name", variables_[i], &out_.text);
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
