// SPARQL 1.2 Query Results JSON Format.
#include "graph/base/markup.h"
#include "graph/exec/results_text.h"

namespace zhimai::sparql {
namespace {

void AppendField(std::string_view name, std::string_view value,
                 std::string* out) {
  *out += '"';
  *out += name;
  *out += "\":";
  AppendJsonString(value, out);
}

// Recursion is bounded by kMaxTripleTermDepth.
void AppendJsonTerm(const Term& term, std::string* out) {
  if (term.is_triple()) {
    *out += "{\"type\":\"triple\",\"value\":{\"subject\":";
    AppendJsonTerm(term.triple().subject, out);
    *out += ",\"predicate\":";
    AppendJsonTerm(term.triple().predicate, out);
    *out += ",\"object\":";
    AppendJsonTerm(term.triple().object, out);
    *out += "}}";
    return;
  }
  *out += "{\"type\":\"";
  *out += term.is_iri() ? "uri" : term.is_blank() ? "bnode" : "literal";
  *out += "\",";
  AppendField("value", term.value(), out);
  if (!term.language().empty()) {
    *out += ',';
    AppendField("xml:lang", term.language(), out);
    if (term.direction() != Direction::kNone) {
      *out += term.direction() == Direction::kRtl ? ",\"its:dir\":\"rtl\""
                                                  : ",\"its:dir\":\"ltr\"";
    }
  } else if (term.is_literal() && term.datatype() != kXsdString) {
    *out += ',';
    AppendField("datatype", term.datatype(), out);
  }
  *out += '}';
}

class JsonResults : public ResultsWriter {
 public:
  explicit JsonResults(TextSink sink) : out_(std::move(sink)) {}

  Status Begin(const std::vector<std::string>& variables) override {
    variables_ = variables;
    out_.text += "{\"head\":{\"vars\":[";
    for (size_t i = 0; i < variables.size(); ++i) {
      if (i > 0) out_.text += ',';
      AppendJsonString(variables[i], &out_.text);
    }
    out_.text += "]},\"results\":{\"bindings\":[";
    return {};
  }

  Status Row(std::span<const std::optional<Term>> row) override {
    out_.text += rows_++ == 0 ? "\n{" : ",\n{";
    bool first = true;
    for (size_t i = 0; i < variables_.size(); ++i) {
      if (!row[i]) continue;
      if (!first) out_.text += ',';
      first = false;
      AppendJsonString(variables_[i], &out_.text);
      out_.text += ':';
      AppendJsonTerm(*row[i], &out_.text);
    }
    out_.text += '}';
    return out_.Flow();
  }

  Status End() override {
    out_.text += "\n]}}\n";
    return out_.End();
  }

  Status Boolean(bool answer) override {
    out_.text += answer ? "{\"head\":{},\"boolean\":true}\n"
                        : "{\"head\":{},\"boolean\":false}\n";
    return out_.End();
  }

 private:
  PieceSink out_;
  std::vector<std::string> variables_;
  size_t rows_ = 0;
};

}  // namespace

std::unique_ptr<ResultsWriter> MakeJsonResults(TextSink sink) {
  return std::make_unique<JsonResults>(std::move(sink));
}

}  // namespace zhimai::sparql
