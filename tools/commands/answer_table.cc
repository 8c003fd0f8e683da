#include "tools/commands/answer_table.h"

#include <array>
#include <cstdio>
#include <filesystem>

#include "tools/cli/format.h"
#include "tools/cli/output.h"
#include "tools/cli/text_table.h"

namespace zhimai {
namespace {

constexpr std::array<std::string_view, 5> kFormats = {"table", "json", "csv",
                                                      "parquet", "arrow"};

std::string ForPeople(const AnswerCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    return Printable(*text);
  }
  if (const auto* whole = std::get_if<int64_t>(&cell)) {
    return std::to_string(*whole);
  }
  if (const auto* real = std::get_if<double>(&cell)) return Fixed(*real, 6);
  return "";
}

void PrintForPeople(const AnswerTable& table, const Io& io) {
  std::vector<TextTable::Column> columns;
  for (const Column& column : table.schema.columns) {
    const bool text = column.type == ColumnType::kText;
    columns.push_back(
        {column.name, text ? TextTable::Align::kLeft : TextTable::Align::kRight,
         !text});
  }
  TextTable out(std::move(columns));
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const AnswerCell& cell : row) cells.push_back(ForPeople(cell));
    out.AddRow(std::move(cells));
  }
  out.Print(io.out, io.width);
}

Cell ToCell(const AnswerCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    return Cell::Text(*text);
  }
  if (const auto* whole = std::get_if<int64_t>(&cell)) {
    return Cell::Integer(*whole);
  }
  if (const auto* real = std::get_if<double>(&cell)) return Cell::Real(*real);
  return {};
}

std::unique_ptr<RowWriter> MakeWriter(const std::string& format,
                                      const TableSchema& schema,
                                      const TextSink& sink) {
  if (format == "csv") return MakeCsvWriter(schema, {}, sink);
  if (format == "parquet") return MakeParquetWriter(schema, {}, sink);
  if (format == "arrow") return MakeArrowWriter(schema, {}, sink);
  return MakeJsonWriter(schema, sink);
}

}  // namespace

Result<std::string> ReadAnswerFormat(const Flags& flags) {
  std::string format = "table";
  if (flags.Has(kAnswerFormatFlag.name)) {
    ZM_TRY_ASSIGN(format, flags.GetChoice(kAnswerFormatFlag.name, kFormats));
  } else if (flags.Has(kJsonFlag.name)) {
    format = "json";
  } else if (flags.Has(kAnswerOutputFlag.name)) {
    const std::string extension =
        std::filesystem::path(flags.Get(kAnswerOutputFlag.name))
            .extension()
            .string();
    for (const std::string_view known : kFormats) {
      if (extension == '.' + std::string(known)) format = known;
    }
    if (format == "table") {
      return Status::Usage("name the format of " +
                           flags.Get(kAnswerOutputFlag.name) +
                           " with --format");
    }
  }
  return format;
}

Status PrintAnswer(const AnswerTable& table, const std::string& format,
                   const Flags& flags, const Io& io) {
  const std::string file = flags.Get(kAnswerOutputFlag.name);
  if (format == "table") {
    if (file.empty()) {
      PrintForPeople(table, io);
      return CheckOutput(io);
    }
    return Status::Usage("a table is for the terminal: --format csv or json");
  }
  const bool binary = format == "parquet" || format == "arrow";
  if (binary && file.empty() && io.width > 0) {
    return Status::Usage(format + " is binary: name a file with -o");
  }
  return WriteOutput(file, io, [&](const TextSink& sink) -> Status {
    const auto writer = MakeWriter(format, table.schema, sink);
    std::vector<Cell> cells;
    for (const auto& row : table.rows) {
      cells.clear();
      for (const AnswerCell& cell : row) cells.push_back(ToCell(cell));
      ZM_TRY(writer->Add(cells));
    }
    return writer->Finish();
  });
}

}  // namespace zhimai
