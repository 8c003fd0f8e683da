// A batch of one column, as the columnar formats want it.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/export/table.h"

namespace zhimai {

struct ColumnBatch {
  ColumnType type = ColumnType::kText;
  std::vector<uint8_t> valid;     // 1 or 0, of each row
  std::vector<int64_t> integers;  // of valid rows: integers, booleans, dates
  std::vector<double> reals;      // of valid rows
  std::string bytes;              // texts of valid rows, one after the other
  std::vector<uint32_t> ends;     // where each of them ends

  size_t rows() const { return valid.size(); }
  size_t values() const {
    if (type == ColumnType::kText) return ends.size();
    return type == ColumnType::kReal ? reals.size() : integers.size();
  }
  std::string_view TextAt(size_t i) const {
    const uint32_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(bytes).substr(begin, ends[i] - begin);
  }

  void Add(const Cell& cell) {
    valid.push_back(cell.null() ? 0 : 1);
    if (cell.null()) return;
    if (type == ColumnType::kText) {
      bytes += cell.text();
      ends.push_back(static_cast<uint32_t>(bytes.size()));
    } else if (type == ColumnType::kReal) {
      reals.push_back(cell.real());
    } else {
      integers.push_back(cell.integer());
    }
  }
  void Clear() {
    valid.clear();
    integers.clear();
    reals.clear();
    bytes.clear();
    ends.clear();
  }
};

// Collects rows; a batch is full at a number of rows or when its texts grow
// large, so that offsets of 32 bits and the memory hold.
class RowBatch {
 public:
  RowBatch(const TableSchema& schema, size_t rows) : most_rows_(rows) {
    for (const Column& column : schema.columns) {
      columns_.emplace_back().type = column.type;
    }
  }

  void Add(std::span<const Cell> row) {
    ZM_CHECK(row.size() == columns_.size());
    for (size_t i = 0; i < row.size(); ++i) {
      columns_[i].Add(row[i]);
      text_bytes_ += row[i].text().size();
    }
    ++rows_;
  }
  bool full() const { return rows_ >= most_rows_ || text_bytes_ >= kMaxBytes; }
  size_t rows() const { return rows_; }
  const std::vector<ColumnBatch>& columns() const { return columns_; }
  void Clear() {
    for (ColumnBatch& column : columns_) column.Clear();
    rows_ = 0;
    text_bytes_ = 0;
  }

 private:
  static constexpr size_t kMaxBytes = size_t{64} << 20;

  size_t most_rows_;
  std::vector<ColumnBatch> columns_;
  size_t rows_ = 0;
  size_t text_bytes_ = 0;
};

// Little-endian bytes of a number.
template <typename T>
void AppendNumber(T value, std::string* out) {
  const auto* bytes = reinterpret_cast<const char*>(&value);
  static_assert(std::endian::native == std::endian::little);
  out->append(bytes, sizeof value);
}

}  // namespace zhimai
