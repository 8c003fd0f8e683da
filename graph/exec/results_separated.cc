// SPARQL 1.1 Query Results CSV and TSV Formats.
#include "graph/exec/results_text.h"
#include "graph/model/text_form.h"

namespace zhimai::sparql {
namespace {

// RFC 4180: quoted where it must be.
void AppendCsvCell(std::string_view text, std::string* out) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    *out += text;
    return;
  }
  *out += '"';
  for (char c : text) {
    if (c == '"') *out += '"';
    *out += c;
  }
  *out += '"';
}

void AppendCsvTerm(const Term& term, std::string* out) {
  switch (term.type()) {
    case TermType::kIri:
    case TermType::kLiteral:
      AppendCsvCell(term.value(), out);
      break;
    case TermType::kBlank:
      AppendCsvCell("_:" + term.value(), out);
      break;
    case TermType::kTriple:
      AppendCsvCell(FormatTerm(term), out);
      break;
  }
}

class SeparatedResults : public ResultsWriter {
 public:
  SeparatedResults(bool tabs, TextSink sink)
      : tabs_(tabs), out_(std::move(sink)) {}

  Status Begin(const std::vector<std::string>& variables) override {
    for (size_t i = 0; i < variables.size(); ++i) {
      Separate(i);
      if (tabs_) {
        out_.text += '?' + variables[i];
      } else {
        AppendCsvCell(variables[i], &out_.text);
      }
    }
    EndLine();
    return {};
  }

  Status Row(std::span<const std::optional<Term>> row) override {
    for (size_t i = 0; i < row.size(); ++i) {
      Separate(i);
      if (!row[i]) continue;
      if (tabs_) {
        AppendTerm(*row[i], &out_.text);
      } else {
        AppendCsvTerm(*row[i], &out_.text);
      }
    }
    EndLine();
    return out_.Flow();
  }

  Status End() override { return out_.End(); }

  // The two formats have no form for it; this is what others print.
  Status Boolean(bool answer) override {
    out_.text += answer ? "true" : "false";
    EndLine();
    return out_.End();
  }

 private:
  void Separate(size_t column) {
    if (column > 0) out_.text += tabs_ ? '\t' : ',';
  }
  void EndLine() { out_.text += tabs_ ? "\n" : "\r\n"; }

  bool tabs_;
  PieceSink out_;
};

}  // namespace

std::unique_ptr<ResultsWriter> MakeSeparatedResults(bool tabs, TextSink sink) {
  return std::make_unique<SeparatedResults>(tabs, std::move(sink));
}

}  // namespace zhimai::sparql
