// Rows as text: CSV and JSON.
#include <array>
#include <charconv>

#include "graph/export/table.h"
#include "graph/export/text.h"

namespace zhimai {
namespace {

constexpr size_t kChunk = size_t{64} << 10;

// H. Hinnant, "chrono-compatible low-level date algorithms".
int64_t DaysFromCivil(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2 ? 1 : 0;
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t of_era = year - era * 400;
  const int64_t of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
         719468;
}

bool ReadDigits(std::string_view text, int64_t* value) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, *value);
  return error == std::errc() && stop == end;
}

// The shortest text that reads back as the same number.
std::string FormatReal(double value) {
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return std::string(buffer.data(), end.ptr);
}

// Text that goes out in pieces of a fair size.
class TextRows : public RowWriter {
 public:
  TextRows(TableSchema schema, TextSink sink)
      : schema_(std::move(schema)), sink_(std::move(sink)) {}

 protected:
  Status Flush(size_t unless_below) {
    if (buffer_.size() < unless_below || buffer_.empty()) return {};
    Status status = sink_(buffer_);
    buffer_.clear();
    return status;
  }

  TableSchema schema_;
  TextSink sink_;
  std::string buffer_;
};

class CsvRows : public TextRows {
 public:
  CsvRows(TableSchema schema, const CsvOptions& options, TextSink sink)
      : TextRows(std::move(schema), std::move(sink)), options_(options) {
    if (options_.excel) buffer_ = "\xEF\xBB\xBF";
    for (const Column& column : schema_.columns) {
      if (&column != schema_.columns.data()) buffer_ += ',';
      buffer_ += CsvField(column.name);
    }
    buffer_ += "\r\n";
  }

  Status Add(std::span<const Cell> row) override {
    ZM_CHECK(row.size() == schema_.columns.size());
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) buffer_ += ',';
      if (row[i].null()) continue;
      const ColumnType type = schema_.columns[i].type;
      std::string text = FormatCell(row[i], type);
      constexpr std::string_view kFormula = "=+-@\t\r";
      if (options_.excel && type == ColumnType::kText && !text.empty() &&
          kFormula.find(text.front()) != std::string_view::npos) {
        text.insert(0, 1, '\'');
      }
      buffer_ += CsvField(text);
    }
    buffer_ += "\r\n";
    return Flush(kChunk);
  }

  Status Finish() override { return Flush(0); }

 private:
  CsvOptions options_;
};

class JsonRows : public TextRows {
 public:
  JsonRows(TableSchema schema, TextSink sink)
      : TextRows(std::move(schema), std::move(sink)) {}

  Status Add(std::span<const Cell> row) override {
    ZM_CHECK(row.size() == schema_.columns.size());
    buffer_ += any_ ? ",\n " : "[\n ";
    any_ = true;
    char separator = '{';
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i].null()) continue;
      const Column& column = schema_.columns[i];
      buffer_ += separator;
      separator = ',';
      buffer_ += '"' + EscapeJson(column.name) + "\":";
      const bool quoted =
          column.type == ColumnType::kText || column.type == ColumnType::kDate;
      if (quoted) buffer_ += '"';
      buffer_ += EscapeJson(FormatCell(row[i], column.type));
      if (quoted) buffer_ += '"';
    }
    if (separator == '{') buffer_ += '{';
    buffer_ += '}';
    return Flush(kChunk);
  }

  Status Finish() override {
    buffer_ += any_ ? "\n]\n" : "[]\n";
    return Flush(0);
  }

 private:
  bool any_ = false;
};

}  // namespace

Cell Cell::Date(std::string_view iso) {
  int64_t year = 0;
  int64_t month = 0;
  int64_t day = 0;
  const bool valid = iso.size() == 10 && iso[4] == '-' && iso[7] == '-' &&
                     ReadDigits(iso.substr(0, 4), &year) &&
                     ReadDigits(iso.substr(5, 2), &month) &&
                     ReadDigits(iso.substr(8, 2), &day) && month >= 1 &&
                     month <= 12 && day >= 1 && day <= 31;
  return valid ? Integer(DaysFromCivil(year, month, day)) : Cell();
}

std::string FormatDay(int64_t days) {
  days += 719468;
  const int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const int64_t of_era = days - era * 146097;
  const int64_t year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year =
      of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * of_year + 2) / 153;
  const int64_t day = of_year - (153 * shifted + 2) / 5 + 1;
  const int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
  const int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  const auto padded = [](int64_t number, size_t width) {
    std::string text = std::to_string(number);
    if (text.size() < width) text.insert(0, width - text.size(), '0');
    return text;
  };
  return padded(year, 4) + '-' + padded(month, 2) + '-' + padded(day, 2);
}

std::string FormatCell(const Cell& cell, ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return std::string(cell.text());
    case ColumnType::kInteger:
      return std::to_string(cell.integer());
    case ColumnType::kReal:
      return FormatReal(cell.real());
    case ColumnType::kBool:
      return cell.integer() != 0 ? "true" : "false";
    case ColumnType::kDate:
      return FormatDay(cell.integer());
  }
  return "";
}

std::unique_ptr<RowWriter> MakeCsvWriter(const TableSchema& schema,
                                         const CsvOptions& options,
                                         TextSink sink) {
  return std::make_unique<CsvRows>(schema, options, std::move(sink));
}

std::unique_ptr<RowWriter> MakeJsonWriter(const TableSchema& schema,
                                          TextSink sink) {
  return std::make_unique<JsonRows>(schema, std::move(sink));
}

}  // namespace zhimai
