// Runs a query of the shell, and remembers its answer for \explain.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/base/result.h"
#include "graph/engine/graph.h"
#include "graph/exec/query.h"
#include "graph/sparql/parser.h"
#include "tools/cli/io.h"

namespace zhimai {

enum class AnswerFormat { kTable, kCsv, kJson, kVertical };

// How answers of queries look.
struct AnswerForm {
  AnswerFormat format = AnswerFormat::kTable;
  // Tables have the names of entities behind their ids, in this language; none
  // when empty.
  std::string names;
};

// The answer that \explain N speaks of.
struct Answer {
  std::optional<sparql::Query> query;  // unset: no query gave it
  std::vector<std::string> variables;
  std::vector<sparql::Solution> rows;  // the first kKeptRows
  // Ids of statements that a command listed, by row.
  std::vector<std::string> statements;

  static constexpr size_t kKeptRows = 20000;
};

// What a query of the shell may leave undeclared: base and prefixes.
sparql::ParseOptions ShellParseOptions();

// Runs the query on the graph `db` and writes the answer to io.out.
Status AnswerQuery(const std::string& text, const std::string& db,
                   const AnswerForm& form, const Io& io, Answer* answer);

// Ids of the statements that say what row `number` (from 1) says: those it
// holds, else those that match the patterns of the query with the row's
// values; at most `limit`. kNotFound says why there are none.
Result<std::vector<std::string>> StatementsOfRow(const Answer& answer,
                                                 uint64_t number,
                                                 const Graph& graph,
                                                 size_t limit);

}  // namespace zhimai
