// A SPARQL evaluator that is slow and plain: the definitions of the standard
// [18.1 to 18.6], one function each, over vectors. For differential tests.
//
// It shares with the engine the parser, and what a value is: functions,
// operators, aggregates of a list of values, and the order of ORDER BY. Not
// done: CONSTRUCT, DESCRIBE and SERVICE.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "graph/exec/query.h"
#include "graph/model/term.h"
#include "graph/sparql/ast.h"

namespace zhimai::testing {

struct NaiveResult {
  std::vector<std::string> columns;
  std::vector<sparql::Solution> rows;
  bool boolean = false;  // ASK
};

// REQUIRES: SELECT or ASK.
NaiveResult NaiveEvaluate(const std::vector<Quad>& quads,
                          const sparql::Query& query);

}  // namespace zhimai::testing
