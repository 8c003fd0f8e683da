// Reads JSON-LD in expanded form, by the rules of "JSON-LD 1.1 Processing
// Algorithms", Deserialize JSON-LD to RDF, as far as documents without lists
// and contexts need them.
#pragma once

#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/model/term.h"

namespace zhimai::testing {

// Blank nodes get "l" before their labels, as the parsers of graph/io do.
Result<std::vector<Quad>> ReadExpandedJsonLd(const std::string& text);

}  // namespace zhimai::testing
