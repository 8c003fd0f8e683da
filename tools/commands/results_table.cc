#include "tools/commands/results_table.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "graph/base/unicode.h"
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

// Columns narrower than this say nothing.
constexpr int kNarrowest = TextTable::kMinWidth + 2;

class ResultsTable : public sparql::ResultsWriter {
 public:
  ResultsTable(const ResultsTableOptions& options, TextSink sink)
      : options_(options), sink_(std::move(sink)) {}

  Status Begin(const std::vector<std::string>& variables) override {
    if (options_.numbered) {
      columns_.push_back({"#", TextTable::Align::kRight, true});
    }
    for (const std::string& name : variables) columns_.push_back({"?" + name});
    const auto needed = static_cast<int>(variables.size()) * kNarrowest;
    vertical_ =
        options_.vertical ||
        (options_.width > 0 && needed > options_.width && variables.size() > 1);
    return {};
  }

  Status Row(std::span<const std::optional<Term>> row) override {
    std::vector<std::string> cells;
    ++rows_;
    if (options_.numbered) cells.push_back(std::to_string(rows_));
    for (const std::optional<Term>& cell : row) {
      cells.push_back(cell ? Printable(CellText(*cell)) : "");
    }
    if (vertical_) return sink_(Upright(cells));
    page_.push_back(std::move(cells));
    return page_.size() < kPageRows ? Status() : Flush();
  }

  Status End() override {
    if (!page_.empty() || (rows_ == 0 && !vertical_)) ZM_TRY(Flush());
    return sink_(Counted(rows_, "row", "rows") + "\n");
  }

  Status Boolean(bool answer) override {
    return sink_(answer ? "true\n" : "false\n");
  }

 private:
  std::string CellText(const Term& term) const {
    std::string text = TermText(term);
    if (!options_.name_of) return text;
    const std::string name = options_.name_of(term);
    if (!name.empty() && name != text) text += ' ' + name;
    return text;
  }

  Status Flush() {
    TextTable table(columns_);
    for (std::vector<std::string>& cells : page_) {
      table.AddRow(std::move(cells));
    }
    page_.clear();
    std::ostringstream out;
    table.Print(&out, options_.width);
    return sink_(out.str());
  }

  // "── 3 ──", then a line for each cell that is bound.
  std::string Upright(const std::vector<std::string>& cells) const {
    const size_t first = options_.numbered ? 1 : 0;
    int widest = 0;
    for (const TextTable::Column& column : columns_) {
      widest = std::max(widest, DisplayWidth(column.header));
    }
    std::string text = "── " + std::to_string(rows_) + " ──\n";
    const int room = options_.width - widest - 2;
    for (size_t i = first; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      std::string lead = columns_[i].header;
      const std::vector<std::string> lines =
          room >= kNarrowest ? Wrap(cells[i], room)
                             : std::vector<std::string>{cells[i]};
      for (const std::string& line : lines) {
        const int padding = widest + 2 - DisplayWidth(lead);
        lead.append(static_cast<size_t>(padding), ' ');
        text.append(lead).append(line).append("\n");
        lead.clear();
      }
    }
    return text;
  }

  ResultsTableOptions options_;
  TextSink sink_;
  bool vertical_ = false;
  std::vector<TextTable::Column> columns_;
  std::vector<std::vector<std::string>> page_;
  uint64_t rows_ = 0;
};

}  // namespace

std::string TermText(const Term& term) {
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
  return "<<( " + TermText(term.triple().subject) + " " +
         TermText(term.triple().predicate) + " " +
         TermText(term.triple().object) + " )>>";
}

std::unique_ptr<sparql::ResultsWriter> MakeResultsTable(
    const ResultsTableOptions& options, TextSink sink) {
  return std::make_unique<ResultsTable>(options, std::move(sink));
}

}  // namespace zhimai
