// Keeps what a query sends.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "graph/exec/query.h"
#include "graph/model/text_form.h"

namespace zhimai::testing {

class CollectingSink final : public sparql::ResultSink {
 public:
  Status OnColumns(const std::vector<std::string>& names) override {
    columns = names;
    return {};
  }
  Status OnSolution(const sparql::Solution& solution) override {
    rows.push_back(solution);
    return {};
  }
  Status OnTriple(const Triple& triple) override {
    triples.push_back(triple);
    return {};
  }
  Status OnBoolean(bool answer) override {
    boolean = answer;
    return {};
  }

  std::vector<std::string> columns;
  std::vector<sparql::Solution> rows;
  std::vector<Triple> triples;
  bool boolean = false;
};

inline std::string RowText(const sparql::Solution& row) {
  std::string out;
  for (const auto& term : row) {
    if (!out.empty()) out += ' ';
    out += term ? FormatTerm(*term) : std::string("-");
  }
  return out;
}

inline std::vector<std::string> SortedRows(
    const std::vector<sparql::Solution>& rows) {
  std::vector<std::string> out;
  for (const sparql::Solution& row : rows) out.push_back(RowText(row));
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace zhimai::testing
