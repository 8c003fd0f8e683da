// Solutions of a query as a table for a terminal.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "graph/base/text_sink.h"
#include "graph/exec/results.h"

namespace zhimai {

struct ResultsTableOptions {
  int width = 0;          // in columns; 0 for no limit
  bool numbered = false;  // rows, from 1
  // A line for each cell; so is a table with more columns than `width` takes.
  bool vertical = false;
  // What is put behind a term that has a name; empty for nothing.
  std::function<std::string(const Term&)> name_of = {};
};

// Rows come out in pages that are aligned each by itself, so that any number
// of them can pass.
std::unique_ptr<sparql::ResultsWriter> MakeResultsTable(
    const ResultsTableOptions& options, TextSink sink);

// A term for reading, not for copying: prefixes for IRIs, no quotes.
std::string TermText(const Term& term);

}  // namespace zhimai
