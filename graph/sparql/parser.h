// Parses SPARQL 1.1 and 1.2 (query and update) by recursive descent; the
// private functions bear the names of the grammar's rules.
//
// Thread-safe: a call shares nothing. Errors are kInvalidInput with line and
// column (in code points) and what was expected. Nesting deeper than
// kMaxNesting is an error, so that a hostile query cannot exhaust the stack.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "graph/base/result.h"
#include "graph/sparql/ast.h"

namespace zhimai::sparql {

inline constexpr int kMaxNesting = 200;

struct ParseOptions {
  // Base IRI; may be empty, then relative IRIs are errors unless the query
  // declares BASE.
  std::string base;
  // Prefixes, without the colon, that the text need not declare.
  std::map<std::string, std::string> prefixes = {};
};

Result<Query> ParseQuery(std::string_view text, const ParseOptions& options);
Result<Update> ParseUpdate(std::string_view text, const ParseOptions& options);

}  // namespace zhimai::sparql
