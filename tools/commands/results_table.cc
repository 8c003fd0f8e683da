#include "tools/commands/results_table.h"

#include <array>
#include <sstream>

#include "graph/model/text_form.h"
#include "tools/cli/format.h"
#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

constexpr size_t kPageRows = 1000;

struct Short {
  std::string_view iri;
  std::string_view prefix;
};

constexpr std::array<Short, 11> kShort = {{
    {"https://w3id.org/zhimai/o#", "zm:"},
    {"https://w3id.org/zhimai/q#", "zmq:"},
    {"https://w3id.org/zhimai/", ""},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"},
    {"http://www.w3.org/2000/01/rdf-schema#", "rdfs:"},
    {"http://www.w3.org/2001/XMLSchema#", "xsd:"},
    {"http://www.w3.org/2002/07/owl#", "owl:"},
    {"http://www.w3.org/2004/02/skos/core#", "skos:"},
    {"http://www.w3.org/ns/prov#", "prov:"},
    {"http://www.w3.org/ns/oa#", "oa:"},
    {"https://schema.org/", "schema:"},
}};

std::string ShortIri(std::string_view iri) {
  for (const Short& known : kShort) {
    if (iri.substr(0, known.iri.size()) == known.iri) {
      return std::string(known.prefix) +
             std::string(iri.substr(known.iri.size()));
    }
  }
  return std::string(iri);
}

// For reading, not for copying: --format tsv has the terms in full.
std::string CellText(const Term& term) {
  switch (term.type()) {
    case TermType::kIri:
      return ShortIri(term.value());
    case TermType::kBlank:
      return "_:" + term.value();
    case TermType::kLiteral:
      return term.language().empty() ? term.value()
                                     : term.value() + " @" + term.language();
    case TermType::kTriple:
      break;
  }
  return "<<( " + CellText(term.triple().subject) + " " +
         CellText(term.triple().predicate) + " " +
         CellText(term.triple().object) + " )>>";
}

class ResultsTable : public sparql::ResultsWriter {
 public:
  ResultsTable(int width, TextSink sink)
      : width_(width), sink_(std::move(sink)) {}

  Status Begin(const std::vector<std::string>& variables) override {
    for (const std::string& name : variables) columns_.push_back({"?" + name});
    return {};
  }

  Status Row(std::span<const std::optional<Term>> row) override {
    std::vector<std::string> cells;
    for (const std::optional<Term>& cell : row) {
      cells.push_back(cell ? Printable(CellText(*cell)) : "");
    }
    page_.push_back(std::move(cells));
    ++rows_;
    return page_.size() < kPageRows ? Status() : Flush();
  }

  Status End() override {
    if (!page_.empty() || rows_ == 0) ZM_TRY(Flush());
    return sink_(Counted(rows_, "row", "rows") + "\n");
  }

  Status Boolean(bool answer) override {
    return sink_(answer ? "true\n" : "false\n");
  }

 private:
  Status Flush() {
    TextTable table(columns_);
    for (std::vector<std::string>& cells : page_) {
      table.AddRow(std::move(cells));
    }
    page_.clear();
    std::ostringstream out;
    table.Print(&out, width_);
    return sink_(out.str());
  }

  int width_;
  TextSink sink_;
  std::vector<TextTable::Column> columns_;
  std::vector<std::vector<std::string>> page_;
  uint64_t rows_ = 0;
};

}  // namespace

std::unique_ptr<sparql::ResultsWriter> MakeResultsTable(int width,
                                                        TextSink sink) {
  return std::make_unique<ResultsTable>(width, std::move(sink));
}

}  // namespace zhimai
