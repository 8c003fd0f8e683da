// What an analysis answers: rows for people or for programs.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "graph/base/result.h"
#include "graph/export/table.h"
#include "tools/cli/command.h"

namespace zhimai {

// Owns its text. Nothing, a text, a whole number or a real one.
using AnswerCell = std::variant<std::monostate, std::string, int64_t, double>;

struct AnswerTable {
  TableSchema schema;
  std::vector<std::vector<AnswerCell>> rows;
};

// --format and -o.
inline constexpr FlagSpec kAnswerFormatFlag = {
    "format",
    "F",
    "table, json, csv, parquet or arrow (default: by the name of -o, else "
    "table)",
    '\0',
    false,
    "table|json|csv|parquet|arrow"};
inline constexpr FlagSpec kAnswerOutputFlag = {
    "output", "FILE", "write there instead of to stdout", 'o'};

// "table", "json", …; --json means json, too. kUsage.
Result<std::string> ReadAnswerFormat(const Flags& flags);

// REQUIRES: `format` is one of ReadAnswerFormat.
Status PrintAnswer(const AnswerTable& table, const std::string& format,
                   const Flags& flags, const Io& io);

}  // namespace zhimai
