#include <cstdio>
#include <filesystem>
#include <sqlite3.h>

#include "graph/export/table.h"

namespace zhimai {
namespace {

std::string Quoted(const std::string& name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

// SQLite knows no dates; ISO text compares and computes as one.
std::string_view TypeName(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
    case ColumnType::kBool:
      return "INTEGER";
    case ColumnType::kReal:
      return "REAL";
    case ColumnType::kText:
    case ColumnType::kDate:
      break;
  }
  return "TEXT";
}

Status Error(sqlite3* db) {
  return Status::Io(std::string("SQLite: ") + sqlite3_errmsg(db));
}

class SqliteRows : public RowWriter {
 public:
  SqliteRows(sqlite3* db, sqlite3_stmt* insert, TableSchema schema)
      : db_(db), insert_(insert), schema_(std::move(schema)) {}
  SqliteRows(const SqliteRows&) = delete;
  SqliteRows& operator=(const SqliteRows&) = delete;
  ~SqliteRows() override { sqlite3_finalize(insert_); }

  Status Add(std::span<const Cell> row) override {
    ZM_CHECK(row.size() == schema_.columns.size());
    for (size_t i = 0; i < row.size(); ++i) {
      if (Bind(static_cast<int>(i) + 1, row[i], schema_.columns[i].type) !=
          SQLITE_OK) {
        return Error(db_);
      }
    }
    if (sqlite3_step(insert_) != SQLITE_DONE) return Error(db_);
    sqlite3_reset(insert_);
    return {};
  }

  Status Finish() override { return {}; }

 private:
  int Bind(int place, const Cell& cell, ColumnType type) {
    if (cell.null()) return sqlite3_bind_null(insert_, place);
    switch (type) {
      case ColumnType::kInteger:
      case ColumnType::kBool:
        return sqlite3_bind_int64(insert_, place, cell.integer());
      case ColumnType::kReal:
        return sqlite3_bind_double(insert_, place, cell.real());
      case ColumnType::kDate:
        return BindText(place, FormatDay(cell.integer()));
      case ColumnType::kText:
        break;
    }
    return BindText(place, cell.text());
  }
  int BindText(int place, std::string_view text) {
    return sqlite3_bind_text64(insert_, place, text.data(), text.size(),
                               SQLITE_TRANSIENT, SQLITE_UTF8);
  }

  sqlite3* db_;
  sqlite3_stmt* insert_;
  TableSchema schema_;
};

class OpenFile : public SqliteFile {
 public:
  OpenFile(sqlite3* db, std::string file) : db_(db), file_(std::move(file)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() override {
    sqlite3_close(db_);
    std::error_code ignored;
    if (!committed_) std::filesystem::remove(file_, ignored);
  }

  Status Run(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
      return Error(db_);
    return {};
  }

  Result<std::unique_ptr<RowWriter>> AddTable(
      const TableSchema& schema) override {
    std::string columns;
    std::string places;
    for (const Column& column : schema.columns) {
      if (!columns.empty()) columns += ", ";
      columns += Quoted(column.name) + ' ' + std::string(TypeName(column.type));
      places += places.empty() ? "?" : ", ?";
    }
    const std::string name = Quoted(schema.name);
    ZM_TRY(Run("CREATE TABLE " + name + " (" + columns + ")"));
    const std::string sql = "INSERT INTO " + name + " VALUES (" + places + ")";
    sqlite3_stmt* insert = nullptr;
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &insert, nullptr) !=
        SQLITE_OK) {
      return Error(db_);
    }
    return std::unique_ptr<RowWriter>(
        std::make_unique<SqliteRows>(db_, insert, schema));
  }

  Status AddIndex(const std::string& table,
                  const std::string& columns) override {
    return Run("CREATE INDEX " + Quoted(table + "_" + columns) + " ON " +
               Quoted(table) + " (" + columns + ")");
  }

  Status Commit() override {
    ZM_TRY(Run("COMMIT"));
    committed_ = true;
    return {};
  }

 private:
  sqlite3* db_;
  std::string file_;
  bool committed_ = false;
};

}  // namespace

Result<std::unique_ptr<SqliteFile>> SqliteFile::Create(
    const std::string& file) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    return Status::Io("it exists already").In(file);
  }
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(
      file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  auto open = std::make_unique<OpenFile>(db, file);
  if (code != SQLITE_OK) return Error(db).In(file);
  // The file is new and is removed when it is not finished: no journal.
  ZM_TRY(
      open->Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN"));
  return std::unique_ptr<SqliteFile>(std::move(open));
}

}  // namespace zhimai
