// Rows for programs: a schema, cells, and writers of several formats. Rows go
// out as they come; a writer keeps at most one batch of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/base/result.h"
#include "graph/base/text_sink.h"

namespace zhimai {

enum class ColumnType : uint8_t { kText, kInteger, kReal, kBool, kDate };

struct Column {
  std::string name;
  ColumnType type = ColumnType::kText;
};

struct TableSchema {
  std::string name;
  std::vector<Column> columns;
};

// A value or nothing. Borrows its text.
class Cell {
 public:
  Cell() = default;
  static Cell Text(std::string_view text) {
    Cell cell;
    cell.null_ = false;
    cell.text_ = text;
    return cell;
  }
  // Nothing when empty.
  static Cell Optional(std::string_view text) {
    return text.empty() ? Cell() : Text(text);
  }
  // Also of booleans (0, 1) and dates (days since 1970-01-01).
  static Cell Integer(int64_t value) {
    Cell cell;
    cell.null_ = false;
    cell.integer_ = value;
    return cell;
  }
  static Cell Real(double value) {
    Cell cell;
    cell.null_ = false;
    cell.real_ = value;
    return cell;
  }
  // "2025-08-31"; nothing for any other text.
  static Cell Date(std::string_view iso);

  bool null() const { return null_; }
  std::string_view text() const { return text_; }
  int64_t integer() const { return integer_; }
  double real() const { return real_; }

 private:
  bool null_ = true;
  std::string_view text_;
  int64_t integer_ = 0;
  double real_ = 0;
};

// Days since 1970-01-01 as "2025-08-31".
std::string FormatDay(int64_t days);

// As CSV, XML and JSON have it, before escaping. REQUIRES: not null.
std::string FormatCell(const Cell& cell, ColumnType type);

// One thread at a time.
class RowWriter {
 public:
  virtual ~RowWriter() = default;
  // One cell for each column, of its type.
  virtual Status Add(std::span<const Cell> row) = 0;
  // Writes what is pending and the end of the file. Nothing may follow.
  virtual Status Finish() = 0;
};

struct CsvOptions {
  // Byte order mark, CRLF, and nothing that a spreadsheet takes for a formula:
  // a text that begins with = + - @ gets an apostrophe.
  bool excel = false;
};

// RFC 4180 with a header line; nothing and the empty text look the same.
std::unique_ptr<RowWriter> MakeCsvWriter(const TableSchema& schema,
                                         const CsvOptions& options,
                                         TextSink sink);
// An array of objects, one a line; cells that hold nothing are left out.
std::unique_ptr<RowWriter> MakeJsonWriter(const TableSchema& schema,
                                          TextSink sink);

struct BatchOptions {
  // Rows kept until they are written: a row group or a record batch.
  size_t rows = 65536;
  bool compress = true;  // ZSTD, of Parquet only
};

// Apache Parquet, format version 1 pages: read by pandas, DuckDB, Spark. The
// sink is called by a thread of the writer's own, one call at a time; an error
// of it comes back with a later Add() or Finish().
std::unique_ptr<RowWriter> MakeParquetWriter(const TableSchema& schema,
                                             const BatchOptions& options,
                                             TextSink sink);
// Arrow IPC file format ("Feather 2").
std::unique_ptr<RowWriter> MakeArrowWriter(const TableSchema& schema,
                                           const BatchOptions& options,
                                           TextSink sink);

// Several tables in one new database file. kIo when it exists or cannot be
// written; an unfinished one is removed. One table is open at a time.
class SqliteFile {
 public:
  static Result<std::unique_ptr<SqliteFile>> Create(const std::string& file);
  virtual ~SqliteFile() = default;

  // Borrows this.
  virtual Result<std::unique_ptr<RowWriter>> AddTable(
      const TableSchema& schema) = 0;
  // `index` on tables that are finished: (table, columns).
  virtual Status AddIndex(const std::string& table,
                          const std::string& columns) = 0;
  virtual Status Commit() = 0;
};

}  // namespace zhimai
