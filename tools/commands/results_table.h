// Solutions of a query as a table for a terminal.
#pragma once

#include <memory>

#include "graph/base/text_sink.h"
#include "graph/exec/results.h"

namespace zhimai {

// `width` in columns; 0 for no limit. Rows come out in pages that are aligned
// each by itself, so that any number of them can pass.
std::unique_ptr<sparql::ResultsWriter> MakeResultsTable(int width,
                                                        TextSink sink);

}  // namespace zhimai
